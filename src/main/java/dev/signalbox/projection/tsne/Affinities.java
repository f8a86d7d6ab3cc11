package dev.signalbox.projection.tsne;

import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.task.Parallel;
import java.util.Arrays;

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
        int n = neighbours.rows();
        int k = neighbours.k();
        float[] conditional = new float[n * k];
        parallel.run(PARTS, part -> {
            Perplexity search = new Perplexity(perplexity, k);
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int i = Parallel.bound(n, part, PARTS); i < to; i++) {
                search.row(neighbours.squared(), i * k, conditional);
            }
        });
        return symmetric(neighbours, conditional);
    }

    /** Joins every row's neighbours above it with the rows above it that have it as a neighbour. */
    private static Affinities symmetric(Neighbours neighbours, float[] conditional) {
        int n = neighbours.rows();
        int k = neighbours.k();
        int[] ids = neighbours.ids();
        int[] room = new int[n + 1];
        for (int i = 0; i < n; i++) {
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
            for (int e = i * k; e < (i + 1) * k; e++) {
                long bits = Float.floatToRawIntBits(conditional[e]);
                pairs[next[Math.min(i, ids[e])]++] = ((long) Math.max(i, ids[e]) << 32) | bits;
            }
        }
        return joined(n, room, pairs);
    }

    private static Affinities joined(int n, int[] room, long[] pairs) {
        int[] start = new int[n + 1];
        int[] column = new int[pairs.length];
        float[] value = new float[pairs.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            start[i] = at;
            Arrays.sort(pairs, room[i], room[i + 1]);
            for (int e = room[i]; e < room[i + 1]; e++) {
                int larger = (int) (pairs[e] >>> 32);
                double half = Float.intBitsToFloat((int) pairs[e]) / (2.0 * n);
                if (at > start[i] && column[at - 1] == larger) {
                    value[at - 1] += (float) half;
                } else {
                    column[at] = larger;
                    value[at++] = (float) half;
                }
            }
        }
        start[n] = at;
        return new Affinities(start, Arrays.copyOf(column, at), Arrays.copyOf(value, at));
    }
}
