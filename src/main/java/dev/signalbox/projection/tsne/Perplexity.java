package dev.signalbox.projection.tsne;

import java.util.Arrays;

/**
 * Finds the width of a row's Gaussian at which its neighbours have the wanted perplexity, exp of the entropy: Newton's
 * steps on the entropy as a function of the logarithm of the precision, held between bounds that bisection narrows.
 */
final class Perplexity {
    private static final int STEPS = 60;
    private static final double CLOSE = 1e-5;

    private final double entropy;
    private final double[] weights;
    private double precision = 1;

    /** @param k neighbours of a row, more than the perplexity */
    Perplexity(double perplexity, int k) {
        this.entropy = Math.log(perplexity);
        this.weights = new double[k];
    }

    /**
     * One row's conditional probabilities p_j|i, which add up to 1.
     *
     * @param squared distances of the neighbours from {@code at} on, ascending
     * @param result  filled from {@code at} on
     */
    void row(float[] squared, int at, float[] result) {
        int k = weights.length;
        double nearest = squared[at];
        double spread = squared[at + k - 1] - nearest;
        if (!(spread > 0)) {
            Arrays.fill(result, at, at + k, 1f / k); // all as far away: no width tells them apart
            return;
        }
        precision = k / (2 * spread);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sum = 1;
        for (int step = 0; step < STEPS; step++) {
            sum = 0;
            double first = 0;
            double second = 0;
            for (int j = 0; j < k; j++) {
                double d = squared[at + j] - nearest;
                double weight = Math.exp(-precision * d);
                weights[j] = weight;
                sum += weight;
                first += weight * d;
                second += weight * d * d;
            }
            double mean = first / sum;
            double miss = Math.log(sum) + precision * mean - entropy;
            if (Math.abs(miss) < CLOSE) {
                break;
            }
            if (miss > 0) {
                low = precision;
            } else {
                high = precision;
            }
            // The entropy falls with the logarithm of the precision by precision² times the variance of d.
            double slope = precision * precision * (second / sum - mean * mean);
            double newton = precision * Math.exp(Math.clamp(miss / slope, -2, 2));
            boolean inside = newton > low && newton < high; // false for NaN
            precision = inside ? newton : Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
        }
        for (int j = 0; j < k; j++) {
            result[at + j] = (float) (weights[j] / sum);
        }
    }
}
