package dev.signalbox.projection.tsne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.task.Parallel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepulsionTest {
    private static float[] points(int n, double spread, long seed) {
        Random random = new Random(seed);
        float[] y = new float[2 * n];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (random.nextGaussian() * spread);
        }
        return y;
    }

    /** The double sum in double precision: forces, and Z behind them. */
    private static double[] slow(float[] y) {
        int n = y.length / 2;
        double[] result = new double[2 * n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double dx = (double) y[2 * i] - y[2 * j];
                double dy = (double) y[2 * i + 1] - y[2 * j + 1];
                double q = 1 / (1 + dx * dx + dy * dy);
                if (i != j) {
                    result[2 * i] += q * q * dx;
                    result[2 * i + 1] += q * q * dy;
                    result[2 * n] += q;
                }
            }
        }
        return result;
    }

    private static double error(double[] expected, float[] force) {
        double miss = 0;
        double norm = 0;
        for (int i = 0; i < force.length; i++) {
            miss += (force[i] - expected[i]) * (force[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(miss / norm);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "7, 1", "997, 0.0001", "998, 3", "1203, 40"})
    void pairByPairIsTheSlowSum(int n, double spread) {
        float[] y = points(n, spread, n);
        float[] force = new float[2 * n];
        double[] expected = slow(y);
        try (Parallel parallel = new Parallel(2)) {
            double z = new ExactRepulsion(n).force(y, force, parallel);
            assertThat(z).isCloseTo(expected[2 * n], within(1e-3 + 1e-5 * expected[2 * n]));
        }
        if (n > 1) {
            assertThat(error(expected, force)).isLessThan(1e-5);
        }
    }

    /** The density of finished maps: one to a few points a unit of area. */
    @ParameterizedTest
    @CsvSource({"3500, 0.0001", "3500, 0.1", "3500, 1", "3500, 3", "3500, 6", "3500, 10"})
    void theGridComesWithinAHundredth(int n, double spread) {
        float[] y = points(n, spread, 5);
        float[] force = new float[2 * n];
        double[] expected = slow(y);
        try (Parallel parallel = new Parallel(2)) {
            double z = Tsne.grid().force(y, force, parallel);
            assertThat(z).isCloseTo(expected[2 * n], within(1e-3 * expected[2 * n]));
        }
        assertThat(error(expected, force)).isLessThan(1e-2);
    }

    @Test
    void threadsDoNotChangeABit() {
        float[] y = points(5000, 20, 6);
        float[] one = new float[10_000];
        float[] three = new float[10_000];
        double first;
        double second;
        try (Parallel parallel = new Parallel(1)) {
            first = new GridRepulsion(0.5).force(y, one, parallel);
        }
        try (Parallel parallel = new Parallel(3)) {
            second = new GridRepulsion(0.5).force(y, three, parallel);
        }
        assertThat(second).isEqualTo(first);
        assertThat(three).isEqualTo(one);
    }

    /** A point far out makes the grid coarser, not endless. */
    @Test
    void aStrayPointDoesNotBlowTheGridUp() {
        float[] y = points(4000, 5, 7);
        y[0] = 1e6f;
        float[] force = new float[y.length];
        try (Parallel parallel = new Parallel(2)) {
            double z = new GridRepulsion(0.5).force(y, force, parallel);
            assertThat(z).isFinite();
        }
        for (float value : force) {
            assertThat(value).isFinite();
        }
    }
}
