package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;
import dev.signalbox.model.Correctness;
import java.util.Arrays;

/**
 * {@link Regret#utility} of a cascade at every threshold, by prefix sums over what is deferred.
 *
 * @param loss  [n + 1] the sum when the first d of the steps are deferred, by d
 * @param known [n + 1] the queries it is over: those whose chosen VLM has a known label and cost
 */
@SuppressWarnings("ArrayRecordComponent") // columns, read only
public record UtilityRegret(double[] loss, int[] known) {
    /**
     * Of a replay's steps.
     *
     * @param outcomes of the same queries (in ascending order) and of all columns that the steps choose
     */
    public static UtilityRegret of(Steps steps, Outcomes outcomes, double lambda) {
        int n = steps.size();
        double weight = weight(outcomes, lambda);
        double[] best = new double[n];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < outcomes.width(); k++) {
            raise(best, outcomes, k, weight);
        }
        int[] places = outcomes.places();
        int[] rows = outcomes.rows();
        UtilityRegret regret = new UtilityRegret(new double[n + 1], new int[n + 1]);
        for (int d = 0; d < n; d++) {
            int i = rows[steps.query()[d]];
            double stays = best[i] - utility(outcomes, places[steps.stay()[d]], i, weight);
            double goes = best[i] - utility(outcomes, places[steps.go()[d]], i, weight);
            regret.loss[0] += Double.isNaN(stays) ? 0 : stays;
            regret.known[0] += Double.isNaN(stays) ? 0 : 1;
            regret.loss[d + 1] = (Double.isNaN(goes) ? 0 : goes) - (Double.isNaN(stays) ? 0 : stays);
            regret.known[d + 1] = (Double.isNaN(goes) ? 0 : 1) - (Double.isNaN(stays) ? 0 : 1);
        }
        for (int d = 0; d < n; d++) {
            regret.loss[d + 1] += regret.loss[d];
            regret.known[d + 1] += regret.known[d];
        }
        return regret;
    }

    /** Lambda in parts of the highest cost. */
    private static double weight(Outcomes outcomes, double lambda) {
        double scale = 0;
        for (double[] costs : outcomes.cost()) {
            for (double cost : costs) {
                scale = cost > scale ? cost : scale;
            }
        }
        return scale == 0 ? 0 : lambda / scale;
    }

    private static void raise(double[] best, Outcomes outcomes, int place, double weight) {
        for (int i = 0; i < best.length; i++) {
            double utility = utility(outcomes, place, i, weight);
            best[i] = utility > best[i] ? utility : best[i];
        }
    }

    /** NaN where label or cost is unknown. */
    private static double utility(Outcomes outcomes, int place, int i, double weight) {
        byte label = outcomes.quality()[place][i];
        return label == Correctness.UNKNOWN.code() ? Double.NaN : label - weight * outcomes.cost()[place][i];
    }

    /** When the first d of the steps are deferred; NaN without any query with known label and cost. */
    public double at(int d) {
        return known[d] == 0 ? Double.NaN : Math.max(0, loss[d]) / known[d];
    }
}
