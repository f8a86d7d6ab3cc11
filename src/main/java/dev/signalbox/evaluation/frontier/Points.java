package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.RadixOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Operating points in columns, one per setting.
 *
 * @param parameter the settings
 * @param cost      US dollars a query as {@link Tally#spent} counts them, NaN when none is known
 * @param quality   share right, NaN unknown
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of thousands of numbers, handed over and not changed
public record Points(double[] parameter, double[] cost, double[] quality) {
    public Points {
        if (parameter.length != cost.length || cost.length != quality.length) {
            throw new IllegalArgumentException("Columns of different lengths");
        }
    }

    public static Points of(List<OperatingPoint> points) {
        return new Points(
                points.stream().mapToDouble(OperatingPoint::parameter).toArray(),
                points.stream().mapToDouble(OperatingPoint::cost).toArray(),
                points.stream().mapToDouble(OperatingPoint::quality).toArray());
    }

    public int size() {
        return cost.length;
    }

    public OperatingPoint get(int place) {
        return new OperatingPoint(parameter[place], cost[place], quality[place]);
    }

    /**
     * Those that nothing beats: by ascending cost, with strictly rising quality (algorithms.md, section 4.1). Of equal
     * costs the highest quality, of equal points the first. Points with an unknown coordinate are not among them.
     */
    public Points pareto() {
        return rises() ? this : byCost().pareto();
    }

    /** Whether both columns rise strictly: such points are their own Pareto points. */
    private boolean rises() {
        for (int i = 0; i < size(); i++) {
            if (Double.isNaN(cost[i])
                    || Double.isNaN(quality[i])
                    || i > 0 && !(cost[i] > cost[i - 1] && quality[i] > quality[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The corners of the smallest non-decreasing concave function over the points: what mixing two settings at random
     * can reach (RouterBench). Of the single VLMs this is the zero router.
     */
    public Points hull() {
        Points front = pareto();
        int[] kept = new int[front.size()];
        int n = 0;
        for (int i = 0; i < front.size(); i++) {
            while (n >= 2 && !front.turnsRight(kept[n - 2], kept[n - 1], i)) {
                n--;
            }
            kept[n++] = i;
        }
        return front.pick(kept, n);
    }

    /** The quality of the hull at a cost: lines between corners, flat after the last, NaN before the first. */
    public double onHull(double where) {
        int n = size();
        if (n == 0 || !(where >= cost[0])) {
            return Double.NaN;
        }
        for (int i = 1; i < n; i++) {
            if (where <= cost[i]) {
                return quality[i - 1] + (quality[i] - quality[i - 1]) * (where - cost[i - 1]) / (cost[i] - cost[i - 1]);
            }
        }
        return quality[n - 1];
    }

    private boolean turnsRight(int a, int b, int c) {
        return (quality[b] - quality[a]) * (cost[c] - cost[b]) > (quality[c] - quality[b]) * (cost[b] - cost[a]);
    }

    /** With their order by cost. */
    public ByCost byCost() {
        double[] keys = new double[size()];
        int[] place = new int[size()];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            if (!Double.isNaN(cost[i])) {
                keys[n] = cost[i];
                place[n++] = i;
            }
        }
        if (rises(keys, n)) {
            return new ByCost(this, Arrays.copyOf(place, n));
        }
        int[] order = new int[n];
        if (falls(keys, n)) { // as a rising lambda leaves them
            for (int i = 0; i < n; i++) {
                order[i] = place[n - 1 - i];
            }
            return new ByCost(this, order);
        }
        int[] sorted = RadixOrder.ascending(keys, n);
        for (int i = 0; i < n; i++) {
            order[i] = place[sorted[i]];
        }
        return new ByCost(this, order);
    }

    private static boolean rises(double[] keys, int n) {
        for (int i = 1; i < n; i++) {
            if (keys[i] < keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static boolean falls(double[] keys, int n) {
        for (int i = 1; i < n; i++) {
            if (keys[i] >= keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    Points pick(int[] places, int n) {
        Points result = new Points(new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            result.parameter[i] = parameter[places[i]];
            result.cost[i] = cost[places[i]];
            result.quality[i] = quality[places[i]];
        }
        return result;
    }
}
