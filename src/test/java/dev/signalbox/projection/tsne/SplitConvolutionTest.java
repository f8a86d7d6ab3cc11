package dev.signalbox.projection.tsne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.task.Parallel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitConvolutionTest {
    /** Charges of points, some nodes from the edge. */
    private static float[][] charges(int rows, int columns, Random random) {
        float[][] charges = new float[rows][columns];
        float[] across = new float[Spline.NODES];
        float[] down = new float[Spline.NODES];
        for (int point = 0; point < 3000; point++) {
            Spline.weights(random.nextFloat(), across);
            Spline.weights(random.nextFloat(), down);
            int row = 3 + random.nextInt(rows - 9);
            int column = 3 + random.nextInt(columns - 9);
            for (int a = 0; a < Spline.NODES; a++) {
                for (int b = 0; b < Spline.NODES; b++) {
                    charges[row - Spline.BEFORE + a][column - Spline.BEFORE + b] += down[a] * across[b];
                }
            }
        }
        return charges;
    }

    @ParameterizedTest
    @CsvSource({"100, 130", "250, 130", "450, 420"})
    void twoKernelsOnTwoGridsAreTheOne(int leastRows, int leastColumns) {
        int rows = SplitConvolution.size(leastRows);
        int columns = SplitConvolution.size(leastColumns);
        double spacing = 0.45;
        float[][] charges = charges(rows, columns, new Random(rows));
        float[][] split = new float[rows][columns];
        float[][] larger = new float[GridConvolution.size(rows)][GridConvolution.size(columns)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(charges[row], 0, larger[row], 0, columns);
        }
        float[][] whole = new float[larger.length][larger[0].length];
        try (Parallel parallel = new Parallel(2)) {
            new SplitConvolution(rows, columns, spacing, parallel).convolve(charges, split, parallel);
            GridConvolution.everywhere(larger.length, larger[0].length, spacing, Convolution::kernel, parallel)
                    .convolve(larger, whole, parallel);
        }
        double largest = 0;
        for (float[] row : whole) {
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertThat((double) split[row][column]).isCloseTo(whole[row][column], within(5e-4 * largest));
            }
        }
    }

    /** A spline of twice the width is the sum of seven, at any place. */
    @Test
    void wideSplinesAreSumsOfNarrowOnes() {
        for (double x = -3.2; x < 3.2; x += 0.037) {
            double sum = 0;
            for (int d = -3; d <= 3; d++) {
                sum += Halving.weight(d) * spline(2 * x - d);
            }
            assertThat(sum).isCloseTo(spline(x), within(1e-6));
        }
    }

    private static double spline(double x) {
        float[] w = new float[Spline.NODES];
        int cell = (int) Math.floor(x);
        Spline.weights((float) (x - cell), w);
        // The first of the six belongs to the node two before the cell, in which the place lies 2 + t after it.
        int node = Spline.BEFORE - cell;
        return node < 0 || node >= Spline.NODES ? 0 : w[node];
    }

    /** What is gathered from the fine grid and what is spread over it are each other's transpose. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void spreadingIsGatheringTurnedRound(int seed) {
        Random random = new Random(seed);
        int rows = 20 + 2 * random.nextInt(10);
        int columns = 20 + 2 * random.nextInt(10);
        Halving halving = new Halving(rows, columns);
        float[][] fine = random(rows, columns, random);
        float[][] coarse = random(rows / 2 + Halving.MORE, columns / 2 + Halving.MORE + random.nextInt(3), random);
        float[][] gathered = new float[coarse.length][coarse[0].length];
        float[][] spread = new float[rows][columns];
        try (Parallel parallel = new Parallel(2)) {
            halving.gather(fine, gathered, parallel);
            halving.spread(coarse, spread, parallel);
        }
        assertThat(product(spread, fine)).isCloseTo(product(coarse, gathered), within(1e-4));
        assertThat(sum(gathered)).as("no charge is lost").isCloseTo(sum(fine), within(1e-3));
    }

    private static double product(float[][] a, float[][] b) {
        double sum = 0;
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a[row].length; column++) {
                sum += (double) a[row][column] * b[row][column];
            }
        }
        return sum;
    }

    private static double sum(float[][] values) {
        double sum = 0;
        for (float[] row : values) {
            for (float value : row) {
                sum += value;
            }
        }
        return sum;
    }

    private static float[][] random(int rows, int columns, Random random) {
        float[][] result = new float[rows][columns];
        for (float[] row : result) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextFloat() - 0.3f;
            }
        }
        return result;
    }
}
