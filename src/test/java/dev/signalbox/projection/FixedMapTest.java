package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FixedMapTest {
    /** The map's own rows come back near their places, and rows that it never saw come among their topic. */
    @Test
    void rowsLandWhereTheyBelong() {
        int n = 1500;
        int dim = 20;
        float[] all = SimulatedVectors.of(n + 200, dim, 4);
        Points points = new Points(n, dim, all);
        try (Parallel parallel = new Parallel(2)) {
            MapResult map = Projections.compute(
                    points,
                    new MapOptions(MapOptions.Method.TSNE, 1, 30, 600),
                    parallel,
                    MapWatcher.NONE,
                    Progress.NONE);
            FixedMap fixed = new FixedMap(points, map.xy(), parallel, Progress.NONE);
            float[] again = fixed.place(points, parallel, Progress.NONE);
            double[] distances = new double[n];
            double extent = 0;
            for (int i = 0; i < n; i++) {
                distances[i] = Math.hypot(again[2 * i] - map.x(i), again[2 * i + 1] - map.y(i));
                extent = Math.max(extent, Math.hypot(map.x(i), map.y(i)));
            }
            Arrays.sort(distances);
            assertThat(distances[n / 2]).isLessThan(0.03 * extent);
            assertThat(distances[n * 9 / 10]).isLessThan(0.1 * extent);
            Points fresh = new Points(200, dim, Arrays.copyOfRange(all, n * dim, all.length));
            float[] placed = fixed.place(fresh, parallel, Progress.NONE);
            assertThat(fixed.place(fresh, parallel, Progress.NONE)).isEqualTo(placed);
            int near = 0;
            for (int i = 0; i < 200; i++) {
                int nearest = 0;
                for (int j = 1; j < n; j++) {
                    nearest = squared(fresh, i, points, j) < squared(fresh, i, points, nearest) ? j : nearest;
                }
                double away = Math.hypot(placed[2 * i] - map.x(nearest), placed[2 * i + 1] - map.y(nearest));
                near += away < 0.15 * extent ? 1 : 0;
            }
            assertThat(near).isGreaterThan(170);
        }
    }

    private static double squared(Points a, int i, Points b, int j) {
        double sum = 0;
        for (int k = 0; k < a.dim(); k++) {
            double difference = a.values()[i * a.dim() + k] - b.values()[j * b.dim() + k];
            sum += difference * difference;
        }
        return sum;
    }

    /** One row, and rows that are all the same: the new one lies with them. */
    @Test
    void tinyMapsTakeRowsToo() {
        try (Parallel parallel = new Parallel(1)) {
            Points one = new Points(1, 2, new float[] {1, 2});
            float[] place = new FixedMap(one, new float[] {3, 4}, parallel, Progress.NONE)
                    .place(new Points(1, 2, new float[] {5, 6}), parallel, Progress.NONE);
            assertThat(place[0]).isFinite();
            Points same = new Points(8, 1, new float[8]);
            float[] there = new FixedMap(same, new float[16], parallel, Progress.NONE)
                    .place(new Points(1, 1, new float[] {0}), parallel, Progress.NONE);
            assertThat(there[0]).isBetween(-3f, 3f);
        }
    }
}
