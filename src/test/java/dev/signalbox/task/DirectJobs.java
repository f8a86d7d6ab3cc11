package dev.signalbox.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on the calling thread, for tests. By default work runs inside {@code submit}; after {@link #hold()} it waits for
 * {@link #runNext()} or {@link #runAll()}. Time stands still until {@link #advance}.
 */
public final class DirectJobs implements Jobs {
    private final List<Consumer<Job<?>>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<JobRun<?>> held = new ArrayDeque<>();
    private final List<Later> later = new ArrayList<>();
    private final List<Job<?>> submitted = new ArrayList<>();
    private boolean holding;
    private long nanos;

    private record Later(long due, Runnable action) {}

    /** From now on submitted work waits. */
    public DirectJobs hold() {
        holding = true;
        return this;
    }

    /** Runs the oldest waiting work; false when none waits. */
    public boolean runNext() {
        JobRun<?> run = held.poll();
        if (run != null) {
            run.run();
        }
        return run != null;
    }

    public void runAll() {
        while (runNext()) {
            // work may submit more work
        }
    }

    /** Lets time pass and runs what falls due. */
    public void advance(Duration time) {
        nanos += time.toNanos();
        List<Later> due = later.stream()
                .filter(l -> l.due() <= nanos)
                .sorted(Comparator.comparingLong(Later::due))
                .toList();
        later.removeAll(due);
        due.forEach(l -> l.action().run());
    }

    /** Everything that was ever submitted, in order. */
    public List<Job<?>> submitted() {
        return List.copyOf(submitted);
    }

    @Override
    public <T extends @Nullable Object> Job<T> submit(Lane lane, String title, Work<T> work) {
        return start(title, false, work);
    }

    @Override
    public <T extends @Nullable Object> Job<T> submitQuiet(Lane lane, String title, Work<T> work) {
        return start(title, true, work);
    }

    private <T extends @Nullable Object> Job<T> start(String title, boolean quiet, Work<T> work) {
        Throttle throttle = new Throttle(Throttle.PROGRESS, () -> nanos, this::after);
        JobRun<T> run =
                new JobRun<>(title, quiet, work, Runnable::run, job -> listeners.forEach(l -> l.accept(job)), throttle);
        submitted.add(run);
        run.announce();
        if (holding) {
            held.add(run);
        } else {
            run.run();
        }
        return run;
    }

    @Override
    public Runnable listen(Consumer<Job<?>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Later entry = new Later(nanos + delay.toNanos(), action);
        later.add(entry);
        return () -> later.remove(entry);
    }

    @Override
    public void close() {
        held.forEach(JobRun::cancel);
        held.clear();
        later.clear();
    }
}
