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
        int timed) {
    /** The share of judged queries whose chosen VLM is right. */
    public double em() {
        return Confusion.rate(correct, judged);
    }

    public Intervals.Interval interval() {
        return Intervals.wilson(correct, judged);
    }

    /** Queries left out of EM because the chosen VLM's label is unknown. */
    public int unknown() {
        return queries - judged;
    }

    /** The share of queries on which the second router was asked. */
    public double deferral() {
        return Confusion.rate(deferred, queries);
    }

    /** The share of queries that a VLM was chosen for. */
    public double share(int column) {
        return Confusion.rate(chosen[column], queries);
    }

    /** The share of queries sent to any of some columns, such as the paid ones. */
    public double shareOf(int... columns) {
        return Arrays.stream(columns).mapToDouble(this::share).sum();
    }

    /** How often a router was asked: the first for every query, the second for those that are deferred. */
    public long calls() {
        return (long) queries + deferred;
    }

    /** US dollars a query, over those whose cost is known; NaN when none is. */
    public double meanCost() {
        return priced == 0 ? Double.NaN : cost / priced;
    }

    /**
     * US dollars a query as far as costs are known, over all queries: a cost that is not known is not counted. The mean over
     * those with a known cost would not fall when fewer queries go to a VLM that costs something. NaN when none is known.
     */
    public double spent() {
        return priced == 0 ? Double.NaN : cost / queries;
    }

    /** US dollars of all queries whose cost is known; NaN when none is. */
    public double totalCost() {
        return priced == 0 ? Double.NaN : cost;
    }

    /** Seconds that the chosen VLM took for a query, over those whose latency is known; NaN when none is. */
    public double meanLatency() {
        return timed == 0 ? Double.NaN : latency / timed;
    }
}
