package dev.signalbox.ui.router;

import dev.signalbox.workbench.Candidate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pools that were in hand before; typing in one sentence counts as one step until something else is changed. */
final class PoolHistory {
    private final Deque<List<Candidate>> past = new ArrayDeque<>();
    private final Deque<List<Candidate>> future = new ArrayDeque<>();
    private @Nullable String typing;

    /**
     * Remembers a pool that is about to be changed.
     *
     * @param typed the VLM in whose sentence somebody types, or null for a change in one go
     */
    void before(List<Candidate> pool, @Nullable String typed) {
        if (typed == null || !typed.equals(typing)) {
            past.push(pool);
        }
        typing = typed;
        future.clear();
    }

    /** The pool before the last step, or null; {@code now} can then be had back. */
    @Nullable
    List<Candidate> undo(List<Candidate> now) {
        return step(past, future, now);
    }

    @Nullable
    List<Candidate> redo(List<Candidate> now) {
        return step(future, past, now);
    }

    private @Nullable List<Candidate> step(
            Deque<List<Candidate>> from, Deque<List<Candidate>> to, List<Candidate> now) {
        typing = null;
        List<Candidate> found = from.poll();
        if (found != null) {
            to.push(now);
        }
        return found;
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    void clear() {
        past.clear();
        future.clear();
        typing = null;
    }
}
