package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Our map beside that of Smile's exact t-SNE: the same rows, perplexity and iterations, judged by one and the same slow sum. */
class ReferenceTsneTest {
    private static final int N = 400;
    private static final int DIM = 20;
    private static final double PERPLEXITY = 20;
    private static final int ITERATIONS = 750;

    /** Divergence at most 2 % above Smile's, recall@10 at most .02 below. */
    @Test
    void oursIsNotWorseThanSmiles() {
        Points points = new Points(N, DIM, SimulatedVectors.of(N, DIM, 11));
        double[][] squared = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                squared[i][j] = points.squared(i, j);
            }
        }
        double[][] theirs = SmileTsne.places(squared, PERPLEXITY, ITERATIONS, 1);
        double[][] ours = new double[N][2];
        try (Parallel parallel = new Parallel(2)) {
            MapResult result = Projections.compute(
                    points,
                    new MapOptions(MapOptions.Method.TSNE, 1, PERPLEXITY, ITERATIONS),
                    parallel,
                    MapWatcher.NONE,
                    Progress.NONE);
            for (int i = 0; i < N; i++) {
                ours[i] = new double[] {result.x(i), result.y(i)};
            }
        }
        double[][] p = probabilities(squared);
        assertThat(divergence(p, ours)).isLessThan(1.02 * divergence(p, theirs));
        assertThat(recall(squared, ours)).isGreaterThan(recall(squared, theirs) - 0.02);
    }

    /** All pairs, by plain bisection. */
    private static double[][] probabilities(double[][] squared) {
        double[][] p = new double[N][N];
        for (int i = 0; i < N; i++) {
            double low = 0;
            double high = Double.POSITIVE_INFINITY;
            double beta = 1;
            for (int step = 0; step < 80; step++) {
                double sum = 0;
                double weighted = 0;
                for (int j = 0; j < N; j++) {
                    p[i][j] = i == j ? 0 : Math.exp(-beta * squared[i][j]);
                    sum += p[i][j];
                    weighted += p[i][j] * squared[i][j];
                }
                for (int j = 0; j < N; j++) {
                    p[i][j] /= sum;
                }
                if (Math.log(sum) + beta * weighted / sum > Math.log(PERPLEXITY)) {
                    low = beta;
                } else {
                    high = beta;
                }
                beta = Double.isInfinite(high) ? 2 * beta : (low + high) / 2;
            }
        }
        double[][] joint = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                joint[i][j] = (p[i][j] + p[j][i]) / (2 * N);
            }
        }
        return joint;
    }

    private static double near(double[] a, double[] b) {
        return 1 / (1 + (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
    }

    private static double divergence(double[][] p, double[][] y) {
        double z = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                z += i == j ? 0 : near(y[i], y[j]);
            }
        }
        double sum = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                sum += p[i][j] > 0 ? p[i][j] * Math.log(p[i][j] * z / near(y[i], y[j])) : 0;
            }
        }
        return sum;
    }

    private static double recall(double[][] squared, double[][] y) {
        int found = 0;
        for (int i = 0; i < N; i++) {
            double[] there = new double[N];
            for (int j = 0; j < N; j++) {
                there[j] = i == j ? Double.POSITIVE_INFINITY : -near(y[i], y[j]);
            }
            double[] here = squared[i].clone();
            here[i] = Double.POSITIVE_INFINITY;
            double farthestHere = tenth(here);
            double farthestThere = tenth(there);
            for (int j = 0; j < N; j++) {
                found += here[j] <= farthestHere && there[j] <= farthestThere ? 1 : 0;
            }
        }
        return found / (10.0 * N);
    }

    private static double tenth(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[9];
    }
}
