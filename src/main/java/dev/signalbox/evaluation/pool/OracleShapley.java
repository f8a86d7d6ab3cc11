package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.Correctness;

/**
 * How much of the oracle's accuracy every VLM brings: its Shapley value in the game “at least one is right”. On one query
 * the VLMs that are right are alike and the others add nothing, so that each of the right ones gets 1/|S|; a mean of games
 * has the mean of their values. Hence exact, without permutations.
 *
 * @param value    [K] 0..1, together the oracle's accuracy; NaN where nothing is labelled
 * @param labelled queries with a known label in the pool
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record OracleShapley(double[] value, int labelled) {
    public static OracleShapley of(Outcomes outcomes) {
        double[] value = new double[outcomes.width()];
        int labelled = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            int right = 0;
            boolean known = false;
            for (byte[] labels : outcomes.quality()) {
                right += labels[i] == Correctness.RIGHT.code() ? 1 : 0;
                known |= labels[i] != Correctness.UNKNOWN.code();
            }
            labelled += known ? 1 : 0;
            for (int k = 0; right > 0 && k < value.length; k++) {
                value[k] += outcomes.quality()[k][i] == Correctness.RIGHT.code() ? 1.0 / right : 0;
            }
        }
        for (int k = 0; k < value.length; k++) {
            value[k] = labelled == 0 ? Double.NaN : value[k] / labelled;
        }
        return new OracleShapley(value, labelled);
    }
}
