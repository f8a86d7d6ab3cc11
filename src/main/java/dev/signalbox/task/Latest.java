package dev.signalbox.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Only the newest work of a purpose reaches the screen: a newer submission cancels the older ones, waiting or running,
 * and a result that comes all the same is dropped. For sliders, filters and live calls. {@link #close()} cancels all.
 */
public final class Latest implements AutoCloseable {
    private final Jobs jobs;
    private final Lane lane;
    private final Map<String, Job<?>> newest = new HashMap<>();
    private boolean closed;

    public Latest(Jobs jobs, Lane lane) {
        this.jobs = jobs;
        this.lane = lane;
    }

    /**
     * Runs work, quietly, in the place of any older work of the same purpose.
     *
     * @param onDone   gets the result on the callback executor, unless something newer was submitted
     * @param onFailed gets the failure likewise; cancelled work calls neither
     */
    public <T extends @Nullable Object> Job<T> submit(
            String purpose, Work<T> work, Consumer<? super T> onDone, Consumer<Throwable> onFailed) {
        Job<T> job;
        synchronized (newest) {
            cancel(purpose);
            job = jobs.submitQuiet(lane, purpose, work);
            if (closed) {
                job.cancel();
                return job;
            }
            newest.put(purpose, job);
        }
        job.onDone(value -> {
            if (claim(purpose, job)) {
                onDone.accept(value);
            }
        });
        job.onFailed(problem -> {
            if (claim(purpose, job)) {
                onFailed.accept(problem);
            }
        });
        job.onCancelled(() -> claim(purpose, job));
        return job;
    }

    /** True once for the newest job of a purpose; it is then forgotten. */
    private boolean claim(String purpose, Job<?> job) {
        synchronized (newest) {
            return newest.remove(purpose, job);
        }
    }

    /** Cancels the work of one purpose; its result will not arrive. */
    public void cancel(String purpose) {
        synchronized (newest) {
            Job<?> old = newest.remove(purpose);
            if (old != null) {
                old.cancel();
            }
        }
    }

    /** True while work of this purpose waits or runs. */
    public boolean busy(String purpose) {
        synchronized (newest) {
            return newest.containsKey(purpose);
        }
    }

    @Override
    public void close() {
        synchronized (newest) {
            closed = true;
            List.copyOf(newest.keySet()).forEach(this::cancel);
        }
    }
}
