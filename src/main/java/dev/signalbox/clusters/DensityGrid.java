package dev.signalbox.clusters;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The density of points in a plane: a two-dimensional histogram, blurred by a Gaussian. Its values lie at the middles of
 * square cells; a margin of at least three widths of the blur around the points is included. Immutable.
 */
public final class DensityGrid {
    private static final int LONGER_SIDE = 240;
    /** Width of the blur as a share of the points' spread, before it shrinks with their number. */
    private static final double WIDTH = 0.45;

    private static final int PILOT_SIDE = 64;

    private static final double MARGIN_WIDTHS = 3.2;

    private final int columns;
    private final int rows;
    private final double left;
    private final double top;
    private final double cell;
    private final double width;
    private final int points;
    private final float[] values;

    private DensityGrid(
            int columns, int rows, double left, double top, double cell, double width, int points, float[] values) {
        this.columns = columns;
        this.rows = rows;
        this.left = left;
        this.top = top;
        this.cell = cell;
        this.width = width;
        this.points = points;
        this.values = values;
    }

    /**
     * The density of points, each counting one.
     *
     * @param x      as many as y; points with a NaN or an infinity do not count
     * @param counted which of them count, or null for all
     */
    public static DensityGrid of(float[] x, float[] y, @Nullable BitSet counted) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x but " + y.length + " y");
        }
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        double sumX = 0;
        double sumY = 0;
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (counts(x, y, counted, i)) {
                n++;
                minX = Math.min(minX, x[i]);
                maxX = Math.max(maxX, x[i]);
                minY = Math.min(minY, y[i]);
                maxY = Math.max(maxY, y[i]);
                sumX += x[i];
                sumY += y[i];
            }
        }
        if (n == 0) {
            return new DensityGrid(1, 1, 0, 0, 1, 1, 0, new float[1]);
        }
        double squares = 0;
        int[] pilot = new int[PILOT_SIDE * PILOT_SIDE];
        double step = Math.max(Math.max(maxX - minX, maxY - minY) / PILOT_SIDE, 1e-12);
        for (int i = 0; i < x.length; i++) {
            if (counts(x, y, counted, i)) {
                squares += Math.pow(x[i] - sumX / n, 2) + Math.pow(y[i] - sumY / n, 2);
                int column = Math.min((int) ((x[i] - minX) / step), PILOT_SIDE - 1);
                pilot[Math.min((int) ((y[i] - minY) / step), PILOT_SIDE - 1) * PILOT_SIDE + column]++;
            }
        }
        double far = Math.sqrt(squares / n / 2);
        // For one Gaussian cloud both are its standard deviation; for many far clusters the second is near theirs.
        double spread = Math.sqrt(far * Math.min(far, step * Math.sqrt(occupied(pilot, n) / (4 * Math.PI))));
        double width = Math.max(WIDTH * spread * Math.pow(n, -1 / 6.0), 1e-6 * Math.max(1, Math.abs(maxX)));
        double margin = MARGIN_WIDTHS * width;
        double cell = Math.max(maxX - minX + 2 * margin, maxY - minY + 2 * margin) / LONGER_SIDE;
        width = Math.max(width, 1.2 * cell);
        int columns = Math.max(3, (int) Math.ceil((maxX - minX + 2 * margin) / cell));
        int rows = Math.max(3, (int) Math.ceil((maxY - minY + 2 * margin) / cell));
        double left = (minX + maxX) / 2 - columns * cell / 2;
        double top = (minY + maxY) / 2 - rows * cell / 2;
        float[] values = new float[columns * rows];
        for (int i = 0; i < x.length; i++) {
            if (counts(x, y, counted, i)) {
                int column = Math.clamp((int) ((x[i] - left) / cell), 0, columns - 1);
                int row = Math.clamp((int) ((y[i] - top) / cell), 0, rows - 1);
                values[row * columns + column]++;
            }
        }
        return new DensityGrid(columns, rows, left, top, cell, width, n, blurred(values, columns, rows, width / cell));
    }

    /** How many cells points share, as if all these held equally many: one over the chance that two points meet. */
    private static double occupied(int[] counts, int n) {
        double meetings = 0;
        for (int count : counts) {
            meetings += (double) count * (count - 1);
        }
        return meetings == 0 ? counts.length : Math.max(1, n * (n - 1.0) / meetings);
    }

    private static boolean counts(float[] x, float[] y, @Nullable BitSet counted, int i) {
        return Float.isFinite(x[i]) && Float.isFinite(y[i]) && (counted == null || counted.get(i));
    }

    /** Along rows, then along columns; what would fall outside is lost. */
    static float[] blurred(float[] values, int columns, int rows, double width) {
        int reach = (int) Math.ceil(3 * width);
        float[] kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            sum += Math.exp(-k * k / (2 * width * width));
        }
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = (float) (Math.exp(-k * k / (2 * width * width)) / sum);
        }
        float[] across = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float value = values[r * columns + c];
                if (value != 0) {
                    for (int to = Math.max(0, c - reach); to <= Math.min(columns - 1, c + reach); to++) {
                        across[r * columns + to] += value * kernel[to - c + reach];
                    }
                }
            }
        }
        float[] result = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int from = Math.max(0, r - reach); from <= Math.min(rows - 1, r + reach); from++) {
                float weight = kernel[r - from + reach];
                for (int c = 0; c < columns; c++) {
                    result[r * columns + c] += weight * across[from * columns + c];
                }
            }
        }
        return result;
    }

    /**
     * The densities whose lines hold these shares of the points inside, about: the highest-density regions.
     *
     * @param shares between 0 and 1
     * @return one per share
     */
    public double[] levels(double... shares) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double total = 0;
        for (float value : sorted) {
            total += value;
        }
        double[] result = new double[shares.length];
        for (int s = 0; s < shares.length; s++) {
            double held = 0;
            int i = sorted.length;
            while (i > 0 && held < shares[s] * total) {
                held += sorted[--i];
            }
            result[s] = i == sorted.length ? Double.POSITIVE_INFINITY : sorted[i];
        }
        return result;
    }

    /** The cell that a place lies in, the nearest one for places outside. */
    int cellOf(double x, double y) {
        int column = Math.clamp((long) Math.floor((x - left) / cell), 0, columns - 1);
        int row = Math.clamp((long) Math.floor((y - top) / cell), 0, rows - 1);
        return row * columns + column;
    }

    float value(int column, int row) {
        return values[row * columns + column];
    }

    float value(int at) {
        return values[at];
    }

    /** Where a column's middle lies; between two columns for a broken number. */
    double x(double column) {
        return left + (column + 0.5) * cell;
    }

    double y(double row) {
        return top + (row + 0.5) * cell;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The standard error of a value that chance gives it, for points that fall independently. */
    double error(double value) {
        double cells = width / cell;
        return Math.sqrt(value / (4 * Math.PI * cells * cells));
    }

    /** How many points counted. */
    public int points() {
        return points;
    }
}
