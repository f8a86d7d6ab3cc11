/** The published encoders that routers need: a catalogue of them, what is on this machine, fetching and checking. */
@NullMarked
package dev.signalbox.encoders;

import org.jspecify.annotations.NullMarked;
