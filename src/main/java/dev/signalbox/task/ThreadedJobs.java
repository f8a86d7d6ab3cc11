package dev.signalbox.task;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on real threads: virtual ones for {@link Lane#IO}, a small fixed pool for {@link Lane#CPU}, one each for
 * {@link Lane#LONG}.
 */
public final class ThreadedJobs implements Jobs {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Executor callbacks;
    private final ExecutorService io;
    private final ExecutorService cpu;
    private final ExecutorService slow;
    private final ScheduledExecutorService timer;
    private final Set<JobRun<?>> open = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Job<?>>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /**
     * @param callbacks  runs results and listeners; {@code Platform::runLater} in the app
     * @param cpuThreads size of the pool for arithmetic, at least 1
     */
    public ThreadedJobs(Executor callbacks, int cpuThreads) {
        this.callbacks = callbacks;
        this.io = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("signalbox-io-", 0).factory());
        this.cpu = Executors.newFixedThreadPool(
                cpuThreads,
                Thread.ofPlatform().daemon().name("signalbox-cpu-", 0).factory());
        this.slow = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("signalbox-long-", 0).factory());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("signalbox-timer").factory());
    }

    @Override
    public <T extends @Nullable Object> Job<T> submit(Lane lane, String title, Work<T> work) {
        return start(lane, title, false, work);
    }

    @Override
    public <T extends @Nullable Object> Job<T> submitQuiet(Lane lane, String title, Work<T> work) {
        return start(lane, title, true, work);
    }

    private <T extends @Nullable Object> Job<T> start(Lane lane, String title, boolean quiet, Work<T> work) {
        Throttle throttle = new Throttle(Throttle.PROGRESS, System::nanoTime, this::schedule);
        JobRun<T> run = new JobRun<>(title, quiet, work, callbacks, this::changed, throttle);
        open.add(run);
        run.onFinally(() -> open.remove(run));
        run.announce();
        if (closed) {
            run.cancel();
        } else {
            switch (lane) {
                case IO -> io.execute(run);
                case CPU -> cpu.execute(run);
                case LONG -> slow.execute(run);
            }
        }
        return run;
    }

    private void changed(Job<?> job) {
        listeners.forEach(listener -> listener.accept(job));
    }

    @Override
    public Runnable listen(Consumer<Job<?>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        return schedule(delay, () -> callbacks.execute(action));
    }

    private Runnable schedule(Duration delay, Runnable action) {
        if (closed) {
            return () -> {};
        }
        Future<?> pending = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        open.forEach(JobRun::cancel);
        List<ExecutorService> all = List.of(io, cpu, slow);
        all.forEach(ExecutorService::shutdown);
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            boolean ended = true;
            for (ExecutorService threads : all) {
                ended &= threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            if (!ended) {
                all.forEach(ExecutorService::shutdownNow);
            }
        } catch (InterruptedException stop) {
            all.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }
}
