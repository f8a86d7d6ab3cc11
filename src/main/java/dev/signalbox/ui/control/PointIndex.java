package dev.signalbox.ui.control;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Points in a uniform grid, for the nearest one and for those inside a polygon. Points with a NaN are left out. */
final class PointIndex {
    private static final double POINTS_PER_CELL = 2;

    private final float[] x;
    private final float[] y;
    private final int side;
    private final double minX;
    private final double minY;
    private final double maxX;
    private final double maxY;
    private final double cellWidth;
    private final double cellHeight;
    /** Points of cell c are order[start[c]] .. order[start[c + 1] - 1]. */
    private final int[] start;

    private final int[] order;

    PointIndex(float[] x, float[] y) {
        this.x = x;
        this.y = y;
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        int kept = 0;
        for (int i = 0; i < x.length; i++) {
            if (placed(i)) {
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
        for (int i = 0; i < x.length; i++) {
            if (placed(i)) {
                start[cell(i) + 1]++;
            }
        }
        for (int c = 0; c < side * side; c++) {
            start[c + 1] += start[c];
        }
        int[] next = Arrays.copyOf(start, side * side);
        for (int i = 0; i < x.length; i++) {
            if (placed(i)) {
                order[next[cell(i)]++] = i;
            }
        }
    }

    private boolean placed(int i) {
        return Float.isFinite(x[i]) && Float.isFinite(y[i]);
    }

    private int column(double at) {
        return Math.clamp((int) Math.floor((at - minX) / cellWidth), 0, side - 1);
    }

    private int row(double at) {
        return Math.clamp((int) Math.floor((at - minY) / cellHeight), 0, side - 1);
    }

    private int cell(int i) {
        return row(y[i]) * side + column(x[i]);
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
                    for (int k = start[r * side + c]; k < start[r * side + c + 1]; k++) {
                        int i = order[k];
                        double dx = x[i] - px;
                        double dy = y[i] - py;
                        double square = dx * dx + dy * dy;
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

    /** The wanted points inside, in ascending order. */
    int[] inside(Lasso lasso, IntPredicate wanted) {
        int[] found = new int[16];
        int count = 0;
        for (int r = row(lasso.minY()); r <= row(lasso.maxY()); r++) {
            for (int c = column(lasso.minX()); c <= column(lasso.maxX()); c++) {
                for (int k = start[r * side + c]; k < start[r * side + c + 1]; k++) {
                    int i = order[k];
                    if (lasso.contains(x[i], y[i]) && wanted.test(i)) {
                        if (count == found.length) {
                            found = Arrays.copyOf(found, count * 2);
                        }
                        found[count++] = i;
                    }
                }
            }
        }
        int[] result = Arrays.copyOf(found, count);
        Arrays.sort(result);
        return result;
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
