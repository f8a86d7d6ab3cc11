package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;

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
    /** [n] the lowest known cost among right VLMs; infinite when it is the only right one's and unknown; NaN otherwise. */
    private final double[] cheapestRight;

    private final boolean[] solvable;
    private final double[] oracleCost;

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

    private OptimalChoices(Outcomes outcomes, double[] cheapestRight, boolean[] solvable, double[] oracleCost) {
        this.outcomes = outcomes;
        this.cheapestRight = cheapestRight;
        this.solvable = solvable;
        this.oracleCost = oracleCost;
    }

    public static OptimalChoices of(Outcomes outcomes) {
        int n = outcomes.size();
        double[] cheapest = new double[n];
        boolean[] solvable = new boolean[n];
        double[] oracleCost = new double[n];
        int[] oracle = References.oracle(outcomes);
        for (int i = 0; i < n; i++) {
            int right = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < outcomes.width(); k++) {
                if (outcomes.quality()[k][i] > 0) {
                    right++;
                    double cost = outcomes.cost()[k][i];
                    least = Double.isNaN(cost) ? least : Math.min(least, cost);
                }
            }
            solvable[i] = right > 0;
            cheapest[i] = right > 1 && Double.isInfinite(least) ? Double.NaN : least;
            oracleCost[i] = oracle[i] < 0 ? Double.NaN : outcomes.cost()[oracle[i]][i];
        }
        return new OptimalChoices(outcomes, cheapest, solvable, oracleCost);
    }

    /** @param choice [n] places in the pool, -1 for none, which is left out */
    public Ratios of(int[] choice) {
        double[] sums = new double[SUMS];
        for (int i = 0; i < choice.length; i++) {
            if (choice[i] >= 0) {
                add(sums, i, choice[i], 1);
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
        int n = steps.size();
        int[] places = outcomes.places();
        int[] rows = outcomes.rows();
        double[][] marks = new double[n / Deferred.APART + 1][];
        Deferred deferred = new Deferred(steps, places, rows, marks);
        double[] sums = new double[SUMS];
        for (int d = 0; d < n; d++) {
            add(sums, rows[steps.query()[d]], places[steps.stay()[d]], 1);
        }
        for (int d = 0; d <= n; d++) {
            if (d % Deferred.APART == 0) {
                marks[d / Deferred.APART] = sums.clone();
            }
            if (d < n) {
                deferred.defer(sums, d);
            }
        }
        return deferred;
    }

    /** Ratios by the number of steps that are deferred: sums are kept at marks, and counted on from the last one before. */
    public final class Deferred {
        private static final int APART = 256;

        private final Steps steps;
        private final int[] places;
        private final int[] rows;
        private final double[][] marks;

        private Deferred(Steps steps, int[] places, int[] rows, double[][] marks) {
            this.steps = steps;
            this.places = places;
            this.rows = rows;
            this.marks = marks;
        }

        private void defer(double[] sums, int step) {
            int row = rows[steps.query()[step]];
            add(sums, row, places[steps.stay()[step]], -1);
            add(sums, row, places[steps.go()[step]], 1);
        }

        /** When the first d of the steps are deferred. */
        public Ratios at(int d) {
            double[] sums = marks[d / APART].clone();
            for (int step = d / APART * APART; step < d; step++) {
                defer(sums, step);
            }
            return ratios(sums);
        }
    }

    /** Counts query i, answered by the pool's k-th, with this sign. */
    private void add(double[] sums, int i, int k, int sign) {
        byte label = outcomes.quality()[k][i];
        double cost = outcomes.cost()[k][i];
        if (label >= 0) {
            sums[JUDGED] += sign;
            sums[CORRECT] += sign * label;
            sums[POSSIBLE] += solvable[i] ? sign : 0;
            if (solvable[i] && !Double.isNaN(cheapestRight[i])) {
                sums[BASE] += sign;
                boolean cheapest = Double.isNaN(cost) ? Double.isInfinite(cheapestRight[i]) : cost <= cheapestRight[i];
                sums[BEST] += label > 0 && cheapest ? sign : 0;
            }
        }
        if (!Double.isNaN(cost) && !Double.isNaN(oracleCost[i])) {
            sums[PRICED] += cost > 0 ? sign : 0;
            sums[ORACLE] += sign * oracleCost[i];
            sums[SPENT] += sign * cost;
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
