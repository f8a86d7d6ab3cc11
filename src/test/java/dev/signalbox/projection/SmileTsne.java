package dev.signalbox.projection;

import smile.manifold.TSNE;
import smile.math.MathEx;

/**
 * Smile's exact t-SNE, the reference for small maps. Squared distances are given, because Smile takes a square input for
 * distances whatever it is.
 */
final class SmileTsne {
    private SmileTsne() {}

    /** The places [n][2] after so many iterations from Smile's own start. */
    static double[][] places(double[][] squared, double perplexity, int iterations, long seed) {
        MathEx.setSeed(seed); // Smile's generator belongs to the thread
        int n = squared.length;
        return TSNE.fit(
                        squared,
                        new TSNE.Options(
                                2,
                                perplexity,
                                Math.min(n / 3.0, Math.max(50, n / 12.0)),
                                12,
                                iterations,
                                iterations,
                                Double.MIN_NORMAL,
                                0.5,
                                0.8,
                                250,
                                0.01,
                                null))
                .coordinates();
    }
}
