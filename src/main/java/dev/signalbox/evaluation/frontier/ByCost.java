package dev.signalbox.evaluation.frontier;

/**
 * Points with their order by cost, which outlives a change of labels.
 *
 * @param order the places of all points whose cost is known, by ascending cost; equal costs keep their places
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record ByCost(Points points, int[] order) {
    /** In the same order under other labels. */
    ByCost with(Points other) {
        return new ByCost(other, order);
    }

    /** {@link Points#pareto()}. */
    public Points pareto() {
        double[] cost = points.cost();
        double[] quality = points.quality();
        int[] kept = new int[order.length];
        int n = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            if (quality[i] > best) { // not for NaN
                if (n > 0 && cost[i] == cost[kept[n - 1]]) {
                    n--;
                }
                kept[n++] = i;
                best = quality[i];
            }
        }
        return points.pick(kept, n);
    }

    /** {@link FrontierArea#runningBest}. */
    public double runningBestArea() {
        double[] cost = points.cost();
        double[] quality = points.quality();
        double best = Double.NEGATIVE_INFINITY;
        double since = Double.NaN; // the cost from which the best is this one
        double first = Double.NaN;
        double last = Double.NaN;
        double area = 0;
        for (int i : order) {
            double here = quality[i];
            if (here > best) {
                if (Double.isNaN(first)) {
                    first = cost[i];
                } else {
                    area += best * (last - since) + (best + here) / 2 * (cost[i] - last);
                }
                since = cost[i];
                best = here;
            }
            last = Double.isNaN(here) ? last : cost[i];
        }
        if (Double.isNaN(first)) {
            return Double.NaN;
        }
        return last > first ? (area + best * (last - since)) / (last - first) : best;
    }
}
