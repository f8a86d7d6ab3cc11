package dev.signalbox.projection.neighbours;

import java.util.Arrays;

/**
 * The k nearest of any number of candidates. Candidates collect in a buffer, which is cut back to the k best when it is
 * full. A candidate is one long, its distance above its number, so that the order is total and never depends on the order
 * of arrival.
 */
final class NearestList {
    private final int k;
    private final long[] keys;
    private int size;
    private float worst = Float.MAX_VALUE;

    /** @param room places beside the k best; at least as many as are offered between two looks at {@link #worst} */
    NearestList(int k, int room) {
        this.k = k;
        this.keys = new long[k + room];
    }

    /** Begins anew; candidates farther than {@code limit} are of no interest. */
    void clear(float limit) {
        size = 0;
        worst = limit;
    }

    /** No candidate farther than this can be among the nearest; it falls only when the buffer is cut. */
    float worst() {
        return worst;
    }

    /** Takes a candidate; the same one at most once. */
    void offer(float squared, int id) {
        if (size == keys.length) {
            cut();
        }
        keys[size++] = ((long) Float.floatToRawIntBits(Math.max(0, squared)) << 32) | id;
    }

    /** Cuts the buffer back to the k best when at least {@code more} places are not free. */
    void reserve(int more) {
        if (size + more > keys.length) {
            cut();
        }
    }

    void cut() {
        if (size > k) {
            select(keys, 0, size - 1, k - 1);
            size = k;
        }
        if (size == k) {
            long last = keys[0];
            for (int i = 1; i < k; i++) {
                last = Math.max(last, keys[i]);
            }
            worst = Math.min(worst, Math.nextUp(Float.intBitsToFloat((int) (last >>> 32))));
        }
    }

    /** Ends the search: the best ones, nearest first. Their number is returned. */
    int sorted() {
        cut();
        Arrays.sort(keys, 0, size);
        return size;
    }

    /** Takes a candidate as it stands in another list. */
    void put(long key) {
        if (size == keys.length) {
            cut();
        }
        keys[size++] = key;
    }

    /** Distance above number. */
    long key(int place) {
        return keys[place];
    }

    int id(int place) {
        return (int) keys[place];
    }

    /** Puts the value at {@code rank} where sorting would, with nothing larger before it. */
    static void select(long[] a, int from, int to, int rank) {
        int low = from;
        int high = to;
        while (low < high) {
            long pivot = middle(a[low], a[(low + high) >>> 1], a[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (a[i] < pivot) {
                    i++;
                }
                while (a[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = a[i];
                    a[i++] = a[j];
                    a[j--] = swap;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
