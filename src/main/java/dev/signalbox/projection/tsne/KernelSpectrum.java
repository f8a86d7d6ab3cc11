package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/** The spectrum of the kernel on a grid that goes round, divided by what the splines do to it, with all scale factors. */
final class KernelSpectrum {
    private static final int PARTS = 8;

    private KernelSpectrum() {}

    /**
     * The kernel is real and even in both directions, and so is its spectrum.
     *
     * @return [2 columns in the order of {@code across}][rows + 1]
     */
    static float[][] of(int rows, int columns, double spacing, Fourier down, Fourier across, Parallel parallel) {
        float[][] kernel = new float[2 * rows][columns + 1];
        float[][] imaginary = new float[2 * rows][columns + 1];
        float[][] result = new float[2 * columns][rows + 1];
        parallel.run(PARTS, part -> {
            int from = Parallel.bound(columns + 1, part, PARTS);
            int to = Parallel.bound(columns + 1, part + 1, PARTS);
            for (int r = 0; r < 2 * rows; r++) {
                double y = Math.min(r, 2 * rows - r) * spacing;
                for (int c = from; c < to; c++) {
                    double x = c * spacing;
                    kernel[r][c] = (float) (1 / (1 + x * x + y * y));
                }
            }
            down.forwardWhole(kernel, imaginary, from, to);
            for (int row = 0; row < 2 * rows; row++) {
                int k = down.frequency(row);
                for (int c = from; k <= rows && c < to; c++) {
                    result[c][k] = kernel[row][c];
                    result[(2 * columns - c) % (2 * columns)][k] = kernel[row][c];
                }
            }
        });
        // Half, because two real columns are taken apart without it; the rest undoes the transforms.
        double scale = 0.5 / (4.0 * rows * columns);
        float[][] none = new float[2 * columns][rows + 1];
        parallel.run(PARTS, part -> {
            int from = Parallel.bound(rows + 1, part, PARTS);
            int to = Parallel.bound(rows + 1, part + 1, PARTS);
            across.forwardWhole(result, none, from, to);
            for (int row = 0; row < 2 * columns; row++) {
                double splineAcross = Spline.spectrum(Math.PI * across.frequency(row) / columns);
                for (int k = from; k < to; k++) {
                    double splines = splineAcross * Spline.spectrum(Math.PI * k / rows);
                    result[row][k] *= (float) (scale / (splines * splines));
                }
            }
        });
        return result;
    }
}
