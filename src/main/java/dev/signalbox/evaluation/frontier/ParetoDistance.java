package dev.signalbox.evaluation.frontier;

import java.util.Arrays;
import java.util.List;

/**
 * ParetoDist of LLMRouterBench (algorithms.md, section 4.1): how far a router's points lie from the frontier that all curves of a
 * comparison make together, on axes that are scaled to 0..1 over all their points. 0 for a curve that is the frontier. Curves of every
 * breakpoint are best thinned to what nothing of their own beats ({@link Points#pareto}): a frontier has no settings that nobody
 * would take, and their number would decide the mean.
 */
public final class ParetoDistance {
    private final Points frontier;
    private final double costScale;
    private final double qualityScale;

    private ParetoDistance(Points frontier, double costScale, double qualityScale) {
        this.frontier = frontier;
        this.costScale = costScale;
        this.qualityScale = qualityScale;
    }

    /** @param curves all that are compared; points with an unknown coordinate are left out */
    public static ParetoDistance of(List<Points> curves) {
        Points all = new Points(
                column(curves, Points::parameter), column(curves, Points::cost), column(curves, Points::quality));
        double[] range = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (int i = 0; i < all.size(); i++) {
            if (known(all, i)) {
                range[0] = Math.min(range[0], all.cost()[i]);
                range[1] = Math.max(range[1], all.cost()[i]);
                range[2] = Math.min(range[2], all.quality()[i]);
                range[3] = Math.max(range[3], all.quality()[i]);
            }
        }
        // An axis without extent holds no distance.
        return new ParetoDistance(
                all.pareto(),
                range[1] > range[0] ? 1 / (range[1] - range[0]) : 0,
                range[3] > range[2] ? 1 / (range[3] - range[2]) : 0);
    }

    private interface Column {
        double[] of(Points points);
    }

    private static double[] column(List<Points> curves, Column column) {
        return curves.stream()
                .flatMapToDouble(points -> Arrays.stream(column.of(points)))
                .toArray();
    }

    private static boolean known(Points points, int i) {
        return !Double.isNaN(points.cost()[i]) && !Double.isNaN(points.quality()[i]);
    }

    /** The mean distance of points to the nearest point of the frontier; NaN when none is known. */
    public double mean(Points points) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < points.size(); i++) {
            if (known(points, i)) {
                sum += nearest(points.cost()[i], points.quality()[i]);
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /** Along the frontier both ways from where its cost is this one, until cost alone is farther than the best so far. */
    private double nearest(double cost, double quality) {
        int found = Arrays.binarySearch(frontier.cost(), cost);
        int middle = found >= 0 ? found : -found - 1;
        double best = Double.POSITIVE_INFINITY;
        for (int i = middle; i < frontier.size() && apart(i, cost) < best; i++) {
            best = Math.min(best, distance(i, cost, quality));
        }
        for (int i = middle - 1; i >= 0 && apart(i, cost) < best; i--) {
            best = Math.min(best, distance(i, cost, quality));
        }
        return best;
    }

    private double apart(int place, double cost) {
        return Math.abs(frontier.cost()[place] - cost) * costScale;
    }

    private double distance(int place, double cost, double quality) {
        return Math.hypot(apart(place, cost), (frontier.quality()[place] - quality) * qualityScale);
    }
}
