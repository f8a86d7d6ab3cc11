package dev.signalbox.evaluation.comparison;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Groups of queries by what their queries' qualities are, whatever the order: two groups of one kind add the same. */
final class Kinds {
    /** A kind is a node of a tree: another kind and one more query. */
    private int[] smaller = new int[64];

    private int[] example = new int[64];
    private int[] count = new int[64];
    private int size;

    private Kinds() {}

    /**
     * Tells kinds apart.
     *
     * @param quality [choosers][n]
     * @param group   [n]
     */
    static Kinds of(double[][] quality, int[] group) {
        int n = group.length;
        int[] pattern = patterns(quality, n);
        long[] order = new long[n];
        int[] exampleOf = new int[n]; // by pattern
        for (int query = n - 1; query >= 0; query--) {
            order[query] = (long) group[query] << Integer.SIZE | pattern[query];
            exampleOf[pattern[query]] = query;
        }
        Arrays.sort(order);
        Kinds kinds = new Kinds();
        Numbering nodes = new Numbering();
        int node = -1;
        for (int i = 0; i < n; i++) {
            if (i > 0 && order[i] >>> Integer.SIZE != order[i - 1] >>> Integer.SIZE) {
                kinds.count[node]++;
                node = -1;
            }
            int member = (int) order[i];
            int next = nodes.of((long) (node + 1) << Integer.SIZE | member);
            kinds.put(next, node, exampleOf[member]);
            node = next;
        }
        if (n > 0) {
            kinds.count[node]++;
        }
        return kinds;
    }

    /** Equal numbers for queries that are alike for every chooser. */
    private static int[] patterns(double[][] quality, int n) {
        int[] pattern = new int[n];
        for (double[] column : quality) {
            Numbering values = new Numbering();
            Numbering pairs = new Numbering();
            for (int query = 0; query < n; query++) {
                int value = values.of(Double.doubleToLongBits(column[query]));
                pattern[query] = pairs.of((long) pattern[query] << Integer.SIZE | value);
            }
        }
        return pattern;
    }

    private void put(int node, int parent, int query) {
        if (node < size) {
            return;
        }
        if (node == count.length) {
            smaller = Arrays.copyOf(smaller, 2 * node);
            example = Arrays.copyOf(example, 2 * node);
            count = Arrays.copyOf(count, 2 * node);
        }
        smaller[node] = parent;
        example[node] = query;
        size++;
    }

    int size() {
        return size;
    }

    /** The number of groups of a kind; 0 for one that is only a part of others. */
    int count(int kind) {
        return count[kind];
    }

    /** Queries that are like those of a group of this kind. */
    void forEachMember(int kind, IntConsumer action) {
        for (int node = kind; node >= 0; node = smaller[node]) {
            action.accept(example[node]);
        }
    }
}
