package dev.signalbox.ui.control;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Points in a uniform grid of flat arrays, for drawing what is in view, for the nearest one and for those inside a
 * polygon. A slot is a point's position in the order of cells; points with a NaN have none.
 */
final class PointIndex {
    private static final double POINTS_PER_CELL = 2;
    private static final int COARSE = 64;

    private final int points;
    private final int side;
    private final double minX;
    private final double minY;
    private final double maxX;
    private final double maxY;
    private final double cellWidth;
    private final double cellHeight;
    private final double crowding;
    /** Slots of cell c are start[c] .. start[c + 1] - 1. */
    private final int[] start;

    private final int[] order;
    /** Places by slot: neighbours in the plane are neighbours in memory. */
    private final float[] slotX;

    private final float[] slotY;

    PointIndex(float[] x, float[] y) {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        int kept = 0;
        points = x.length;
        for (int i = 0; i < x.length; i++) {
            if (Float.isFinite(x[i]) && Float.isFinite(y[i])) {
                kept++;
                left = Math.min(left, x[i]);
                right = Math.max(right, x[i]);
                top = Math.min(top, y[i]);
                bottom = Math.max(bottom, y[i]);
            }
        }
        boolean none = kept == 0;
        minX = none ? 0 : left;
        maxX = none ? 1 : right;
        minY = none ? 0 : top;
        maxY = none ? 1 : bottom;
        side = Math.clamp((int) Math.sqrt(kept / POINTS_PER_CELL), 1, 1024);
        cellWidth = Math.max((maxX - minX) / side, 1e-12);
        cellHeight = Math.max((maxY - minY) / side, 1e-12);
        start = new int[side * side + 1];
        order = new int[kept];
        slotX = new float[kept];
        slotY = new float[kept];
        int[] cells = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            cells[i] = Float.isFinite(x[i]) && Float.isFinite(y[i]) ? row(y[i]) * side + column(x[i]) : -1;
            if (cells[i] >= 0) {
                start[cells[i] + 1]++;
            }
        }
        for (int c = 0; c < side * side; c++) {
            start[c + 1] += start[c];
        }
        int[] next = Arrays.copyOf(start, side * side);
        for (int i = 0; i < x.length; i++) {
            if (cells[i] >= 0) {
                int slot = next[cells[i]]++;
                order[slot] = i;
                slotX[slot] = x[i];
                slotY[slot] = y[i];
            }
        }
        crowding = measureCrowding();
    }

    /**
     * Between the points of an area if all were spread evenly and those that a point sees around itself on average. The
     * latter alone would make everything tiny for the sake of some piles.
     */
    private double measureCrowding() {
        long[] counts = new long[COARSE * COARSE];
        for (int slot = 0; slot < order.length; slot++) {
            int column = Math.clamp((long) ((slotX[slot] - minX) / (maxX - minX) * COARSE), 0, COARSE - 1);
            int row = Math.clamp((long) ((slotY[slot] - minY) / (maxY - minY) * COARSE), 0, COARSE - 1);
            counts[row * COARSE + column]++;
        }
        double pairs = 0;
        for (long count : counts) {
            pairs += (double) count * Math.max(0, count - 1);
        }
        // Points on a line still have some room beside it.
        double longer = Math.max(Math.max(maxX - minX, maxY - minY), 1e-9);
        double area = Math.max(maxX - minX, longer / 100) * Math.max(maxY - minY, longer / 100);
        double even = Math.max(1, order.length) / area;
        double seen = Math.max(even, pairs / Math.max(1, order.length) * COARSE * COARSE / area);
        return even * Math.cbrt(seen / even);
    }

    private int column(double at) {
        return Math.clamp((int) Math.floor((at - minX) / cellWidth), 0, side - 1);
    }

    private int row(double at) {
        return Math.clamp((int) Math.floor((at - minY) / cellHeight), 0, side - 1);
    }

    /** Takes slots in runs, from first on and before end. */
    interface Runs {
        void run(int first, int end);
    }

    /** All slots inside a rectangle, and some beside it. */
    void within(double left, double top, double right, double bottom, Runs taker) {
        if (order.length == 0 || right < minX || left > maxX || bottom < minY || top > maxY) {
            return;
        }
        int from = column(left);
        int to = column(right);
        for (int r = row(top); r <= row(bottom); r++) {
            int first = start[r * side + from];
            int end = start[r * side + to + 1];
            if (first < end) {
                taker.run(first, end);
            }
        }
    }

    /**
     * The nearest point that is wanted, or -1 when none lies within the distance. Of equally near ones the first.
     *
     * @param within largest distance, in the points' units
     */
    int nearest(double px, double py, double within, IntPredicate wanted) {
        int best = -1;
        double bestSquare = within * within;
        int fromColumn = column(px - within);
        int toColumn = column(px + within);
        int fromRow = row(py - within);
        int toRow = row(py + within);
        // Rings around the cursor's cell: a ring that begins beyond the best one found ends the search.
        int homeColumn = column(px);
        int homeRow = row(py);
        int rings = Math.max(
                Math.max(homeColumn - fromColumn, toColumn - homeColumn), Math.max(homeRow - fromRow, toRow - homeRow));
        double cellSize = Math.min(cellWidth, cellHeight);
        for (int ring = 0; ring <= rings; ring++) {
            double gap = (ring - 1) * cellSize;
            if (best >= 0 && gap > 0 && gap * gap > bestSquare) {
                break;
            }
            for (int r = Math.max(homeRow - ring, fromRow); r <= Math.min(homeRow + ring, toRow); r++) {
                boolean edgeRow = Math.abs(r - homeRow) == ring;
                int step = edgeRow || ring == 0 ? 1 : 2 * ring;
                for (int c = homeColumn - ring; c <= homeColumn + ring; c += step) {
                    if (c < fromColumn || c > toColumn) {
                        continue;
                    }
                    for (int slot = start[r * side + c]; slot < start[r * side + c + 1]; slot++) {
                        double dx = slotX[slot] - px;
                        double dy = slotY[slot] - py;
                        double square = dx * dx + dy * dy;
                        int i = order[slot];
                        boolean nearer = square < bestSquare || (square == bestSquare && (best < 0 || i < best));
                        if (nearer && wanted.test(i)) {
                            best = i;
                            bestSquare = square;
                        }
                    }
                }
            }
        }
        return best;
    }

    /**
     * The wanted points inside, in ascending order. Only cells that the polygon's line crosses are looked at point by
     * point; those between two of them are in or out together.
     *
     * @param wanted null for all
     */
    int[] inside(Lasso lasso, @Nullable IntPredicate wanted) {
        long[] found = new long[(points >>> 6) + 1];
        boolean[] crossed = new boolean[side];
        int from = column(lasso.minX());
        int to = column(lasso.maxX());
        for (int r = row(lasso.minY()); r <= row(lasso.maxY()); r++) {
            Arrays.fill(crossed, from, to + 1, false);
            cross(lasso, r, crossed);
            double middle = minY + (r + 0.5) * cellHeight;
            for (int c = from; c <= to; c++) {
                int cell = c;
                if (crossed[c]) {
                    mark(lasso, start[r * side + c], start[r * side + c + 1], found);
                } else {
                    while (c < to && !crossed[c + 1]) {
                        c++;
                    }
                    if (lasso.contains(minX + (cell + 0.5) * cellWidth, middle)) {
                        mark(null, start[r * side + cell], start[r * side + c + 1], found);
                    }
                }
            }
        }
        IntStream all = BitSet.valueOf(found).stream();
        return (wanted == null ? all : all.filter(wanted)).toArray();
    }

    private void mark(@Nullable Lasso lasso, int first, int end, long[] found) {
        for (int slot = first; slot < end; slot++) {
            if (lasso == null || lasso.contains(slotX[slot], slotY[slot])) {
                found[order[slot] >>> 6] |= 1L << order[slot];
            }
        }
    }

    /** Marks the cells of a row that the line touches, a hair more because places were rounded into cells. */
    private void cross(Lasso lasso, int r, boolean[] crossed) {
        double hair = 1e-3;
        double top = minY + (r - hair) * cellHeight;
        double bottom = minY + (r + 1 + hair) * cellHeight;
        lasso.crossings(top, bottom, (left, right) -> {
            int first = column(left - hair * cellWidth);
            int last = column(right + hair * cellWidth);
            Arrays.fill(crossed, first, last + 1, true);
        });
    }

    /** The point in a slot. */
    int point(int slot) {
        return order[slot];
    }

    /** By slot; shared, not to be changed. */
    float[] slotX() {
        return slotX;
    }

    float[] slotY() {
        return slotY;
    }

    /** Points that a unit of area holds, about, where points are. */
    double crowding() {
        return crowding;
    }

    double minX() {
        return minX;
    }

    double minY() {
        return minY;
    }

    double maxX() {
        return maxX;
    }

    double maxY() {
        return maxY;
    }

    int size() {
        return order.length;
    }
}
