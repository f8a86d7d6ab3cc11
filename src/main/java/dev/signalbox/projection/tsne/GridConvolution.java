package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Convolution of a real grid of charges with a kernel by Fourier transform, such that B-splines that spread the charges and
 * read the result leave the kernel unchanged at the grid's nodes. The transforms go round a larger grid: one of twice the
 * size for a kernel that reaches everywhere, of which only the quarter that holds charges is transformed along the first
 * axis; one that is larger by the kernel's reach for a short one. For real input two columns share a complex one, and half
 * of the frequencies suffice.
 */
final class GridConvolution implements Convolution {
    /** Columns that a part transforms at a time: long enough for vectors, short enough for the cache. */
    private static final int STRIPE = 128;

    private static final int BLOCK = 32;

    private final int rows;
    private final int columns;
    private final int half;

    /** Whether the grid that goes round is twice as large in both directions. */
    private final boolean twice;

    private final Fourier down;
    private final Fourier across;

    /** [rows around][half] the first half of the columns, and in {@code im} the second. */
    private final float[][] re;

    private final float[][] im;

    /** [columns around][frequencies] the same by columns, frequencies 0 to half of the rows around. */
    private final float[][] turnedRe;

    private final float[][] turnedIm;
    private final float[][] kernel;
    private final int frequencies;

    /** For each frequency k: the row that holds it, and the row that holds -k. */
    private final int[] place;

    private final int[] mirror;

    private GridConvolution(
            int rows,
            int columns,
            int rowsAround,
            int columnsAround,
            double spacing,
            DoubleUnaryOperator kernel,
            Parallel parallel) {
        this.rows = rows;
        this.columns = columns;
        this.half = columns / 2;
        this.twice = rowsAround == 2 * rows && columnsAround == 2 * columns;
        this.down = new Fourier(rowsAround);
        this.across = new Fourier(columnsAround);
        this.frequencies = rowsAround / 2 + 1;
        this.re = new float[rowsAround][half];
        this.im = new float[rowsAround][half];
        this.turnedRe = new float[columnsAround][frequencies];
        this.turnedIm = new float[columnsAround][frequencies];
        this.place = new int[frequencies];
        this.mirror = new int[frequencies];
        for (int row = 0; row < rowsAround; row++) {
            int k = down.frequency(row);
            if (k < frequencies) {
                place[k] = row;
            }
            if (k == 0 || k >= frequencies - 1) {
                mirror[(rowsAround - k) % rowsAround] = row;
            }
        }
        this.kernel = KernelSpectrum.of(rowsAround, columnsAround, spacing, kernel, down, across, parallel);
    }

    /**
     * For a kernel that reaches everywhere.
     *
     * @param rows    8 or more, twice a product of twos and threes
     * @param columns likewise
     * @param spacing of the nodes
     * @param kernel  of the squared distance
     */
    static GridConvolution everywhere(
            int rows, int columns, double spacing, DoubleUnaryOperator kernel, Parallel parallel) {
        return new GridConvolution(rows, columns, 2 * rows, 2 * columns, spacing, kernel, parallel);
    }

    /**
     * For a kernel that is nothing beyond some nodes.
     *
     * @param rows    such that with {@code reach} they are four times a product of twos and threes
     * @param columns likewise, and even
     * @param reach   in nodes
     */
    static GridConvolution within(
            int reach, int rows, int columns, double spacing, DoubleUnaryOperator kernel, Parallel parallel) {
        return new GridConvolution(rows, columns, rows + reach, columns + reach, spacing, kernel, parallel);
    }

    /** The next number of nodes that transforms well for {@link #everywhere}. */
    static int size(int nodes) {
        return Fourier.length(2 * nodes) / 2;
    }

    @Override
    public void convolve(float[][] charges, float[][] result, Parallel parallel) {
        int stripes = (half + STRIPE - 1) / STRIPE;
        parallel.run(stripes, stripe -> {
            int from = Parallel.bound(half, stripe, stripes);
            int to = Parallel.bound(half, stripe + 1, stripes);
            load(charges, from, to);
            if (twice) {
                down.forward(re, im, from, to);
            } else {
                clear(re, rows, from, to);
                clear(im, rows, from, to);
                down.forwardWhole(re, im, from, to);
            }
        });
        int blocks = (half + BLOCK - 1) / BLOCK;
        parallel.run(blocks, block -> turn(block * BLOCK, Math.min(half, (block + 1) * BLOCK)));
        int bands = (frequencies + STRIPE - 1) / STRIPE;
        parallel.run(bands, band -> {
            int from = Parallel.bound(frequencies, band, bands);
            int to = Parallel.bound(frequencies, band + 1, bands);
            if (twice) {
                across.filter(turnedRe, turnedIm, kernel, from, to);
            } else {
                clear(turnedRe, columns, from, to);
                clear(turnedIm, columns, from, to);
                across.filterWhole(turnedRe, turnedIm, kernel, from, to);
            }
        });
        parallel.run(blocks, block -> turnBack(block * BLOCK, Math.min(half, (block + 1) * BLOCK)));
        parallel.run(stripes, stripe -> {
            int from = Parallel.bound(half, stripe, stripes);
            int to = Parallel.bound(half, stripe + 1, stripes);
            if (twice) {
                down.inverse(re, im, from, to);
            } else {
                down.inverseWhole(re, im, from, to);
            }
            for (int row = 0; row < rows; row++) {
                System.arraycopy(re[row], from, result[row], from, to - from);
                System.arraycopy(im[row], from, result[row], half + from, to - from);
            }
        });
    }

    private static void clear(float[][] grid, int first, int from, int to) {
        for (int row = first; row < grid.length; row++) {
            Arrays.fill(grid[row], from, to, 0);
        }
    }

    private void load(float[][] charges, int from, int to) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(charges[row], from, re[row], from, to - from);
            System.arraycopy(charges[row], half + from, im[row], from, to - from);
        }
    }

    /** Takes the spectra of the two real columns in each complex one apart, and turns rows into columns. */
    private void turn(int from, int to) {
        float[][] tile = new float[4][BLOCK * BLOCK];
        for (int first = 0; first < frequencies; first += BLOCK) {
            int count = Math.min(frequencies - first, BLOCK);
            for (int k = first; k < first + count; k++) {
                apart(re[place[k]], im[place[k]], re[mirror[k]], im[mirror[k]], from, to, tile, (k - first) * BLOCK);
            }
            for (int c = from; c < to; c++) {
                column(tile[0], c - from, turnedRe[c], first, count);
                column(tile[1], c - from, turnedIm[c], first, count);
                column(tile[2], c - from, turnedRe[c + half], first, count);
                column(tile[3], c - from, turnedIm[c + half], first, count);
            }
        }
    }

    private static void apart(float[] a, float[] b, float[] e, float[] f, int from, int to, float[][] tile, int at) {
        float[] leftRe = tile[0];
        float[] leftIm = tile[1];
        float[] rightRe = tile[2];
        float[] rightIm = tile[3];
        int shift = at - from;
        for (int c = from; c < to; c++) {
            leftRe[shift + c] = a[c] + e[c]; // the halves are in the kernel
            leftIm[shift + c] = b[c] - f[c];
            rightRe[shift + c] = b[c] + f[c];
            rightIm[shift + c] = e[c] - a[c];
        }
    }

    private static void column(float[] tile, int column, float[] result, int first, int count) {
        for (int i = 0; i < count; i++) {
            result[first + i] = tile[i * BLOCK + column];
        }
    }

    private void turnBack(int from, int to) {
        float[][] tile = new float[4][BLOCK * BLOCK];
        for (int first = 0; first < frequencies; first += BLOCK) {
            int count = Math.min(frequencies - first, BLOCK);
            for (int c = from; c < to; c++) {
                together(
                        turnedRe[c], turnedIm[c], turnedRe[c + half], turnedIm[c + half], first, count, tile, c - from);
            }
            for (int i = 0; i < count; i++) {
                int k = first + i;
                System.arraycopy(tile[0], i * BLOCK, re[place[k]], from, to - from);
                System.arraycopy(tile[1], i * BLOCK, im[place[k]], from, to - from);
                System.arraycopy(tile[2], i * BLOCK, re[mirror[k]], from, to - from);
                System.arraycopy(tile[3], i * BLOCK, im[mirror[k]], from, to - from);
            }
        }
    }

    private static void together(
            float[] xr, float[] xi, float[] yr, float[] yi, int first, int count, float[][] tile, int column) {
        float[] there = tile[0];
        float[] thereIm = tile[1];
        float[] back = tile[2];
        float[] backIm = tile[3];
        for (int i = 0; i < count; i++) {
            int k = first + i;
            int at = i * BLOCK + column;
            there[at] = xr[k] - yi[k];
            thereIm[at] = xi[k] + yr[k];
            back[at] = xr[k] + yi[k];
            backIm[at] = yr[k] - xi[k];
        }
    }
}
