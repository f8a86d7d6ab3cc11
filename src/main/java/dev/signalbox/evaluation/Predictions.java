package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;

/**
 * Which VLMs of a pool are predicted right for each of some queries, as bits, so that their {@link Confusion} under any
 * labels is counted column by column and without a branch.
 */
final class Predictions {
    /** Bits of one of four counts that are packed into a long; a pool has fewer VLMs than they can hold. */
    private static final int PACKED = 16;

    private final Choice choice;
    private final int[] query;
    private final int n;
    /** [words][n] bit p % 64 of word p / 64 is the VLM at place p of the pool. */
    private final long[][] bits;

    /**
     * Of n queries.
     *
     * @param query their ordinals
     * @param bits  as {@link Choice#bestPlace(int, long[][], int)} leaves them
     */
    Predictions(Choice choice, int[] query, long[][] bits, int n) {
        this.choice = choice;
        this.query = query;
        this.bits = bits;
        this.n = n;
    }

    /** Room for as many queries. */
    static long[][] words(Choice choice, int most) {
        return new long[(choice.poolSize() + Long.SIZE - 1) / Long.SIZE][most];
    }

    /** Over all queries, in the order of {@link Confusion#cell}. */
    long[] total(Labels labels) {
        long[] cells = new long[4];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            for (int p = 0; p < choice.poolSize(); p++) {
                long four = sum(p, from, Chunks.end(from, n), labels);
                for (int cell = 0; cell < 4; cell++) {
                    cells[cell] += part(four, cell);
                }
            }
        }
        return cells;
    }

    private long sum(int p, int from, int to, Labels labels) {
        long[] word = bits[p / Long.SIZE];
        int column = choice.column(p);
        long four = 0;
        for (int i = from; i < to; i++) {
            four += cell(labels.code(query[i], column), word[i] >>> p);
        }
        return four;
    }

    /** Per query the four counts of {@link Confusion#cell}, packed; {@link #part} unpacks them. */
    long[] each(Labels labels) {
        long[] cells = new long[n];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            for (int p = 0; p < choice.poolSize(); p++) {
                each(p, from, Chunks.end(from, n), labels, cells);
            }
        }
        return cells;
    }

    private void each(int p, int from, int to, Labels labels, long[] cells) {
        long[] word = bits[p / Long.SIZE];
        int column = choice.column(p);
        for (int i = from; i < to; i++) {
            cells[i] += cell(labels.code(query[i], column), word[i] >>> p);
        }
    }

    /** What {@link #each} counts for one VLM of a query's; nothing for one that is not in the pool. */
    long pair(int number, int column, byte label) {
        for (int p = 0; p < choice.poolSize(); p++) {
            if (choice.column(p) == column) {
                return cell(label, bits[p / Long.SIZE][number] >>> p);
            }
        }
        return 0;
    }

    /** One pair. The label is 1, 0 or -1, and the lowest bit says what is predicted. */
    private static long cell(int label, long predicted) {
        int cell = 3 - 2 * ((int) predicted & 1) - (label & 1);
        return (label >>> 31 ^ 1L) << PACKED * cell;
    }

    /** A count of {@link #each}. */
    static int part(long cells, int cell) {
        return (int) (cells >>> PACKED * cell) & 0xFFFF;
    }
}
