package dev.signalbox.router.arms;

/**
 * The normal distribution's cumulative function, which GELU is made of, by cubic interpolation between exact values and
 * slopes: within 1e-9 of the function, at a small part of its price.
 */
final class NormalTable {
    private static final int STEPS = 64;
    private static final int REACH = 8;
    private static final double[] VALUES = new double[2 * REACH * STEPS + 1];
    private static final double[] SLOPES = new double[VALUES.length];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            double x = (double) i / STEPS - REACH;
            SLOPES[i] = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            VALUES[i] = .5 + SLOPES[i] * series(x);
        }
    }

    private NormalTable() {}

    /** x + x^3/3 + x^5/15 + ..., each term x^2 / (2n + 1) times the one before. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return sum;
    }

    /** The probability of a value below x. */
    static double below(double x) {
        double place = (x + REACH) * STEPS;
        if (!(place > 0)) {
            return 0; // NaN times 0 is still NaN: nothing is hidden
        }
        int i = (int) place;
        if (i >= VALUES.length - 1) {
            return 1;
        }
        double t = place - i;
        double u = 1 - t;
        return u * u * ((1 + 2 * t) * VALUES[i] + t * SLOPES[i] / STEPS)
                + t * t * ((3 - 2 * t) * VALUES[i + 1] - u * SLOPES[i + 1] / STEPS);
    }
}
