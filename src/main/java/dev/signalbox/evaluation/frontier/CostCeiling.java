package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RadixOrder;
import dev.signalbox.evaluation.Ties;

/**
 * The policy of MMR-Bench (algorithms.md, section 4.1): per query the VLM of the highest predicted quality among those
 * whose predicted cost is within a ceiling, for every ceiling that is a predicted cost.
 */
public final class CostCeiling {
    /** What is taken when no VLM is within the ceiling. */
    public enum Fallback {
        /** The VLM of the lowest predicted cost. */
        CHEAPEST,
        /** The first VLM, as the published code does. */
        FIRST
    }

    private final Outcomes outcomes;
    private final double[][] score;
    private final double[][] predicted;
    private final Fallback fallback;
    private final Ties ties;

    /** @param predicted [K][n] US dollars a query expected beforehand; NaN: not chosen */
    public CostCeiling(Outcomes outcomes, ScoreMatrix scores, double[][] predicted, Fallback fallback, Ties ties) {
        this.outcomes = outcomes;
        this.score = scores.score();
        this.predicted = predicted;
        this.fallback = fallback;
        this.ties = ties;
    }

    private boolean open(int k, int i) {
        return !Double.isNaN(predicted[k][i]) && !Double.isNaN(score[k][i]);
    }

    private int unaffordable(int i) {
        int best = -1;
        for (int k = 0; k < outcomes.width(); k++) {
            if (open(k, i) && (best < 0 || fallback == Fallback.CHEAPEST && predicted[k][i] < predicted[best][i])) {
                best = k;
            }
        }
        return best;
    }

    /** One point per distinct predicted cost, ascending; the parameter is the ceiling in US dollars. */
    public Points points() {
        int n = outcomes.size();
        double[] keys = new double[n * outcomes.width()];
        int[] cell = new int[keys.length];
        int size = 0;
        for (int k = 0; k < outcomes.width(); k++) {
            for (int i = 0; i < n; i++) {
                if (open(k, i)) {
                    keys[size] = predicted[k][i];
                    cell[size++] = k * n + i;
                }
            }
        }
        int[] holder = new int[n];
        boolean[] affordable = new boolean[n];
        for (int i = 0; i < n; i++) {
            holder[i] = unaffordable(i);
        }
        Running running = new Running(outcomes, holder, size);
        int[] order = RadixOrder.ascending(keys, size);
        for (int e = 0; e < size; e++) {
            int k = cell[order[e]] / n;
            int i = cell[order[e]] % n;
            if (!affordable[i] || better(k, holder[i], i)) {
                running.replace(i, holder[i], k);
                holder[i] = k;
                affordable[i] = true;
            }
            if (e + 1 == size || keys[order[e + 1]] > keys[order[e]]) {
                running.mark(keys[order[e]]);
            }
        }
        return running.points();
    }

    /** Cells come by ascending predicted cost, so that a holder is never the dearer one. */
    private boolean better(int k, int holder, int i) {
        if (score[k][i] != score[holder][i]) {
            return score[k][i] > score[holder][i];
        }
        boolean earlier = k < holder;
        return earlier && (ties == Ties.FIRST_INDEX || predicted[k][i] == predicted[holder][i]);
    }
}
