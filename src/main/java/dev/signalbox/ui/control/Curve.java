package dev.signalbox.ui.control;

import java.util.Arrays;

/**
 * One series of a {@link CurvePlot}.
 *
 * @param name  shown in the legend and beside the crosshair; empty for a companion of another curve, which both leave out
 * @param x     ascending for LINE and STEP
 * @param y     as many; NaN leaves a gap
 * @param shape how the points are joined
 * @param style index into palette and dash patterns; the same style means the same thing in every plot
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers, handed over and not changed
public record Curve(String name, double[] x, double[] y, Shape shape, int style) {
    /** How the points are joined. */
    public enum Shape {
        /** Straight lines. */
        LINE,
        /** The value of a point holds until the next x. */
        STEP,
        /** Straight lines, thin and pale: what a smooth curve was made of. */
        FAINT,
        /** Not joined; points can be clicked. */
        POINTS,
        /** Straight lines from point to point in any direction; points can be clicked. */
        PATH
    }

    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x but " + y.length + " y");
        }
    }

    boolean clickable() {
        return shape == Shape.POINTS || shape == Shape.PATH;
    }

    /** The value at x, NaN outside the series, for POINTS and for PATH. */
    double at(double where) {
        if (clickable() || x.length == 0 || !(where >= x[0])) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(x, where);
        int left = found >= 0 ? found : -found - 2;
        // Of equal x the last counts: there a step has already happened.
        while (left + 1 < x.length && x[left + 1] == x[left]) {
            left++;
        }
        if (x[left] == where || (shape == Shape.STEP && left < x.length - 1)) {
            return y[left];
        }
        if (left == x.length - 1) {
            return Double.NaN;
        }
        double share = (where - x[left]) / (x[left + 1] - x[left]);
        return y[left] + share * (y[left + 1] - y[left]);
    }
}
