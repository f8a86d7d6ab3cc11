package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.Correctness;
import java.util.ArrayList;
import java.util.List;

/**
 * What choices lost against the oracle, query by query (algorithms.md 4.3). The oracle knows every answer: its distance is
 * not what a router could gain.
 *
 * @param chosen [n] the chosen place in the pool, -1 for none
 * @param part   [n] what became of each query
 * @param right  [n] how many VLMs are known to have it right
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Regret(Outcomes outcomes, int[] chosen, Part[] part, int[] right) {
    /** What became of a query. */
    public enum Part {
        /** The chosen VLM is wrong, and none is known to be right. */
        UNSOLVABLE,
        /** Every VLM is right: no choice could fail. */
        FREE_WIN,
        /** Right, and none of the right ones is cheaper. */
        CHEAPEST,
        /** Right, though a cheaper VLM is right too. */
        OVERPAID,
        /** Right, at an unknown cost. */
        UNPRICED,
        /** Wrong, though another VLM is right. */
        MISSED,
        /** Nothing was chosen, or the chosen VLM has no known label. */
        UNKNOWN
    }

    /** The judged queries that this many VLMs have right. */
    public record Level(int right, int queries, int correct) {
        public double accuracy() {
            return (double) correct / queries;
        }
    }

    /** Sorts the queries. */
    public static Regret of(Outcomes outcomes, int[] chosen) {
        Part[] part = new Part[outcomes.size()];
        int[] right = new int[part.length];
        for (int i = 0; i < part.length; i++) {
            for (byte[] labels : outcomes.quality()) {
                right[i] += labels[i] == Correctness.RIGHT.code() ? 1 : 0;
            }
            part[i] = part(outcomes, chosen[i], i, right[i]);
        }
        return new Regret(outcomes, chosen, part, right);
    }

    private static Part part(Outcomes outcomes, int chosen, int i, int right) {
        if (chosen < 0 || outcomes.quality()[chosen][i] == Correctness.UNKNOWN.code()) {
            return Part.UNKNOWN;
        }
        if (outcomes.quality()[chosen][i] == Correctness.WRONG.code()) {
            return right == 0 ? Part.UNSOLVABLE : Part.MISSED;
        }
        if (right == outcomes.width()) {
            return Part.FREE_WIN;
        }
        double excess = excess(outcomes, chosen, i);
        return Double.isNaN(excess) ? Part.UNPRICED : excess > 0 ? Part.OVERPAID : Part.CHEAPEST;
    }

    /** The chosen VLM's cost over the lowest known cost of a right one; NaN where the chosen one's is unknown. */
    private static double excess(Outcomes outcomes, int chosen, int i) {
        double least = outcomes.cost()[chosen][i];
        for (int k = 0; k < outcomes.width(); k++) {
            if (outcomes.quality()[k][i] == Correctness.RIGHT.code() && outcomes.cost()[k][i] < least) {
                least = outcomes.cost()[k][i];
            }
        }
        return outcomes.cost()[chosen][i] - least;
    }

    public int count(Part wanted) {
        int count = 0;
        for (Part found : part) {
            count += found == wanted ? 1 : 0;
        }
        return count;
    }

    /** The base of all rates: queries whose chosen VLM has a known label. */
    public int judged() {
        return part.length - count(Part.UNKNOWN);
    }

    /** The oracle's accuracy minus the choices', over judged queries; NaN without any. */
    public double quality() {
        return (double) count(Part.MISSED) / judged();
    }

    /** Queries answered rightly, free wins among them, though a cheaper VLM is right too. */
    public int overpaid() {
        int count = 0;
        for (int i = 0; i < part.length; i++) {
            count += paidTooMuch(i) > 0 ? 1 : 0;
        }
        return count;
    }

    /** What {@link #overpaid()} queries cost more than their cheapest right VLM, in dollars a query; NaN without any. */
    public double meanExcess() {
        double sum = 0;
        for (int i = 0; i < part.length; i++) {
            double more = paidTooMuch(i);
            sum += more > 0 ? more : 0;
        }
        return sum / overpaid();
    }

    private double paidTooMuch(int i) {
        return switch (part[i]) {
            case OVERPAID, FREE_WIN -> excess(outcomes, chosen[i], i);
            case UNSOLVABLE, CHEAPEST, UNPRICED, MISSED, UNKNOWN -> 0;
        };
    }

    /**
     * The mean over queries of the highest Y - lambda c among the VLMs minus that of the chosen one, where c is the cost
     * divided by the highest cost of all. Over queries and VLMs with known label and cost; NaN without any.
     */
    public double utility(double lambda) {
        double scale = 0;
        for (double[] costs : outcomes.cost()) {
            for (double cost : costs) {
                scale = cost > scale ? cost : scale; // an unknown cost is never higher
            }
        }
        double weight = scale == 0 ? 0 : lambda / scale;
        double sum = 0;
        int n = 0;
        for (int i = 0; i < part.length; i++) {
            double own = part[i] == Part.UNKNOWN ? Double.NaN : utility(chosen[i], i, weight);
            if (!Double.isNaN(own)) {
                double best = own;
                for (int k = 0; k < outcomes.width(); k++) {
                    double other = utility(k, i, weight);
                    best = other > best ? other : best;
                }
                sum += best - own;
                n++;
            }
        }
        return sum / n;
    }

    private double utility(int place, int i, double weight) {
        byte label = outcomes.quality()[place][i];
        return label == Correctness.UNKNOWN.code() ? Double.NaN : label - weight * outcomes.cost()[place][i];
    }

    /** Judged queries by how many VLMs have them right, ascending; only numbers that occur. */
    public List<Level> levels() {
        int[] queries = new int[outcomes.width() + 1];
        int[] correct = new int[queries.length];
        for (int i = 0; i < part.length; i++) {
            if (part[i] != Part.UNKNOWN) {
                queries[right[i]]++;
                correct[right[i]] += outcomes.quality()[chosen[i]][i];
            }
        }
        List<Level> levels = new ArrayList<>();
        for (int r = 0; r < queries.length; r++) {
            if (queries[r] > 0) {
                levels.add(new Level(r, queries[r], correct[r]));
            }
        }
        return levels;
    }

    /** Judged queries on which some VLM has no known label: there may be more right ones than are counted. */
    public int incomplete() {
        int count = 0;
        for (int i = 0; i < part.length; i++) {
            boolean some = false;
            for (byte[] labels : outcomes.quality()) {
                some |= labels[i] == Correctness.UNKNOWN.code();
            }
            count += some && part[i] != Part.UNKNOWN ? 1 : 0;
        }
        return count;
    }
}
