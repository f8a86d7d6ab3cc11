package dev.signalbox.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds of a cascade of stages (section 4.2): coordinate search over at most {@value #GRID} of each stage's confidences,
 * quantiles where there are more, from three starts. Exact for two stages, on that grid; with more it may stop at a local best.
 */
public final class StagedSearch {
    static final int GRID = 50;
    private static final int ROUNDS = 20;

    private StagedSearch() {}

    /** What is sought. */
    public sealed interface Goal {
        /** The highest EM. */
        record HighestEm() implements Goal {}

        /**
         * The highest EM at a cost of at most this many US dollars a query, as {@link StagedPoint#spent} counts them.
         */
        record EmUnderCost(double dollars) implements Goal {}

        /** The lowest mean cost at an EM of at least this. */
        record CostWithEm(double em) implements Goal {}
    }

    /**
     * Searches.
     *
     * @return the best point found, the one with fewer router calls of equals; null when none keeps to the bound
     */
    public static @Nullable StagedPoint best(StagedReplay replay, Goal goal) {
        double[][] grid = new double[replay.stages() - 1][];
        for (int s = 0; s < grid.length; s++) {
            grid[s] = grid(replay.confidences(s));
        }
        StagedPoint best = null;
        for (double start : new double[] {0, .5, 1}) {
            double[] tau = new double[grid.length];
            Arrays.fill(tau, start);
            StagedPoint found = climb(replay, goal, grid, replay.at(tau));
            best = best == null || order(goal).compare(found, best) > 0 ? found : best;
        }
        return best != null && keeps(goal, best) ? best : null;
    }

    private static StagedPoint climb(StagedReplay replay, Goal goal, double[][] grid, StagedPoint from) {
        StagedPoint best = from;
        for (int round = 0; round < ROUNDS; round++) {
            StagedPoint before = best;
            for (int s = 0; s < grid.length; s++) {
                for (double candidate : grid[s]) {
                    double[] tau = best.tau().clone();
                    tau[s] = candidate;
                    StagedPoint tried = replay.at(tau);
                    best = order(goal).compare(tried, best) > 0 ? tried : best;
                }
            }
            if (best == before) {
                return best;
            }
        }
        return best;
    }

    /** 0, 1 and in between every confidence or, of more, quantiles: thresholds at which something changes. */
    private static double[] grid(float[] confidences) {
        float[] sorted = confidences.clone();
        Arrays.sort(sorted);
        double[] distinct = IntStream.range(0, sorted.length)
                .mapToDouble(i -> sorted[i])
                .distinct()
                .toArray();
        DoubleStream inner = distinct.length <= GRID - 2
                ? Arrays.stream(distinct)
                : IntStream.range(1, GRID - 1).mapToDouble(i -> sorted[(int) ((sorted.length - 1L) * i / (GRID - 1))]);
        return DoubleStream.concat(DoubleStream.of(0, 1), inner).distinct().toArray();
    }

    private static boolean keeps(Goal goal, StagedPoint point) {
        return switch (goal) {
            case Goal.HighestEm any -> true;
            case Goal.EmUnderCost bound -> point.spent() <= bound.dollars();
            case Goal.CostWithEm bound -> point.em() >= bound.em();
        };
    }

    /** Points that keep to the bound are above all others; those that do not are ordered by how near they come. */
    private static Comparator<StagedPoint> order(Goal goal) {
        Comparator<StagedPoint> inside = Comparator.comparing(point -> keeps(goal, point));
        Comparator<StagedPoint> by = switch (goal) {
            case Goal.HighestEm any -> Comparator.comparingDouble(StagedPoint::em);
            case Goal.EmUnderCost bound ->
                Comparator.comparingDouble(point -> keeps(goal, point) ? point.em() : -point.spent());
            case Goal.CostWithEm bound ->
                Comparator.comparingDouble(point -> keeps(goal, point) ? -point.spent() : point.em());
        };
        return inside.thenComparing(by)
                .thenComparingInt(point -> -Arrays.stream(point.reached()).sum());
    }
}
