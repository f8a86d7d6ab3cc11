package dev.signalbox.evaluation;

import dev.signalbox.model.Correctness;

/**
 * The performance-paradox matrix: how often one VLM is right where another is wrong (ARMS, section 1), and how much their
 * failures are the same ones.
 *
 * @param wrong [K][K] queries that i has wrong and on which j's label is known
 * @param right [K][K] those of them that j has right
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares matrices
public record Paradox(int[][] wrong, int[][] right) {
    /** Counts over the pool's VLMs in its order. */
    public static Paradox of(Outcomes outcomes) {
        int width = outcomes.width();
        Paradox result = new Paradox(new int[width][width], new int[width][width]);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                result.count(i, j, outcomes.quality()[i], outcomes.quality()[j]);
            }
        }
        return result;
    }

    private void count(int i, int j, byte[] one, byte[] other) {
        int failures = 0;
        int rescued = 0;
        for (int q = 0; q < one.length; q++) {
            if (one[q] == Correctness.WRONG.code() && other[q] != Correctness.UNKNOWN.code()) {
                failures++;
                rescued += other[q];
            }
        }
        wrong[i][j] = failures;
        right[i][j] = rescued;
    }

    /** P(j right | i wrong); NaN when i is never wrong there. */
    public double rescue(int i, int j) {
        return wrong[i][j] == 0 ? Double.NaN : (double) right[i][j] / wrong[i][j];
    }

    /**
     * Jaccard's index of their failures: queries that both have wrong, of those that at least one has wrong, where both
     * labels are known; NaN without any.
     */
    public double overlap(int i, int j) {
        int both = wrong[i][j] - right[i][j];
        int any = wrong[i][j] + wrong[j][i] - both;
        return any == 0 ? Double.NaN : (double) both / any;
    }
}
