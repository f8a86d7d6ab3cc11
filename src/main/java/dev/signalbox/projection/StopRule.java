package dev.signalbox.projection;

/**
 * When t-SNE may end before its last iteration: looked at every 50 iterations, never during the early exaggeration. A run
 * that was halted and goes on begins to wait anew.
 *
 * @param gradient ends once the norm of the divergence's gradient over all coordinates is smaller (as scikit-learn's
 *     {@code min_grad_norm}); 0 for never
 * @param patience ends once the divergence has not fallen by a thousandth within so many iterations; 0 for never
 */
public record StopRule(double gradient, int patience) {
    /** All iterations are done. */
    public static final StopRule NEVER = new StopRule(0, 0);

    public StopRule {
        if (!(gradient >= 0) || Double.isInfinite(gradient) || patience < 0) {
            throw new IllegalArgumentException("No rule to stop: gradient " + gradient + ", patience " + patience);
        }
    }

    /** Follows one run. */
    final class Watch {
        private static final double FALL = 0.999;

        private double mark = Double.POSITIVE_INFINITY;
        private int since;

        /** Whether the run ends here, and why. */
        MapResult.Ending look(int iteration, double norm, double divergence) {
            if (norm < gradient) {
                return MapResult.Ending.GRADIENT;
            }
            if (divergence < FALL * mark) {
                mark = divergence;
                since = iteration;
            }
            return patience > 0 && iteration - since >= patience
                    ? MapResult.Ending.STALLED
                    : MapResult.Ending.ITERATIONS;
        }
    }
}
