package dev.signalbox.evaluation;

/**
 * What a cascade of stages gives at its thresholds.
 *
 * @param tau       [stages - 1] after which confidence each stage but the last ends the cascade
 * @param queries   the queries replayed: those that every router of the cascade has scored
 * @param judged    those whose chosen VLM has a known label: the base of EM
 * @param correct   judged queries whose chosen VLM is right
 * @param reached   [stages] queries on which the stage's router was asked; the first stage's is {@code queries}
 * @param decided   [stages] queries whose choice is of that stage
 * @param confusion pairs scored at these thresholds: every stage for the queries that reached it
 * @param chosen    [K] by the dataset's column: how often it was chosen
 * @param cost      US dollars of the chosen VLMs' answers, summed where known
 * @param priced    queries whose chosen VLM's cost is known
 * @param latency   seconds that the chosen VLMs took, summed where known
 * @param timed     queries whose chosen VLM's latency is known
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares points
public record StagedPoint(
        double[] tau,
        int queries,
        int judged,
        int correct,
        int[] reached,
        int[] decided,
        Confusion confusion,
        int[] chosen,
        double cost,
        int priced,
        double latency,
        int timed)
        implements CascadePoint {
    @Override
    public double deferral() {
        return reached.length < 2 ? 0 : reach(1);
    }

    /** The share of queries on which a stage's router was asked; for the second of two it is the deferral rate. */
    public double reach(int stage) {
        return Confusion.rate(reached[stage], queries);
    }
}
