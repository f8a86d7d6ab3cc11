package dev.signalbox.task;

import java.util.function.DoubleConsumer;

/**
 * Adds up the parts of a piece of work that several threads do, reports how much is done, and gives the thread that called
 * for the work a break after each of its parts; the others work on meanwhile.
 */
public final class Breaks {
    private final Thread caller = Thread.currentThread();
    private final Progress progress;
    private final DoubleConsumer between;
    private final double whole;
    private double done;

    /**
     * Nothing is done yet.
     *
     * @param between hears the share that is done, always on the calling thread
     * @param whole   what all parts add up to
     */
    public Breaks(Progress progress, DoubleConsumer between, double whole) {
        this.progress = progress;
        this.between = between;
        this.whole = whole;
    }

    /** A part is done, on any thread. */
    public void done(double part) {
        double share;
        synchronized (this) { // so that it only grows
            done += part;
            share = Math.min(1, done / whole);
            progress.update(share, "");
        }
        if (Thread.currentThread() == caller) {
            between.accept(share);
        }
    }

    /** The last break, once all parts have ended. */
    public void end() {
        between.accept(1);
    }
}
