package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import java.util.Arrays;

/**
 * A router's expected quality of a pool's VLMs on the queries of {@link Outcomes}, in the same columns.
 *
 * @param score [K][n]; NaN where the router says nothing: that VLM is then not chosen
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied
public record ScoreMatrix(double[][] score) {
    /** Of stored scores; a VLM that the router does not know has NaN everywhere. */
    public static ScoreMatrix of(DatasetTable table, Scores scores, Outcomes outcomes) {
        int n = outcomes.size();
        double[][] result = new double[outcomes.width()][n];
        for (int k = 0; k < result.length; k++) {
            int column = scores.set()
                    .vlms()
                    .indexOf(table.dataset().vlms().get(outcomes.column()[k]).id());
            if (column < 0) {
                Arrays.fill(result[k], Double.NaN);
                continue;
            }
            for (int i = 0; i < n; i++) {
                int query = outcomes.query()[i];
                result[k][i] = query < scores.set().rows() ? scores.confidence(query, column) : Double.NaN;
            }
        }
        return new ScoreMatrix(result);
    }
}
