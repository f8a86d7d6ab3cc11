package dev.signalbox.evaluation;

import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import java.util.Arrays;

/**
 * What of a replay does not depend on labels: every query's two possible choices, in ascending order of s1, so that the
 * deferred queries of any threshold are a prefix.
 *
 * @param unscored queries left out because a router has not scored them
 * @param query    the ordinals in this order
 * @param s1       the first router's highest confidence
 * @param stay     the column chosen when s1 is over the threshold
 * @param go       the column chosen when it is not
 */
@SuppressWarnings("ArrayRecordComponent") // internal columns
record ReplayOrder(
        DatasetTable table, Choice first, Choice second, int unscored, int[] query, float[] s1, int[] stay, int[] go) {

    static ReplayOrder of(DatasetTable table, Selection rows, Cascade cascade) {
        Choice first = new Choice(table, cascade.first(), cascade.firstPool(), cascade.ties());
        Choice second = new Choice(table, cascade.second(), cascade.secondPool(), cascade.ties());
        long[] packed = new long[rows.size()];
        int n = 0;
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            int place = first.bestPlace(query);
            if (place >= 0 && second.scored(query)) {
                packed[n++] = pack(first.confidence(query, place), query);
            }
        }
        Arrays.sort(packed, 0, n);
        ReplayOrder order = new ReplayOrder(
                table, first, second, rows.size() - n, new int[n], new float[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++) {
            order.fill(i, (int) packed[i]);
        }
        return order;
    }

    /** Confidences are not negative, so their bits are in their order. */
    private static long pack(float confidence, int query) {
        if (!(confidence >= 0)) {
            throw new IllegalArgumentException("A confidence is 0 or more, not " + confidence);
        }
        return ((long) Float.floatToIntBits(confidence + 0f) << 32) | query;
    }

    private void fill(int place, int ordinal) {
        int one = first.bestPlace(ordinal);
        int two = second.bestPlace(ordinal);
        query[place] = ordinal;
        s1[place] = first.confidence(ordinal, one);
        stay[place] = first.column(one);
        boolean wins = two >= 0 && second.confidence(ordinal, two) > s1[place]; // a tie keeps the first pool
        go[place] = wins ? second.column(two) : stay[place];
    }

    int size() {
        return query.length;
    }

    /**
     * How many queries are deferred: those with s1 &lt;= tau. The threshold is compared as a float, as scores are
     * stored, so that .62 means the same on both sides.
     */
    int deferred(double tau) {
        float limit = (float) tau;
        int low = 0;
        int high = s1.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (s1[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** 0, every distinct s1 in between, and 1. */
    double[] breakpoints() {
        double[] result = new double[s1.length + 2];
        int n = 0;
        result[n++] = 0;
        for (float s : s1) {
            if (s > result[n - 1] && s < 1) {
                result[n++] = s;
            }
        }
        result[n++] = 1;
        return Arrays.copyOf(result, n);
    }
}
