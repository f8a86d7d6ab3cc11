/** Tune: the cascade's threshold over stored scores, its curve, what it changes, and settings kept by name. */
@NullMarked
package dev.signalbox.ui.tune;

import org.jspecify.annotations.NullMarked;
