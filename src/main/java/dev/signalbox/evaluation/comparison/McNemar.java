package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.PairedDifference;

/**
 * McNemar's exact test of two ways of choosing on the same queries: the two-sided binomial probability of a split of the
 * discordant queries at least this uneven when each side is as likely (algorithms.md, 4.5).
 *
 * @param paired        counts and difference d = (b - c) / n
 * @param standardError sqrt(b + c - (b - c)² / n) / n; NaN without queries
 * @param p             0..1; 1 when the two never differ
 */
public record McNemar(PairedDifference paired, double standardError, double p) {
    /** From the counts of queries on which the two differ. */
    public static McNemar of(int queries, int better, int worse) {
        PairedDifference paired = PairedDifference.of(queries, better, worse);
        double n = queries;
        double b = better;
        double c = worse;
        double error = queries == 0 ? Double.NaN : Math.sqrt(b + c - (b - c) * (b - c) / n) / n;
        return new McNemar(paired, error, twoSided(better, worse));
    }

    /** Twice the lower tail of Bin(b + c, 1/2) at min(b, c), at most 1. */
    static double twoSided(int better, int worse) {
        int m = better + worse;
        int k = Math.min(better, worse);
        if (2 * k >= m - 1) {
            return 1; // the tail holds at least half of it
        }
        // Downwards from the largest term, each as a share of the one before.
        double share = 1;
        double sum = 1;
        for (int i = k; i > 0 && share > 1e-18 * sum; i--) {
            share *= (double) i / (m - i + 1);
            sum += share;
        }
        double largest = new LogFactorials(m).choose(m, k) - m * Math.log(2);
        return Math.min(1, 2 * Math.exp(largest) * sum);
    }
}
