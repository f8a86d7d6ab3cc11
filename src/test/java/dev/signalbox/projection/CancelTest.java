package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How soon a cancel is heard, in looks at the flag and never by the clock. */
class CancelTest {
    private static final int ITERATIONS = 12;
    private static final int THREADS = 2;

    /** Counts looks, by the message of the stage that looks, and cancels at one of them. */
    private static final class Counting implements Progress {
        private final AtomicInteger looks = new AtomicInteger();
        private final int cancelAt;
        private final Map<String, Integer> byStage = new TreeMap<>();
        private volatile String stage = "";

        private final String only;

        Counting(int cancelAt) {
            this(cancelAt, "");
        }

        /** Counts and cancels only while the stage of this message runs. */
        Counting(int cancelAt, String only) {
            this.cancelAt = cancelAt;
            this.only = only;
        }

        @Override
        public void update(double fraction, String message) {
            stage = message;
        }

        @Override
        public boolean cancelled() {
            synchronized (byStage) {
                byStage.merge(stage, 1, Integer::sum);
            }
            return stage.contains(only) && looks.incrementAndGet() >= cancelAt;
        }
    }

    private static void map(int n, Progress progress, MapWatcher watcher) {
        Points points = new Points(n, 60, SimulatedVectors.of(n, 60, 4));
        try (Parallel parallel = new Parallel(THREADS)) {
            Projections.compute(
                    points, new MapOptions(MapOptions.Method.TSNE, 1, 10, ITERATIONS), parallel, watcher, progress);
        }
    }

    /** Small pieces of work lie between two looks: every iteration by grid looks more than ten times. */
    @Test
    void everyStageLooksOften() {
        int n = 6500;
        Counting progress = new Counting(Integer.MAX_VALUE);
        map(n, progress, MapWatcher.NONE);
        assertThat(progress.byStage).hasSizeGreaterThanOrEqualTo(4);
        assertThat(progress.byStage.values())
                .allSatisfy(looks -> assertThat(looks).isGreaterThan(5));
        assertThat(progress.looks.get()).isGreaterThan(n / 64 * (n / 512) + 40 * ITERATIONS);
    }

    /** Wherever it comes, nothing but the parts that were at work is done afterwards: no thread looks a second time. */
    @Test
    void afterACancelEveryThreadStopsAtItsNextLook() {
        Counting all = new Counting(Integer.MAX_VALUE);
        map(1000, all, MapWatcher.NONE);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            places.add(1 + (int) ((long) all.looks.get() * i / 40));
        }
        for (int place : places) {
            Counting progress = new Counting(place);
            assertThatThrownBy(() -> map(1000, progress, MapWatcher.NONE)).isInstanceOf(CancellationException.class);
            assertThat(progress.looks.get()).isBetween(place, place + THREADS);
        }
    }

    /** A run that was cancelled within an iteration goes on from the end of the one before, and ends as if undisturbed. */
    @Test
    void aCancelWithinAnIterationLeavesNothingHalfDone() {
        AtomicReference<TsneState> state = new AtomicReference<>();
        MapWatcher keeping = new MapWatcher() {
            @Override
            public TsneState resume() {
                return state.get();
            }

            @Override
            public void stopped(TsneState stopped) {
                state.set(stopped);
            }
        };
        int cancels = 0;
        for (int place = 2; place < 30; place += 3) {
            try {
                map(1000, new Counting(place, Messages.text("map.progress.tsne")), keeping);
            } catch (CancellationException e) {
                cancels++;
            }
        }
        assertThat(cancels).isGreaterThan(2);
        assertThat(state.get()).isNotNull();
        Points points = new Points(1000, 60, SimulatedVectors.of(1000, 60, 4));
        MapOptions options = new MapOptions(MapOptions.Method.TSNE, 1, 10, ITERATIONS);
        try (Parallel parallel = new Parallel(THREADS)) {
            float[] undisturbed = Projections.compute(points, options, parallel, MapWatcher.NONE, Progress.NONE)
                    .xy();
            assertThat(Projections.compute(points, options, parallel, keeping, Progress.NONE)
                            .xy())
                    .isEqualTo(undisturbed);
        }
    }
}
