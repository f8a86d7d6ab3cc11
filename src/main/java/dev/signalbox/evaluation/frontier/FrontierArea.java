package dev.signalbox.evaluation.frontier;

/**
 * What sums a frontier up (algorithms.md, section 4.1). NaN where a figure is not defined, such as the area of fewer than
 * two points.
 */
public final class FrontierArea {
    private FrontierArea() {}

    /** nAUC of MMR-Bench: the trapezoids under the Pareto points over their own range of costs. */
    public static double pareto(Points points) {
        Points front = points.pareto();
        return front.size() < 2 ? Double.NaN : overOwnRange(front);
    }

    /** nAUC of LatentRouter: the same with dominated points raised to the best so far; one point is its own quality. */
    public static double runningBest(Points points) {
        return points.byCost().runningBestArea();
    }

    /**
     * nAUC that can be compared between routers: steps over a range of costs that is the same for all, 0 before the
     * first point.
     *
     * @param low  mean cost of the cheapest VLM
     * @param high mean cost of the dearest VLM
     */
    public static double common(Points points, double low, double high) {
        if (!(high > low)) {
            return Double.NaN;
        }
        Points front = points.pareto();
        double area = 0;
        for (int i = 0; i < front.size(); i++) {
            double from = Math.clamp(front.cost()[i], low, high);
            double to = i + 1 < front.size() ? Math.clamp(front.cost()[i + 1], low, high) : high;
            area += front.quality()[i] * (to - from);
        }
        return front.size() == 0 ? Double.NaN : area / (high - low);
    }

    /** P_s: the best quality anywhere. */
    public static double peak(Points points) {
        Points front = points.pareto();
        return front.size() == 0 ? Double.NaN : front.quality()[front.size() - 1];
    }

    /**
     * QNC: the cheapest point that is at least as good, in parts of a reference's cost; infinite when there is none. 0.99
     * times or 0.01 less than the best single VLM's quality give the two lenient variants.
     *
     * @param quality   wanted
     * @param reference US dollars a query, of the best single VLM
     */
    public static double qualityNeutralCost(Points points, double quality, double reference) {
        if (Double.isNaN(quality) || !(reference > 0)) {
            return Double.NaN;
        }
        Points front = points.pareto();
        for (int i = 0; i < front.size(); i++) {
            if (front.quality()[i] >= quality) {
                return front.cost()[i] / reference;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** {@link #qualityNeutralCost} where the straight lines between Pareto points may be used, by mixing two settings. */
    public static double qualityNeutralCostInterpolated(Points points, double quality, double reference) {
        if (Double.isNaN(quality) || !(reference > 0)) {
            return Double.NaN;
        }
        Points front = points.pareto();
        for (int i = 0; i < front.size(); i++) {
            if (front.quality()[i] >= quality) {
                if (i == 0) {
                    return front.cost()[0] / reference;
                }
                double share = (quality - front.quality()[i - 1]) / (front.quality()[i] - front.quality()[i - 1]);
                return (front.cost()[i - 1] + share * (front.cost()[i] - front.cost()[i - 1])) / reference;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** AIQ of RouterBench over a common range: the mean height of the hull, 0 before its first corner. */
    public static double aiq(Points points, double low, double high) {
        return high > low ? underHull(points, low, high) / (high - low) : Double.NaN;
    }

    /** AIQ as RouterBench's code has it: the area from the hull's first corner on, divided by the highest cost. */
    public static double aiqOverMaximum(Points points, double high) {
        return high > 0 ? underHull(points, 0, high) / high : Double.NaN;
    }

    /** The area under the non-decreasing concave hull between two costs, flat after its last corner, 0 before the first. */
    public static double underHull(Points points, double low, double high) {
        Points hull = points.hull();
        int n = hull.size();
        if (n == 0) {
            return Double.NaN;
        }
        double area = 0;
        for (int i = 0; i + 1 < n; i++) {
            double from = Math.clamp(hull.cost()[i], low, high);
            double to = Math.clamp(hull.cost()[i + 1], low, high);
            if (to > from) {
                area += (hull.onHull(from) + hull.onHull(to)) / 2 * (to - from);
            }
        }
        return area + Math.max(0, high - Math.max(low, hull.cost()[n - 1])) * hull.quality()[n - 1];
    }

    private static double overOwnRange(Points points) {
        double area = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            area += (points.quality()[i] + points.quality()[i + 1]) / 2 * (points.cost()[i + 1] - points.cost()[i]);
        }
        return area / (points.cost()[points.size() - 1] - points.cost()[0]);
    }
}
