package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.StepSums;
import dev.signalbox.evaluation.Steps;
import java.util.List;

/**
 * RouterArena's three ratios to the best that was possible (algorithms.md, section 4.1), prepared for many ways of choosing on the
 * same queries. Unknown costs count as dearest, as for the oracle; of several right VLMs without any known cost none is the cheapest.
 */
public final class OptimalChoices {
    private static final int BASE = 0;
    private static final int BEST = 1;
    private static final int JUDGED = 2;
    private static final int CORRECT = 3;
    private static final int POSSIBLE = 4;
    private static final int PRICED = 5;
    private static final int ORACLE = 6;
    private static final int SPENT = 7;
    private static final int SUMS = 8;

    private final Outcomes outcomes;

    /**
     * Ratios of one way of choosing; NaN where nothing can be counted.
     *
     * @param selection share of the solvable queries for which a cheapest right VLM was chosen
     * @param solvable  of how many
     * @param accuracy  share right over the oracle's share right, on the judged queries
     * @param cost      the oracle's dollars over those of the choices, on the queries where both are known: more than 1 for a choice that
     *                  is cheaper because it is wrong
     */
    public record Ratios(double selection, int solvable, double accuracy, double cost) {}

    private OptimalChoices(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    public static OptimalChoices of(Outcomes outcomes) {
        return new OptimalChoices(outcomes);
    }

    /** @param choice [n] places in the pool, -1 for none, which is left out */
    public Ratios of(int[] choice) {
        double[] sums = new double[SUMS];
        Query query = new Query();
        for (int i = 0; i < choice.length; i++) {
            if (choice[i] >= 0) {
                query.look(i);
                query.add(sums, choice[i], 1);
            }
        }
        return ratios(sums);
    }

    /**
     * Of a cascade at every threshold.
     *
     * @param steps of a replay on the same queries (in ascending order), with columns that are all in the pool
     */
    public Deferred deferred(Steps steps) {
        int[] rows = outcomes.rows();
        Walk walk = new Walk(steps, outcomes.places(), rows);
        return new Deferred(this, walk, StepSums.of(steps.size(), SUMS, walk));
    }

    /** Ratios by the number of steps that are deferred. */
    public static final class Deferred {
        private final OptimalChoices choices;
        private final Walk walk;
        private final StepSums sums;

        private Deferred(OptimalChoices choices, Walk walk, StepSums sums) {
            this.choices = choices;
            this.walk = walk;
            this.sums = sums;
        }

        /** Under changed labels, as if made anew. */
        public Deferred updated(Outcomes after, List<OutcomeChange> changes) {
            OptimalChoices now = new OptimalChoices(after);
            Walk next = now.new Walk(walk.steps, walk.places, walk.rows);
            return new Deferred(now, next, sums.updated(walk.steps.of(after, changes), next));
        }

        /** When the first d of the steps are deferred. */
        public Ratios at(int d) {
            return ratios(sums.at(d, choices.new Walk(walk.steps, walk.places, walk.rows)));
        }
    }

    /** What the steps count. */
    private final class Walk implements StepSums.Counts {
        private final Steps steps;
        private final int[] places;
        private final int[] rows;
        private final Query query = new Query();

        Walk(Steps steps, int[] places, int[] rows) {
            this.steps = steps;
            this.places = places;
            this.rows = rows;
        }

        @Override
        public void add(int step, double[] stays, double[] changes) {
            int from = places[steps.stay()[step]];
            int to = places[steps.go()[step]];
            query.look(rows[steps.query()[step]]);
            query.add(stays, from, 1);
            if (to != from) {
                query.add(changes, from, -1);
                query.add(changes, to, 1);
            }
        }
    }

    /** What was possible for one query. */
    private final class Query {
        private int row;
        private boolean solvable;
        /** The lowest known cost among right VLMs; infinite when it is the only right one's and unknown; NaN otherwise. */
        private double cheapestRight;

        private double oracleCost;

        void look(int i) {
            row = i;
            int right = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < outcomes.width(); k++) {
                if (outcomes.quality()[k][i] > 0) {
                    right++;
                    double cost = outcomes.cost()[k][i];
                    least = cost < least ? cost : least;
                }
            }
            solvable = right > 0;
            cheapestRight = right > 1 && Double.isInfinite(least) ? Double.NaN : least;
            int oracle = References.oracle(outcomes, i);
            oracleCost = oracle < 0 ? Double.NaN : outcomes.cost()[oracle][i];
        }

        /** Counts the query, answered by the pool's k-th, with this sign. */
        void add(double[] sums, int k, int sign) {
            byte label = outcomes.quality()[k][row];
            double cost = outcomes.cost()[k][row];
            if (label >= 0) {
                sums[JUDGED] += sign;
                sums[CORRECT] += sign * label;
                sums[POSSIBLE] += solvable ? sign : 0;
                if (solvable && !Double.isNaN(cheapestRight)) {
                    sums[BASE] += sign;
                    boolean cheapest = Double.isNaN(cost) ? Double.isInfinite(cheapestRight) : cost <= cheapestRight;
                    sums[BEST] += label > 0 && cheapest ? sign : 0;
                }
            }
            if (!Double.isNaN(cost) && !Double.isNaN(oracleCost)) {
                sums[PRICED] += cost > 0 ? sign : 0;
                sums[ORACLE] += sign * oracleCost;
                sums[SPENT] += sign * cost;
            }
        }
    }

    private static Ratios ratios(double[] sums) {
        return new Ratios(
                sums[BASE] == 0 ? Double.NaN : sums[BEST] / sums[BASE],
                (int) sums[BASE],
                sums[JUDGED] == 0 || sums[POSSIBLE] == 0 ? Double.NaN : sums[CORRECT] / sums[POSSIBLE],
                // By the count, since sums of dollars that were added and taken away again may miss 0 by a rounding.
                sums[PRICED] == 0 ? Double.NaN : sums[ORACLE] / sums[SPENT]);
    }
}
