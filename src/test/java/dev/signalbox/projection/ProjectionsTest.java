package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionsTest {
    private static final int DIM = 60;

    private static final MapOptions SHORT = new MapOptions(MapOptions.Method.TSNE, 5, 30, 600);

    private static MapResult compute(float[] data, int rows, int dim, MapOptions options, Progress progress) {
        try (Parallel parallel = new Parallel(2)) {
            return Projections.compute(new Points(rows, dim, data), options, parallel, MapWatcher.NONE, progress);
        }
    }

    /** Even rows around one centre, odd rows around another, far away. */
    private static float[] blobs(int rows, long seed) {
        Random random = new Random(seed);
        float[] data = new float[rows * DIM];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < DIM; i++) {
                data[row * DIM + i] = (float) (random.nextGaussian() + (row % 2 == 0 ? 3 : -3));
            }
        }
        return data;
    }

    /** The share of points whose nearest neighbour on the map is of the same blob. */
    private static double purity(MapResult map) {
        int same = 0;
        for (int i = 0; i < map.size(); i++) {
            int nearest = -1;
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < map.size(); j++) {
                double d = Math.hypot(map.x(i) - map.x(j), map.y(i) - map.y(j));
                if (j != i && d < best) {
                    best = d;
                    nearest = j;
                }
            }
            same += i % 2 == nearest % 2 ? 1 : 0;
        }
        return (double) same / map.size();
    }

    /** The distance of the blobs' centres over the mean distance to the own centre. */
    private static double separation(MapResult map) {
        double[][] centres = new double[2][2];
        int[] sizes = new int[2];
        for (int i = 0; i < map.size(); i++) {
            int blob = i % 2;
            centres[blob][0] += map.x(i);
            centres[blob][1] += map.y(i);
            sizes[blob]++;
        }
        double own = 0;
        for (int blob = 0; blob < 2; blob++) {
            centres[blob][0] /= sizes[blob];
            centres[blob][1] /= sizes[blob];
        }
        for (int i = 0; i < map.size(); i++) {
            double[] centre = centres[i % 2];
            own += Math.hypot(map.x(i) - centre[0], map.y(i) - centre[1]) / map.size();
        }
        return Math.hypot(centres[0][0] - centres[1][0], centres[0][1] - centres[1][1]) / own;
    }

    @ParameterizedTest
    @EnumSource
    void blobsStayApart(MapOptions.Method method) {
        MapOptions options = new MapOptions(method, 1, 30, 600);
        MapResult map = compute(blobs(200, 1), 200, DIM, options, Progress.NONE);
        assertThat(map.method()).isEqualTo(method);
        assertThat(map.size()).isEqualTo(200);
        assertThat(purity(map)).isEqualTo(1);
        assertThat(separation(map)).isGreaterThan(2.5);
        for (float value : map.xy()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void aSeedRepeatsTheMapBitForBit() {
        float[] data = blobs(120, 2);
        MapResult one = compute(data, 120, DIM, SHORT, Progress.NONE);
        MapResult two = compute(data, 120, DIM, SHORT, Progress.NONE);
        MapOptions other = new MapOptions(MapOptions.Method.TSNE, 6, 30, 600);
        assertThat(two.xy()).isEqualTo(one.xy());
        assertThat(compute(data, 120, DIM, other, Progress.NONE).xy()).isNotEqualTo(one.xy());
        assertThat(one.quality().divergence()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7, 10, DIM, 50})
    void fewRowsAreNoTrouble(int rows) {
        MapResult map = compute(blobs(rows, 4), rows, DIM, SHORT, Progress.NONE);
        assertThat(map.size()).isEqualTo(rows);
        for (float value : map.xy()) {
            assertThat(value).isFinite();
        }
        if (rows >= 2) {
            assertThat(separation(map)).isGreaterThan(1.5);
        }
        if (rows >= 7) {
            assertThat(map.method()).isEqualTo(MapOptions.Method.TSNE);
            assertThat(map.perplexity()).isLessThanOrEqualTo(Math.max(2, (rows - 1) / 3.0));
        }
    }

    @Test
    void manyIdenticalRowsStayTogether() {
        float[] data = blobs(160, 5);
        for (int row = 0; row < 100; row += 2) {
            System.arraycopy(data, 0, data, row * DIM, DIM);
        }
        MapResult map = compute(data, 160, DIM, SHORT, Progress.NONE);
        assertThat(purity(map)).isEqualTo(1);
        MapResult same = compute(new float[40 * DIM], 40, DIM, SHORT, Progress.NONE);
        assertThat(same.xy()).containsOnly(0f).hasSize(80);
    }

    @Test
    void progressOnlyGrows() {
        List<Double> seen = new ArrayList<>();
        compute(blobs(150, 6), 150, DIM, SHORT, (fraction, message) -> {
            assertThat(message).isNotBlank();
            seen.add(fraction);
        });
        assertThat(seen).isSorted().hasSizeGreaterThan(5);
        assertThat(seen.getFirst()).isBetween(0.0, 0.05);
        assertThat(seen.getLast()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3}) // later reports depend on the machine’s speed
    void cancelStopsBetweenIterations(int after) {
        int[] updates = {0};
        Progress progress = new Progress() {
            @Override
            public void update(double fraction, String message) {
                updates[0]++;
            }

            @Override
            public boolean cancelled() {
                return updates[0] >= after;
            }
        };
        assertThatThrownBy(() -> compute(blobs(150, 7), 150, DIM, SHORT, progress))
                .isInstanceOf(CancellationException.class);
        assertThat(updates[0]).isBetween(after, after + 2); // another thread may just be saying something
    }

    @Test
    void theStartIsShownBeforeTheFirstIteration() {
        List<MapWatcher.Frame> frames = new ArrayList<>();
        MapWatcher watcher = new MapWatcher() {
            @Override
            public void frame(Frame frame) {
                frames.add(frame);
            }
        };
        Points points = new Points(150, DIM, blobs(150, 7));
        try (Parallel parallel = new Parallel(2)) {
            Projections.compute(points, SHORT, parallel, watcher, Progress.NONE);
            MapResult pca = Projections.compute(
                    points, MapOptions.of(MapOptions.Method.PCA, 1), parallel, MapWatcher.NONE, Progress.NONE);
            MapWatcher.Frame start = frames.getFirst();
            assertThat(start.iteration()).isZero();
            assertThat(start.divergence()).isNaN();
            double along = 0;
            double starts = 0;
            double components = 0;
            for (int i = 0; i < 150; i++) {
                along += (double) start.xy()[2 * i] * pca.x(i);
                starts += (double) start.xy()[2 * i] * start.xy()[2 * i];
                components += (double) pca.x(i) * pca.x(i);
            }
            assertThat(along / Math.sqrt(starts * components)).as("but shaken").isGreaterThan(0.99);
        }
    }

    @Test
    void numbersHaveToBeFinite() {
        float[] data = blobs(10, 8);
        data[4 * DIM + 7] = Float.NaN;
        assertThatThrownBy(() -> compute(data, 10, DIM, SHORT, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> compute(data, 11, DIM, SHORT, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MapOptions(MapOptions.Method.TSNE, 1, 1, 750))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** All rows hang together: Smile must not look for its native library then. */
    @Test
    void umapOfOneCloudNeedsNoLibrary() {
        Random random = new Random(3);
        float[] data = new float[150 * 4];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        MapOptions options = new MapOptions(MapOptions.Method.UMAP, 2, 20, 50);
        MapResult map = compute(data, 150, 4, options, Progress.NONE);
        assertThat(map.size()).isEqualTo(150);
        assertThat(map.quality().trustworthiness()).isGreaterThan(0.7);
        assertThat(compute(data, 150, 4, options, Progress.NONE).xy()).isEqualTo(map.xy());
    }
}
