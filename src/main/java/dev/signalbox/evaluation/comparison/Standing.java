package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Confusion;
import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of choosing on the queries of a {@link Comparison}.
 *
 * @param name      a router's or a VLM's; the field of the dataset oracle; empty where the kind says it all
 * @param judged    queries whose chosen VLM has a known label (of random choice: with any known label): the base of EM
 * @param correct   judged queries that are right; of random choice the expected number
 * @param interval  of EM at 95 %, by the bootstrap of the comparison; NaN when nothing is judged
 * @param priced    queries whose chosen VLM's cost is known
 * @param cost      mean US dollars a query over these; NaN when there are none
 * @param rankScore 0..1; NaN without EM, when a VLM of the pool has no cost or when that of a chosen answer is unknown
 * @param confusion of all scored pairs, of routers only
 * @param unscored  queries that a router has not scored: left out of all of its figures
 * @param share     by place of the pool: how much of the queries it is chosen for
 */
public record Standing(
        Kind kind,
        String name,
        int judged,
        double correct,
        Interval interval,
        int priced,
        double cost,
        double rankScore,
        @Nullable Confusion confusion,
        int unscored,
        List<Double> share) {
    /** Ways of choosing, in the order in which tables list them. */
    public enum Kind {
        ROUTER,
        /** The VLM that is right most often on the same queries. */
        BEST_SINGLE,
        /** The VLM of the lowest mean cost. */
        CHEAPEST,
        /** An even draw, in closed form. */
        RANDOM,
        /** The VLM that is right most often among the queries of the same dataset or task, judged on these themselves. */
        DATASET_ORACLE,
        /** The cheapest right VLM. */
        ORACLE
    }

    public Standing {
        share = List.copyOf(share);
    }

    /** Share of judged queries that are right; NaN when none is judged. */
    public double em() {
        return judged == 0 ? Double.NaN : correct / judged;
    }

    /** Wilson's interval of EM, as if no two queries showed the same picture; null for random choice, which has none. */
    public @Nullable Interval wilson() {
        return kind == Kind.RANDOM ? null : Intervals.wilson((long) correct, judged);
    }
}
