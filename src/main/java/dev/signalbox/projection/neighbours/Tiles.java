package dev.signalbox.projection.neighbours;

import dev.signalbox.projection.dense.Products;
import java.util.Arrays;

/**
 * Rows cut into tiles of {@value #WIDTH}, each stored dimension by dimension, for products of a few
 * queries with a whole tile.
 *
 * <p>The score of a row c for a query q is q·c - |c|²/2, so the largest score is the smallest distance: |q - c|² =
 * |q|² - 2 score.
 */
final class Tiles {
    static final int WIDTH = 512;
    private static final int STEP = Products.INPUTS;

    /** The score of places behind the last row: never among the nearest. */
    private static final float NOTHING = -Float.MAX_VALUE;

    private final int padded;

    /** [tile][dimension][place], dimensions filled up with zeros to a multiple of {@link #STEP}. */
    private final float[][][] columns;

    /** [tile][place] minus half the squared norm. */
    private final float[][] halves;

    private Tiles(int padded, float[][][] columns, float[][] halves) {
        this.padded = padded;
        this.columns = columns;
        this.halves = halves;
    }

    /** All rows of the points, or those that {@code ids} names. */
    static Tiles of(Points points, int[] ids, int from, int to) {
        int count = (to - from + WIDTH - 1) / WIDTH;
        int padded = (points.dim() + STEP - 1) / STEP * STEP;
        Tiles result = new Tiles(padded, new float[count][padded][WIDTH], new float[count][WIDTH]);
        result.fill(points, ids, from, to);
        return result;
    }

    private void fill(Points points, int[] ids, int from, int to) {
        int dim = points.dim();
        float[] values = points.values();
        for (float[] half : halves) {
            Arrays.fill(half, NOTHING);
        }
        for (int i = from; i < to; i++) {
            int place = i - from;
            float[][] tile = columns[place / WIDTH];
            int at = place % WIDTH;
            int row = ids[i] * dim;
            float sum = 0;
            for (int k = 0; k < dim; k++) {
                float value = values[row + k];
                tile[k][at] = value;
                sum += value * value;
            }
            halves[place / WIDTH][at] = -sum / 2;
        }
    }

    int count() {
        return columns.length;
    }

    /** Numbers that a query needs: the dimensions, and zeros behind them. */
    int padded() {
        return padded;
    }

    /**
     * Scores of one tile's places for four queries of {@link #padded} numbers each.
     *
     * @param at     number of the first of the four
     * @param scores [4][WIDTH] to be filled
     */
    void scores(int tile, float[][] queries, int at, float[][] scores) {
        float[][] c = columns[tile];
        for (float[] four : scores) {
            System.arraycopy(halves[tile], 0, four, 0, WIDTH);
        }
        for (int k = 0; k < padded; k += STEP) {
            Products.add(scores, queries, at, k, c[k], c[k + 1], c[k + 2], c[k + 3], c[k + 4]);
        }
    }
}
