package dev.signalbox.projection.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargestEigenvectorsTest {
    private static double[][] copy(double[][] a) {
        return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    }

    private static LargestEigenvectors find(double[][] a, int count, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return LargestEigenvectors.of(copy(a), count, parallel);
        }
    }

    /** The covariance of noise in {@code rank} directions. */
    private static double[][] covariance(int dim, int rank, long seed) {
        Random random = new Random(seed);
        double[][] a = new double[dim][dim];
        for (int r = 0; r < rank; r++) {
            double[] direction = random.doubles(dim, -1, 1).toArray();
            double variance = Math.pow(0.9, r);
            for (int i = 0; i < dim; i++) {
                for (int j = 0; j < dim; j++) {
                    a[i][j] += variance * direction[i] * direction[j];
                }
            }
        }
        return a;
    }

    private static void areEigenvectors(double[][] a, LargestEigenvectors found) {
        int dim = a.length;
        double scale = 0;
        for (double[] row : a) {
            scale = Math.max(scale, Arrays.stream(row).map(Math::abs).sum());
        }
        double close = 1e-11 * scale + 1e-300;
        for (int k = 0; k < found.values().length; k++) {
            double[] vector = found.vectors()[k];
            for (int i = 0; i < dim; i++) {
                assertThat(dot(a[i], vector)).isCloseTo(found.values()[k] * vector[i], within(close));
            }
            for (int other = 0; other <= k; other++) {
                assertThat(dot(found.vectors()[other], vector)).isCloseTo(other == k ? 1 : 0, within(1e-10));
            }
        }
        assertThat(found.values()).isSortedAccordingTo((x, y) -> Math.abs(x - y) < close ? 0 : Double.compare(y, x));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double[] reference(double[][] a) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(a.length, false, true);
        assertThat(eigen.decompose(new DMatrixRMaj(a))).isTrue();
        double[] values = IntStream.range(0, a.length)
                .mapToDouble(i -> -eigen.getEigenvalue(i).getReal())
                .sorted()
                .toArray();
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 2", "3, 3, 2", "7, 7, 7", "20, 20, 20", "61, 61, 50", "60, 12, 40", "120, 3, 50"})
    void areThoseOfTheReference(int dim, int rank, int count) {
        double[][] a = covariance(dim, rank, 17L * dim + rank);
        LargestEigenvectors found = find(a, count, 2);
        areEigenvectors(a, found);
        double[] wanted = reference(a);
        for (int k = 0; k < count; k++) {
            assertThat(found.values()[k]).isCloseTo(wanted[k], within(1e-11 * wanted[0]));
        }
    }

    @Test
    void equalEigenvaluesHaveVectorsOfTheirOwn() {
        int dim = 40;
        double[][] none = new double[dim][dim];
        areEigenvectors(none, find(none, dim, 2));
        double[][] unit = new double[dim][dim];
        double[][] blocks = new double[dim][dim];
        for (int i = 0; i < dim; i++) {
            unit[i][i] = 3;
            for (int j = i / 4 * 4; j < i / 4 * 4 + 4; j++) {
                blocks[i][j] = i == j ? 2 : 1;
            }
        }
        areEigenvectors(unit, find(unit, dim, 2));
        LargestEigenvectors found = find(blocks, dim, 2);
        areEigenvectors(blocks, found);
        assertThat(found.values()[9]).isCloseTo(5, within(1e-12));
        assertThat(found.values()[10]).isCloseTo(1, within(1e-12));
    }

    @Test
    void numbersMayBeTinyHugeOrNegative() {
        for (double scale : new double[] {1e-80, 1e-30, 1e30, 1e80}) {
            double[][] a = covariance(30, 30, 5);
            for (double[] row : a) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= scale;
                }
            }
            areEigenvectors(a, find(a, 10, 1));
        }
        double[][] negative = {{-2, 1}, {1, -2}};
        assertThat(find(negative, 2, 1).values()).containsExactly(new double[] {-1, -3}, within(1e-12));
    }

    @Test
    void threadsDoNotChangeABit() {
        double[][] a = covariance(75, 75, 9);
        LargestEigenvectors one = find(a, 50, 1);
        LargestEigenvectors two = find(a, 50, 2);
        assertThat(two.values()).isEqualTo(one.values());
        assertThat(two.vectors()).isDeepEqualTo(one.vectors());
    }

    @Test
    void aCancelIsHeard() {
        Progress cancelled = new Cancelled();
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> LargestEigenvectors.of(covariance(30, 30, 1), 3, parallel.heeding(cancelled)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> LargestEigenvectors.of(new double[2][2], 3, parallel))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
