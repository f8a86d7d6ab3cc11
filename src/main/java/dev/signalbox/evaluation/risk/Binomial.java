package dev.signalbox.evaluation.risk;

import smile.math.special.Beta;
import smile.math.special.Gamma;

/** The binomial distribution's tails and the exact bounds that follow from them. */
public final class Binomial {
    private static final double NEGLIGIBLE = 1e-18;

    private Binomial() {}

    /**
     * P(Bin(n, p) &lt;= k), summed term by term from k towards 0: good to about 1e-10 of its value also far out, where the
     * incomplete beta function of the library is only good to 1e-7.
     *
     * @param k any number; below 0 gives 0, n or more gives 1
     * @param p 0..1
     */
    public static double atMost(long k, long n, double p) {
        if (n < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Bin(" + n + ", " + p + ")");
        }
        if (k < 0) {
            return 0;
        }
        if (k >= n || p == 0) {
            return 1;
        }
        if (p == 1) {
            return 0;
        }
        // The shorter sum is the one on the side of k that is away from the mean.
        return k < n * p ? down(k, n, p) : Math.max(0, 1 - down(n - k - 1, n, 1 - p));
    }

    /** The sum of the terms 0..k, largest first. */
    private static double down(long k, long n, double p) {
        double term = Math.exp(Gamma.lgamma(n + 1.0)
                - Gamma.lgamma(k + 1.0)
                - Gamma.lgamma(n - k + 1.0)
                + k * Math.log(p)
                + (n - k) * Math.log1p(-p));
        double sum = term;
        for (long i = k; i > 0 && term > sum * NEGLIGIBLE; i--) {
            term *= i * (1 - p) / ((n - i + 1) * p);
            sum += term;
        }
        return Math.min(1, sum);
    }

    /**
     * The one-sided upper bound of Clopper and Pearson (1934): the highest rate under which k or fewer successes still
     * happen with a probability of 1 - confidence.
     *
     * @param confidence such as 0.95
     */
    public static double upper(long k, long n, double confidence) {
        check(k, n, confidence);
        return k == n ? 1 : Beta.inverseRegularizedIncompleteBetaFunction(k + 1.0, (double) (n - k), confidence);
    }

    /** The one-sided lower bound, as {@link #upper}. */
    public static double lower(long k, long n, double confidence) {
        return 1 - upper(n - k, n, confidence);
    }

    private static void check(long k, long n, double confidence) {
        if (k < 0 || k > n || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(k + " of " + n + " at " + confidence);
        }
    }
}
