package dev.signalbox.task;

import dev.signalbox.text.UserFacingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state machine of a job: WAITING to RUNNING to one of the final states, or straight to CANCELLED. */
final class JobRun<T extends @Nullable Object> implements Job<T>, Runnable, Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final String title;
    private final boolean quiet;
    private final Work<T> work;
    private final Executor callbacks;
    private final Consumer<? super JobRun<?>> changed;
    private final Throttle throttle;
    private final CountDownLatch end = new CountDownLatch(1);

    /** Guards state, result, failure and the lists of listeners. */
    private final Object lock = new Object();

    private final List<Runnable> outcome = new ArrayList<>();
    private final List<Runnable> last = new ArrayList<>();
    private volatile JobState state = JobState.WAITING;
    private volatile double fraction = -1;
    private volatile String message = "";
    private volatile boolean cancelRequested;
    private volatile @Nullable Instant started;
    private volatile @Nullable Instant ended;
    private volatile @Nullable Throwable failure;
    private @Nullable T result;

    /**
     * @param callbacks runs the listeners
     * @param changed   hears, on the callbacks executor, that the state or the progress changed
     * @param throttle  thins progress out
     */
    JobRun(
            String title,
            boolean quiet,
            Work<T> work,
            Executor callbacks,
            Consumer<? super JobRun<?>> changed,
            Throttle throttle) {
        this.title = title;
        this.quiet = quiet;
        this.work = work;
        this.callbacks = callbacks;
        this.changed = changed;
        this.throttle = throttle;
    }

    /** Tells the listeners that this job exists. */
    void announce() {
        callbacks.execute(() -> changed.accept(this));
    }

    @Override
    public void run() {
        synchronized (lock) {
            if (state != JobState.WAITING) {
                return;
            }
            started = Instant.now();
            state = JobState.RUNNING;
        }
        announce();
        try {
            T value = work.run(this);
            finish(JobState.DONE, value, null);
        } catch (CancellationException | InterruptedException stop) {
            finish(JobState.CANCELLED, null, null);
        } catch (Throwable problem) { // the one place where every failure of background work arrives
            if (cancelRequested && !(problem instanceof Error)) {
                LOG.info("“{}” stopped on request with {}", title, problem.toString());
                finish(JobState.CANCELLED, null, null);
            } else {
                log(problem);
                finish(JobState.FAILED, null, problem);
                if (problem instanceof VirtualMachineError serious) {
                    throw serious; // out of memory: the uncaught handler frees the caches
                }
            }
        }
    }

    private void log(Throwable problem) {
        if (problem instanceof UserFacingException known && known.getCause() == null) {
            LOG.warn("“{}” failed: {} [{}]", title, known.getMessage(), known.code());
        } else {
            LOG.error("“{}” failed", title, problem);
        }
    }

    private void finish(JobState outcomeState, @Nullable T value, @Nullable Throwable problem) {
        List<Runnable> toRun;
        synchronized (lock) {
            if (state.over()) {
                return;
            }
            result = value;
            failure = problem;
            ended = Instant.now();
            state = outcomeState;
            toRun = new ArrayList<>(outcome);
            toRun.addAll(last);
            outcome.clear();
            last.clear();
        }
        throttle.close();
        announce();
        toRun.forEach(callbacks::execute);
        end.countDown();
    }

    @Override
    public void cancel() {
        boolean never;
        synchronized (lock) {
            if (state.over()) {
                return;
            }
            cancelRequested = true;
            never = state == JobState.WAITING;
        }
        if (never) {
            finish(JobState.CANCELLED, null, null);
        } else {
            announce();
        }
    }

    @Override
    public void update(double newFraction, String newMessage) {
        fraction = newFraction < 0 ? -1 : Math.min(1, newFraction);
        message = newMessage;
        throttle.call(this::announce);
    }

    @Override
    public boolean cancelled() {
        return cancelRequested || Thread.currentThread().isInterrupted();
    }

    private Job<T> when(List<Runnable> waiting, Runnable action) {
        synchronized (lock) {
            if (!state.over()) {
                waiting.add(action);
                return this;
            }
        }
        callbacks.execute(action);
        return this;
    }

    @Override
    public Job<T> onDone(Consumer<? super T> action) {
        return when(outcome, () -> {
            if (state == JobState.DONE) {
                action.accept(result());
            }
        });
    }

    @Override
    public Job<T> onFailed(Consumer<Throwable> action) {
        return when(outcome, () -> {
            Throwable problem = failure;
            if (problem != null) {
                action.accept(problem);
            }
        });
    }

    @Override
    public Job<T> onCancelled(Runnable action) {
        return when(outcome, () -> {
            if (state == JobState.CANCELLED) {
                action.run();
            }
        });
    }

    @Override
    public Job<T> onFinally(Runnable action) {
        return when(last, action);
    }

    @Override
    @SuppressWarnings("NullAway") // null only where T itself allows it
    public T result() {
        synchronized (lock) {
            if (state != JobState.DONE) {
                throw new IllegalStateException("“" + title + "” is " + state);
            }
            return result;
        }
    }

    @Override
    public JobState await() throws InterruptedException {
        end.await();
        return state;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean quiet() {
        return quiet;
    }

    @Override
    public JobState state() {
        return state;
    }

    @Override
    public double fraction() {
        return fraction;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public @Nullable Instant started() {
        return started;
    }

    @Override
    public @Nullable Instant ended() {
        return ended;
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public boolean cancelRequested() {
        return cancelRequested;
    }
}
