package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;

/**
 * RouterArena's three ratios to the best that was possible (algorithms.md, section 4.1), prepared for many ways of choosing on the
 * same queries. Unknown costs count as dearest, as for the oracle; of several right VLMs without any known cost none is the cheapest.
 */
public final class OptimalChoices {
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
        int base = 0;
        int best = 0;
        int judged = 0;
        int correct = 0;
        int possible = 0;
        double oracle = 0;
        double spent = 0;
        for (int i = 0; i < choice.length; i++) {
            int k = choice[i];
            if (k < 0) {
                continue;
            }
            byte label = outcomes.quality()[k][i];
            double cost = outcomes.cost()[k][i];
            if (label >= 0) {
                judged++;
                correct += label;
                possible += solvable[i] ? 1 : 0;
                if (solvable[i] && !Double.isNaN(cheapestRight[i])) {
                    base++;
                    boolean cheapest =
                            Double.isNaN(cost) ? Double.isInfinite(cheapestRight[i]) : cost <= cheapestRight[i];
                    best += label > 0 && cheapest ? 1 : 0;
                }
            }
            if (!Double.isNaN(cost) && !Double.isNaN(oracleCost[i])) {
                oracle += oracleCost[i];
                spent += cost;
            }
        }
        return new Ratios(
                base == 0 ? Double.NaN : (double) best / base,
                base,
                judged == 0 || possible == 0 ? Double.NaN : (double) correct / possible,
                spent > 0 ? oracle / spent : Double.NaN);
    }
}
