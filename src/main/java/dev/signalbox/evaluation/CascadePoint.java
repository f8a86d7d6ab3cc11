package dev.signalbox.evaluation;

/** What a cascade of two or more stages gives at its thresholds. */
public sealed interface CascadePoint permits ReplayPoint, StagedPoint {
    /** The queries replayed: those that every router of the cascade has scored. */
    int queries();

    /** Those whose chosen VLM has a known label: the base of EM. */
    int judged();

    /** Judged queries whose chosen VLM is right. */
    int correct();

    /** Pairs scored at these thresholds: those of every stage that a query reached. */
    Confusion confusion();

    /** How often each of the dataset's columns was chosen, [K]. */
    int[] chosen();

    /** US dollars of the chosen VLMs' answers, summed where known. */
    double cost();

    /** Queries whose chosen VLM's cost is known. */
    int priced();

    /** Seconds that the chosen VLMs took, summed where known. */
    double latency();

    /** Queries whose chosen VLM's latency is known. */
    int timed();

    /** The share of queries on which the second router was asked; 0 without one. */
    double deferral();

    /** The share of judged queries whose chosen VLM is right. */
    default double em() {
        return Confusion.rate(correct(), judged());
    }

    default Intervals.Interval interval() {
        return Intervals.wilson(correct(), judged());
    }

    /** The share of queries that a VLM was chosen for. */
    default double share(int column) {
        return Confusion.rate(chosen()[column], queries());
    }

    /** US dollars a query, over those whose cost is known; NaN when none is. */
    default double meanCost() {
        return priced() == 0 ? Double.NaN : cost() / priced();
    }

    /** Seconds that the chosen VLM took for a query, over those whose latency is known; NaN when none is. */
    default double meanLatency() {
        return timed() == 0 ? Double.NaN : latency() / timed();
    }

    /**
     * US dollars a query as far as costs are known, over all queries: a cost that is not known is not counted. The mean over
     * those with a known cost would not fall when fewer queries go to a VLM that costs something. NaN when none is known.
     */
    default double spent() {
        return priced() == 0 ? Double.NaN : cost() / queries();
    }
}
