package dev.signalbox.evaluation.frontier;

/**
 * Accuracy and cheapness in one number, a harmonic mean with weight beta on cheapness (RouterArena's form as
 * VL-RouterBench uses it; algorithms.md, section 2.4). From 0 to 1; below 1 beta favours accuracy.
 */
public record RankScore(double beta) {
    /** With beta 0.1, as published. */
    public static final RankScore STANDARD = new RankScore(0.1);

    private static final double TINY = 1e-12;

    public RankScore {
        if (!(beta >= 0)) {
            throw new IllegalArgumentException("beta is 0 or more, not " + beta);
        }
    }

    /**
     * The score.
     *
     * @param accuracy held within 0..1; 0 gives 0
     * @param meanCost US dollars a query; at or over the upper bound gives 0; NaN gives NaN
     */
    public double of(double accuracy, double meanCost, CostBounds bounds) {
        double cheap = bounds.cheapness(meanCost);
        if (Double.isNaN(accuracy) || Double.isNaN(cheap)) {
            return Double.NaN;
        }
        double held = Math.clamp(accuracy, 0, 1);
        return Math.clamp((1 + beta) * held * cheap / (beta * held + cheap + TINY), 0, 1);
    }
}
