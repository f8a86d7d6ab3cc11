package dev.signalbox.router.arms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which of a router's n experts take part in the mixture.
 *
 * <p>Section 1.2 mixes all of them: f = sum over k of G_k f_k. With a part S of the experts switched on the gate is the
 * softmax over the logits of S alone, G_k = exp(l_k) / sum over t in S of exp(l_t): the ratios between those that stay
 * are kept and the weights still sum to 1, as in the top-k gate of ambiguity A4. A top-k gate keeps the largest k of S. The
 * experts themselves, the question that is added to the mixture, and the classifier stay as they are.
 *
 * @param on one entry per expert, at least one of them true
 */
public record ExpertSet(List<Boolean> on) {
    public ExpertSet {
        on = List.copyOf(on);
        if (!on.contains(true)) {
            throw new IllegalArgumentException("At least one expert is switched on");
        }
    }

    /** Every one of n experts. */
    public static ExpertSet all(int n) {
        return new ExpertSet(Collections.nCopies(n, true));
    }

    /** One of n experts alone. */
    public static ExpertSet only(int n, int expert) {
        List<Boolean> on = new ArrayList<>(Collections.nCopies(n, false));
        on.set(expert, true);
        return new ExpertSet(on);
    }

    /** This set with an expert switched on or off. */
    public ExpertSet with(int expert, boolean switchedOn) {
        List<Boolean> changed = new ArrayList<>(on);
        changed.set(expert, switchedOn);
        return new ExpertSet(changed);
    }

    /** Number of experts, on or off. */
    public int size() {
        return on.size();
    }

    /** Number of experts that are on. */
    public int count() {
        return Collections.frequency(on, true);
    }

    public boolean has(int expert) {
        return on.get(expert);
    }

    public boolean isAll() {
        return count() == size();
    }
}
