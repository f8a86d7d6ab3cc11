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
        int[] order = new int[n];
        int digits = (Integer.SIZE + BITS - 1) / BITS;
        int[] count = new int[digits * SIZE];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            count(keys, from, Chunks.end(from, n), bits, order, count);
        }
        int[] spare = new int[n];
        for (int digit = 0; digit < digits; digit++) {
            if (n == 0 || count[digit * SIZE + (bits[0] >>> digit * BITS & MASK)] == n) {
                continue; // all alike in these bits
            }
            cumulate(count, digit * SIZE);
            for (int from = 0; from < n; from += Chunks.SIZE) {
                scatter(order, from, Chunks.end(from, n), bits, digit, count, spare);
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
        int[] order = new int[n];
        int digits = (Long.SIZE + BITS - 1) / BITS;
        int[] count = new int[digits * SIZE];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            count(keys, from, Chunks.end(from, n), bits, order, count);
        }
        int[] spare = new int[n];
        for (int digit = 0; digit < digits; digit++) {
            if (n == 0 || count[digit * SIZE + ((int) (bits[0] >>> digit * BITS) & MASK)] == n) {
                continue;
            }
            cumulate(count, digit * SIZE);
            for (int from = 0; from < n; from += Chunks.SIZE) {
                scatter(order, from, Chunks.end(from, n), bits, digit, count, spare);
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

    /** Bits that are in the order of the numbers, the order they stand in, and how often every digit has every value. */
    private static void count(float[] keys, int from, int to, int[] bits, int[] order, int[] count) {
        for (int i = from; i < to; i++) {
            int raw = Float.floatToIntBits(keys[i]);
            int key = raw ^ (raw >> 31 | Integer.MIN_VALUE);
            bits[i] = key;
            order[i] = i;
            count[key & MASK]++;
            count[SIZE + (key >>> BITS & MASK)]++;
            count[2 * SIZE + (key >>> 2 * BITS)]++;
        }
    }

    private static void count(double[] keys, int from, int to, long[] bits, int[] order, int[] count) {
        for (int i = from; i < to; i++) {
            long raw = Double.doubleToLongBits(keys[i]);
            long key = raw ^ (raw >> 63 | Long.MIN_VALUE);
            bits[i] = key;
            order[i] = i;
            count[(int) key & MASK]++;
            count[SIZE + ((int) (key >>> BITS) & MASK)]++;
            count[2 * SIZE + ((int) (key >>> 2 * BITS) & MASK)]++;
            count[3 * SIZE + ((int) (key >>> 3 * BITS) & MASK)]++;
            count[4 * SIZE + ((int) (key >>> 4 * BITS) & MASK)]++;
            count[5 * SIZE + (int) (key >>> 5 * BITS)]++;
        }
    }

    private static void cumulate(int[] count, int offset) {
        int before = 0;
        for (int from = offset; from < offset + SIZE; from += Chunks.SIZE) {
            before = cumulate(count, from, from + Chunks.SIZE, before);
        }
    }

    private static int cumulate(int[] count, int from, int to, int start) {
        int before = start;
        for (int i = from; i < to; i++) {
            int here = count[i];
            count[i] = before;
            before += here;
        }
        return before;
    }

    private static void scatter(int[] order, int from, int to, int[] bits, int digit, int[] count, int[] into) {
        int shift = digit * BITS;
        int offset = digit * SIZE;
        for (int e = from; e < to; e++) {
            int i = order[e];
            into[count[offset + (bits[i] >>> shift & MASK)]++] = i;
        }
    }

    private static void scatter(int[] order, int from, int to, long[] bits, int digit, int[] count, int[] into) {
        int shift = digit * BITS;
        int offset = digit * SIZE;
        for (int e = from; e < to; e++) {
            int i = order[e];
            into[count[offset + ((int) (bits[i] >>> shift) & MASK)]++] = i;
        }
    }
}
