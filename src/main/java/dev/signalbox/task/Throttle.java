package dev.signalbox.task;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets a call through at most once in a while; the last one of a burst always comes through, late. Thread-safe. */
final class Throttle {
    /** 20 times a second: more than eyes follow, less than a UI thread notices. */
    static final Duration PROGRESS = Duration.ofMillis(50);

    private final long gap;
    private final LongSupplier nanos;
    private final Timer timer;
    private long next = Long.MIN_VALUE;
    private @Nullable Runnable late;
    private boolean closed;

    /** Runs something later and can take it back. */
    interface Timer {
        Runnable after(Duration delay, Runnable action);
    }

    Throttle(Duration gap, LongSupplier nanos, Timer timer) {
        this.gap = gap.toNanos();
        this.nanos = nanos;
        this.timer = timer;
    }

    void call(Runnable action) {
        synchronized (this) {
            if (closed || late != null) {
                return; // the late call reads the newest values anyway
            }
            long now = nanos.getAsLong();
            if (next != Long.MIN_VALUE && now - next < 0) {
                late = timer.after(Duration.ofNanos(next - now), () -> fire(action));
                return;
            }
            next = now + gap;
        }
        action.run();
    }

    private void fire(Runnable action) {
        synchronized (this) {
            late = null;
            if (closed) {
                return;
            }
            next = nanos.getAsLong() + gap;
        }
        action.run();
    }

    synchronized void close() {
        closed = true;
        if (late != null) {
            late.run();
            late = null;
        }
    }
}
