package dev.signalbox.evaluation;

/**
 * Orders numbers without comparing them: least significant digits first, eleven bits at a time. Several times quicker
 * than a sort by comparisons at 35,000 scores or 200,000 breakpoints, and equal numbers keep their places.
 */
public final class RadixOrder {
    private static final int BITS = 11;
    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;

    private RadixOrder() {}

    /**
     * The places of the first n keys in ascending order; -0 comes before 0, NaN last.
     *
     * @throws IllegalArgumentException when there are fewer keys than n
     */
    public static int[] ascending(float[] keys, int n) {
        check(keys.length, n);
        int[] bits = new int[n];
        for (int i = 0; i < n; i++) {
            int raw = Float.floatToIntBits(keys[i]);
            bits[i] = raw ^ (raw >> 31 | Integer.MIN_VALUE);
        }
        int[] order = identity(n);
        int[] spare = new int[n];
        int[] count = new int[SIZE];
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            java.util.Arrays.fill(count, 0);
            for (int b : bits) {
                count[b >>> shift & MASK]++;
            }
            if (n == 0 || count[bits[0] >>> shift & MASK] == n) {
                continue; // all alike in these bits
            }
            cumulate(count);
            for (int i : order) {
                spare[count[bits[i] >>> shift & MASK]++] = i;
            }
            int[] done = order;
            order = spare;
            spare = done;
        }
        return order;
    }

    /** As {@link #ascending(float[], int)}. */
    public static int[] ascending(double[] keys, int n) {
        check(keys.length, n);
        long[] bits = new long[n];
        for (int i = 0; i < n; i++) {
            long raw = Double.doubleToLongBits(keys[i]);
            bits[i] = raw ^ (raw >> 63 | Long.MIN_VALUE);
        }
        int[] order = identity(n);
        int[] spare = new int[n];
        int[] count = new int[SIZE];
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            java.util.Arrays.fill(count, 0);
            for (long b : bits) {
                count[(int) (b >>> shift) & MASK]++;
            }
            if (n == 0 || count[(int) (bits[0] >>> shift) & MASK] == n) {
                continue;
            }
            cumulate(count);
            for (int i : order) {
                spare[count[(int) (bits[i] >>> shift) & MASK]++] = i;
            }
            int[] done = order;
            order = spare;
            spare = done;
        }
        return order;
    }

    private static void check(int length, int n) {
        if (n > length) {
            throw new IllegalArgumentException(n + " of " + length + " keys");
        }
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    private static void cumulate(int[] count) {
        int before = 0;
        for (int digit = 0; digit < SIZE; digit++) {
            int here = count[digit];
            count[digit] = before;
            before += here;
        }
    }
}
