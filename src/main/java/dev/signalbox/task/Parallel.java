package dev.signalbox.task;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that do numbered parts of one piece of arithmetic together and come back after microseconds: the caller
 * works too, the others wait for the next piece without sleeping deeply. Which thread does which part is open; whoever
 * needs the same sum twice gives every part a place of its own and adds the places up in order, and then the number of
 * threads does not matter either. For one caller at a time.
 */
public final class Parallel implements AutoCloseable {
    /** How often a helper looks for work before it sleeps: about 20 microseconds. */
    private static final int LOOKS = 1 << 10;

    private final Thread[] helpers;
    private final @Nullable Parallel owner;
    private final Progress progress;
    private volatile @Nullable Piece piece;
    private volatile boolean closed;

    private static final class Piece {
        private final IntConsumer work;
        private final int parts;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger open;
        private final Thread caller = Thread.currentThread();
        private volatile @Nullable Throwable failure;

        Piece(int parts, IntConsumer work) {
            this.parts = parts;
            this.work = work;
            this.open = new AtomicInteger(parts);
        }

        void help() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    if (failure == null) {
                        work.accept(part);
                    }
                } catch (RuntimeException | Error problem) {
                    failure = problem;
                } finally {
                    if (open.decrementAndGet() == 0) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }
    }

    /** @param threads that work at the same time, the caller among them; at least 1 */
    public Parallel(int threads) {
        owner = null;
        progress = Progress.NONE;
        helpers = new Thread[Math.max(1, threads) - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] =
                    Thread.ofPlatform().daemon().name("signalbox-parallel-" + i).start(this::serve);
        }
    }

    private Parallel(Parallel owner, Progress progress) {
        this.helpers = owner.helpers;
        this.owner = owner;
        this.progress = progress;
    }

    /**
     * The same threads for work that can be cancelled: progress is asked before every part, and no part begins after a
     * cancel. Closing it closes nothing.
     */
    public Parallel heeding(Progress heard) {
        return new Parallel(owner == null ? this : owner, heard);
    }

    /** As many threads as the machine has cores. */
    public static Parallel ofThisMachine() {
        return new Parallel(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Does parts 0 to {@code parts - 1} in no particular order and returns when all are done.
     *
     * @throws RuntimeException the first failure of a part, after the parts that ran have ended; parts not yet begun are
     *     left out then
     * @throws java.util.concurrent.CancellationException when the work {@link #heeding heeds} a progress that was cancelled
     */
    public void run(int parts, IntConsumer work) {
        if (owner != null) {
            owner.run(parts, part -> {
                progress.checkCancelled();
                work.accept(part);
            });
            return;
        }
        if (parts <= 1 || helpers.length == 0) {
            for (int part = 0; part < parts; part++) {
                work.accept(part);
            }
            return;
        }
        Piece mine = new Piece(parts, work);
        piece = mine;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        mine.help();
        for (int looks = 0; mine.open.get() > 0; looks++) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        piece = null;
        Throwable failure = mine.failure;
        if (failure instanceof RuntimeException problem) {
            throw problem;
        }
        if (failure instanceof Error problem) {
            throw problem;
        }
    }

    /** For long loops between two runs: throws when the work is cancelled that this {@link #heeding heeds}. */
    public void checkCancelled() {
        progress.checkCancelled();
    }

    /** A share of a range: where part {@code part} of {@code parts} begins; part {@code parts} begins at the end. */
    public static int bound(int length, int part, int parts) {
        return (int) ((long) length * part / parts);
    }

    private void serve() {
        Piece last = null;
        int looks = 0;
        while (!closed) {
            Piece now = piece;
            if (now != null && now != last) {
                now.help();
                last = now;
                looks = 0;
            } else if (looks++ < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                looks = 0;
            }
        }
    }

    @Override
    public void close() {
        if (owner != null) {
            return;
        }
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
