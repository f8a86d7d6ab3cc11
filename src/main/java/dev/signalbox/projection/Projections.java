package dev.signalbox.projection;

import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes maps of fused query vectors. */
public final class Projections {
    /** t-SNE works on at most this many principal components: less noise, and distances that cost a fifteenth. */
    private static final int COMPONENTS = 50;

    /** Below, no perplexity that Smile accepts has enough neighbours. */
    private static final int FEWEST_FOR_TSNE = 7;

    /** How far identical rows are moved apart, as a share of the mean distance: invisible, and lets widths be found. */
    private static final double JITTER = 1e-5;

    private Projections() {}

    /**
     * Places rows in the plane. Blocks: seconds for hundreds of rows, minutes for 3,000 by t-SNE on a busy machine; reports between
     * iterations and hears a cancel there.
     *
     * @param fused row-major, rows * dim finite numbers; row i is the query with ordinal i
     * @throws UserFacingException when a number is not finite
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public static MapResult compute(float[] fused, int rows, int dim, MapOptions options, Progress progress) {
        if (rows < 0 || dim < 1 || fused.length < Math.multiplyExact(rows, dim)) {
            throw new IllegalArgumentException(fused.length + " numbers are not " + rows + " rows of " + dim);
        }
        checkFinite(fused, rows, dim);
        boolean tsne = options.method() == MapOptions.Method.TSNE;
        int[] ordinals = tsne && rows > options.limit()
                ? sample(rows, options.limit(), options.seed())
                : IntStream.range(0, rows).toArray();
        progress.checkCancelled();
        if (rows == 0) {
            return new MapResult(options.method(), ordinals, new float[0], 0, Double.NaN, Double.NaN, Double.NaN);
        }
        MapResult result = tsne && rows >= FEWEST_FOR_TSNE
                ? tsne(fused, rows, dim, ordinals, options, progress)
                : pca(fused, rows, dim, ordinals, progress);
        progress.update(1, Messages.text("map.progress.done"));
        return result;
    }

    private static void checkFinite(float[] fused, int rows, int dim) {
        for (int i = 0; i < rows * dim; i++) {
            if (!Float.isFinite(fused[i])) {
                throw new UserFacingException("map.numbers", i / dim);
            }
        }
    }

    /** A seeded sample without repetition (Floyd), ascending. */
    private static int[] sample(int rows, int size, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        boolean[] taken = new boolean[rows];
        for (int last = rows - size; last < rows; last++) {
            int candidate = random.nextInt(last + 1);
            taken[taken[candidate] ? last : candidate] = true;
        }
        return IntStream.range(0, rows).filter(row -> taken[row]).toArray();
    }

    private static MapResult pca(float[] fused, int rows, int dim, int[] ordinals, Progress progress) {
        Progress stage = new StagedProgress(progress, 0, 0.9, Messages.text("map.progress.pca"));
        PrincipalComponents components = PrincipalComponents.fit(fused, dim, ordinals, 2, stage);
        float[] xy = new float[2 * ordinals.length];
        for (int i = 0; i < ordinals.length; i++) {
            double[] place = components.project(fused, ordinals[i]);
            xy[2 * i] = (float) place[0];
            xy[2 * i + 1] = place.length > 1 ? (float) place[1] : 0;
        }
        return new MapResult(
                MapOptions.Method.PCA, ordinals, xy, rows, Double.NaN, Double.NaN, components.explainedByTwo());
    }

    private static MapResult tsne(
            float[] fused, int rows, int dim, int[] ordinals, MapOptions options, Progress progress) {
        Progress reducing = new StagedProgress(progress, 0, 0.04, Messages.text("map.progress.pca"));
        double[][] points = reduced(fused, dim, ordinals, reducing);
        Progress measuring = new StagedProgress(progress, 0.04, 0.06, Messages.text("map.progress.distances"));
        double perplexity = Math.min(options.perplexity(), Math.max(2, (points.length - 1) / 3.0));
        if (!spread(points, options.seed())) {
            return new MapResult(
                    options.method(), ordinals, new float[2 * points.length], rows, perplexity, 0, Double.NaN);
        }
        double[][] squared = squaredDistances(points, measuring);
        Progress placing = new StagedProgress(progress, 0.06, 1, Messages.text("map.progress.tsne"));
        return SmileTsne.place(squared, ordinals, rows, perplexity, options, placing);
    }

    private static double[][] reduced(float[] fused, int dim, int[] ordinals, Progress progress) {
        PrincipalComponents components = PrincipalComponents.fit(fused, dim, ordinals, COMPONENTS, progress);
        double[][] result = new double[ordinals.length][];
        Arrays.setAll(result, i -> components.project(fused, ordinals[i]));
        return result;
    }

    /**
     * Scales to a mean squared norm of 1 and moves identical points apart: where more points coincide than the
     * perplexity asks for, no kernel width fits and Smile would leave their row of probabilities unnormalised.
     *
     * @return false when all points are the same
     */
    private static boolean spread(double[][] points, long seed) {
        double sum = Arrays.stream(points).mapToDouble(Projections::squaredNorm).sum();
        if (!(sum > 0)) {
            return false;
        }
        double scale = Math.sqrt(points.length / sum);
        SplittableRandom random = new SplittableRandom(seed);
        double noise = JITTER / Math.sqrt(points[0].length);
        for (double[] point : points) {
            for (int i = 0; i < point.length; i++) {
                point[i] = point[i] * scale + noise * random.nextGaussian();
            }
        }
        return true;
    }

    private static double squaredNorm(double[] point) {
        double sum = 0;
        for (double value : point) {
            sum += value * value;
        }
        return sum;
    }

    private static double[][] squaredDistances(double[][] points, Progress progress) {
        int n = points.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (i % 64 == 0) {
                progress.checkCancelled();
                progress.update((double) i / n, "");
            }
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < points[i].length; k++) {
                    double difference = points[i][k] - points[j][k];
                    sum += difference * difference;
                }
                result[i][j] = sum;
                result[j][i] = sum;
            }
        }
        return result;
    }
}
