package dev.signalbox.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the next steps on threads of its own while the caller works on the last result. Results come in the order of the
 * steps, and never more than so many are held, however fast the threads are. For one caller at a time.
 */
public final class ReadAhead<T> implements AutoCloseable {
    private final ExecutorService threads;
    private final Iterator<Callable<T>> steps;
    private final int ahead;
    private final Deque<Future<T>> running = new ArrayDeque<>();

    /**
     * @param count threads, at least 1
     * @param ahead results held or in the making, at least 1
     */
    public ReadAhead(String name, int count, int ahead, Iterator<Callable<T>> steps) {
        this.steps = steps;
        this.ahead = Math.max(1, ahead);
        threads = Executors.newFixedThreadPool(
                Math.max(1, count),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        fill();
    }

    /** False once every result was taken. */
    public boolean hasNext() {
        return !running.isEmpty();
    }

    /**
     * Waits for the next result.
     *
     * @throws CancellationException when the caller is interrupted
     */
    public T next() {
        Future<T> first = running.pollFirst();
        if (first == null) {
            throw new NoSuchElementException();
        }
        try {
            T result = first.get();
            fill();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void fill() {
        while (running.size() < ahead && steps.hasNext()) {
            running.addLast(threads.submit(steps.next()));
        }
    }

    /** Drops what was not taken. */
    @Override
    public void close() {
        running.forEach(step -> step.cancel(true));
        threads.shutdownNow();
    }
}
