package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinomialDrawsTest {
    /** Pearson's chi-square of 200,000 draws against the exact probabilities, cells of fewer than 10 expected put together. */
    @Test
    void drawsHaveTheBinomialDistribution() {
        double[][] settings = {
            {1, .3},
            {7, .5},
            {40, .02},
            {40, .24},
            {40, .26},
            {100, .5},
            {1000, .009},
            {1000, .011},
            {30540, .6},
            {30540, .97},
            {30540, .0001},
            {500, .999}
        };
        for (double[] setting : settings) {
            int n = (int) setting[0];
            double p = setting[1];
            int draws = 200_000;
            BinomialDraws binomial = new BinomialDraws(new SplittableRandom(n), n);
            int[] counts = new int[n + 1];
            for (int i = 0; i < draws; i++) {
                counts[binomial.draw(n, p)]++;
            }
            LogFactorials factorials = new LogFactorials(n);
            double statistic = 0;
            int cells = 0;
            double expected = 0;
            double seen = 0;
            for (int k = 0; k <= n; k++) {
                expected += draws * Math.exp(factorials.choose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
                seen += counts[k];
                if (expected >= 10 || k == n && expected > 0) {
                    statistic += (seen - expected) * (seen - expected) / expected;
                    cells++;
                    expected = 0;
                    seen = 0;
                }
            }
            double free = cells - 1;
            // The statistic's standard deviation is sqrt(2 free); seeds are fixed, so this never wavers.
            assertThat(statistic).as("n %d, p %s", n, p).isLessThan(free + 4 * Math.sqrt(2 * free) + 4);
        }
    }

    @Test
    void edges() {
        BinomialDraws binomial = new BinomialDraws(new SplittableRandom(1), 10);
        assertThat(binomial.draw(0, .5)).isZero();
        assertThat(binomial.draw(10, 0)).isZero();
        assertThat(binomial.draw(10, 1)).isEqualTo(10);
    }
}
