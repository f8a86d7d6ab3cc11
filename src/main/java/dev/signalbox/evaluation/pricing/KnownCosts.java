package dev.signalbox.evaluation.pricing;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;

/**
 * Outcomes in which free VLMs of which no cost at all is known cost nothing: only so can a cascade from free to paid VLMs
 * stand on an axis of costs. All other unknown costs stay unknown.
 *
 * @param assumed how many VLMs were taken to cost nothing
 * @param unknown answers whose cost is still unknown
 */
public record KnownCosts(Outcomes outcomes, int assumed, int unknown) {
    public static KnownCosts of(DatasetTable table, Outcomes outcomes) {
        double[][] cost = outcomes.cost().clone();
        int assumed = 0;
        int unknown = 0;
        for (int k = 0; k < cost.length; k++) {
            int gaps = 0;
            for (double dollars : cost[k]) {
                gaps += Double.isNaN(dollars) ? 1 : 0;
            }
            boolean free = table.dataset().vlms().get(outcomes.column()[k]).pool() == Pool.FREE;
            if (free && gaps > 0 && gaps == cost[k].length) {
                cost[k] = new double[cost[k].length];
                assumed++;
            } else {
                unknown += gaps;
            }
        }
        return new KnownCosts(
                new Outcomes(outcomes.query(), outcomes.column(), outcomes.quality(), cost), assumed, unknown);
    }
}
