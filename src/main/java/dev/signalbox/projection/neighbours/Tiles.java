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

    /** Places that are looked at or left out together. */
    static final int STRETCH = 128;

    private static final int STEP = Products.INPUTS;

    /** One of so many dimensions is looked at before the others. */
    private static final int LEADING = 4;

    /** The score of places behind the last row: never among the nearest. */
    private static final float NOTHING = -Float.MAX_VALUE;

    private final int padded;
    private final int leading;

    /** What rounding may do to a score at most, as a share of the squared norms. */
    private final float rounding;

    /** [tile][dimension][place], dimensions filled up with zeros to a multiple of {@link #STEP}. */
    private final float[][][] columns;

    /** [tile][place] minus half the squared norm. */
    private final float[][] halves;

    /** [tile][number] the first dimensions of {@link #columns}, and the norm of the others. */
    private final float[][][] leads;

    /** [tile] the largest squared norm. */
    private final float[] largest;

    private Tiles(int count, int dim) {
        this.padded = (dim + STEP - 1) / STEP * STEP;
        this.leading = (padded / LEADING + STEP - 1) / STEP * STEP; // never more than padded
        this.rounding = padded * Math.ulp(1f);
        this.columns = new float[count][padded][WIDTH];
        this.halves = new float[count][WIDTH];
        this.leads = new float[count][leading][];
        this.largest = new float[count];
    }

    /** All rows of the points, or those that {@code ids} names. */
    static Tiles of(Points points, int[] ids, int from, int to) {
        Tiles result = new Tiles((to - from + WIDTH - 1) / WIDTH, points.dim());
        result.fill(points, ids, from, to);
        return result;
    }

    private void fill(Points points, int[] ids, int from, int to) {
        int dim = points.dim();
        float[] values = points.values();
        for (int tile = 0; tile < count(); tile++) {
            Arrays.fill(halves[tile], NOTHING);
            System.arraycopy(columns[tile], 0, leads[tile], 0, leading - 1);
            leads[tile][leading - 1] = new float[WIDTH];
        }
        for (int i = from; i < to; i++) {
            int place = i - from;
            float[][] tile = columns[place / WIDTH];
            int at = place % WIDTH;
            int row = ids[i] * dim;
            float sum = 0;
            float rest = 0;
            for (int k = 0; k < dim; k++) {
                float value = values[row + k];
                tile[k][at] = value;
                sum += value * value;
                rest += k < leading - 1 ? 0 : value * value;
            }
            halves[place / WIDTH][at] = -sum / 2;
            leads[place / WIDTH][leading - 1][at] = (float) Math.sqrt(rest);
            largest[place / WIDTH] = Math.max(largest[place / WIDTH], sum);
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
        scores(tile, queries, at, scores, 0, WIDTH);
    }

    /** The same of the places {@code from} to {@code to - 1}. */
    void scores(int tile, float[][] queries, int at, float[][] scores, int from, int to) {
        for (float[] four : scores) {
            System.arraycopy(halves[tile], from, four, from, to - from);
        }
        add(columns[tile], queries, at, scores, from, to);
    }

    /**
     * A query of {@link #padded} numbers in short: its first dimensions and the norm of the others. The product of two such is never below the product
     * of the whole rows (Cauchy and Schwarz), and near it where the first dimensions hold most of the variance, as principal
     * components do.
     */
    float[] brief(float[] row) {
        float[] result = new float[leading];
        System.arraycopy(row, 0, result, 0, leading - 1);
        float rest = 0;
        for (int k = leading - 1; k < row.length; k++) {
            rest += row[k] * row[k];
        }
        result[leading - 1] = (float) Math.sqrt(rest);
        return result;
    }

    /**
     * Finds out which places need not be looked at: {@code open} is above 0 where the score of one of the four queries may
     * pass its limit.
     *
     * @param briefs {@link #brief} of queries
     * @param norms  [4] squared
     * @param limits [4] that a score has to pass
     * @param most   [4][WIDTH] for use here
     * @param open   [WIDTH] is filled
     */
    void open(int tile, float[][] briefs, int at, float[] norms, float[] limits, float[][] most, float[] open) {
        for (int i = 0; i < most.length; i++) {
            less(halves[tile], limits[i] - rounding * (norms[i] + largest[tile]), most[i]);
        }
        add(leads[tile], briefs, at, most, 0, WIDTH);
        positive(most[0], most[1], most[2], most[3], open);
    }

    private static void add(float[][] c, float[][] queries, int at, float[][] sums, int from, int to) {
        for (int k = 0; k < c.length; k += STEP) {
            Products.add(sums, queries, at, k, c[k], c[k + 1], c[k + 2], c[k + 3], c[k + 4], from, to);
        }
    }

    private static void less(float[] values, float subtrahend, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] - subtrahend;
        }
    }

    /** Twice the sum of what is above 0: unlike a maximum, this becomes vector instructions. */
    private static void positive(float[] p, float[] q, float[] r, float[] s, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] =
                    p[i] + Math.abs(p[i]) + (q[i] + Math.abs(q[i])) + (r[i] + Math.abs(r[i])) + (s[i] + Math.abs(s[i]));
        }
    }
}
