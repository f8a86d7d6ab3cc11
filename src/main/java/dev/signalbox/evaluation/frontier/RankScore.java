package dev.signalbox.evaluation.frontier;

/**
 * Accuracy and cheapness in one number, a harmonic mean with weight beta on cheapness (RouterArena's form as
 * VL-RouterBench uses it; algorithms.md, section 2.4). From 0 to 1; below 1 beta favours accuracy.
 */
public record RankScore(double beta) {
    /** With beta 0.1, as published. */
    public static final RankScore STANDARD = new RankScore(0.1);

    private static final double TINY = 1e-12;
    private static final int STRETCH = 64;

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

    /**
     * The highest score of points that nothing of their own beats ({@link Points#pareto}); NaN without any. No point of a
     * stretch scores more than the stretch's best quality at its lowest cost would, so that few have to be looked at.
     */
    public double best(Points front, CostBounds bounds) {
        double best = Double.NaN;
        for (int i = 0; i < front.size(); i += STRETCH) {
            best = higher(best, of(front.quality()[i], front.cost()[i], bounds));
        }
        return best(front, bounds, 0, front.size(), best);
    }

    /** The highest of a stretch's and of one that is known. */
    private double best(Points front, CostBounds bounds, int from, int to, double known) {
        if (from == to || of(front.quality()[to - 1], front.cost()[from], bounds) + TINY < known) {
            return known;
        }
        if (from + 1 == to) {
            return higher(known, of(front.quality()[from], front.cost()[from], bounds));
        }
        int middle = (from + to) >>> 1;
        return best(front, bounds, middle, to, best(front, bounds, from, middle, known));
    }

    private static double higher(double best, double score) {
        return Double.isNaN(best) || score > best ? score : best;
    }
}
