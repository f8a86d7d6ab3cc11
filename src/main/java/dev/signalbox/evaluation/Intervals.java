package dev.signalbox.evaluation;

import java.util.Arrays;

/** Intervals for rates. */
public final class Intervals {
    /** The standard normal's 97.5 % quantile: two-sided 95 %. */
    public static final double Z95 = 1.959963984540054;

    /** Resamples behind an interval that is found by resampling. */
    public static final int RESAMPLES = 2000;

    private Intervals() {}

    /** A rate's bounds, both in 0..1. */
    public record Interval(double low, double high) {}

    /** {@link #wilson(long, long, double)} at 95 %. */
    public static Interval wilson(long successes, long trials) {
        return wilson(successes, trials, Z95);
    }

    /**
     * Wilson's score interval for a binomial rate; of no trials everything is possible.
     *
     * @param z the standard normal's quantile of the wanted confidence
     */
    public static Interval wilson(long successes, long trials, double z) {
        if (successes < 0 || trials < successes) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double rate = (double) successes / trials;
        double z2 = z * z / trials;
        double centre = (rate + z2 / 2) / (1 + z2);
        double half = z / (1 + z2) * Math.sqrt(rate * (1 - rate) / trials + z2 / (4 * trials));
        // The ends are exact by definition; rounding would leave 1e-17.
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == trials ? 1 : Math.min(1, centre + half));
    }

    /**
     * The central 95 % of resampled figures, linear between order statistics (the percentile interval of the bootstrap).
     *
     * @param samples sorted by this; those that are NaN, where a resample had nothing to count, are left out
     * @return NaN twice when nothing is left
     */
    public static Interval percentile(double[] samples) {
        Arrays.sort(samples); // NaN last
        int known = samples.length;
        while (known > 0 && Double.isNaN(samples[known - 1])) {
            known--;
        }
        return known == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(quantile(samples, known, 0.025), quantile(samples, known, 0.975));
    }

    private static double quantile(double[] sorted, int known, double share) {
        double place = share * (known - 1);
        int below = (int) place;
        int above = Math.min(below + 1, known - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
