package dev.signalbox.ui.train;

import dev.signalbox.task.Progress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a thread that passes by go on, or holds it there until it may. A wish to cancel always lets it go. */
final class Hold {
    private static final long LOOK_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted;
    private boolean holding;

    /** From now on who passes by is held. */
    void close() {
        set(true);
    }

    /** Lets go. */
    void open() {
        set(false);
    }

    private void set(boolean closed) {
        lock.lock();
        try {
            wanted = closed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean wanted() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /** True while somebody is held. */
    boolean holding() {
        lock.lock();
        try {
            return holding;
        } finally {
            lock.unlock();
        }
    }

    /** Waits here for as long as it is closed and nobody asked the work to stop. */
    void pass(Progress progress) {
        lock.lock();
        try {
            while (wanted && !progress.cancelled()) {
                holding = true;
                changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // the work hears of it by its progress
        } finally {
            holding = false;
            lock.unlock();
        }
    }
}
