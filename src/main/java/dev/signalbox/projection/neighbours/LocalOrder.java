package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An order of rows in which near rows are near: the leaves of a tree that halves its rows again and again along the line
 * through two of them.
 */
final class LocalOrder {
    private final Points points;
    private final int leaf;
    private final int[] order;
    private final long[] keys;
    private final float[] axis;
    private final SplittableRandom random;

    private final Progress progress;

    private LocalOrder(Points points, int leaf, long seed, Progress progress) {
        this.points = points;
        this.progress = progress;
        this.leaf = leaf;
        this.order = new int[points.rows()];
        this.keys = new long[points.rows()];
        this.axis = new float[points.dim()];
        this.random = new SplittableRandom(seed);
        Arrays.setAll(order, i -> i);
    }

    /**
     * Rows in such an order.
     *
     * @param leaf groups of up to so many rows are left as they are; {@link #leaves} tells where they begin
     */
    static int[] of(Points points, int leaf, long seed, Progress progress) {
        LocalOrder tree = new LocalOrder(points, leaf, seed, progress);
        tree.split(0, points.rows());
        return tree.order;
    }

    /** Where the leaves of a tree over so many rows begin, and its end: the same for every tree. */
    static int[] leaves(int rows, int leaf) {
        int[] bounds = new int[2 * (rows / Math.max(1, leaf / 2) + 2)];
        int count = leaves(0, rows, leaf, bounds, 0);
        bounds[count] = rows;
        return Arrays.copyOf(bounds, count + 1);
    }

    private static int leaves(int from, int to, int leaf, int[] bounds, int count) {
        if (to - from <= leaf) {
            bounds[count] = from;
            return count + 1;
        }
        int middle = (from + to) >>> 1;
        return leaves(middle, to, leaf, bounds, leaves(from, middle, leaf, bounds, count));
    }

    private void split(int from, int to) {
        if (to - from <= leaf) {
            return;
        }
        progress.checkCancelled();
        int dim = points.dim();
        float[] values = points.values();
        int a = order[from + random.nextInt(to - from)] * dim;
        int b = order[from + random.nextInt(to - from)] * dim;
        for (int k = 0; k < dim; k++) {
            axis[k] = values[a + k] - values[b + k];
        }
        for (int i = from; i < to; i++) {
            float along = 0;
            int row = order[i] * dim;
            for (int k = 0; k < dim; k++) {
                along += values[row + k] * axis[k];
            }
            keys[i] = ((long) sortable(along) << 32) | order[i];
        }
        int middle = (from + to) >>> 1;
        NearestList.select(keys, from, to - 1, middle);
        for (int i = from; i < to; i++) {
            order[i] = (int) keys[i];
        }
        split(from, middle);
        split(middle, to);
    }

    /** Whole numbers that are ordered as these floats are. */
    private static int sortable(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
