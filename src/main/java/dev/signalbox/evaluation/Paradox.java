package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;

/**
 * The performance-paradox matrix: how often one VLM is right where another is wrong (ARMS, section 1).
 *
 * @param wrong [K][K] queries that i has wrong and on which j's label is known
 * @param right [K][K] those of them that j has right
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares matrices
public record Paradox(int[][] wrong, int[][] right) {
    public static Paradox of(Labels labels, Selection rows) {
        int width = labels.width();
        Paradox result = new Paradox(new int[width][width], new int[width][width]);
        rows.forEach(query -> {
            for (int i = 0; i < width; i++) {
                if (labels.code(query, i) == Correctness.WRONG.code()) {
                    result.count(labels, query, i);
                }
            }
        });
        return result;
    }

    private void count(Labels labels, int query, int i) {
        for (int j = 0; j < wrong.length; j++) {
            if (labels.code(query, j) != Correctness.UNKNOWN.code()) {
                wrong[i][j]++;
                right[i][j] += labels.code(query, j);
            }
        }
    }

    /** P(j right | i wrong); NaN when i is never wrong there. */
    public double rescue(int i, int j) {
        return wrong[i][j] == 0 ? Double.NaN : (double) right[i][j] / wrong[i][j];
    }
}
