/** Thresholds with a guarantee: conformal risk control, Learn-then-Test, exact binomial bounds; and advice under a bound. */
@NullMarked
package dev.signalbox.evaluation.risk;

import org.jspecify.annotations.NullMarked;
