package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * Convolution of a real grid of charges with the kernel 1 / (1 + r²) by Fourier transform, such that B-splines that
 * spread the charges and read the result leave the kernel unchanged at the grid's nodes. For real input two columns share
 * a complex one, half of the frequencies suffice, and the quarter of the padded grid that holds charges is all that is
 * transformed along the first axis.
 */
final class GridConvolution {
    /** Columns that a part transforms at a time: long enough for vectors, short enough for the cache. */
    private static final int STRIPE = 128;

    private static final int BLOCK = 32;

    private final int rows;
    private final int columns;
    private final int half;
    private final double spacing;
    private final Fourier down;
    private final Fourier across;

    /** [2 rows][half] the first half of the columns, and in {@code im} the second. */
    private final float[][] re;

    private final float[][] im;

    /** [2 columns][rows + 1] the same by columns, frequencies 0 to rows. */
    private final float[][] turnedRe;

    private final float[][] turnedIm;
    private final float[][] kernel;

    /** For frequency k of 0 to rows: the row that holds it, and the row that holds -k. */
    private final int[] place;

    private final int[] mirror;

    /**
     * A grid.
     *
     * @param rows    8 or more, twice a product of twos and threes
     * @param columns likewise
     * @param spacing of the nodes
     */
    GridConvolution(int rows, int columns, double spacing, Parallel parallel) {
        this.rows = rows;
        this.columns = columns;
        this.half = columns / 2;
        this.spacing = spacing;
        this.down = new Fourier(2 * rows);
        this.across = new Fourier(2 * columns);
        this.re = new float[2 * rows][half];
        this.im = new float[2 * rows][half];
        this.turnedRe = new float[2 * columns][rows + 1];
        this.turnedIm = new float[2 * columns][rows + 1];
        this.place = new int[rows + 1];
        this.mirror = new int[rows + 1];
        for (int row = 0; row < 2 * rows; row++) {
            int k = down.frequency(row);
            if (k <= rows) {
                place[k] = row;
            }
            if (k == 0 || k >= rows) {
                mirror[(2 * rows - k) % (2 * rows)] = row;
            }
        }
        this.kernel = KernelSpectrum.of(rows, columns, spacing, down, across, parallel);
    }

    boolean fits(int wantedRows, int wantedColumns, double wantedSpacing) {
        return rows == wantedRows && columns == wantedColumns && spacing == wantedSpacing;
    }

    /**
     * Replaces charges by potentials.
     *
     * @param charges two grids [rows * columns] that are added up
     * @param result  [rows * columns]
     */
    void convolve(float[][] charges, float[] result, Parallel parallel) {
        int stripes = (half + STRIPE - 1) / STRIPE;
        parallel.run(stripes, stripe -> {
            int from = Parallel.bound(half, stripe, stripes);
            int to = Parallel.bound(half, stripe + 1, stripes);
            load(charges[0], charges[1], from, to);
            down.forward(re, im, from, to);
        });
        int blocks = (half + BLOCK - 1) / BLOCK;
        parallel.run(blocks, block -> turn(block * BLOCK, Math.min(half, (block + 1) * BLOCK)));
        int bands = (rows + STRIPE) / STRIPE;
        parallel.run(bands, band -> {
            int from = Parallel.bound(rows + 1, band, bands);
            int to = Parallel.bound(rows + 1, band + 1, bands);
            across.filter(turnedRe, turnedIm, kernel, from, to);
        });
        parallel.run(blocks, block -> turnBack(block * BLOCK, Math.min(half, (block + 1) * BLOCK)));
        parallel.run(stripes, stripe -> {
            int from = Parallel.bound(half, stripe, stripes);
            int to = Parallel.bound(half, stripe + 1, stripes);
            down.inverse(re, im, from, to);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(re[row], from, result, row * columns + from, to - from);
                System.arraycopy(im[row], from, result, row * columns + half + from, to - from);
            }
        });
    }

    private void load(float[] first, float[] second, int from, int to) {
        for (int row = 0; row < rows; row++) {
            float[] left = re[row];
            float[] right = im[row];
            int at = row * columns;
            for (int c = from; c < to; c++) {
                left[c] = first[at + c] + second[at + c];
                right[c] = first[at + half + c] + second[at + half + c];
            }
        }
    }

    /** Takes the spectra of the two real columns in each complex one apart, and turns rows into columns. */
    private void turn(int from, int to) {
        float[][] tile = new float[4][BLOCK * BLOCK];
        for (int first = 0; first <= rows; first += BLOCK) {
            int count = Math.min(rows + 1 - first, BLOCK);
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
        for (int first = 0; first <= rows; first += BLOCK) {
            int count = Math.min(rows + 1 - first, BLOCK);
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
