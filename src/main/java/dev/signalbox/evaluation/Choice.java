package dev.signalbox.evaluation;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.text.UserFacingException;

/**
 * A router's scores read by the dataset's columns, and the arg-max over a pool of them. A score set names its VLMs
 * itself, so its columns need not be the dataset's.
 */
public final class Choice {
    private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int HALF = Float.floatToRawIntBits(Confusion.THRESHOLD);

    private final DatasetTable table;
    private final float[] confidences;
    private final int width;
    private final int rows;
    private final int[] pool;
    private final int[] scoreColumns;
    private final Ties ties;

    /**
     * Scores over a pool.
     *
     * @param pool the dataset's columns to choose from
     * @throws UserFacingException when a VLM of the pool was not scored
     */
    public Choice(DatasetTable table, Scores scores, int[] pool, Ties ties) {
        this.table = table;
        this.confidences = scores.confidence();
        this.width = scores.set().vlms().size();
        this.rows = scores.set().rows();
        this.pool = pool.clone();
        this.ties = ties;
        this.scoreColumns = new int[pool.length];
        for (int i = 0; i < pool.length; i++) {
            String vlm = table.dataset().vlms().get(pool[i]).id();
            scoreColumns[i] = scores.set().vlms().indexOf(vlm);
            if (scoreColumns[i] < 0) {
                throw new UserFacingException("evaluation.unscored", vlm);
            }
        }
    }

    /** Whether the router has scored this query already. */
    public boolean scored(int query) {
        return query < rows;
    }

    int poolSize() {
        return pool.length;
    }

    int column(int place) {
        return pool[place];
    }

    /** The confidence in the VLM at a place of the pool. */
    float confidence(int query, int place) {
        return confidences[query * width + scoreColumns[place]];
    }

    /** The confidence in one of the pool's columns; NaN when the pool does not have it. */
    public float confidenceOf(int query, int column) {
        for (int i = 0; i < pool.length; i++) {
            if (pool[i] == column) {
                return confidence(query, i);
            }
        }
        return Float.NaN;
    }

    /** The chosen column: the highest confidence, ties by the rule; -1 for an empty pool or a query without scores. */
    public int best(int query) {
        int place = bestPlace(query);
        return place < 0 ? -1 : pool[place];
    }

    /**
     * The place in the pool of the chosen column, or -1. Confidences that are not equal and not negative are compared
     * as whole numbers, without a branch that could be guessed wrongly; {@link #carefully} knows the rest.
     */
    int bestPlace(int query) {
        if (!scored(query) || pool.length == 0) {
            return -1;
        }
        int row = query * width;
        long top = Long.MIN_VALUE;
        long tied = 0;
        int odd = 0;
        for (int i = 0; i < scoreColumns.length; i++) {
            int bits = Float.floatToRawIntBits(confidences[row + scoreColumns[i]]);
            odd |= bits | INFINITE - bits; // negative for a negative or missing number
            long key = (long) bits << Integer.SIZE | i;
            tied |= (top >>> Integer.SIZE ^ bits) - 1; // negative for equal numbers
            top = Math.max(top, key);
        }
        return odd < 0 || tied < 0 ? carefully(query) : (int) top;
    }

    /**
     * As {@link #bestPlace}, and says on the way which VLMs are predicted right: one look at the confidences for both.
     *
     * @param words [words][] bit i % 64 of word i / 64 is the VLM at place i of the pool
     * @param at    where in the words
     */
    int bestPlace(int query, long[][] words, int at) {
        if (!scored(query) || scoreColumns.length == 0) {
            return -1;
        }
        int row = query * width;
        long top = Long.MIN_VALUE;
        long tied = 0;
        long predicted = 0;
        int odd = 0;
        int i = 0;
        for (int column : scoreColumns) {
            int bits = Float.floatToRawIntBits(confidences[row + column]);
            odd |= bits | INFINITE - bits;
            tied |= (top >>> Integer.SIZE ^ bits) - 1;
            top = Math.max(top, (long) bits << Integer.SIZE | i);
            predicted |= (HALF - bits >>> 31 & 1L) << i; // over a half
            if ((++i & 63) == 0) {
                words[(i >> 6) - 1][at] = predicted;
                predicted = 0;
            }
        }
        if ((i & 63) != 0) {
            words[i >> 6][at] = predicted;
        }
        if (odd < 0) {
            predict(query, words, at);
        }
        return odd < 0 || tied < 0 ? carefully(query) : (int) top;
    }

    /** Where a confidence is negative or missing, bits are not in the order of the numbers. */
    private void predict(int query, long[][] words, int at) {
        for (long[] word : words) {
            word[at] = 0;
        }
        for (int i = 0; i < scoreColumns.length; i++) {
            words[i >> 6][at] |= confidence(query, i) > Confusion.THRESHOLD ? 1L << i : 0L;
        }
    }

    private int carefully(int query) {
        int best = -1;
        float top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < pool.length; i++) {
            float confidence = confidence(query, i);
            if (Float.isNaN(confidence)) {
                continue; // not scored, though its row is
            }
            if (best < 0 || confidence > top || (confidence == top && winsTie(query, pool[i], pool[best]))) {
                best = i;
                top = confidence;
            }
        }
        return best;
    }

    private boolean winsTie(int query, int column, int holder) {
        if (ties == Ties.COST_THEN_INDEX) {
            int order = Float.compare(costs(column, query), costs(holder, query)); // NaN is dearest
            if (order != 0) {
                return order < 0;
            }
        }
        return column < holder;
    }

    private float costs(int column, int query) {
        return table.costs()[column][query];
    }

    /** The choices for all queries of the dataset, -1 where there are no scores. */
    public int[] all() {
        int[] result = new int[table.size()];
        for (int query = 0; query < result.length; query++) {
            result[query] = best(query);
        }
        return result;
    }
}
