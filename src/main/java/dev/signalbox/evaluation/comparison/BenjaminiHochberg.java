package dev.signalbox.evaluation.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Benjamini and Hochberg's step-up procedure (1995, “Controlling the false discovery rate”): of the hypotheses whose
 * adjusted p is at most q, a share of at most q is true on average.
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * The adjusted p values: min over j of rank at least i of p(j) m / j, at most 1.
     *
     * @param p one per hypothesis; NaN where there was no test, which is not counted and stays NaN
     */
    public static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] result = new double[p.length];
        Arrays.fill(result, Double.NaN);
        double least = 1;
        for (int rank = order.length; rank > 0; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, p[i] * order.length / rank);
            result[i] = least;
        }
        return result;
    }
}
