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

    /** @param query the ordinals of n queries */
    Predictions(Choice choice, int[] query, int n) {
        this.choice = choice;
        this.query = query;
        this.n = n;
        bits = new long[(choice.poolSize() + Long.SIZE - 1) / Long.SIZE][n];
        for (int p = 0; p < choice.poolSize(); p++) {
            predict(p, bits[p / Long.SIZE]);
        }
    }

    private void predict(int p, long[] word) {
        for (int i = 0; i < n; i++) {
            word[i] |= choice.confidence(query[i], p) > Confusion.THRESHOLD ? 1L << p : 0L;
        }
    }

    /** Over all queries, in the order of {@link Confusion#cell}. */
    long[] total(Labels labels) {
        long[] cells = new long[4];
        for (int p = 0; p < choice.poolSize(); p++) {
            total(p, labels, cells);
        }
        return cells;
    }

    private void total(int p, Labels labels, long[] cells) {
        long[] word = bits[p / Long.SIZE];
        int column = choice.column(p);
        int predicted = 0;
        int right = 0;
        int both = 0;
        int known = 0;
        int knownPredicted = 0;
        for (int i = 0; i < n; i++) {
            int label = labels.code(query[i], column); // 1, 0 or -1
            int is = label & ~(label >> 31);
            int knows = label >>> 31 ^ 1;
            int says = (int) (word[i] >>> p) & 1;
            right += is;
            known += knows;
            knownPredicted += says & knows;
            both += says & is;
        }
        predicted += knownPredicted;
        cells[0] += both;
        cells[1] += predicted - both;
        cells[2] += right - both;
        cells[3] += known - predicted - right + both;
    }

    /** Per query the four counts of {@link Confusion#cell}, packed; {@link #part} unpacks them. */
    long[] each(Labels labels) {
        long[] cells = new long[n];
        for (int p = 0; p < choice.poolSize(); p++) {
            each(p, labels, cells);
        }
        return cells;
    }

    private void each(int p, Labels labels, long[] cells) {
        long[] word = bits[p / Long.SIZE];
        int column = choice.column(p);
        for (int i = 0; i < n; i++) {
            int label = labels.code(query[i], column);
            int cell = 3 - 2 * ((int) (word[i] >>> p) & 1) - (label & 1);
            cells[i] += (label >>> 31 ^ 1L) << PACKED * cell;
        }
    }

    /** A count of {@link #each}. */
    static int part(long cells, int cell) {
        return (int) (cells >>> PACKED * cell) & 0xFFFF;
    }
}
