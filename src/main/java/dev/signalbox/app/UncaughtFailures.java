package dev.signalbox.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last stop of every exception that nobody caught. The same one is told once, then only counted: a failure in a
 * pulse would otherwise come sixty times a second. On a lack of memory the caches are freed first.
 */
final class UncaughtFailures implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtFailures.class);
    private static final int MOST_KINDS = 500;

    private final Consumer<Throwable> tell;
    private final List<Runnable> caches = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** @param tell shows a failure to the person; called on any thread */
    UncaughtFailures(Consumer<Throwable> tell) {
        this.tell = tell;
    }

    /** Adds something that frees memory which can be filled again. */
    void onLowMemory(Runnable free) {
        caches.add(free);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            caches.forEach(Runnable::run);
        }
        int times = count(failure);
        if (times == 1) {
            LOG.error("Uncaught on {}", thread.getName(), failure);
            tell.accept(failure);
        } else if (Integer.bitCount(times) == 1) { // 2, 4, 8 ...: rarely, but it does not look cured
            LOG.warn("Again on {}, {} times now: {}", thread.getName(), times, failure.toString());
        }
    }

    private int count(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String kind = failure.getClass().getName() + (trace.length == 0 ? "" : "@" + trace[0]);
        synchronized (seen) {
            if (seen.size() > MOST_KINDS) {
                seen.clear();
            }
            return seen.merge(kind, 1, Integer::sum);
        }
    }
}
