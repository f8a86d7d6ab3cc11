package dev.signalbox.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of equal density by marching squares: between the middles of four cells, by linear interpolation, joined to the
 * longest lines. A saddle is cut as the mean of its four corners says.
 */
public final class Contours {
    private final DensityGrid grid;
    private final double level;
    private final int across;
    /** The up to two edges that an edge's crossing is joined with, or -1. */
    private final int[] joined;

    private Contours(DensityGrid grid, double level) {
        this.grid = grid;
        this.level = level;
        across = (grid.columns() - 1) * grid.rows();
        joined = new int[2 * (across + grid.columns() * (grid.rows() - 1))];
        Arrays.fill(joined, -1);
    }

    /**
     * One line.
     *
     * @param x     of its corners; the first one again at the end when the line is closed
     * @param y     of its corners
     * @param level which of the levels asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    public record Line(double[] x, double[] y, int level) {
        boolean closed() {
            return x.length > 2 && x[0] == x[x.length - 1] && y[0] == y[y.length - 1];
        }
    }

    /** The lines of all levels; a level that is not finite or not above 0 has none. */
    public static List<Line> of(DensityGrid grid, double... levels) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] > 0 && Double.isFinite(levels[i])) {
                new Contours(grid, levels[i]).trace(i, lines);
            }
        }
        return lines;
    }

    private void trace(int number, List<Line> lines) {
        for (int row = 0; row + 1 < grid.rows(); row++) {
            for (int column = 0; column + 1 < grid.columns(); column++) {
                square(column, row);
            }
        }
        // Open lines first: begun in their middle they would be cut in two.
        for (int pass = 0; pass < 2; pass++) {
            for (int edge = 0; 2 * edge < joined.length; edge++) {
                boolean open = joined[2 * edge] >= 0 && joined[2 * edge + 1] < 0;
                if (pass == 0 ? open : joined[2 * edge] >= 0) {
                    lines.add(follow(edge, number));
                }
            }
        }
    }

    /** Joins the crossings on the sides of the square between four middles. */
    private void square(int column, int row) {
        boolean a = above(column, row);
        boolean b = above(column + 1, row);
        boolean c = above(column + 1, row + 1);
        boolean d = above(column, row + 1);
        int top = horizontal(column, row);
        int bottom = horizontal(column, row + 1);
        int left = vertical(column, row);
        int right = vertical(column + 1, row);
        if (a == c && b == d && a != b) {
            double mean = (grid.value(column, row)
                            + (double) grid.value(column + 1, row)
                            + grid.value(column + 1, row + 1)
                            + grid.value(column, row + 1))
                    / 4;
            if (mean >= level == a) {
                join(top, right);
                join(left, bottom);
            } else {
                join(top, left);
                join(right, bottom);
            }
            return;
        }
        int first = -1;
        int[] sides = {top, right, bottom, left};
        boolean[] crossed = {a != b, b != c, c != d, d != a};
        for (int side = 0; side < 4; side++) {
            if (crossed[side]) {
                if (first < 0) {
                    first = sides[side];
                } else {
                    join(first, sides[side]);
                }
            }
        }
    }

    private boolean above(int column, int row) {
        return grid.value(column, row) >= level;
    }

    private int horizontal(int column, int row) {
        return row * (grid.columns() - 1) + column;
    }

    private int vertical(int column, int row) {
        return across + row * grid.columns() + column;
    }

    private void join(int edge, int other) {
        joined[joined[2 * edge] < 0 ? 2 * edge : 2 * edge + 1] = other;
        joined[joined[2 * other] < 0 ? 2 * other : 2 * other + 1] = edge;
    }

    /** Takes the line out as it is walked along. */
    private Line follow(int from, int number) {
        List<double[]> corners = new ArrayList<>();
        int at = from;
        while (at >= 0) {
            corners.add(crossing(at));
            int next = joined[2 * at];
            if (next >= 0) {
                leave(at, next);
                leave(next, at);
            }
            at = next;
        }
        double[] x = corners.stream().mapToDouble(corner -> corner[0]).toArray();
        double[] y = corners.stream().mapToDouble(corner -> corner[1]).toArray();
        return new Line(x, y, number);
    }

    private void leave(int edge, int other) {
        if (joined[2 * edge] == other) {
            joined[2 * edge] = joined[2 * edge + 1];
        }
        joined[2 * edge + 1] = -1;
    }

    private double[] crossing(int edge) {
        boolean horizontal = edge < across;
        int step = horizontal ? grid.columns() - 1 : grid.columns();
        int at = horizontal ? edge : edge - across;
        int column = at % step;
        int row = at / step;
        double from = grid.value(column, row);
        double to = horizontal ? grid.value(column + 1, row) : grid.value(column, row + 1);
        double share = Math.clamp((level - from) / (to - from), 0, 1);
        return horizontal
                ? new double[] {grid.x(column + share), grid.y(row)}
                : new double[] {grid.x(column), grid.y(row + share)};
    }
}
