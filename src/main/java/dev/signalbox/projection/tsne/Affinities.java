package dev.signalbox.projection.tsne;

import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.task.Breaks;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * The symmetric probabilities p_ij of t-SNE (van der Maaten and Hinton 2008, section 2), sparse: p_ij = (p_j|i + p_i|j) /
 * 2n, kept once for every pair with i &lt; j. Over both directions they add up to 1.
 *
 * @param start  [n + 1] where a row's pairs begin
 * @param column [pairs] the larger row of a pair, ascending within a row
 * @param value  [pairs] p_ij
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record Affinities(int[] start, int[] column, float[] value) {
    private static final int PARTS = 64;

    /** That are long enough for breaks: probabilities of rows, then sorted pairs. */
    private static final int STAGES = 2;

    /** Rows between two looks at whether to go on. */
    private static final int ROWS = 4096;

    public int rows() {
        return start.length - 1;
    }

    public int pairs() {
        return start[start.length - 1];
    }

    /**
     * From nearest neighbours.
     *
     * @param perplexity the effective number of neighbours of each row; less than the number of neighbours
     */
    public static Affinities of(Neighbours neighbours, double perplexity, Parallel parallel) {
        return of(neighbours, perplexity, parallel, share -> {});
    }

    /**
     * The same with breaks, in which the calling thread is free for something else.
     *
     * @param between called on the calling thread with the share that is done, and at last with 1
     */
    public static Affinities of(Neighbours neighbours, double perplexity, Parallel parallel, DoubleConsumer between) {
        Breaks breaks = new Breaks(Progress.NONE, between, STAGES * PARTS);
        int n = neighbours.rows();
        int k = neighbours.k();
        float[] conditional = new float[n * k];
        parallel.run(PARTS, part -> {
            Perplexity search = new Perplexity(perplexity, k);
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int i = Parallel.bound(n, part, PARTS); i < to; i++) {
                search.row(neighbours.squared(), i * k, conditional);
            }
            breaks.done(1);
        });
        Affinities result = symmetric(neighbours, conditional, parallel, breaks);
        breaks.end();
        return result;
    }

    /** Joins every row's neighbours above it with the rows above it that have it as a neighbour. */
    private static Affinities symmetric(Neighbours neighbours, float[] conditional, Parallel parallel, Breaks breaks) {
        int n = neighbours.rows();
        int k = neighbours.k();
        int[] ids = neighbours.ids();
        int[] room = new int[n + 1];
        for (int i = 0; i < n; i++) {
            check(i, parallel);
            for (int e = i * k; e < (i + 1) * k; e++) {
                room[Math.min(i, ids[e]) + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            room[i + 1] += room[i];
        }
        // One long a pair: the larger row above the half of the probability; sorting brings both halves of a pair
        // together.
        long[] pairs = new long[room[n]];
        int[] next = Arrays.copyOf(room, n);
        for (int i = 0; i < n; i++) {
            check(i, parallel);
            for (int e = i * k; e < (i + 1) * k; e++) {
                long bits = Float.floatToRawIntBits(conditional[e]);
                pairs[next[Math.min(i, ids[e])]++] = ((long) Math.max(i, ids[e]) << 32) | bits;
            }
        }
        return joined(n, room, pairs, parallel, breaks);
    }

    /** Sorts every row and adds the two halves of a pair up, in place; then closes the gaps. */
    private static Affinities joined(int n, int[] room, long[] pairs, Parallel parallel, Breaks breaks) {
        int[] start = new int[n + 1];
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int i = Parallel.bound(n, part, PARTS); i < to; i++) {
                Arrays.sort(pairs, room[i], room[i + 1]);
                start[i + 1] = join(pairs, room[i], room[i + 1], n);
            }
            breaks.done(1);
        });
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] column = new int[start[n]];
        float[] value = new float[start[n]];
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int i = Parallel.bound(n, part, PARTS); i < to; i++) {
                for (int e = start[i]; e < start[i + 1]; e++) {
                    long pair = pairs[room[i] + e - start[i]];
                    column[e] = (int) (pair >>> 32);
                    value[e] = Float.intBitsToFloat((int) pair);
                }
            }
        });
        return new Affinities(start, column, value);
    }

    /** Leaves a sorted row's pairs, each once and with p_ij, at its beginning; returns how many. */
    private static int join(long[] pairs, int from, int to, int n) {
        int at = from;
        for (int e = from; e < to; e++) {
            long larger = pairs[e] >>> 32;
            float value = (float) (Float.intBitsToFloat((int) pairs[e]) / (2.0 * n));
            if (at > from && pairs[at - 1] >>> 32 == larger) {
                value += Float.intBitsToFloat((int) pairs[--at]);
            }
            pairs[at++] = larger << 32 | Float.floatToRawIntBits(value);
        }
        return at - from;
    }

    private static void check(int row, Parallel parallel) {
        if (row % ROWS == 0) {
            parallel.checkCancelled();
        }
    }
}
