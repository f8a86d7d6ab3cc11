package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Ties;

/**
 * Per query the VLM of the highest utility: score - lambda * cost / (highest cost). A VLM without a score or a known
 * cost for a query is not chosen for it.
 */
public final class UtilityPolicy {
    private final Outcomes outcomes;
    private final double[][] score;
    private final Ties ties;
    private final double highest;
    private final int excluded;

    public UtilityPolicy(Outcomes outcomes, ScoreMatrix scores, Ties ties) {
        this.outcomes = outcomes;
        this.score = scores.score();
        this.ties = ties;
        double most = 0;
        int without = 0;
        for (int k = 0; k < outcomes.width(); k++) {
            for (int i = 0; i < outcomes.size(); i++) {
                double cost = outcomes.cost()[k][i];
                if (Double.isNaN(score[k][i])) {
                    continue;
                }
                if (Double.isNaN(cost)) {
                    without++;
                } else {
                    most = Math.max(most, cost);
                }
            }
        }
        highest = most > 0 ? most : 1;
        excluded = without;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /** The cost that lambda's unit is a share of: the highest known one, in US dollars. */
    public double highestCost() {
        return highest;
    }

    /** Scored answers that cannot be chosen because their cost is unknown. */
    public int excluded() {
        return excluded;
    }

    /** Whether a VLM can be chosen for a query. */
    boolean open(int place, int query) {
        return !Double.isNaN(score[place][query]) && !Double.isNaN(outcomes.cost()[place][query]);
    }

    double score(int place, int query) {
        return score[place][query];
    }

    /** The share of the highest cost. */
    double cost(int place, int query) {
        return outcomes.cost()[place][query] / highest;
    }

    /** The place chosen at a lambda of 0 or more, -1 when no VLM can be chosen. */
    public int choice(int query, double lambda) {
        int best = -1;
        double top = 0;
        for (int k = 0; k < outcomes.width(); k++) {
            if (!open(k, query)) {
                continue;
            }
            double utility = score[k][query] - lambda * cost(k, query);
            if (best < 0 || (ties == Ties.FIRST_INDEX ? utility > top : wins(k, utility - top, best, query, lambda))) {
                best = k;
                top = utility;
            }
        }
        return best;
    }

    /** Utilities that rounding alone tells apart are equal: .2 - .5 * .3 is not more than .1 - .5 * .1. */
    private boolean wins(int place, double lead, int holder, int query, double lambda) {
        double rounding = LambdaFrontier.ROUNDING * Math.max(1, lambda);
        return lead > rounding || lead >= -rounding && outcomes.cost()[place][query] < outcomes.cost()[holder][query];
    }

    /** [n] places; -1 where no VLM can be chosen. */
    public int[] choices(double lambda) {
        int[] result = new int[outcomes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = choice(i, lambda);
        }
        return result;
    }

    public Tally at(double lambda) {
        return Tally.of(outcomes, choices(lambda));
    }
}
