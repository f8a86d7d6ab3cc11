/** The Tune screen's page that finds a threshold for a goal and says what is promised and what is not. */
@NullMarked
package dev.signalbox.ui.tune.advice;

import org.jspecify.annotations.NullMarked;
