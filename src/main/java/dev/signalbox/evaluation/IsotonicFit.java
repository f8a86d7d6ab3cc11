package dev.signalbox.evaluation;

import java.util.Arrays;

/**
 * The non-decreasing step function nearest to the labels in squared error, by pooling adjacent violators.
 *
 * @param first  [m] the lowest confidence of each block, ascending
 * @param centre [m] the mean confidence of each block's pairs
 * @param value  [m] the share of right pairs in each block, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // columns that are read, never compared
public record IsotonicFit(double[] first, double[] centre, double[] value) {
    public static IsotonicFit of(CalibrationPairs pairs) {
        if (pairs.size() == 0) {
            throw new IllegalArgumentException("Nothing to fit");
        }
        Blocks blocks = new Blocks(pairs.size());
        double last = Double.NaN;
        for (int i : pairs.ascending()) {
            double p = pairs.p()[i];
            if (p == last) {
                blocks.join(p, pairs.y()[i]); // equal confidences get one value, whatever their labels
            } else {
                blocks.settle();
                blocks.begin(p, pairs.y()[i]);
            }
            last = p;
        }
        blocks.settle();
        return blocks.fit();
    }

    /** The step function: the value of the last block that begins at or below a confidence, the first block's before. */
    public double step(double p) {
        int at = Arrays.binarySearch(first, p);
        return value[Math.max(0, at >= 0 ? at : -at - 2)];
    }

    /** Linear between the blocks' centres, constant outside. */
    public double interpolated(double p) {
        int at = Arrays.binarySearch(centre, p);
        if (at >= 0) {
            return value[at];
        }
        int above = -at - 1;
        if (above == 0) {
            return value[0];
        }
        if (above == centre.length) {
            return value[above - 1];
        }
        double share = (p - centre[above - 1]) / (centre[above] - centre[above - 1]);
        return value[above - 1] + share * (value[above] - value[above - 1]);
    }

    /** A stack of blocks: all but the last are in ascending order of their rates. */
    private static final class Blocks {
        private final double[] first;
        private final double[] sum;
        private final int[] pairs;
        private final int[] right;
        private int top = -1;

        Blocks(int most) {
            first = new double[most];
            sum = new double[most];
            pairs = new int[most];
            right = new int[most];
        }

        void begin(double p, byte y) {
            top++;
            first[top] = p;
            sum[top] = p;
            pairs[top] = 1;
            right[top] = y;
        }

        void join(double p, byte y) {
            sum[top] += p;
            pairs[top]++;
            right[top] += y;
        }

        /** Joins the last block with those before it that are not below it; in whole numbers, so that equal is equal. */
        void settle() {
            while (top > 0 && (long) right[top - 1] * pairs[top] >= (long) right[top] * pairs[top - 1]) {
                sum[top - 1] += sum[top];
                pairs[top - 1] += pairs[top];
                right[top - 1] += right[top];
                top--;
            }
        }

        IsotonicFit fit() {
            int m = top + 1;
            double[] centre = new double[m];
            double[] value = new double[m];
            for (int b = 0; b < m; b++) {
                centre[b] = sum[b] / pairs[b];
                value[b] = (double) right[b] / pairs[b];
            }
            return new IsotonicFit(Arrays.copyOf(first, m), centre, value);
        }
    }
}
