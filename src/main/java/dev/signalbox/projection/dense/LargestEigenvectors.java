package dev.signalbox.projection.dense;

import dev.signalbox.task.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The largest eigenvalues of a symmetric matrix and their eigenvectors, as LAPACK's dsyevx finds them: Householder's
 * reflections make the matrix tridiagonal, bisection by Sturm's sequences finds the wanted values, inverse iteration their vectors
 * (Golub and Van Loan, Matrix Computations, 8.3 and 8.4). Heeds a cancel in every one of the steps, which take well under a
 * millisecond each at 768 dimensions; gives the same with any number of threads.
 *
 * @param values  [count] descending
 * @param vectors [count][dim] orthonormal
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record LargestEigenvectors(double[] values, double[][] vectors) {
    private static final int PARTS = 4;
    private static final int ROUNDS = 4;
    private static final int MOST = 12;
    private static final long SEED = 1;

    /** A vector of which less than this is left beside those before it begins anew. */
    private static final double GONE = 1e-3;

    /**
     * Finds them.
     *
     * @param matrix [dim][dim] symmetric, its numbers zero or between 1e-100 and 1e100 in size; used up
     * @param count  1 to dim
     */
    public static LargestEigenvectors of(double[][] matrix, int count, Parallel parallel) {
        if (count < 1 || count > matrix.length) {
            throw new IllegalArgumentException(count + " eigenvectors of " + matrix.length + " dimensions");
        }
        List<double[]> reflections = new ArrayList<>();
        Tridiagonal reduced = reduce(matrix, reflections, parallel);
        double[] values = new double[count];
        parallel.run(count, rank -> values[rank] = reduced.value(rank));
        double[][] vectors = vectors(reduced, values, parallel);
        parallel.run(count, rank -> turnBack(reflections, vectors[rank]));
        return new LargestEigenvectors(values, vectors);
    }

    private static Tridiagonal reduce(double[][] a, List<double[]> reflections, Parallel parallel) {
        int n = a.length;
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[] w = new double[n];
        for (int k = 0; k < n; k++) {
            diagonal[k] = a[k][k];
            if (k < n - 1) {
                beside[k] = k < n - 2 ? eliminate(a, k, w, reflections, parallel) : a[k][k + 1];
            }
        }
        return new Tridiagonal(diagonal, beside);
    }

    /** Reflects everything behind row k such that all of the row but one number becomes zero; returns that number. */
    private static double eliminate(double[][] a, int k, double[] w, List<double[]> reflections, Parallel parallel) {
        int n = a.length;
        int first = k + 1;
        double[] v = new double[n];
        System.arraycopy(a[k], first, v, first, n - first);
        double norm = Math.sqrt(dot(v, v));
        double image = v[first] > 0 ? -norm : norm;
        v[first] -= image;
        double square = dot(v, v);
        if (square == 0) {
            reflections.add(new double[0]);
            return 0;
        }
        double scale = Math.sqrt(2 / square); // so that the reflection is 1 - v v'
        for (int i = first; i < n; i++) {
            v[i] *= scale;
        }
        parallel.run(PARTS, part -> {
            int from = first + Parallel.bound(n - first, part, PARTS);
            multiply(a, v, w, first, from, first + Parallel.bound(n - first, part + 1, PARTS));
        });
        double half = dot(v, w) / 2;
        for (int i = first; i < n; i++) {
            w[i] -= half * v[i];
        }
        parallel.run(PARTS, part -> {
            int to = first + Parallel.bound(n - first, part + 1, PARTS);
            for (int row = first + Parallel.bound(n - first, part, PARTS); row < to; row++) {
                subtract(a[row], v[row], w, w[row], v, first);
            }
        });
        reflections.add(v);
        return image;
    }

    /** Places {@code from} to {@code to} of w = a v: rows instead of columns, which are the same, two at a time. */
    private static void multiply(double[][] a, double[] v, double[] w, int first, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] = 0;
        }
        int n = v.length;
        int row = first;
        for (; row + 1 < n; row += 2) {
            add(w, a[row], v[row], a[row + 1], v[row + 1], from, to);
        }
        if (row < n) {
            add(w, a[row], v[row], a[row], 0, from, to);
        }
    }

    private static void add(double[] sum, double[] a, double byA, double[] b, double byB, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] = Math.fma(a[i], byA, Math.fma(b[i], byB, sum[i]));
        }
    }

    private static void subtract(double[] row, double byA, double[] a, double byB, double[] b, int from) {
        for (int i = from; i < row.length; i++) {
            row[i] = Math.fma(a[i], -byA, Math.fma(b[i], -byB, row[i]));
        }
    }

    /** Eigenvectors of the tridiagonal matrix, each with what it shares with those before it taken out. */
    private static double[][] vectors(Tridiagonal reduced, double[] values, Parallel parallel) {
        int n = reduced.size();
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] vectors = new double[values.length][n];
        for (int rank = 0; rank < values.length; rank++) {
            double[] vector = vectors[rank];
            shake(vector, random);
            Tridiagonal.Solver solver = reduced.less(values[rank]);
            int rounds = ROUNDS;
            for (int round = 0; round < rounds; round++) {
                parallel.checkCancelled();
                solver.solve(vector);
                shorten(vector);
                takeOut(vectors, rank, vector);
                if (shorten(vector) < GONE && rounds < MOST) {
                    shake(vector, random);
                    takeOut(vectors, rank, vector);
                    shorten(vector);
                    rounds++;
                }
            }
        }
        return vectors;
    }

    private static void shake(double[] vector, SplittableRandom random) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextDouble() - 0.5;
        }
    }

    /** Twice, because the first time leaves a little where vectors are nearly the same. */
    private static void takeOut(double[][] vectors, int count, double[] vector) {
        for (int time = 0; time < 2; time++) {
            for (int other = 0; other < count; other++) {
                double share = dot(vectors[other], vector);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] -= share * vectors[other][i];
                }
            }
        }
    }

    /** Brings a vector to length 1; returns how long it was. */
    private static double shorten(double[] vector) {
        double most = 0;
        for (double value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        if (most == 0) {
            return 0;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= most;
        }
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return most * length;
    }

    private static void turnBack(List<double[]> reflections, double[] vector) {
        for (int k = reflections.size() - 1; k >= 0; k--) {
            double[] v = reflections.get(k);
            if (v.length > 0) {
                double share = dot(v, vector);
                for (int i = k + 1; i < vector.length; i++) {
                    vector[i] = Math.fma(-share, v[i], vector[i]);
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            even = Math.fma(a[i], b[i], even);
            odd = Math.fma(a[i + 1], b[i + 1], odd);
        }
        return i < a.length ? even + odd + a[i] * b[i] : even + odd;
    }
}
