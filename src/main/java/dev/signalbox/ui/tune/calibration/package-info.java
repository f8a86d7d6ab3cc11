/** The page of Tune that tells how far confidences can be trusted, and calibrates them. */
@NullMarked
package dev.signalbox.ui.tune.calibration;

import org.jspecify.annotations.NullMarked;
