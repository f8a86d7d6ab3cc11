package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the VLMs of a pool did on some queries, and what choosing among them can reach. Unknown labels are left out,
 * never counted as wrong.
 *
 * @param queries  the queries looked at
 * @param labelled those of them with a known label in the pool: the base of random, oracle and all wrong
 * @param vlms     in the pool's order
 * @param best     the VLM of the highest accuracy (ties: the pool's order), or null when nothing is labelled
 * @param random   the mean over labelled queries of the share of right ones among the known labels
 * @param solved   labelled queries that at least one VLM of the pool has right
 */
public record Summary(
        int queries,
        int labelled,
        List<PerVlm> vlms,
        @Nullable PerVlm best,
        double random,
        int solved) {
    public Summary {
        vlms = List.copyOf(vlms);
    }

    /**
     * One VLM.
     *
     * @param column   the dataset's column
     * @param answered queries with a stored output
     * @param known    queries with a known label: the base of its accuracy
     * @param correct  queries it has right
     */
    public record PerVlm(int column, String id, int answered, int known, int correct) {
        /** Right among known labels; 0 when none is known. */
        public double accuracy() {
            return Confusion.rate(correct, known);
        }

        public Intervals.Interval interval() {
            return Intervals.wilson(correct, known);
        }
    }

    /** The accuracy of always choosing a right VLM where there is one. */
    public double oracle() {
        return Confusion.rate(solved, labelled);
    }

    /** Labelled queries that no VLM of the pool has right. */
    public int allWrong() {
        return labelled - solved;
    }

    public double allWrongShare() {
        return Confusion.rate(allWrong(), labelled);
    }

    /**
     * Counts.
     *
     * @param pool the dataset's columns to look at
     */
    public static Summary of(DatasetTable table, Labels labels, Selection rows, int[] pool) {
        int[] answered = new int[pool.length];
        int[] known = new int[pool.length];
        int[] correct = new int[pool.length];
        int labelled = 0;
        int solved = 0;
        double random = 0;
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            int knownHere = 0;
            int rightHere = 0;
            for (int i = 0; i < pool.length; i++) {
                byte label = labels.code(query, pool[i]);
                answered[i] += table.answered()[pool[i]][query] ? 1 : 0;
                if (label != Correctness.UNKNOWN.code()) {
                    knownHere++;
                    known[i]++;
                    rightHere += label;
                    correct[i] += label;
                }
            }
            if (knownHere > 0) {
                labelled++;
                solved += rightHere > 0 ? 1 : 0;
                random += (double) rightHere / knownHere;
            }
        }
        List<PerVlm> vlms = new ArrayList<>();
        PerVlm best = null;
        for (int i = 0; i < pool.length; i++) {
            String id = table.dataset().vlms().get(pool[i]).id();
            PerVlm vlm = new PerVlm(pool[i], id, answered[i], known[i], correct[i]);
            vlms.add(vlm);
            if (vlm.known() > 0 && (best == null || vlm.accuracy() > best.accuracy())) {
                best = vlm;
            }
        }
        return new Summary(rows.size(), labelled, vlms, best, labelled == 0 ? 0 : random / labelled, solved);
    }
}
