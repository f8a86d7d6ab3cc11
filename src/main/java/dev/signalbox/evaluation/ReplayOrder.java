package dev.signalbox.evaluation;

import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;

/**
 * What of a replay does not depend on labels: every query's two possible choices, in ascending order of s1, so that the
 * deferred queries of any threshold are a prefix.
 *
 * @param unscored queries left out because a router has not scored them
 * @param predictedFirst of the first pool, by ascending ordinal, as is predictedSecond
 * @param rank     the places in this order by ascending ordinal: {@code query[rank[i]]} rises with i
 * @param query    the ordinals in this order
 * @param s1       the first router's highest confidence, as {@link Cascade#against} puts it
 * @param stay     the column chosen when s1 is over the threshold
 * @param go       the column chosen when it is not
 */
@SuppressWarnings("ArrayRecordComponent") // internal columns
record ReplayOrder(
        DatasetTable table,
        Predictions predictedFirst,
        Predictions predictedSecond,
        int unscored,
        int[] rank,
        int[] query,
        float[] s1,
        int[] stay,
        int[] go) {

    static ReplayOrder of(DatasetTable table, Selection rows, Cascade cascade) {
        Draft draft = new Draft(
                rows.size(),
                cascade,
                new Choice(table, cascade.first(), cascade.firstPool(), cascade.ties()),
                new Choice(table, cascade.second(), cascade.secondPool(), cascade.ties()));
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            draft.add(query);
        }
        return draft.ordered(table, rows.size());
    }

    /** The queries by ascending ordinal: columns are read in their own order once, and then only moved. */
    private static final class Draft {
        private final Cascade cascade;
        private final Choice first;
        private final Choice second;
        private final int[] query;
        private final float[] s1;
        private final int[] stay;
        private final int[] go;
        private int n;

        Draft(int most, Cascade cascade, Choice first, Choice second) {
            this.cascade = cascade;
            this.first = first;
            this.second = second;
            query = new int[most];
            s1 = new float[most];
            stay = new int[most];
            go = new int[most];
        }

        /** A method of its own: called often, it is compiled long before a loop around it would be. */
        void add(int ordinal) {
            int one = first.bestPlace(ordinal);
            if (one < 0 || !second.scored(ordinal)) {
                return;
            }
            float confidence = first.confidence(ordinal, one);
            if (!(confidence >= 0)) {
                throw new IllegalArgumentException("A confidence is 0 or more, not " + confidence);
            }
            int two = second.bestPlace(ordinal);
            boolean wins = two >= 0 && second.confidence(ordinal, two) > confidence; // a tie keeps the first pool
            query[n] = ordinal;
            stay[n] = first.column(one);
            s1[n] = cascade.against(stay[n], confidence + 0f);
            go[n] = wins ? second.column(two) : stay[n];
            n++;
        }

        ReplayOrder ordered(DatasetTable table, int asked) {
            int[] order = RadixOrder.ascending(s1, n);
            ReplayOrder result = new ReplayOrder(
                    table,
                    new Predictions(first, query, n),
                    new Predictions(second, query, n),
                    asked - n,
                    new int[n],
                    new int[n],
                    new float[n],
                    new int[n],
                    new int[n]);
            for (int place = 0; place < n; place++) {
                move(order[place], place, result);
            }
            return result;
        }

        private void move(int from, int to, ReplayOrder result) {
            result.rank[from] = to;
            result.query[to] = query[from];
            result.s1[to] = s1[from];
            result.stay[to] = stay[from];
            result.go[to] = go[from];
        }
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
        return java.util.Arrays.copyOf(result, n);
    }
}
