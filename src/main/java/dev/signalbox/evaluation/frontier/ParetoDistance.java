package dev.signalbox.evaluation.frontier;

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
        Points frontier = Points.of(List.of());
        double[] range = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (Points points : curves) {
            frontier = merged(frontier, points.pareto());
            for (int i = 0; i < points.size(); i++) {
                if (known(points, i)) {
                    range[0] = Math.min(range[0], points.cost()[i]);
                    range[1] = Math.max(range[1], points.cost()[i]);
                    range[2] = Math.min(range[2], points.quality()[i]);
                    range[3] = Math.max(range[3], points.quality()[i]);
                }
            }
        }
        // An axis without extent holds no distance.
        return new ParetoDistance(
                frontier,
                range[1] > range[0] ? 1 / (range[1] - range[0]) : 0,
                range[3] > range[2] ? 1 / (range[3] - range[2]) : 0);
    }

    /** What nothing of either beats. */
    private static Points merged(Points a, Points b) {
        Points all = new Points(
                new double[a.size() + b.size()], new double[a.size() + b.size()], new double[a.size() + b.size()]);
        int i = 0;
        int j = 0;
        while (i + j < all.size()) {
            boolean first = j == b.size() || i < a.size() && a.cost()[i] <= b.cost()[j];
            Points from = first ? a : b;
            int place = first ? i : j;
            all.parameter()[i + j] = from.parameter()[place];
            all.cost()[i + j] = from.cost()[place];
            all.quality()[i + j] = from.quality()[place];
            i += first ? 1 : 0;
            j += first ? 0 : 1;
        }
        return all.pareto();
    }

    private static boolean known(Points points, int i) {
        return !Double.isNaN(points.cost()[i]) && !Double.isNaN(points.quality()[i]);
    }

    /** The mean distance of points to the nearest point of the frontier; NaN when none is known. */
    public double mean(Points points) {
        double sum = 0;
        int counted = 0;
        int place = 0;
        for (int i = 0; i < points.size(); i++) {
            if (known(points, i)) {
                place = from(points.cost()[i], place);
                sum += nearest(points.cost()[i], points.quality()[i], place);
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /** The first of the frontier that costs as much, looked for from where the last one was. */
    private int from(double cost, int last) {
        int place = last;
        while (place > 0 && frontier.cost()[place - 1] >= cost) {
            place--;
        }
        while (place < frontier.size() && frontier.cost()[place] < cost) {
            place++;
        }
        return place;
    }

    /**
     * Along the frontier both ways from where its cost is this one, until cost alone is farther than the best so far, or
     * until its quality is beyond this one too: from there on both only get farther.
     */
    private double nearest(double cost, double quality, int middle) {
        double best = Double.POSITIVE_INFINITY;
        boolean nearer = true;
        for (int i = middle; nearer && i < frontier.size() && apart(i, cost) < best; i++) {
            best = Math.min(best, apart(i, cost) + above(i, quality));
            nearer = frontier.quality()[i] < quality;
        }
        nearer = true;
        for (int i = middle - 1; nearer && i >= 0 && apart(i, cost) < best; i--) {
            best = Math.min(best, apart(i, cost) + above(i, quality));
            nearer = frontier.quality()[i] > quality;
        }
        return Math.sqrt(best);
    }

    /** Squared, as is the other axis. */
    private double apart(int place, double cost) {
        double x = (frontier.cost()[place] - cost) * costScale;
        return x * x;
    }

    private double above(int place, double quality) {
        double y = (frontier.quality()[place] - quality) * qualityScale;
        return y * y;
    }
}
