package dev.signalbox.task;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs work beside the UI thread. Results and listeners come back on the callback executor that was injected. */
public interface Jobs extends AutoCloseable {
    /** A job that people see, on the lane for {@link Lane#IO}. */
    default <T extends @Nullable Object> Job<T> submit(String title, Work<T> work) {
        return submit(Lane.IO, title, work);
    }

    /** A job that people see: listed with progress and a way to cancel it. */
    <T extends @Nullable Object> Job<T> submit(Lane lane, String title, Work<T> work);

    /** A job that belongs to a gesture: not listed. */
    <T extends @Nullable Object> Job<T> submitQuiet(Lane lane, String title, Work<T> work);

    /**
     * Hears of every change of every job: its state at once, its progress at most 20 times a second.
     *
     * @return takes the listener away again
     */
    Runnable listen(Consumer<Job<?>> listener);

    /**
     * Runs something on the callback executor after a while.
     *
     * @return takes it back when it has not run yet
     */
    Runnable after(Duration delay, Runnable action);

    /** Cancels what waits and runs, gives it a moment to end, then interrupts it. */
    @Override
    void close();
}
