package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.model.Correctness;

/**
 * What changes when one VLM is taken out of a pool (leave-one-model-out, algorithms.md 4.7), counted pairwise on the same
 * queries.
 *
 * @param place     the VLM's place in the pool
 * @param chosen    queries that it was chosen for
 * @param accuracy  EM without it minus EM with it, over queries whose chosen VLM has a known label both times
 * @param unknown   queries with a choice that are left out of {@code accuracy}
 * @param cost      mean cost of a query without it minus with it, in dollars, over queries whose cost is known both times;
 *                  NaN without any
 * @param priced    those queries
 * @param newly     changed choices whose cost is known without it, and was not with it: they may cost more
 * @param onlyRight queries that it alone has right: what the oracle loses
 * @param labelled  queries with a known label in the pool: the oracle's base
 */
public record Removal(
        int place,
        int chosen,
        PairedDifference accuracy,
        int unknown,
        double cost,
        int priced,
        int newly,
        int onlyRight,
        int labelled) {
    /**
     * Compares.
     *
     * @param before [n] the chosen place in the pool, -1 for none
     * @param after  [n] the same without the VLM
     */
    public static Removal of(Outcomes outcomes, int place, int[] before, int[] after) {
        int chosen = 0;
        int paired = 0;
        int unknown = 0;
        int better = 0;
        int worse = 0;
        int priced = 0;
        int newly = 0;
        double cost = 0;
        int onlyRight = 0;
        int labelled = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            labelled += labelled(outcomes, i) ? 1 : 0;
            onlyRight += right(outcomes, place, i) && alone(outcomes, place, i) ? 1 : 0;
            if (before[i] < 0 || after[i] < 0) {
                continue;
            }
            chosen += before[i] == place ? 1 : 0;
            byte was = outcomes.quality()[before[i]][i];
            byte is = outcomes.quality()[after[i]][i];
            if (was == Correctness.UNKNOWN.code() || is == Correctness.UNKNOWN.code()) {
                unknown++;
            } else {
                paired++;
                better += is > was ? 1 : 0;
                worse += is < was ? 1 : 0;
            }
            double more = outcomes.cost()[after[i]][i] - outcomes.cost()[before[i]][i];
            if (!Double.isNaN(more)) {
                priced++;
                cost += more;
            } else if (outcomes.cost()[after[i]][i] > 0) {
                newly++; // an unknown cost is not over 0, so that it is the one before that is unknown
            }
        }
        return new Removal(
                place,
                chosen,
                PairedDifference.of(paired, better, worse),
                unknown,
                priced == 0 ? Double.NaN : cost / priced,
                priced,
                newly,
                onlyRight,
                labelled);
    }

    private static boolean right(Outcomes outcomes, int place, int i) {
        return outcomes.quality()[place][i] == Correctness.RIGHT.code();
    }

    private static boolean alone(Outcomes outcomes, int place, int i) {
        for (int k = 0; k < outcomes.width(); k++) {
            if (k != place && right(outcomes, k, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean labelled(Outcomes outcomes, int i) {
        for (byte[] labels : outcomes.quality()) {
            if (labels[i] != Correctness.UNKNOWN.code()) {
                return true;
            }
        }
        return false;
    }

    /** The oracle's accuracy without it minus with it: 0 or less; NaN where nothing is labelled. */
    public double oracle() {
        return labelled == 0 ? Double.NaN : onlyRight == 0 ? 0 : -(double) onlyRight / labelled;
    }

    /** True when the oracle does as well without it. */
    public boolean redundant() {
        return labelled > 0 && onlyRight == 0;
    }

    /** True when EM is not lower without it. */
    public boolean unharmed() {
        return accuracy.queries() > 0 && accuracy.better() >= accuracy.worse();
    }

    /**
     * True when without it neither EM is lower nor the mean cost higher. No where choices go from an unknown cost to a
     * known one over 0, such as from a free VLM to a paid one.
     */
    public boolean lossless() {
        return unharmed() && !(cost > 0) && newly == 0;
    }
}
