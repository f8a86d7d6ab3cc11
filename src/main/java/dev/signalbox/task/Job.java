package dev.signalbox.task;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that was handed to {@link Jobs}. Readable from any thread. Every listener is called on the callback executor
 * (the UI thread in the app), exactly once, also when it is added after the end.
 */
public interface Job<T extends @Nullable Object> {
    /** What people read about it. */
    String title();

    /** True for work that belongs to a gesture, such as a filter: it is not listed among the running jobs. */
    boolean quiet();

    JobState state();

    /** 0..1, or negative while the end is not known. */
    double fraction();

    /** What is being done now; empty before the first report. */
    String message();

    /** When it began to run, or null while it waits or when it never ran. */
    @Nullable
    Instant started();

    /** When it reached its final state, or null before. */
    @Nullable
    Instant ended();

    /** The result. @throws IllegalStateException unless the state is {@link JobState#DONE} */
    T result();

    /** Why it failed; null unless the state is {@link JobState#FAILED}. */
    @Nullable
    Throwable failure();

    /** True once somebody asked it to stop; work that runs goes on until it looks at its {@link Progress}. */
    boolean cancelRequested();

    /**
     * Asks it to stop. Waiting work never starts and is cancelled at once. Running work is asked through its
     * {@link Progress}; threads are not interrupted, since an interrupt closes file channels that others share. Work
     * that completes all the same is {@link JobState#DONE}: what happened is said. No effect at the end.
     */
    void cancel();

    Job<T> onDone(Consumer<? super T> action);

    Job<T> onFailed(Consumer<Throwable> action);

    Job<T> onCancelled(Runnable action);

    /** Runs on every outcome, after the listeners of that outcome. */
    Job<T> onFinally(Runnable action);

    /** Blocks until the final state; never call it on the UI thread. */
    JobState await() throws InterruptedException;
}
