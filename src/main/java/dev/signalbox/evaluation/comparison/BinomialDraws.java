package dev.signalbox.evaluation.comparison;

import java.util.SplittableRandom;

/**
 * Exact draws from binomial distributions: sequential search for small means, else transformed rejection (Hörmann 1993,
 * “The generation of binomial random variates”, algorithm BTRS) against the exact probabilities.
 */
final class BinomialDraws {
    /** Below this mean the search is quicker; the rejection's hat needs at least this much. */
    private static final double SEARCHED = 10;

    private final SplittableRandom random;
    private final LogFactorials factorials;

    /** @param most the largest number of trials */
    BinomialDraws(SplittableRandom random, int most) {
        this.random = random;
        this.factorials = new LogFactorials(most);
    }

    /** Successes of n trials of probability p. */
    int draw(int n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - draw(n, 1 - p);
        }
        return n * p < SEARCHED ? search(n, p) : reject(n, p);
    }

    private int search(int n, double p) {
        double odds = p / (1 - p);
        double none = Math.exp(n * Math.log1p(-p));
        while (true) {
            double left = random.nextDouble();
            double mass = none;
            for (int k = 0; k <= n; k++) {
                if (left < mass) {
                    return k;
                }
                left -= mass;
                mass *= odds * (n - k) / (k + 1);
            }
        } // what rounding left over is drawn again
    }

    private int reject(int n, double p) {
        double q = 1 - p;
        double deviation = Math.sqrt(n * p * q);
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        int mode = (int) ((n + 1) * p);
        double odds = Math.log(p / q);
        double top = factorials.of(mode) + factorials.of(n - mode);
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double us = 0.5 - Math.abs(u);
            double place = Math.floor((2 * a / us + b) * u + centre);
            if (us >= 0.07 && v <= squeeze) {
                return (int) place;
            }
            if (!(place >= 0 && place <= n)) {
                continue;
            }
            int k = (int) place;
            double height = Math.log(v * alpha / (a / (us * us) + b));
            if (height <= top - factorials.of(k) - factorials.of(n - k) + (k - mode) * odds) {
                return k;
            }
        }
    }
}
