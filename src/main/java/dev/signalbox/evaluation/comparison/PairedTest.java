package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Intervals.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Two ways of choosing on the queries on which both are judged.
 *
 * @param queries    their number
 * @param difference EM of the first minus EM of the second there; NaN without queries
 * @param interval   of the difference at 95 %, by the bootstrap of the comparison
 * @param mcNemar    null when one of them is random choice, which is neither right nor wrong
 */
public record PairedTest(
        int queries,
        double difference,
        Interval interval,
        @Nullable McNemar mcNemar) {}
