package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoughStartTest {
    private static final int N = RoughStart.FEWEST;
    private static final int DIM = 12;

    /** A fifth of them, 4, may go with rough neighbours. */
    private static final MapOptions OPTIONS = new MapOptions(MapOptions.Method.TSNE, 1, 10, 20);

    private final Points points = new Points(N, DIM, SimulatedVectors.of(N, DIM, 3));

    private float[] map(int threads, MapWatcher watcher) {
        try (Parallel parallel = new Parallel(threads)) {
            return Projections.compute(points, OPTIONS, parallel, watcher, Progress.NONE)
                    .xy();
        }
    }

    /** Cancels when the map has made so many iterations while neighbours were looked for, and goes on from there. */
    private static final class Stopping implements MapWatcher, Progress {
        private final int at;
        private final List<Frame> frames = new ArrayList<>();
        private @Nullable TsneState kept;
        private volatile boolean cancelled;

        Stopping(int at) {
            this.at = at;
        }

        @Override
        public void update(double fraction, String message) {}

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public void frame(Frame frame) {
            frames.add(frame);
            cancelled |= frame.searching() && frame.iteration() >= at;
        }

        @Override
        public @Nullable TsneState resume() {
            return kept;
        }

        @Override
        public void stopped(TsneState state) {
            kept = state;
        }
    }

    @Test
    void theMapMovesWhileNeighboursAreLookedForAndGoesOnFromThere() {
        float[] undisturbed = map(2, MapWatcher.NONE);
        assertThat(map(1, MapWatcher.NONE)).as("with one thread").isEqualTo(undisturbed);
        Stopping stopping = new Stopping(1);
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> Projections.compute(points, OPTIONS, parallel, stopping, stopping))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(stopping.frames.getFirst().iteration()).isZero();
        assertThat(stopping.frames.getLast().searching()).isTrue();
        TsneState kept = stopping.kept;
        assertThat(kept).isNotNull();
        assertThat(kept.iteration()).isBetween(1, 3);
        assertThat(map(2, new MapWatcher() {
                    @Override
                    public TsneState resume() {
                        return kept;
                    }
                }))
                .as("gone on")
                .isEqualTo(undisturbed);
    }
}
