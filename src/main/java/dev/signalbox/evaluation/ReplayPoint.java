package dev.signalbox.evaluation;

import java.util.Arrays;

/**
 * What the cascade gives at one threshold.
 *
 * @param queries   the queries replayed: those that every router of the cascade has scored
 * @param judged    those whose chosen VLM has a known label: the base of EM
 * @param correct   judged queries whose chosen VLM is right
 * @param deferred  queries on which the second router was asked
 * @param switched  deferred queries on which it won
 * @param confusion pairs scored at this threshold: the first pool always, the second for deferred queries
 * @param chosen    [K] by the dataset's column: how often it was chosen
 * @param cost      US dollars of the chosen VLMs' answers, summed where known
 * @param priced    queries whose chosen VLM's cost is known
 * @param latency   seconds that the chosen VLMs took, summed where known
 * @param timed     queries whose chosen VLM's latency is known
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares points
public record ReplayPoint(
        double tau,
        int queries,
        int judged,
        int correct,
        int deferred,
        int switched,
        Confusion confusion,
        int[] chosen,
        double cost,
        int priced,
        double latency,
        int timed)
        implements CascadePoint {
    /** Queries left out of EM because the chosen VLM's label is unknown. */
    public int unknown() {
        return queries - judged;
    }

    @Override
    public double deferral() {
        return Confusion.rate(deferred, queries);
    }

    /** The share of queries sent to any of some columns, such as the paid ones. */
    public double shareOf(int... columns) {
        return Arrays.stream(columns).mapToDouble(this::share).sum();
    }

    /** How often a router was asked: the first for every query, the second for those that are deferred. */
    public long calls() {
        return (long) queries + deferred;
    }

    /** US dollars of all queries whose cost is known; NaN when none is. */
    public double totalCost() {
        return priced == 0 ? Double.NaN : cost;
    }
}
