package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UmapLayoutTest {
    private static final int N = 900;
    private static final int DIM = 20;
    private static final int K = 15;

    private final Points points = new Points(N, DIM, SimulatedVectors.of(N, DIM, 7));

    @Test
    void membershipsAddUpToTheLogarithmAndFallWithDistance() {
        try (Parallel parallel = new Parallel(2)) {
            Neighbours near = ExactNeighbours.find(points, K, parallel, Progress.NONE);
            float[] member = UmapLayout.memberships(near, parallel);
            for (int row = 0; row < N; row++) {
                double sum = 0;
                for (int e = row * K; e < (row + 1) * K; e++) {
                    sum += member[e];
                    assertThat(member[e]).isGreaterThan(0).isLessThanOrEqualTo(e % K == 0 ? 1 : member[e - 1]);
                }
                assertThat(member[row * K]).isEqualTo(1);
                assertThat(sum).isCloseTo(Math.log(K + 1) / Math.log(2), within(1e-3));
            }
        }
    }

    /** On the same neighbours: recall@10 and trustworthiness at most .02 below Smile's. */
    @Test
    void ourMapIsNotWorseThanSmiles() {
        try (Parallel parallel = new Parallel(2)) {
            Neighbours near = ExactNeighbours.find(points, K, parallel, Progress.NONE);
            float[] start = new float[2 * N];
            for (int i = 0; i < N; i++) {
                start[2 * i] = points.values()[i * DIM];
                start[2 * i + 1] = points.values()[i * DIM + 1];
            }
            MapQuality theirs = quality(SmileUmap.places(near, 300, 1), parallel);
            float[] placed = UmapLayout.place(near, start, 300, 1, parallel, Progress.NONE);
            MapQuality ours = quality(placed, parallel);
            assertThat(ours.recall()).isGreaterThan(theirs.recall() - 0.02);
            assertThat(ours.trustworthiness()).isGreaterThan(theirs.trustworthiness() - 0.02);
            assertThat(UmapLayout.place(near, start, 300, 1, parallel, Progress.NONE))
                    .isEqualTo(placed);
        }
    }

    private MapQuality quality(float[] xy, Parallel parallel) {
        return MapQuality.of(points, xy, Double.NaN, true, parallel, Progress.NONE);
    }

    @Test
    void aCancelIsHeardInEveryEpoch() {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger updates = new AtomicInteger();
        Progress progress = new Progress() {
            @Override
            public void update(double fraction, String message) {
                updates.incrementAndGet();
            }

            @Override
            public boolean cancelled() {
                return looks.incrementAndGet() > 100;
            }
        };
        try (Parallel parallel = new Parallel(1)) {
            Neighbours near = ExactNeighbours.find(points, K, parallel, Progress.NONE);
            assertThatThrownBy(() -> UmapLayout.place(near, new float[2 * N], 500, 1, parallel, progress))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(looks).hasValue(101);
        assertThat(updates).hasValueLessThan(102);
    }
}
