package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.function.DoubleUnaryOperator;

/** The spectrum of the kernel on a grid that goes round, divided by what the splines do to it, with all scale factors. */
final class KernelSpectrum {
    private static final int PARTS = 8;

    private KernelSpectrum() {}

    /**
     * The kernel is real and even in both directions, and so is its spectrum.
     *
     * @param rows    of the grid that goes round, the length of {@code down}
     * @param columns likewise, of {@code across}
     * @param kernel  of the squared distance
     * @return [columns in the order of {@code across}][rows / 2 + 1]
     */
    static float[][] of(
            int rows,
            int columns,
            double spacing,
            DoubleUnaryOperator kernel,
            Fourier down,
            Fourier across,
            Parallel parallel) {
        int half = columns / 2 + 1;
        int frequencies = rows / 2 + 1;
        float[][] values = new float[rows][half];
        float[][] imaginary = new float[rows][half];
        float[][] result = new float[columns][frequencies];
        parallel.run(PARTS, part -> {
            int from = Parallel.bound(half, part, PARTS);
            int to = Parallel.bound(half, part + 1, PARTS);
            for (int r = 0; r < rows; r++) {
                double y = Math.min(r, rows - r) * spacing;
                for (int c = from; c < to; c++) {
                    double x = c * spacing;
                    values[r][c] = (float) kernel.applyAsDouble(x * x + y * y);
                }
            }
            down.forwardWhole(values, imaginary, from, to);
            for (int row = 0; row < rows; row++) {
                int k = down.frequency(row);
                for (int c = from; k < frequencies && c < to; c++) {
                    result[c][k] = values[row][c];
                    result[(columns - c) % columns][k] = values[row][c];
                }
            }
        });
        // Half, because two real columns are taken apart without it; the rest undoes the transforms.
        double scale = 0.5 / ((double) rows * columns);
        float[][] none = new float[columns][frequencies];
        parallel.run(PARTS, part -> {
            int from = Parallel.bound(frequencies, part, PARTS);
            int to = Parallel.bound(frequencies, part + 1, PARTS);
            across.forwardWhole(result, none, from, to);
            for (int row = 0; row < columns; row++) {
                double splineAcross = Spline.spectrum(2 * Math.PI * across.frequency(row) / columns);
                for (int k = from; k < to; k++) {
                    double splines = splineAcross * Spline.spectrum(2 * Math.PI * k / rows);
                    result[row][k] *= (float) (scale / (splines * splines));
                }
            }
        });
        return result;
    }
}
