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

    /** With fewer nodes along a side the kernel stays whole. */
    private static final int SPLIT = 96;

    private static final int CHARGES = 2;
    private static final int PARTS = 16;

    private final double spacing;
    private final double[] sums = new double[PARTS];
    private float[][][] charges = new float[CHARGES][0][0];
    private float[][] potential = new float[0][0];
    private @Nullable Convolution convolution;

    /** The convolution, potential and charges have its shape. */
    private Frame frame = new Frame(0, 0, 0, 0, 0, false);

    /**
     * Where the grid lies.
     *
     * @param left    of node 0
     * @param top     of node 0
     * @param spacing of the nodes
     * @param split   whether the kernel is
     */
    private record Frame(float left, float top, float spacing, int rows, int columns, boolean split) {
        boolean fits(Frame other) {
            return rows == other.rows && columns == other.columns && spacing == other.spacing && split == other.split;
        }

        Convolution convolution(Parallel parallel) {
            return split
                    ? new SplitConvolution(rows, columns, spacing, parallel)
                    : GridConvolution.everywhere(rows, columns, spacing, Convolution::kernel, parallel);
        }
    }

    /** @param spacing of the grid in units of the map; 0.5 to 0.8 */
    GridRepulsion(double spacing) {
        this.spacing = spacing;
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
        Frame now = frame(y);
        Convolution fitting = convolution;
        if (fitting == null || !now.fits(frame)) {
            fitting = now.convolution(parallel);
            convolution = fitting;
            potential = new float[now.rows][now.columns];
            charges = new float[CHARGES][now.rows][now.columns];
        }
        frame = now;
        int n = y.length / 2;
        parallel.run(CHARGES, part -> {
            for (float[] row : charges[part]) {
                Arrays.fill(row, 0);
            }
            int to = Parallel.bound(n, part + 1, CHARGES);
            spread(charges[part], frame, y, Parallel.bound(n, part, CHARGES), to);
        });
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(frame.rows, part + 1, PARTS);
            for (int row = Parallel.bound(frame.rows, part, PARTS); row < to; row++) {
                add(charges[1][row], charges[0][row]);
            }
        });
        fitting.convolve(charges[0], potential, parallel);
    }

    private static void add(float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
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
        int columns = (int) (width / step) + 9;
        int rows = (int) (height / step) + 9;
        boolean split = Math.min(columns, rows) > SPLIT;
        return new Frame(
                (float) (Math.floor(left / step - 3) * step),
                (float) (Math.floor(top / step - 3) * step),
                (float) step,
                split ? SplitConvolution.size(rows) : GridConvolution.size(rows),
                split ? SplitConvolution.size(columns) : GridConvolution.size(columns),
                split);
    }

    private static void spread(float[][] grid, Frame frame, float[] y, int from, int to) {
        float scale = 1 / frame.spacing;
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
            int at = column - Spline.BEFORE;
            for (int node = 0; node < Spline.NODES; node++) {
                float[] line = grid[row - Spline.BEFORE + node];
                float w = down[node];
                line[at] = Math.fma(w, a, line[at]);
                line[at + 1] = Math.fma(w, b, line[at + 1]);
                line[at + 2] = Math.fma(w, c, line[at + 2]);
                line[at + 3] = Math.fma(w, d, line[at + 3]);
                line[at + 4] = Math.fma(w, e, line[at + 4]);
                line[at + 5] = Math.fma(w, f, line[at + 5]);
            }
        }
    }

    private static double read(float[][] grid, Frame frame, float[] y, int from, int to, float[] force) {
        float scale = 1 / frame.spacing;
        float minusHalf = -0.5f * scale;
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
            int at = column - Spline.BEFORE;
            for (int node = 0; node < Spline.NODES; node++) {
                float[] line = grid[row - Spline.BEFORE + node];
                float value = product(line, at, across);
                slopeX = Math.fma(down[node], product(line, at, acrossSlope), slopeX);
                slopeY = Math.fma(downSlope[node], value, slopeY);
                phi = Math.fma(down[node], value, phi);
            }
            sum += phi;
            force[2 * i] = minusHalf * slopeX;
            force[2 * i + 1] = minusHalf * slopeY;
        }
        return sum;
    }

    private static float product(float[] line, int at, float[] six) {
        float first = Math.fma(line[at + 2], six[2], Math.fma(line[at + 1], six[1], line[at] * six[0]));
        float last = Math.fma(line[at + 5], six[5], Math.fma(line[at + 4], six[4], line[at + 3] * six[3]));
        return first + last;
    }
}
