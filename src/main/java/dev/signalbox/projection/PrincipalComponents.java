package dev.signalbox.projection;

import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components by the eigenvectors of the covariance matrix, without native libraries. An axis points to where
 * its largest entry is positive, so that a map never flips by chance.
 *
 * @param mean      [dim]
 * @param axes      [k][dim] orthonormal, largest variance first
 * @param variances [k]
 * @param total     the variance of all dimensions together
 */
@SuppressWarnings("ArrayRecordComponent") // internal columns
record PrincipalComponents(double[] mean, double[][] axes, double[] variances, double total) {
    private static final int STEP = 512;

    /**
     * Fits.
     *
     * @param data  row-major
     * @param rows  which rows to fit, at least one
     * @param count at most this many components; fewer when there are fewer dimensions
     */
    static PrincipalComponents fit(float[] data, int dim, int[] rows, int count, Progress progress) {
        double[] mean = mean(data, dim, rows);
        DMatrixRMaj covariance = covariance(data, dim, rows, mean, progress);
        double total = 0;
        for (int i = 0; i < dim; i++) {
            total += covariance.get(i, i);
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dim, true, true);
        if (!eigen.decompose(covariance)) {
            throw new IllegalStateException("The eigenvectors of a covariance matrix always exist");
        }
        progress.checkCancelled();
        Integer[] order = new Integer[dim];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingDouble(
                        (Integer i) -> -eigen.getEigenvalue(i).getReal()));
        int kept = Math.min(count, dim);
        double[][] axes = new double[kept][];
        double[] variances = new double[kept];
        for (int i = 0; i < kept; i++) {
            variances[i] = Math.max(0, eigen.getEigenvalue(order[i]).getReal());
            axes[i] = pointed(eigen.getEigenVector(order[i]).getData());
        }
        return new PrincipalComponents(mean, axes, variances, total);
    }

    private static double[] pointed(double[] axis) {
        double largest = 0;
        for (double entry : axis) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        double[] result = new double[axis.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = largest < 0 ? -axis[i] : axis[i];
        }
        return result;
    }

    private static double[] mean(float[] data, int dim, int[] rows) {
        double[] mean = new double[dim];
        for (int row : rows) {
            for (int i = 0; i < dim; i++) {
                mean[i] += data[row * dim + i];
            }
        }
        for (int i = 0; i < dim; i++) {
            mean[i] /= rows.length;
        }
        return mean;
    }

    /** Population covariance; four rows at a time, so that each pass over the matrix does four times the work. */
    private static DMatrixRMaj covariance(float[] data, int dim, int[] rows, double[] mean, Progress progress) {
        DMatrixRMaj result = new DMatrixRMaj(dim, dim);
        double[] c = result.data;
        double[][] four = new double[4][dim];
        for (int at = 0; at < rows.length; at += 4) {
            if (at % STEP == 0) {
                progress.checkCancelled();
                progress.update((double) at / rows.length, "");
            }
            for (int r = 0; r < 4; r++) {
                boolean there = at + r < rows.length;
                for (int i = 0; i < dim; i++) {
                    four[r][i] = there ? data[rows[at + r] * dim + i] - mean[i] : 0;
                }
            }
            for (int i = 0; i < dim; i++) {
                addProducts(c, i * dim, i, four);
            }
        }
        for (int i = 0; i < dim; i++) {
            for (int j = i; j < dim; j++) {
                double value = c[i * dim + j] / rows.length;
                c[i * dim + j] = value;
                c[j * dim + i] = value;
            }
        }
        return result;
    }

    private static void addProducts(double[] c, int offset, int i, double[][] four) {
        double[] p = four[0];
        double[] q = four[1];
        double[] r = four[2];
        double[] s = four[3];
        double pi = p[i];
        double qi = q[i];
        double ri = r[i];
        double si = s[i];
        for (int j = i; j < p.length; j++) {
            c[offset + j] += pi * p[j] + qi * q[j] + ri * r[j] + si * s[j];
        }
    }

    /** One row's coordinates along the axes. */
    double[] project(float[] data, int row) {
        int dim = mean.length;
        double[] result = new double[axes.length];
        for (int k = 0; k < result.length; k++) {
            double[] axis = axes[k];
            double sum = 0;
            for (int i = 0; i < dim; i++) {
                sum += (data[row * dim + i] - mean[i]) * axis[i];
            }
            result[k] = sum;
        }
        return result;
    }

    /** The share of the variance that the first two axes keep; 1 when there is no variance at all. */
    double explainedByTwo() {
        return total == 0 ? 1 : Arrays.stream(variances).limit(2).sum() / total;
    }
}
