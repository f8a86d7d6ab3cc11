package dev.signalbox.projection.tsne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.projection.SimulatedVectors;
import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsneTest {
    private static final int DIM = 20;

    private static Neighbours neighbours(int n, int k) {
        try (Parallel parallel = new Parallel(2)) {
            Points points = new Points(n, DIM, SimulatedVectors.of(n, DIM, 3));
            return ExactNeighbours.find(points, k, parallel, Progress.NONE);
        }
    }

    private static TsneState start(int n) {
        Random random = new Random(8);
        float[] y = new float[2 * n];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) random.nextGaussian();
        }
        return TsneState.start(y);
    }

    @Test
    void everyRowHasThePerplexity() {
        Neighbours neighbours = neighbours(400, 60);
        Perplexity search = new Perplexity(20, 60);
        float[] p = new float[60];
        for (int i = 0; i < 400; i++) {
            float[] squared = Arrays.copyOfRange(neighbours.squared(), i * 60, (i + 1) * 60);
            search.row(squared, 0, p);
            double sum = 0;
            double entropy = 0;
            for (float value : p) {
                sum += value;
                entropy -= value > 0 ? value * Math.log(value) : 0;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(Math.exp(entropy)).isCloseTo(20, within(1e-2));
            assertThat(p[0]).isGreaterThanOrEqualTo(p[59]);
        }
    }

    @Test
    void oddDistancesStillGiveProbabilities() {
        float[][] rows = {
            {0, 0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0, 1},
            {7, 7, 7, 7, 7, 7},
            {1e-30f, 1e-30f, 1, 1e10f, 1e20f, 1e30f},
            {1, 2, 3, 4, 5, Float.MAX_VALUE}
        };
        for (float[] squared : rows) {
            float[] p = new float[6];
            new Perplexity(2, 6).row(squared, 0, p);
            double sum = 0;
            for (float value : p) {
                assertThat(value).isBetween(0f, 1f);
                sum += value;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    /** The sum of p_j|i + p_i|j over 2n, pair by pair. */
    @Test
    void affinitiesAreSymmetricAndAddUpToOne() {
        int n = 300;
        int k = 30;
        Neighbours neighbours = neighbours(n, k);
        double[][] slow = new double[n][n];
        float[] p = new float[k];
        for (int i = 0; i < n; i++) {
            float[] squared = Arrays.copyOfRange(neighbours.squared(), i * k, (i + 1) * k);
            new Perplexity(10, k).row(squared, 0, p);
            for (int e = 0; e < k; e++) {
                int j = neighbours.ids()[i * k + e];
                slow[i][j] += p[e] / (2.0 * n);
                slow[j][i] += p[e] / (2.0 * n);
            }
        }
        Affinities affinities;
        try (Parallel parallel = new Parallel(2)) {
            affinities = Affinities.of(neighbours, 10, parallel);
        }
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int e = affinities.start()[i]; e < affinities.start()[i + 1]; e++) {
                int j = affinities.column()[e];
                assertThat(j).isGreaterThan(i);
                assertThat((double) affinities.value()[e]).isCloseTo(slow[i][j], within(1e-9));
                sum += 2 * affinities.value()[e];
            }
            for (int j = i + 1; j < n; j++) {
                pairs += slow[i][j] > 0 ? 1 : 0;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(affinities.pairs()).isGreaterThanOrEqualTo(pairs);
    }

    /** Pair by pair for the smaller number of rows of a test, by grid for the larger. */
    private static Repulsion repulsion(int n) {
        return n < 1000 ? new ExactRepulsion(n) : Tsne.grid();
    }

    /** Attraction and repulsion together are the gradient of the divergence, by differences. */
    @Test
    void theGradientIsThatOfTheDivergence() {
        int n = 120;
        try (Parallel parallel = new Parallel(1)) {
            Affinities affinities = Affinities.of(neighbours(n, 30), 10, parallel);
            Random random = new Random(4);
            float[] y = new float[2 * n];
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) (2 * random.nextGaussian());
            }
            float[] push = new float[2 * n];
            float[] pull = new float[2 * n];
            ExactRepulsion repulsion = new ExactRepulsion(n);
            double z = repulsion.force(y, push, parallel);
            Attraction attraction = new Attraction(affinities);
            for (int part = 0; part < Attraction.parts(); part++) {
                attraction.part(part, y);
            }
            attraction.collect(0, n, pull);
            for (int i = 0; i < 20; i++) {
                float[] moved = y.clone();
                float step = 0.01f;
                moved[i] = y[i] + step;
                double up =
                        Divergence.of(affinities, moved, repulsion.force(moved, new float[2 * n], parallel), parallel);
                moved[i] = y[i] - step;
                double down =
                        Divergence.of(affinities, moved, repulsion.force(moved, new float[2 * n], parallel), parallel);
                double gradient = 4 * (pull[i] - push[i] / z);
                assertThat((up - down) / (2 * step)).isCloseTo(gradient, within(2e-5 + 0.02 * Math.abs(gradient)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 3200})
    void theDivergenceFallsAndRunsRepeatOnAnyNumberOfThreads(int n) {
        Neighbours neighbours = neighbours(n, 45);
        float[][] ends = new float[2][];
        double[] values = new double[4];
        for (int threads = 1; threads <= 2; threads++) {
            try (Parallel parallel = new Parallel(threads)) {
                Tsne tsne = new Tsne(
                        Affinities.of(neighbours, 15, parallel), start(n), parallel, Progress.NONE, repulsion(n));
                for (int look = 0; look < 4; look++) {
                    values[look] = tsne.divergence();
                    for (int i = 0; i < 100; i++) {
                        tsne.step();
                    }
                }
                assertThat(values[1]).isLessThan(values[0]);
                assertThat(values[2]).isLessThan(values[1]);
                assertThat(values[3]).isLessThan(values[2]);
                assertThat(tsne.divergence()).isLessThan(values[3]).isCloseTo(tsne.exactDivergence(), within(0.01));
                ends[threads - 1] = tsne.places().clone();
            }
        }
        assertThat(ends[1]).isEqualTo(ends[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 3100})
    void goingOnIsAsIfItHadNeverStopped(int n) {
        try (Parallel parallel = new Parallel(2)) {
            Affinities affinities = Affinities.of(neighbours(n, 30), 10, parallel);
            Tsne whole = new Tsne(affinities, start(n), parallel, Progress.NONE, repulsion(n));
            Tsne first = new Tsne(affinities, start(n), parallel, Progress.NONE, repulsion(n));
            for (int i = 0; i < 230; i++) {
                whole.step();
                first.step();
            }
            Tsne second = new Tsne(affinities, first.state(), parallel, Progress.NONE, repulsion(n));
            for (int i = 0; i < 60; i++) {
                whole.step();
                second.step();
            }
            assertThat(second.iteration()).isEqualTo(290);
            assertThat(second.places()).isEqualTo(whole.places());
        }
    }
}
