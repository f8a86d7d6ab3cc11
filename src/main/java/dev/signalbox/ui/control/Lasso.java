package dev.signalbox.ui.control;

import java.util.Arrays;

/**
 * A closed polygon that answers "inside?" by the even-odd rule. Edges are sorted into horizontal bands, so that a lasso
 * of a thousand corners over 130,000 points still answers at once.
 */
final class Lasso {
    private static final int BANDS = 128;

    private final double[] x;
    private final double[] y;
    private final double minX;
    private final double minY;
    private final double maxX;
    private final double maxY;
    private final int[][] bands = new int[BANDS][];

    /** The corners in order, at least three for anything to be inside; the last joins the first. */
    Lasso(double[] x, double[] y) {
        this.x = x.clone();
        this.y = y.clone();
        minX = Arrays.stream(x).min().orElse(0);
        maxX = Arrays.stream(x).max().orElse(0);
        minY = Arrays.stream(y).min().orElse(0);
        maxY = Arrays.stream(y).max().orElse(0);
        int[] counts = new int[BANDS];
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                for (int b = 0; b < BANDS; b++) {
                    bands[b] = new int[counts[b]];
                }
                Arrays.fill(counts, 0);
            }
            for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
                int from = band(Math.min(y[i], y[j]));
                int to = band(Math.max(y[i], y[j]));
                for (int b = from; b <= to; b++) {
                    if (pass == 1) {
                        bands[b][counts[b]] = i;
                    }
                    counts[b]++;
                }
            }
        }
    }

    static Lasso rectangle(double x1, double y1, double x2, double y2) {
        return new Lasso(new double[] {x1, x2, x2, x1}, new double[] {y1, y1, y2, y2});
    }

    private int band(double at) {
        double span = maxY - minY;
        return span <= 0 ? 0 : Math.clamp((int) ((at - minY) / span * BANDS), 0, BANDS - 1);
    }

    boolean contains(double px, double py) {
        if (!(px >= minX && px <= maxX && py >= minY && py <= maxY)) {
            return false;
        }
        boolean inside = false;
        for (int i : bands[band(py)]) {
            int j = i == 0 ? x.length - 1 : i - 1;
            if (y[i] > py != y[j] > py && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Takes a stretch along x. */
    interface Stretch {
        void of(double left, double right);
    }

    /** Where along x the line runs between two heights, edge by edge; an edge may come more than once. */
    void crossings(double top, double bottom, Stretch taker) {
        int last = band(bottom);
        for (int band = band(top); band <= last; band++) {
            for (int i : bands[band]) {
                crossing(i, i == 0 ? x.length - 1 : i - 1, top, bottom, taker);
            }
        }
    }

    private void crossing(int i, int j, double top, double bottom, Stretch taker) {
        double low = Math.min(y[i], y[j]);
        double high = Math.max(y[i], y[j]);
        if (high < top || low > bottom) {
            return;
        }
        double a = x[i];
        double b = x[j];
        if (high > low) {
            double slope = (x[j] - x[i]) / (y[j] - y[i]);
            a = x[i] + (Math.clamp(y[i], top, bottom) - y[i]) * slope;
            b = x[i] + (Math.clamp(y[j], top, bottom) - y[i]) * slope;
        }
        taker.of(Math.min(a, b), Math.max(a, b));
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
}
