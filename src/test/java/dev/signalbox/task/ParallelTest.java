package dev.signalbox.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyPartIsDoneOnce(int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            for (int round = 0; round < 2000; round++) {
                int parts = round % 9;
                AtomicIntegerArray done = new AtomicIntegerArray(9);
                parallel.run(parts, done::incrementAndGet);
                for (int part = 0; part < 9; part++) {
                    assertThat(done.get(part)).isEqualTo(part < parts ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureArrivesAndTheNextPieceRuns(int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            assertThatThrownBy(() -> parallel.run(50, part -> {
                        if (part == 7) {
                            throw new IllegalStateException("seven");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("seven");
            AtomicIntegerArray done = new AtomicIntegerArray(4);
            parallel.run(4, done::incrementAndGet);
            assertThat(done.toString()).isEqualTo("[1, 1, 1, 1]");
        }
    }

    @Test
    void boundsCoverARange() {
        assertThat(Parallel.bound(10, 0, 3)).isZero();
        assertThat(Parallel.bound(10, 3, 3)).isEqualTo(10);
        assertThat(Parallel.bound(Integer.MAX_VALUE, 7, 8)).isPositive();
    }
}
