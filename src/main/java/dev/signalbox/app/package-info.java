/** Starts the program and wires its objects. */
@NullMarked
package dev.signalbox.app;

import org.jspecify.annotations.NullMarked;
