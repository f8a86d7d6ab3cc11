package dev.signalbox.projection.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.projection.SimulatedVectors;
import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
    private static Points simulated(int n, int dim) {
        return new Points(n, dim, SimulatedVectors.of(n, dim, 2));
    }

    private static double[] slow(Points points, int row) {
        double[] result = new double[points.rows()];
        for (int j = 0; j < result.length; j++) {
            for (int i = 0; i < points.dim(); i++) {
                double difference = points.values()[row * points.dim() + i] - points.values()[j * points.dim() + i];
                result[j] += difference * difference;
            }
        }
        result[row] = Double.POSITIVE_INFINITY;
        return result;
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "7, 3, 6", "513, 50, 90", "1100, 7, 12", "700, 1, 5", "600, 53, 599"})
    void exactOnesAreThoseOfBruteForce(int n, int dim, int k) {
        Points points = simulated(n, dim);
        Neighbours found;
        try (Parallel parallel = new Parallel(2)) {
            found = ExactNeighbours.find(points, k, parallel, Progress.NONE);
        }
        for (int row = 0; row < n; row += Math.max(1, n / 60)) {
            double[] all = slow(points, row);
            double[] sorted = all.clone();
            Arrays.sort(sorted);
            int[] ids = Arrays.copyOfRange(found.ids(), row * k, (row + 1) * k);
            assertThat(ids).doesNotHaveDuplicates().doesNotContain(row);
            for (int i = 0; i < k; i++) {
                double close = 1e-4 * (1 + sorted[i]);
                assertThat(all[ids[i]]).isCloseTo(sorted[i], within(close));
                assertThat((double) found.squared()[row * k + i]).isCloseTo(all[ids[i]], within(close));
            }
        }
    }

    /** Rows far from 0, in whose first dimensions lies nothing, all or a part of what tells them apart. */
    @ParameterizedTest
    @CsvSource({"0, 1", "100, 1", "100, 0.001", "0, 1000", "-3000, 1"})
    void nothingNearIsLeftOutForItsFirstDimensions(float far, float lead) {
        Points points = simulated(2600, 40);
        for (int i = 0; i < points.values().length; i++) {
            points.values()[i] = (i % 40 < 10 ? lead : 1) * points.values()[i] + far;
        }
        int[] queries = IntStream.range(0, 2600).filter(i -> i % 37 == 0).toArray();
        Neighbours found;
        try (Parallel parallel = new Parallel(2)) {
            found = ExactNeighbours.of(points, queries, 20, parallel, Progress.NONE);
        }
        for (int q = 0; q < queries.length; q++) {
            double[] sorted = slow(points, queries[q]);
            Arrays.sort(sorted);
            for (int i = 0; i < 20; i++) {
                // A product's digits are those of the squared norm, of which there are forty.
                double close = 1e-6 * (40 * far * far + sorted[i]);
                assertThat((double) found.squared()[q * 20 + i]).isCloseTo(sorted[i], within(close + 1e-4));
            }
        }
    }

    @Test
    void theForestFindsNearlyAllAndRepeats() {
        Points points = simulated(6000, 30);
        points = points.ordered(NeighbourForest.localOrder(points, Progress.NONE));
        Neighbours one;
        Neighbours two;
        double recall;
        try (Parallel parallel = new Parallel(1)) {
            one = NeighbourForest.find(points, 30, 5, parallel, Progress.NONE);
        }
        try (Parallel parallel = new Parallel(2)) {
            two = NeighbourForest.find(points, 30, 5, parallel, Progress.NONE);
            recall = NeighbourForest.recall(points, two, parallel, Progress.NONE);
        }
        assertThat(recall).isGreaterThan(0.97);
        assertThat(two.ids()).isEqualTo(one.ids());
        assertThat(two.squared()).isEqualTo(one.squared());
        for (int row = 0; row < 6000; row += 100) {
            int[] ids = Arrays.copyOfRange(two.ids(), row * 30, (row + 1) * 30);
            assertThat(ids).doesNotHaveDuplicates().doesNotContain(row);
        }
    }

    @Test
    void ranksCountWhoIsNearer() {
        Points points = simulated(300, 9);
        int[] queries = {0, 17, 299};
        int[] others = {5, 200, 18, 3, 298, 1};
        int[] ranks;
        try (Parallel parallel = new Parallel(2)) {
            ranks = RankedNeighbours.of(points, queries, others, 2, parallel, Progress.NONE);
        }
        for (int i = 0; i < others.length; i++) {
            double[] all = slow(points, queries[i / 2]);
            double own = all[others[i]];
            assertThat(ranks[i])
                    .isEqualTo(1 + (int) Arrays.stream(all).filter(d -> d < own).count());
        }
    }

    @Test
    void theLocalOrderIsOneOfAllRows() {
        Points points = simulated(1000, 8);
        int[] order = LocalOrder.of(points, 64, 3, Progress.NONE);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertThat(sorted).isEqualTo(IntStream.range(0, 1000).toArray());
        int[] leaves = LocalOrder.leaves(1000, 64);
        assertThat(leaves[0]).isZero();
        assertThat(leaves[leaves.length - 1]).isEqualTo(1000);
        for (int i = 0; i + 1 < leaves.length; i++) {
            assertThat(leaves[i + 1] - leaves[i]).isBetween(1, 64);
        }
    }

    /** The k smallest of random candidates, whatever their order and however often the buffer was cut. */
    @Test
    void theListKeepsTheNearest() {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            int k = 1 + random.nextInt(20);
            int n = 1 + random.nextInt(400);
            NearestList list = new NearestList(k, 1 + random.nextInt(30));
            float[] distances = new float[n];
            for (int i = 0; i < n; i++) {
                distances[i] = random.nextInt(50);
                if (distances[i] < list.worst()) {
                    list.offer(distances[i], i);
                }
            }
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted((a, b) -> distances[a] == distances[b]
                            ? Integer.compare(a, b)
                            : Float.compare(distances[a], distances[b]))
                    .limit(k)
                    .mapToInt(i -> i)
                    .toArray();
            int size = list.sorted();
            assertThat(IntStream.range(0, size).map(list::id).toArray()).isEqualTo(expected);
        }
    }

    @Test
    void cancelIsHeard() {
        Progress stop = new Cancelled();
        try (Parallel parallel = new Parallel(2)) {
            Points points = simulated(600, 5);
            assertThatThrownBy(() -> ExactNeighbours.find(points, 5, parallel, stop))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> ExactNeighbours.find(points, 600, parallel, stop))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
