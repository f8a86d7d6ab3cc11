package dev.signalbox.projection.tsne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.task.Parallel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {
    private static final int COLUMNS = 5;

    private static float[][] noise(int rows, int filled, long seed) {
        Random random = new Random(seed);
        float[][] result = new float[rows][COLUMNS];
        for (int r = 0; r < filled; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                result[r][c] = (float) random.nextGaussian();
            }
        }
        return result;
    }

    private static float[][] copy(float[][] a) {
        float[][] result = new float[a.length][];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i].clone();
        }
        return result;
    }

    /** Against the sum that defines it. */
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32, 36, 48, 64, 72, 96, 144, 216, 256, 288})
    void isTheSlowTransformAndComesBack(int length) {
        Fourier fourier = new Fourier(length);
        float[][] re = noise(length, length / 2, 1);
        float[][] im = noise(length, length / 2, 2);
        float[][] toRe = copy(re);
        float[][] toIm = copy(im);
        fourier.forward(toRe, toIm, 0, COLUMNS);
        for (int row = 0; row < length; row++) {
            for (int c = 0; c < COLUMNS; c++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int r = 0; r < length / 2; r++) {
                    double angle = -2 * Math.PI * ((long) r * fourier.frequency(row) % length) / length;
                    sumRe += re[r][c] * Math.cos(angle) - im[r][c] * Math.sin(angle);
                    sumIm += re[r][c] * Math.sin(angle) + im[r][c] * Math.cos(angle);
                }
                assertThat(toRe[row][c]).isCloseTo((float) sumRe, within(1e-4f));
                assertThat(toIm[row][c]).isCloseTo((float) sumIm, within(1e-4f));
            }
        }
        fourier.inverse(toRe, toIm, 0, COLUMNS);
        for (int r = 0; r < length / 2; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                assertThat(toRe[r][c] / length).isCloseTo(re[r][c], within(1e-5f));
                assertThat(toIm[r][c] / length).isCloseTo(im[r][c], within(1e-5f));
            }
        }
    }

    @Test
    void theWholeTransformTakesRowsThatAreNotZero() {
        Fourier fourier = new Fourier(48);
        float[][] re = noise(48, 48, 3);
        float[][] im = noise(48, 48, 4);
        float[][] toRe = copy(re);
        float[][] toIm = copy(im);
        fourier.forwardWhole(toRe, toIm, 0, COLUMNS);
        for (int row = 0; row < 48; row++) {
            double sum = 0;
            for (int r = 0; r < 48; r++) {
                double angle = -2 * Math.PI * r * fourier.frequency(row) / 48;
                sum += re[r][2] * Math.cos(angle) - im[r][2] * Math.sin(angle);
            }
            assertThat(toRe[row][2]).isCloseTo((float) sum, within(1e-4f));
        }
    }

    @Test
    void otherLengthsAreRefused() {
        for (int length : new int[] {0, 4, 8, 17, 20, 30, 160}) {
            assertThatThrownBy(() -> new Fourier(length)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A single charge makes the kernel itself at every node far enough from the seams. */
    @Test
    void aChargeOnANodeGivesTheKernelAtTheNodesOnceSplinesReadIt() {
        int rows = 32;
        int columns = 48;
        double spacing = 0.5;
        float[][] charges = new float[rows][columns];
        // A charge spread by splines, as GridRepulsion does with a point on a node.
        float[] w = new float[Spline.NODES];
        Spline.weights(0, w);
        int row = 10;
        int column = 20;
        for (int a = 0; a < Spline.NODES; a++) {
            for (int b = 0; b < Spline.NODES; b++) {
                charges[row - Spline.BEFORE + a][column - Spline.BEFORE + b] += w[a] * w[b];
            }
        }
        float[][] potential = new float[rows][columns];
        try (Parallel parallel = new Parallel(2)) {
            GridConvolution.everywhere(rows, columns, spacing, Convolution::kernel, parallel)
                    .convolve(charges, potential, parallel);
        }
        for (int r = 4; r < rows - 4; r += 3) {
            for (int c = 4; c < columns - 4; c += 5) {
                double read = 0;
                for (int a = 0; a < Spline.NODES; a++) {
                    for (int b = 0; b < Spline.NODES; b++) {
                        read += w[a] * w[b] * potential[r - Spline.BEFORE + a][c - Spline.BEFORE + b];
                    }
                }
                double x = (c - column) * spacing;
                double y = (r - row) * spacing;
                assertThat(read).isCloseTo(1 / (1 + x * x + y * y), within(2e-4));
            }
        }
    }

    @Test
    void splinesAddUpAndSlopesAreTheirs() {
        float[] w = new float[Spline.NODES];
        float[] d = new float[Spline.NODES];
        float[] before = new float[Spline.NODES];
        float[] after = new float[Spline.NODES];
        for (float t = 0.01f; t < 0.99f; t += 0.07f) {
            Spline.weights(t, w);
            Spline.slopes(t, d);
            Spline.weights(t - 0.01f, before);
            Spline.weights(t + 0.01f, after);
            float sum = 0;
            for (int i = 0; i < Spline.NODES; i++) {
                sum += w[i];
                assertThat(d[i]).isCloseTo((after[i] - before[i]) / 0.02f, within(2e-3f));
            }
            assertThat(sum).isCloseTo(1, within(1e-6f));
        }
    }
}
