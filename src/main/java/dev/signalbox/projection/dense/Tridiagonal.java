package dev.signalbox.projection.dense;

/**
 * A symmetric tridiagonal matrix.
 *
 * @param diagonal [n]
 * @param beside   [n] the numbers to the right of the diagonal and below it; the last is zero
 */
@SuppressWarnings("ArrayRecordComponent") // internal columns
record Tridiagonal(double[] diagonal, double[] beside) {
    private static final int HALVINGS = 120;

    int size() {
        return diagonal.length;
    }

    /** A bound of all eigenvalues (Gershgorin). */
    private double bound() {
        double most = 0;
        for (int i = 0; i < diagonal.length; i++) {
            double left = i > 0 ? Math.abs(beside[i - 1]) : 0;
            most = Math.max(most, Math.abs(diagonal[i]) + left + Math.abs(beside[i]));
        }
        return most;
    }

    /** What counts as zero beside the largest numbers here. */
    private double tiny() {
        return Math.max(Double.MIN_NORMAL, Math.ulp(bound()));
    }

    /** The eigenvalue that {@code rank} others are at least as large as, by bisection. */
    double value(int rank) {
        double high = bound();
        double low = -high;
        double tiny = tiny();
        for (int i = 0; i < HALVINGS && high - low > tiny; i++) {
            double middle = (low + high) / 2;
            if (above(middle, tiny) > rank) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** How many eigenvalues are larger than a number: as many as pivots of the matrix less the number are positive. */
    private int above(double x, double tiny) {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < diagonal.length; i++) {
            double left = i > 0 ? beside[i - 1] : 0;
            pivot = diagonal[i] - x - left * left / pivot;
            if (Math.abs(pivot) < tiny) {
                pivot = -tiny;
            }
            count += pivot > 0 ? 1 : 0;
        }
        return count;
    }

    /** Solves systems with this matrix less a multiple of the unit matrix, which may be singular nearly or altogether. */
    Solver less(double shift) {
        return new Solver(shift);
    }

    /** Gauss's elimination with rows exchanged where the one below has the larger number. */
    final class Solver {
        private final double[] pivot;
        private final double[] next;
        private final double[] second;
        private final double[] factor;
        private final boolean[] exchanged;

        private Solver(double shift) {
            int n = diagonal.length;
            double tiny = tiny();
            pivot = new double[n];
            next = new double[n];
            second = new double[n];
            factor = new double[n];
            exchanged = new boolean[n];
            double here = diagonal[0] - shift;
            double right = beside[0];
            for (int i = 0; i < n - 1; i++) {
                double below = beside[i];
                double belowHere = diagonal[i + 1] - shift;
                double belowRight = beside[i + 1];
                exchanged[i] = Math.abs(below) > Math.abs(here);
                if (exchanged[i]) {
                    factor[i] = here / below;
                    pivot[i] = below;
                    next[i] = belowHere;
                    second[i] = belowRight;
                    here = right - factor[i] * belowHere;
                    right = -factor[i] * belowRight;
                } else {
                    pivot[i] = Math.abs(here) < tiny ? tiny : here;
                    factor[i] = below / pivot[i];
                    next[i] = right;
                    here = belowHere - factor[i] * right;
                    right = belowRight;
                }
            }
            pivot[n - 1] = Math.abs(here) < tiny ? tiny : here;
        }

        void solve(double[] x) {
            int n = x.length;
            for (int i = 0; i < n - 1; i++) {
                double above = exchanged[i] ? x[i + 1] : x[i];
                double below = exchanged[i] ? x[i] : x[i + 1];
                x[i] = above;
                x[i + 1] = below - factor[i] * above;
            }
            for (int i = n - 1; i >= 0; i--) {
                double rest = x[i];
                rest -= i + 1 < n ? next[i] * x[i + 1] : 0;
                rest -= i + 2 < n ? second[i] * x[i + 2] : 0;
                x[i] = rest / pivot[i];
            }
        }
    }
}
