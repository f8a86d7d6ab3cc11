package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Outcomes;
import java.util.Random;
import java.util.stream.IntStream;

/** Small outcomes for tests, and choices by slow loops. */
final class Pools {
    /** WE-12: labels of 5 queries by 3 VLMs. */
    static final byte[][] TWELVE = {{1, 1, 0}, {0, 1, 1}, {0, 0, 1}, {0, 0, 0}, {1, 0, 1}};

    static final double[][] TWELVE_SCORES = {{.9, .8, .7}, {.2, .6, .9}, {.4, .3, .6}, {.1, .2, .3}, {.8, .1, .8}};
    static final double[] TWELVE_COSTS = {1e-4, 3e-4, 10e-4};

    private Pools() {}

    static Outcomes twelve(double... costs) {
        double[][] rows = new double[TWELVE.length][];
        java.util.Arrays.fill(rows, costs);
        return of(TWELVE, rows);
    }

    /** From rows, one per query. */
    static Outcomes of(byte[][] labels, double[][] costs) {
        int n = labels.length;
        int width = labels[0].length;
        byte[][] quality = new byte[width][n];
        double[][] cost = new double[width][n];
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < n; i++) {
                quality[k][i] = labels[i][k];
                cost[k][i] = costs[i][k];
            }
        }
        return new Outcomes(
                IntStream.range(0, n).toArray(), IntStream.range(0, width).toArray(), quality, cost);
    }

    /** Some labels unknown, some costs unknown, many costs equal. */
    static Outcomes random(int n, int width, long seed) {
        Random random = new Random(seed);
        byte[][] labels = new byte[n][width];
        double[][] costs = new double[n][width];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                labels[i][k] = (byte) (random.nextInt(7) == 0 ? -1 : random.nextInt(2));
                costs[i][k] = random.nextInt(7) == 0 ? Double.NaN : random.nextInt(4) * 1e-4;
            }
        }
        return of(labels, costs);
    }

    static int[] randomChoices(Outcomes outcomes, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, outcomes.size())
                .map(i -> random.nextInt(outcomes.width() + 1) - 1)
                .toArray();
    }

    /** The highest score minus lambda times the cost over the highest cost; ties: the cheaper, then the lower place. */
    static int[] byUtility(Outcomes outcomes, double[][] scores, double lambda, int without) {
        double scale = 0;
        for (double[] costs : outcomes.cost()) {
            for (double cost : costs) {
                scale = Math.max(scale, cost);
            }
        }
        int[] chosen = new int[outcomes.size()];
        for (int i = 0; i < chosen.length; i++) {
            int best = -1;
            for (int k = 0; k < outcomes.width(); k++) {
                if (k != without && (best < 0 || better(outcomes, scores[i], lambda / scale, i, k, best))) {
                    best = k;
                }
            }
            chosen[i] = best;
        }
        return chosen;
    }

    private static boolean better(Outcomes outcomes, double[] score, double weight, int i, int k, int best) {
        double own = score[k] - weight * outcomes.cost()[k][i];
        double other = score[best] - weight * outcomes.cost()[best][i];
        return own > other + 1e-12
                || Math.abs(own - other) <= 1e-12 && outcomes.cost()[k][i] < outcomes.cost()[best][i];
    }

    /** The cheapest right VLM, else the cheapest. */
    static int[] oracle(Outcomes outcomes, int without) {
        int[] chosen = new int[outcomes.size()];
        for (int i = 0; i < chosen.length; i++) {
            int best = -1;
            for (int k = 0; k < outcomes.width(); k++) {
                if (k == without) {
                    continue;
                }
                int gain = best < 0 ? 1 : outcomes.quality()[k][i] - outcomes.quality()[best][i];
                if (gain > 0 || gain == 0 && outcomes.cost()[k][i] < outcomes.cost()[best][i]) {
                    best = k;
                }
            }
            chosen[i] = best;
        }
        return chosen;
    }

    static double accuracy(Outcomes outcomes, int[] chosen) {
        return IntStream.range(0, chosen.length)
                .map(i -> outcomes.quality()[chosen[i]][i])
                .average()
                .orElseThrow();
    }

    static double cost(Outcomes outcomes, int[] chosen) {
        return IntStream.range(0, chosen.length)
                .mapToDouble(i -> outcomes.cost()[chosen[i]][i])
                .average()
                .orElseThrow();
    }
}
