package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.StepSums;
import dev.signalbox.evaluation.Steps;
import dev.signalbox.model.Correctness;
import java.util.List;

/** {@link Regret#utility} of a cascade at every threshold. */
public final class UtilityRegret {
    private static final int LOSS = 0;
    /** The queries whose chosen VLM has a known label and cost. */
    private static final int KNOWN = 1;

    private final Walk walk;
    private final StepSums sums;

    private UtilityRegret(Walk walk, StepSums sums) {
        this.walk = walk;
        this.sums = sums;
    }

    /**
     * Of a replay's steps.
     *
     * @param outcomes of the same queries (in ascending order) and of all columns that the steps choose
     */
    public static UtilityRegret of(Steps steps, Outcomes outcomes, double lambda) {
        Walk walk = new Walk(steps, outcomes, weight(outcomes, lambda), outcomes.places(), outcomes.rows());
        return new UtilityRegret(walk, StepSums.of(steps.size(), 2, walk));
    }

    /** Under changed labels, as if made anew. */
    public UtilityRegret updated(Outcomes after, List<OutcomeChange> changes) {
        Walk next = new Walk(walk.steps, after, walk.weight, walk.places, walk.rows);
        return new UtilityRegret(next, sums.updated(walk.steps.of(after, changes), next));
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

    /** What a step counts. */
    @SuppressWarnings("ArrayRecordComponent") // columns, read only
    private record Walk(Steps steps, Outcomes outcomes, double weight, int[] places, int[] rows)
            implements StepSums.Counts {
        @Override
        public void add(int step, double[] stays, double[] changes) {
            int row = rows[steps.query()[step]];
            double best = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < outcomes.width(); k++) {
                double utility = utility(k, row);
                best = utility > best ? utility : best;
            }
            int from = places[steps.stay()[step]];
            int to = places[steps.go()[step]];
            double lost = best - utility(from, row);
            add(stays, lost, 1);
            if (to != from) {
                add(changes, lost, -1);
                add(changes, best - utility(to, row), 1);
            }
        }

        private static void add(double[] sums, double lost, int sign) {
            if (!Double.isNaN(lost)) {
                sums[LOSS] += sign * lost;
                sums[KNOWN] += sign;
            }
        }

        /** NaN where label or cost is unknown. */
        private double utility(int place, int row) {
            byte label = outcomes.quality()[place][row];
            return label == Correctness.UNKNOWN.code() ? Double.NaN : label - weight * outcomes.cost()[place][row];
        }
    }

    /** When the first d of the steps are deferred; NaN without any query with known label and cost. */
    public double at(int d) {
        double[] sum = sums.at(d, walk);
        return sum[KNOWN] == 0 ? Double.NaN : Math.max(0, sum[LOSS]) / sum[KNOWN];
    }
}
