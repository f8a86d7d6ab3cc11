package dev.signalbox.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until calls have been quiet for a while, then runs the last one on the callback executor. */
public final class Debounce implements AutoCloseable {
    private final Jobs jobs;
    private final Duration quiet;
    private @Nullable Runnable action;
    private Runnable takeBack = () -> {};
    private long call;

    public Debounce(Jobs jobs, Duration quiet) {
        this.jobs = jobs;
        this.quiet = quiet;
    }

    /** Runs an action after the quiet time, unless another one comes first. */
    public synchronized void call(Runnable next) {
        takeBack.run();
        action = next;
        long mine = ++call;
        takeBack = jobs.after(quiet, () -> run(mine));
    }

    /** Runs what waits now, on the calling thread. */
    public void flush() {
        long mine;
        synchronized (this) {
            mine = call;
        }
        run(mine);
    }

    private void run(long mine) {
        Runnable due;
        synchronized (this) {
            if (mine != call || action == null) {
                return;
            }
            due = action;
            action = null;
            takeBack.run();
        }
        due.run();
    }

    /** Forgets what waits. */
    @Override
    public synchronized void close() {
        takeBack.run();
        action = null;
    }
}
