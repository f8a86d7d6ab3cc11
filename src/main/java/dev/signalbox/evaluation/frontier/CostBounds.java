package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Between which mean costs a {@link RankScore} is normalised (VL-RouterBench; algorithms.md, section 2.4).
 *
 * @param min US dollars a query, of the cheapest VLM
 * @param max US dollars a query, of the dearest VLM
 */
public record CostBounds(double min, double max) {
    /** Those of the published table: 0.1436 and 10.711 dollars for 10,000 queries. */
    public static final CostBounds PAPER = new CostBounds(0.1436 / 10_000, 10.711 / 10_000);

    private static final double LEAST = 1e-12;

    public CostBounds {
        if (min > max || min < 0) {
            throw new IllegalArgumentException("Bounds go from low to high: " + min + ", " + max);
        }
    }

    /** The lowest and highest mean cost of a VLM, over the queries whose cost is known; both NaN when no cost is known. */
    public static CostBounds of(Outcomes outcomes) {
        return of(IntStream.range(0, outcomes.width())
                .mapToDouble(k -> Tally.constant(outcomes, k).meanCost())
                .toArray());
    }

    /** The lowest and highest cost of a VLM as {@link Tally#spent} counts them; both NaN when no cost is known. */
    public static CostBounds spent(List<Tally> singles) {
        return of(singles.stream().mapToDouble(Tally::spent).toArray());
    }

    private static CostBounds of(double[] means) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double mean : means) {
            if (!Double.isNaN(mean)) {
                low = Math.min(low, mean);
                high = Math.max(high, mean);
            }
        }
        return low > high ? new CostBounds(Double.NaN, Double.NaN) : new CostBounds(low, high);
    }

    /** True when the lower bound is no dollar amount that has a logarithm; {@value #LEAST} then stands for it. */
    public boolean floored() {
        return min < LEAST;
    }

    /**
     * How cheap a mean cost is on a logarithmic scale, from 1 at the lower bound to 0 at the upper one; 1 everywhere when
     * the bounds are equal. NaN stays NaN.
     */
    public double cheapness(double meanCost) {
        double low = Double.isNaN(min) ? min : Math.max(min, LEAST);
        double high = Double.isNaN(max) ? max : Math.max(max, low);
        if (Double.isNaN(meanCost) || Double.isNaN(low) || Double.isNaN(high)) {
            return Double.NaN;
        }
        if (low == high) {
            return 1;
        }
        double held = Math.clamp(meanCost, low, high);
        return Math.clamp((log2(high) - log2(held)) / (log2(high) - log2(low) + 1e-12), 0, 1);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
