package dev.signalbox.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.task.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TapeTest {
    private final AtomicLong nanos = new AtomicLong();

    private Tape tape(int epochs, int batch, Hold hold, Progress progress) {
        return new Tape(epochs, batch, hold, progress, nanos::get);
    }

    @Test
    void tellsHowFastItGoesAndWhenItEnds() {
        Tape tape = tape(2, 16, new Hold(), Progress.NONE);
        assertThat(tape.read().left()).isNaN();
        assertThat(tape.read().began()).isFalse();
        tape.started("cpu");
        for (int step = 1; step <= 4; step++) {
            nanos.addAndGet(2_000_000_000L);
            tape.step(step, 10, 1, 0.5, 1e-3);
        }
        Pulse pulse = tape.read();
        assertThat(pulse.device()).isEqualTo("cpu");
        assertThat(pulse.perSecond()).isCloseTo(8, within(1e-9)); // 16 queries in 2 s
        assertThat(pulse.left()).isCloseTo(12, within(1e-9)); // 6 more steps
        assertThat(pulse.loss()).isCloseTo(0.5, within(1e-12)); // smoothing does not pull towards 0
        assertThat(pulse.curve().x()).containsExactly(.2, .4, .6, .8); // 5 steps are an epoch
        assertThat(pulse.curve().rate()).containsOnly(1e-3);
    }

    @Test
    void aRunThatGoesOnIsTimedFromWhereItGoesOn() {
        Tape tape = tape(4, 8, new Hold(), Progress.NONE);
        tape.started("cpu");
        tape.epoch(new Epoch(1, .7, .69, .5, 1e-3, 9));
        nanos.addAndGet(1_000_000_000L);
        tape.step(14, 40, 2, .6, 1e-3);
        Pulse pulse = tape.read();
        assertThat(pulse.left()).isCloseTo(26, within(1e-9));
        assertThat(pulse.curve().x()).containsExactly(1.4);
        assertThat(pulse.done()).extracting(Epoch::number).containsExactly(1);
    }

    /** The best epoch by the trainer's rule: highest EM, then lowest loss, then the earlier one. */
    @Test
    void bestEpoch() {
        assertThat(Pulse.best(List.of())).isZero();
        assertThat(Pulse.best(List.of(
                        new Epoch(1, 1, .5, .6, 0, 0),
                        new Epoch(2, 1, .4, .6, 0, 0),
                        new Epoch(3, 1, .4, .6, 0, 0),
                        new Epoch(4, 1, .1, .5, 0, 0))))
                .isEqualTo(2);
    }

    @Test
    void aLongSeriesStaysBoundedAndKeepsItsMean() {
        Thinned thinned = new Thinned();
        int n = Thinned.MOST * 5;
        for (int i = 1; i <= n; i++) {
            thinned.add(i);
        }
        double[] values = thinned.values();
        assertThat(values.length).isBetween(Thinned.MOST / 2, Thinned.MOST);
        int stride = thinned.stride();
        assertThat(stride).isEqualTo(8);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i * stride + (stride + 1) / 2.0);
        }
    }

    @Test
    @Timeout(60)
    void aPauseHoldsTheThreadAfterAStepAndCountsNoTime() throws InterruptedException {
        Hold hold = new Hold();
        AtomicInteger done = new AtomicInteger();
        Tape tape = tape(1, 4, hold, Progress.NONE);
        hold.close();
        Thread trainer = Thread.ofPlatform().start(() -> {
            tape.started("cpu");
            for (int step = 1; step <= 3; step++) {
                nanos.addAndGet(1_000_000_000L);
                tape.step(step, 3, 1, 1, 1);
                done.set(step);
            }
        });
        while (!hold.holding()) {
            Thread.onSpinWait();
        }
        assertThat(done).hasValue(0);
        assertThat(tape.read().step()).isEqualTo(1);
        nanos.addAndGet(3_600_000_000_000L); // an hour
        hold.open();
        trainer.join();
        assertThat(done).hasValue(3);
        assertThat(tape.read().perSecond()).isCloseTo(4, within(1e-9));
    }

    @Test
    @Timeout(60)
    void aWishToCancelEndsAPause() throws InterruptedException {
        Hold hold = new Hold();
        AtomicBoolean cancelled = new AtomicBoolean();
        hold.close();
        Thread held = Thread.ofPlatform()
                .start(() -> hold.pass(new Progress() {
                    @Override
                    public void update(double fraction, String message) {}

                    @Override
                    public boolean cancelled() {
                        return cancelled.get();
                    }
                }));
        while (!hold.holding()) {
            Thread.onSpinWait();
        }
        cancelled.set(true);
        held.join();
        assertThat(hold.holding()).isFalse();
        assertThat(hold.wanted()).isTrue();
    }
}
