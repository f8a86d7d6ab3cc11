package dev.signalbox.evaluation;

import java.util.Arrays;
import smile.stat.distribution.GaussianDistribution;

/** Intervals for rates. */
public final class Intervals {
    /** The standard normal's 97.5 % quantile: two-sided 95 %. */
    public static final double Z95 = 1.959963984540054;

    /** Resamples behind an interval that is found by resampling. */
    public static final int RESAMPLES = 2000;

    private static final GaussianDistribution NORMAL = GaussianDistribution.getInstance();

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

    /**
     * The BCa interval of 95 % (Efron 1987, equations 2.3, 6.6 and 7.3): the percentile interval with its levels moved for bias and
     * skew. z0 is the normal quantile of the share of samples below the estimate, those that equal it counted half; a is the third
     * moment of the jackknife over six times its second to the power of 3/2.
     *
     * @param samples   sorted by this, as by {@link #percentile}, which stands in where no sample or every one is below the estimate
     * @param estimate  of the data themselves
     * @param jackknife the figure without one group, for every kind of group
     * @param times     how many groups there are of each kind
     */
    public static Interval bca(double[] samples, double estimate, double[] jackknife, int[] times) {
        Interval plain = percentile(samples);
        int known = samples.length;
        while (known > 0 && Double.isNaN(samples[known - 1])) {
            known--;
        }
        double below = 0;
        for (int i = 0; i < known; i++) {
            below += samples[i] < estimate ? 1 : samples[i] == estimate ? 0.5 : 0;
        }
        double skew = acceleration(jackknife, times);
        if (!(below > 0 && below < known) || Double.isNaN(skew)) {
            return plain;
        }
        double bias = NORMAL.quantile(below / known);
        return new Interval(
                quantile(samples, known, level(bias, skew, -Z95)), quantile(samples, known, level(bias, skew, Z95)));
    }

    private static double level(double bias, double skew, double z) {
        double bent = 1 - skew * (bias + z);
        // Past its pole the formula would turn around: then everything lies on this side.
        return bent <= 0 ? (z < 0 ? 0 : 1) : NORMAL.cdf(bias + (bias + z) / bent);
    }

    /** 0 when all are equal: then nothing is skewed. */
    private static double acceleration(double[] jackknife, int[] times) {
        double sum = 0;
        long groups = 0;
        for (int i = 0; i < jackknife.length; i++) {
            sum += times[i] * jackknife[i];
            groups += times[i];
        }
        double mean = sum / groups;
        double second = 0;
        double third = 0;
        for (int i = 0; i < jackknife.length; i++) {
            double off = mean - jackknife[i];
            second += times[i] * off * off;
            third += times[i] * off * off * off;
        }
        return second == 0 ? 0 : third / (6 * Math.pow(second, 1.5));
    }

    private static double quantile(double[] sorted, int known, double share) {
        double place = share * (known - 1);
        int below = (int) place;
        int above = Math.min(below + 1, known - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
