package dev.signalbox.evaluation;

/**
 * How much more often one chooser is right than another on the same queries, with a 95 % interval: Wald's for paired
 * proportions with half a query added to each cell (Agresti and Min 2005, “Simple improved confidence intervals for
 * comparing matched proportions”).
 *
 * @param value  first minus second, -1..1; NaN without queries
 * @param better queries that only the first has right
 * @param worse  queries that only the second has right
 */
public record PairedDifference(double value, double low, double high, int queries, int better, int worse) {
    /** From the counts of queries on which the two differ. */
    public static PairedDifference of(int queries, int better, int worse) {
        if (better < 0 || worse < 0 || better + worse > queries) {
            throw new IllegalArgumentException(better + " better and " + worse + " worse of " + queries);
        }
        if (queries == 0) {
            return new PairedDifference(Double.NaN, -1, 1, 0, 0, 0);
        }
        double n = queries + 2.0;
        double b = better + 0.5;
        double c = worse + 0.5;
        double centre = (b - c) / n;
        double half = Intervals.Z95 * Math.sqrt((b + c) - (b - c) * (b - c) / n) / n;
        return new PairedDifference(
                (double) (better - worse) / queries,
                Math.max(-1, centre - half),
                Math.min(1, centre + half),
                queries,
                better,
                worse);
    }

    /** True when the interval leaves zero out. */
    public boolean clear() {
        return low > 0 || high < 0;
    }
}
