package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    private static PrincipalComponents fit(Points points, int count) {
        try (Parallel parallel = new Parallel(2)) {
            return PrincipalComponents.fit(points, count, parallel, Progress.NONE);
        }
    }

    /** Points along (3, 4) / 5 with standard deviation 2, and across it with 0.5. */
    @Test
    void knownAxesComeBack() {
        int n = 20_001; // not a multiple of four
        float[] data = new float[n * 3];
        Random random = new Random(1);
        for (int i = 0; i < n; i++) {
            double along = 2 * random.nextGaussian();
            double across = 0.5 * random.nextGaussian();
            data[3 * i] = (float) (7 + 0.6 * along - 0.8 * across);
            data[3 * i + 1] = (float) (-2 + 0.8 * along + 0.6 * across);
            data[3 * i + 2] = 5;
        }
        PrincipalComponents found = fit(new Points(n, 3, data), 3);
        assertThat(found.mean()).containsExactly(new float[] {7, -2, 5}, within(0.05f));
        assertThat(found.axes()[0]).containsExactly(new double[] {0.6, 0.8, 0}, within(0.01));
        assertThat(found.axes()[1]).containsExactly(new double[] {0.8, -0.6, 0}, within(0.01));
        assertThat(found.variances()).containsExactly(new double[] {4, 0.25, 0}, within(0.1));
        assertThat(found.explainedByTwo()).isCloseTo(1, within(1e-9));
    }

    /** More dimensions than rows: the components are still orthonormal and keep every distance. */
    @Test
    void wideDataKeepsItsDistances() {
        int n = 20;
        int dim = 60;
        float[] data = new float[n * dim];
        Random random = new Random(2);
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat();
        }
        PrincipalComponents found = fit(new Points(n, dim, data), 50);
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b <= a; b++) {
                double dot = 0;
                for (int i = 0; i < dim; i++) {
                    dot += found.axes()[a][i] * found.axes()[b][i];
                }
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-9));
            }
        }
        Points all;
        try (Parallel parallel = new Parallel(2)) {
            all = found.project(new Points(n, dim, data), parallel, Progress.NONE);
        }
        double projected = 0;
        double original = 0;
        for (int i = 0; i < 50; i++) {
            double difference = all.values()[3 * 50 + i] - all.values()[11 * 50 + i];
            projected += difference * difference;
        }
        for (int i = 0; i < dim; i++) {
            double difference = data[3 * dim + i] - data[11 * dim + i];
            original += difference * difference;
        }
        assertThat(projected).isCloseTo(original, within(1e-5));
    }
}
