package dev.signalbox.projection;

import dev.signalbox.task.Progress;
import smile.manifold.TSNE;
import smile.math.MathEx;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;

/**
 * Smile's exact t-SNE with what it leaves open settled: squared distances are given (Smile takes a square input for
 * distances whatever it is), the random numbers of this thread are seeded, and nothing ends the run early, because the
 * order in which Smile adds up its cost would then decide when.
 */
final class SmileTsne {
    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED = 250;
    private static final double MOMENTUM = 0.5;
    private static final double FINAL_MOMENTUM = 0.8;
    private static final double LEAST_GAIN = 0.01;
    private static final double LEAST_GRADIENT = Double.MIN_NORMAL;

    private SmileTsne() {}

    static MapResult place(
            double[][] squared, int[] ordinals, int total, double perplexity, MapOptions options, Progress progress) {
        int n = squared.length;
        MathEx.setSeed(options.seed()); // Smile's generator belongs to the thread
        try (Listener listener = new Listener(progress, options.iterations())) {
            TSNE fitted = TSNE.fit(
                    squared,
                    new TSNE.Options(
                            2,
                            perplexity,
                            rate(n),
                            EXAGGERATION,
                            options.iterations(),
                            options.iterations(),
                            LEAST_GRADIENT,
                            MOMENTUM,
                            FINAL_MOMENTUM,
                            EXAGGERATED,
                            LEAST_GAIN,
                            listener));
            progress.checkCancelled();
            float[] xy = new float[2 * n];
            for (int i = 0; i < n; i++) {
                xy[2 * i] = (float) fitted.coordinates()[i][0];
                xy[2 * i + 1] = (float) fitted.coordinates()[i][1];
            }
            return new MapResult(MapOptions.Method.TSNE, ordinals, xy, total, perplexity, fitted.cost(), Double.NaN);
        }
    }

    /**
     * The learning rate n / exaggeration of large maps is too small for small ones to unfold, and a fixed one throws the
     * points of tiny ones far out; a third of n gave the lowest divergence from 7 to 150 points.
     */
    private static double rate(int n) {
        return Math.min(n / 3.0, Math.max(50, n / EXAGGERATION));
    }

    /** Hears of every tenth iteration on the computing thread; no thread or queue of its own. */
    private static final class Listener extends IterativeAlgorithmController<AlgoStatus> {
        private final Progress progress;
        private final int iterations;

        Listener(Progress progress, int iterations) {
            super(Runnable::run, 1);
            this.progress = progress;
            this.iterations = iterations;
        }

        @Override
        public void submit(AlgoStatus status) {
            progress.checkCancelled();
            progress.update((double) status.iteration() / iterations, "");
        }
    }
}
