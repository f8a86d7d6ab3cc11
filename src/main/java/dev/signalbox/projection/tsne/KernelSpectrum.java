package dev.signalbox.projection.tsne;

/** The spectrum of the kernel on a grid that goes round, divided by what the splines do to it, with all scale factors. */
final class KernelSpectrum {
    private KernelSpectrum() {}

    /**
     * The kernel is real and even in both directions, and so is its spectrum.
     *
     * @return [2 columns in the order of {@code across}][rows + 1]
     */
    static float[][] of(int rows, int columns, double spacing, Fourier down, Fourier across) {
        float[][] kernel = new float[2 * rows][columns + 1];
        for (int r = 0; r < 2 * rows; r++) {
            double y = Math.min(r, 2 * rows - r) * spacing;
            for (int c = 0; c <= columns; c++) {
                double x = c * spacing;
                kernel[r][c] = (float) (1 / (1 + x * x + y * y));
            }
        }
        down.forwardWhole(kernel, new float[2 * rows][columns + 1], columns + 1);
        float[][] result = new float[2 * columns][rows + 1];
        for (int row = 0; row < 2 * rows; row++) {
            int k = down.frequency(row);
            for (int c = 0; k <= rows && c < 2 * columns; c++) {
                result[c][k] = kernel[row][Math.min(c, 2 * columns - c)];
            }
        }
        across.forwardWhole(result, new float[2 * columns][rows + 1], rows + 1);
        // Half, because two real columns are taken apart without it; the rest undoes the transforms.
        double scale = 0.5 / (4.0 * rows * columns);
        for (int row = 0; row < 2 * columns; row++) {
            double splineAcross = Spline.spectrum(Math.PI * across.frequency(row) / columns);
            for (int k = 0; k <= rows; k++) {
                double splines = splineAcross * Spline.spectrum(Math.PI * k / rows);
                result[row][k] *= (float) (scale / (splines * splines));
            }
        }
        return result;
    }
}
