package dev.signalbox.evaluation.comparison;

/** ln k! for k = 0..n. */
final class LogFactorials {
    private final double[] sums;

    LogFactorials(int n) {
        sums = new double[n + 1];
        double lost = 0; // Kahan's compensation: thousands of terms would lose what a tail probability needs
        for (int k = 2; k <= n; k++) {
            double term = Math.log(k) - lost;
            double sum = sums[k - 1] + term;
            lost = sum - sums[k - 1] - term;
            sums[k] = sum;
        }
    }

    double of(int k) {
        return sums[k];
    }

    /** ln of n over k. */
    double choose(int n, int k) {
        return sums[n] - sums[k] - sums[n - k];
    }
}
