package dev.signalbox.router.arms;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fused query vectors [n, d] in blocks of {@value #WIDTH} queries, dimension by dimension: the processor then works on
 * neighbouring queries side by side while every query's own sum is still taken in the order of its dimensions, in double
 * precision. So {@link #cosines} equals {@link ArmsNumerics#cosine} bit for bit, whatever the width of the processor's
 * vectors and the number of threads, and reads each vector from memory once however many profiles there are.
 */
public final class QueryBlocks {
    private static final int WIDTH = 1024;
    /** Dimensions that are added in one go; the compiler does not vectorise longer sums. */
    private static final int STEP = 4;

    private final int n;
    private final int d;
    /** [blocks][d * WIDTH]. */
    private final float[][] blocks;
    /** max(|u|, smallest norm) of every query. */
    private final double[] norms;

    /** Takes a block's cosines; called by several threads, for each block of each profile once. */
    public interface Sink {
        /**
         * @param cosines of queries {@code first .. first + count - 1}; overwritten afterwards
         */
        void take(int profile, int first, int count, double[] cosines);
    }

    public QueryBlocks(int n, int d) {
        this.n = n;
        this.d = d;
        blocks = new float[(n + WIDTH - 1) / WIDTH][d * WIDTH];
        norms = new double[blocks.length * WIDTH];
        Arrays.fill(norms, ArmsNumerics.SMALLEST_NORM);
    }

    public int size() {
        return n;
    }

    public int dimension() {
        return d;
    }

    /**
     * Takes the vectors of queries {@code first ..}.
     *
     * @param rows [m * d], row-major
     */
    public void put(int first, float[] rows) {
        int count = rows.length / d;
        if (count * d != rows.length || first < 0 || first + count > n) {
            throw new IllegalArgumentException(rows.length + " values at " + first + " for " + n + " x " + d);
        }
        for (int i = 0; i < count; i++) {
            int query = first + i;
            float[] block = blocks[query / WIDTH];
            int lane = query % WIDTH;
            double square = 0;
            for (int j = 0; j < d; j++) {
                float value = rows[i * d + j];
                block[j * WIDTH + lane] = value;
                square += (double) value * value;
            }
            norms[query] = Math.max(Math.sqrt(square), ArmsNumerics.SMALLEST_NORM);
        }
    }

    /**
     * The cosine of every query with every profile.
     *
     * @param profiles [K][at least d]
     */
    public void cosines(float[][] profiles, Sink sink) {
        double[] lengths = Arrays.stream(profiles).mapToDouble(this::length).toArray();
        IntStream.range(0, blocks.length).parallel().forEach(block -> cosines(block, profiles, lengths, sink));
    }

    private double length(float[] profile) {
        double square = 0;
        for (int j = 0; j < d; j++) {
            square += (double) profile[j] * profile[j];
        }
        return Math.max(Math.sqrt(square), ArmsNumerics.SMALLEST_NORM);
    }

    private void cosines(int block, float[][] profiles, double[] lengths, Sink sink) {
        double[][] sums = new double[profiles.length][WIDTH];
        float[] vectors = blocks[block];
        int j = 0;
        for (; j + STEP <= d; j += STEP) {
            for (int k = 0; k < profiles.length; k++) {
                addStep(vectors, j, profiles[k], sums[k]);
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k < profiles.length; k++) {
                addOne(vectors, j, profiles[k][j], sums[k]);
            }
        }
        int first = block * WIDTH;
        int count = Math.min(WIDTH, n - first);
        for (int k = 0; k < profiles.length; k++) {
            double[] sum = sums[k];
            for (int q = 0; q < count; q++) {
                sum[q] /= norms[first + q] * lengths[k];
            }
            sink.take(k, first, count, sum);
        }
    }

    /** From left to right, so that every sum is taken in the order of the dimensions. */
    private static void addStep(float[] vectors, int j, float[] profile, double[] sum) {
        double e0 = profile[j];
        double e1 = profile[j + 1];
        double e2 = profile[j + 2];
        double e3 = profile[j + 3];
        int at = j * WIDTH;
        for (int q = 0; q < WIDTH; q++) {
            sum[q] = sum[q]
                    + vectors[at + q] * e0
                    + vectors[at + WIDTH + q] * e1
                    + vectors[at + 2 * WIDTH + q] * e2
                    + vectors[at + 3 * WIDTH + q] * e3;
        }
    }

    private static void addOne(float[] vectors, int j, double e, double[] sum) {
        int at = j * WIDTH;
        for (int q = 0; q < WIDTH; q++) {
            sum[q] = sum[q] + vectors[at + q] * e;
        }
    }
}
