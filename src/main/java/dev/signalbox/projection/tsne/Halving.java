package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.Arrays;

/**
 * Leads from a grid to one of half as many nodes and back without any error: a quintic B-spline is a sum of seven of half
 * its width, weighted 1, 6, 15, 20, 15, 6, 1 over 32. What the narrow splines spread on the fine grid, the wide ones spread
 * on the coarse one as its weighted sums; what the wide ones read off the coarse grid, the narrow ones read off the fine
 * one as sums the other way. Coarse node i lies on fine node 2 (i - {@value #BEFORE}).
 */
final class Halving {
    /** Coarse nodes before the first fine one. */
    private static final int BEFORE = 2;

    /** Coarse nodes more than half the fine ones. */
    static final int MORE = 4;

    private static final float OWN = 20 / 32f;
    private static final float BESIDE = 15 / 32f;
    private static final float NEXT = 6 / 32f;
    private static final float LAST = 1 / 32f;
    private static final int REACH = 3;
    private static final int PARTS = 8;

    private final int rows;
    private final int columns;

    /** [coarse rows][columns] */
    private final float[][] wide;

    private final float[] zeros;

    /**
     * Two grids; the coarse one has half of the rows and columns and {@value #MORE}, or more.
     *
     * @param rows    of the fine one, even
     * @param columns likewise
     */
    Halving(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.wide = new float[rows / 2 + MORE][columns];
        this.zeros = new float[columns];
    }

    static float weight(int distance) {
        return switch (Math.abs(distance)) {
            case 0 -> OWN;
            case 1 -> BESIDE;
            case 2 -> NEXT;
            default -> LAST;
        };
    }

    /** Charges on the coarse grid instead of those of the fine one. */
    void gather(float[][] fine, float[][] coarse, Parallel parallel) {
        parallel.run(PARTS, part -> {
            float[] row = new float[columns];
            float[][] near = new float[2 * REACH + 1][columns / 2 + MORE];
            float[][] seven = new float[near.length][];
            int to = Parallel.bound(wide.length, part + 1, PARTS);
            for (int i = Parallel.bound(wide.length, part, PARTS); i < to; i++) {
                for (int d = -REACH; d <= REACH; d++) {
                    int at = 2 * (i - BEFORE) + d;
                    seven[REACH + d] = at >= 0 && at < rows ? fine[at] : zeros;
                }
                sum(seven, row);
                apart(row, near);
                sum(near, coarse[i]);
            }
        });
    }

    /** Adds to the fine grid what the coarse one holds. */
    void spread(float[][] coarse, float[][] fine, Parallel parallel) {
        parallel.run(PARTS, part -> {
            float[][] four = new float[REACH + 1][columns / 2];
            float[] even = new float[columns / 2];
            float[] odd = new float[columns / 2];
            int to = Parallel.bound(wide.length, part + 1, PARTS);
            for (int i = Parallel.bound(wide.length, part, PARTS); i < to; i++) {
                for (int shift = 0; shift < four.length; shift++) {
                    System.arraycopy(coarse[i], 1 + shift, four[shift], 0, columns / 2);
                }
                Arrays.fill(even, 0);
                Arrays.fill(odd, 0);
                addOnNodes(four[0], four[1], four[2], even);
                addBetween(four[0], four[1], four[2], four[3], odd);
                together(even, odd, wide[i]);
            }
        });
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(rows, part + 1, PARTS);
            for (int row = Parallel.bound(rows, part, PARTS); row < to; row++) {
                int at = row / 2 + 1;
                if (row % 2 == 0) {
                    addOnNodes(wide[at], wide[at + 1], wide[at + 2], fine[row]);
                } else {
                    addBetween(wide[at], wide[at + 1], wide[at + 2], wide[at + 3], fine[row]);
                }
            }
        });
    }

    private static void sum(float[][] seven, float[] result) {
        sum(seven[0], seven[1], seven[2], seven[3], seven[4], seven[5], seven[6], result, seven[0].length);
    }

    private static void sum(
            float[] a, float[] b, float[] c, float[] d, float[] e, float[] f, float[] g, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = OWN * d[i] + BESIDE * (c[i] + e[i]) + (NEXT * (b[i] + f[i]) + LAST * (a[i] + g[i]));
        }
    }

    private static void addOnNodes(float[] a, float[] b, float[] c, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] += OWN * b[i] + NEXT * (a[i] + c[i]);
        }
    }

    private static void addBetween(float[] a, float[] b, float[] c, float[] d, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] += BESIDE * (b[i] + c[i]) + LAST * (a[i] + d[i]);
        }
    }

    /** Copies of every second place of a row, shifted so that those around a coarse node stand at its place. */
    private static void apart(float[] row, float[][] near) {
        int half = row.length / 2;
        float[] even = near[REACH];
        float[] odd = near[REACH + 1];
        for (int i = 0; i < half; i++) {
            even[i + BEFORE] = row[2 * i];
            odd[i + BEFORE] = row[2 * i + 1];
        }
        System.arraycopy(even, BEFORE, near[REACH - 2], BEFORE + 1, half);
        System.arraycopy(even, BEFORE, near[REACH + 2], BEFORE - 1, half);
        System.arraycopy(odd, BEFORE, near[REACH - 1], BEFORE + 1, half);
        System.arraycopy(odd, BEFORE, near[REACH - 3], BEFORE + 2, half);
        System.arraycopy(odd, BEFORE, near[REACH + 3], BEFORE - 1, half);
    }

    private static void together(float[] even, float[] odd, float[] row) {
        for (int i = 0; i < even.length; i++) {
            row[2 * i] = even[i];
            row[2 * i + 1] = odd[i];
        }
    }
}
