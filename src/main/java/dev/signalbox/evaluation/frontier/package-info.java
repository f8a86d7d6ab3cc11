/** Quality against cost: policies over all their settings, reference points, frontiers and what sums them up. */
@NullMarked
package dev.signalbox.evaluation.frontier;

import org.jspecify.annotations.NullMarked;
