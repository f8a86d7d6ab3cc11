package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Repulsion at a cost that grows with the points and not with their pairs. The potential phi(y) = sum over j of 1 / (1 +
 * |y - y_j|²) is interpolated on a grid by quintic B-splines; Z is the sum of phi over all points, less the n terms of points
 * with themselves, and the force on a point is minus half the gradient of phi, which the splines give in closed form. One
 * charge, one kernel, one convolution an iteration (Linderman et al. 2019 need four).
 */
final class GridRepulsion implements Repulsion {
    /** Nodes along one side at most; a map too wide for them gets a coarser grid. */
    private static final int MOST = 2048;

    private static final int LEAST = 24;
    private static final int CHARGES = 2;
    private static final int PARTS = 16;

    private final double spacing;
    private final double[] sums = new double[PARTS];
    private float[][] charges = new float[CHARGES][0];
    private float[] potential = new float[0];
    private @Nullable GridConvolution convolution;
    private Frame frame;

    /**
     * Where the grid lies.
     *
     * @param left    of node 0
     * @param top     of node 0
     * @param spacing of the nodes
     */
    private record Frame(float left, float top, float spacing, int rows, int columns) {}

    /** @param spacing of the grid in units of the map; 0.5 to 0.8 */
    GridRepulsion(double spacing) {
        this.spacing = spacing;
        this.frame = new Frame(0, 0, (float) spacing, LEAST, LEAST);
    }

    @Override
    public double force(float[] y, float[] force, Parallel parallel) {
        settle(y, parallel);
        int n = y.length / 2;
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(n, part + 1, PARTS);
            sums[part] = read(potential, frame, y, Parallel.bound(n, part, PARTS), to, force);
        });
        double z = 0;
        for (double sum : sums) {
            z += sum;
        }
        return z - n;
    }

    /** Computes the potential of points, to be read at any place afterwards. */
    void settle(float[] y, Parallel parallel) {
        frame = frame(y);
        int size = frame.rows * frame.columns;
        if (potential.length < size) {
            potential = new float[size];
            charges = new float[CHARGES][size];
        }
        GridConvolution fitting = convolution;
        if (fitting == null || !fitting.fits(frame.rows, frame.columns, frame.spacing)) {
            fitting = new GridConvolution(frame.rows, frame.columns, frame.spacing, parallel);
            convolution = fitting;
        }
        int n = y.length / 2;
        parallel.run(CHARGES, part -> {
            Arrays.fill(charges[part], 0, size, 0);
            int to = Parallel.bound(n, part + 1, CHARGES);
            spread(charges[part], frame, y, Parallel.bound(n, part, CHARGES), to);
        });
        fitting.convolve(charges, potential, parallel);
    }

    /**
     * Potentials and forces at places inside the map, from the points that were settled.
     *
     * @param force [2 m] is set to minus half the gradient of phi
     * @return the sum of phi
     */
    double read(float[] places, float[] force) {
        return read(potential, frame, places, 0, places.length / 2, force);
    }

    /** Keeps a place where the grid can be read. */
    void confine(float[] place) {
        float width = (frame.columns - 4) * frame.spacing;
        float height = (frame.rows - 4) * frame.spacing;
        place[0] = Math.clamp(place[0], frame.left + 2.5f * frame.spacing, frame.left + width);
        place[1] = Math.clamp(place[1], frame.top + 2.5f * frame.spacing, frame.top + height);
    }

    private Frame frame(float[] y) {
        float left = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < y.length; i += 2) {
            left = Math.min(left, y[i]);
            right = Math.max(right, y[i]);
            top = Math.min(top, y[i + 1]);
            bottom = Math.max(bottom, y[i + 1]);
        }
        double width = right - left;
        double height = bottom - top;
        double step = Math.max(spacing, Math.max(width, height) / (MOST - 10));
        int columns = size((int) (width / step) + 9);
        int rows = size((int) (height / step) + 9);
        return new Frame(
                (float) (Math.floor(left / step - 3) * step),
                (float) (Math.floor(top / step - 3) * step),
                (float) step,
                rows,
                columns);
    }

    /** The next number of nodes that transforms well: twice a product of twos and up to three threes. */
    private static int size(int nodes) {
        int best = Integer.MAX_VALUE;
        for (int odd : new int[] {1, 3, 9, 27}) {
            int size = 8 * odd;
            while (size < nodes) {
                size *= 2;
            }
            best = Math.min(best, size);
        }
        return Math.max(LEAST, best);
    }

    private static void spread(float[] grid, Frame frame, float[] y, int from, int to) {
        float scale = 1 / frame.spacing;
        int columns = frame.columns;
        float[] across = new float[Spline.NODES];
        float[] down = new float[Spline.NODES];
        for (int i = from; i < to; i++) {
            float u = (y[2 * i] - frame.left) * scale;
            float v = (y[2 * i + 1] - frame.top) * scale;
            int column = (int) u;
            int row = (int) v;
            Spline.weights(u - column, across);
            Spline.weights(v - row, down);
            float a = across[0];
            float b = across[1];
            float c = across[2];
            float d = across[3];
            float e = across[4];
            float f = across[5];
            int at = (row - Spline.BEFORE) * columns + column - Spline.BEFORE;
            for (int node = 0; node < Spline.NODES; node++, at += columns) {
                float w = down[node];
                grid[at] += w * a;
                grid[at + 1] += w * b;
                grid[at + 2] += w * c;
                grid[at + 3] += w * d;
                grid[at + 4] += w * e;
                grid[at + 5] += w * f;
            }
        }
    }

    private static double read(float[] grid, Frame frame, float[] y, int from, int to, float[] force) {
        float scale = 1 / frame.spacing;
        float minusHalf = -0.5f * scale;
        int columns = frame.columns;
        float[] across = new float[Spline.NODES];
        float[] down = new float[Spline.NODES];
        float[] acrossSlope = new float[Spline.NODES];
        float[] downSlope = new float[Spline.NODES];
        double sum = 0;
        for (int i = from; i < to; i++) {
            float u = (y[2 * i] - frame.left) * scale;
            float v = (y[2 * i + 1] - frame.top) * scale;
            int column = (int) u;
            int row = (int) v;
            Spline.weights(u - column, across);
            Spline.weights(v - row, down);
            Spline.slopes(u - column, acrossSlope);
            Spline.slopes(v - row, downSlope);
            float phi = 0;
            float slopeX = 0;
            float slopeY = 0;
            int at = (row - Spline.BEFORE) * columns + column - Spline.BEFORE;
            for (int node = 0; node < Spline.NODES; node++, at += columns) {
                float a = grid[at];
                float b = grid[at + 1];
                float c = grid[at + 2];
                float d = grid[at + 3];
                float e = grid[at + 4];
                float f = grid[at + 5];
                float value =
                        a * across[0] + b * across[1] + c * across[2] + (d * across[3] + e * across[4] + f * across[5]);
                float slope = a * acrossSlope[0]
                        + b * acrossSlope[1]
                        + c * acrossSlope[2]
                        + (d * acrossSlope[3] + e * acrossSlope[4] + f * acrossSlope[5]);
                phi += down[node] * value;
                slopeX += down[node] * slope;
                slopeY += downSlope[node] * value;
            }
            sum += phi;
            force[2 * i] = minusHalf * slopeX;
            force[2 * i + 1] = minusHalf * slopeY;
        }
        return sum;
    }
}
