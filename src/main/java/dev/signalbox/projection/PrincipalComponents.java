package dev.signalbox.projection;

import dev.signalbox.projection.dense.LargestEigenvectors;
import dev.signalbox.projection.dense.Products;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;

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
record PrincipalComponents(float[] mean, double[][] axes, double[] variances, double total) {
    /** Rows that are multiplied while they are in the cache; a multiple of {@link Products#INPUTS}. */
    private static final int BLOCK = 80;

    /** Sums of their own, added up in order: fixed, so that the result does not depend on the threads. */
    private static final int PARTS = 4;

    private static final int TILE = 512;

    /**
     * Fits.
     *
     * @param points at least one row
     * @param count  at most this many components; fewer when there are fewer dimensions
     */
    static PrincipalComponents fit(Points points, int count, Parallel parallel, Progress progress) {
        int dim = points.dim();
        float[] mean = mean(points, progress);
        double[][] covariance = covariance(points, mean, parallel, progress);
        double total = 0;
        for (int i = 0; i < dim; i++) {
            total += covariance[i][i];
        }
        LargestEigenvectors eigen =
                LargestEigenvectors.of(covariance, Math.min(count, dim), parallel.heeding(progress));
        double[] variances =
                Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray();
        double[][] axes =
                Arrays.stream(eigen.vectors()).map(PrincipalComponents::pointed).toArray(double[][]::new);
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

    private static float[] mean(Points points, Progress progress) {
        int dim = points.dim();
        double[] sum = new double[dim];
        for (int row = 0; row < points.rows(); row++) {
            if (row % Projections.ROWS == 0) {
                progress.checkCancelled();
            }
            int at = row * dim;
            for (int i = 0; i < dim; i++) {
                sum[i] += points.values()[at + i];
            }
        }
        float[] mean = new float[dim];
        for (int i = 0; i < dim; i++) {
            mean[i] = (float) (sum[i] / points.rows());
        }
        return mean;
    }

    /** Population covariance. */
    private static double[][] covariance(Points points, float[] mean, Parallel parallel, Progress progress) {
        int n = points.rows();
        int dim = points.dim();
        int padded = (dim + Products.SUMS - 1) / Products.SUMS * Products.SUMS;
        float[][][] sums = new float[PARTS][padded][dim];
        parallel.run(PARTS, part -> {
            float[][] turned = new float[padded][BLOCK];
            float[][] rows = new float[BLOCK][dim];
            int from = Parallel.bound(n, part, PARTS);
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int at = from; at < to; at += BLOCK) {
                progress.checkCancelled();
                if (part == PARTS - 1) {
                    progress.update((double) (at - from) / (to - from), "");
                }
                load(points, mean, at, Math.min(to, at + BLOCK), rows, turned);
                multiply(rows, turned, sums[part]);
            }
        });
        double[][] result = new double[dim][dim];
        for (int i = 0; i < dim; i++) {
            for (int j = i; j < dim; j++) {
                double sum = 0;
                for (int part = 0; part < PARTS; part++) {
                    sum += sums[part][i][j];
                }
                result[i][j] = sum / n;
                result[j][i] = sum / n;
            }
        }
        return result;
    }

    /** Centred rows and the same by columns; zeros behind the last. */
    private static void load(Points points, float[] mean, int from, int to, float[][] rows, float[][] turned) {
        int dim = mean.length;
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < dim; i++) {
                float value = from + r < to ? points.values()[(from + r) * dim + i] - mean[i] : 0;
                rows[r][i] = value;
                turned[i][r] = value;
            }
        }
    }

    private static void multiply(float[][] rows, float[][] turned, float[][] sums) {
        int dim = rows[0].length;
        float[][] four = new float[Products.SUMS][];
        for (int i = 0; i < dim; i += Products.SUMS) {
            System.arraycopy(sums, i, four, 0, Products.SUMS);
            for (int r = 0; r < rows.length; r += Products.INPUTS) {
                Products.add(four, turned, i, r, rows[r], rows[r + 1], rows[r + 2], rows[r + 3], rows[r + 4], i, dim);
            }
        }
    }

    /** Coordinates of rows along the axes. */
    Points project(Points points, Parallel parallel, Progress progress) {
        int n = points.rows();
        int dim = points.dim();
        int k = axes.length;
        int inputs = (dim + Products.INPUTS - 1) / Products.INPUTS * Products.INPUTS;
        float[][] factors = new float[(k + Products.SUMS - 1) / Products.SUMS * Products.SUMS][inputs];
        float[] offset = new float[factors.length];
        for (int axis = 0; axis < k; axis++) {
            double sum = 0;
            for (int i = 0; i < dim; i++) {
                factors[axis][i] = (float) axes[axis][i];
                sum += axes[axis][i] * mean[i];
            }
            offset[axis] = (float) -sum;
        }
        float[] result = new float[Math.multiplyExact(n, k)];
        int tiles = (n + TILE - 1) / TILE;
        parallel.run(tiles, tile -> {
            progress.checkCancelled();
            int from = tile * TILE;
            int to = Math.min(n, from + TILE);
            float[][] columns = new float[inputs][to - from];
            for (int row = from; row < to; row++) {
                for (int i = 0; i < dim; i++) {
                    columns[i][row - from] = points.values()[row * dim + i];
                }
            }
            float[][] sums = new float[Products.SUMS][to - from];
            for (int axis = 0; axis < k; axis += Products.SUMS) {
                for (int four = 0; four < Products.SUMS; four++) {
                    Arrays.fill(sums[four], offset[axis + four]);
                }
                for (int i = 0; i < inputs; i += Products.INPUTS) {
                    Products.add(
                            sums,
                            factors,
                            axis,
                            i,
                            columns[i],
                            columns[i + 1],
                            columns[i + 2],
                            columns[i + 3],
                            columns[i + 4]);
                }
                for (int four = 0; four < Products.SUMS && axis + four < k; four++) {
                    for (int row = from; row < to; row++) {
                        result[row * k + axis + four] = sums[four][row - from];
                    }
                }
            }
        });
        return new Points(n, k, result);
    }

    /** The share of the variance that the first two axes keep; 1 when there is no variance at all. */
    double explainedByTwo() {
        return total == 0 ? 1 : Arrays.stream(variances).limit(2).sum() / total;
    }
}
