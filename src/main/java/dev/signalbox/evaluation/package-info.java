/** Metrics over stored labels and scores: summaries, intervals and the exact replay of the cascade. */
@NullMarked
package dev.signalbox.evaluation;

import org.jspecify.annotations.NullMarked;
