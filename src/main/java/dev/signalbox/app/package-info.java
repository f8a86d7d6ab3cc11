/** Starts the program and wires its objects; nothing else knows how they fit together. */
@NullMarked
package dev.signalbox.app;

import org.jspecify.annotations.NullMarked;
