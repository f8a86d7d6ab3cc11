package dev.signalbox.evaluation;

import dev.signalbox.index.LabelChange;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param rights   by m up to the pool's size: how many labels are right on the queries with m known ones
 * @param solved   labelled queries that at least one VLM of the pool has right
 */
public record Summary(
        int queries,
        int labelled,
        List<PerVlm> vlms,
        @Nullable PerVlm best,
        List<Integer> rights,
        int solved) {
    public Summary {
        vlms = List.copyOf(vlms);
        rights = List.copyOf(rights);
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
     * The mean over labelled queries of the share of right ones among the known labels; 0 when nothing is labelled. From
     * counts, so that no order of queries shows in it.
     */
    public double random() {
        double sum = 0;
        for (int known = 1; known < rights.size(); known++) {
            sum += (double) rights.get(known) / known;
        }
        return labelled == 0 ? 0 : sum / labelled;
    }

    /**
     * Counts.
     *
     * @param pool the dataset's columns to look at
     */
    public static Summary of(DatasetTable table, Labels labels, Selection rows, int[] pool) {
        Counts counts = new Counts(pool);
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            for (int i = 0; i < pool.length; i++) {
                counts.answered[i] += table.answered()[pool[i]][query] ? 1 : 0;
            }
            counts.add(labels, query, 1);
        }
        return counts.summary(table, rows.size());
    }

    /**
     * After a few edits of labels, as if counted anew.
     *
     * @param before  the labels that were counted
     * @param changes all that differs from them
     */
    public Summary updated(DatasetTable table, Labels before, Labels after, List<LabelChange> changes, Selection rows) {
        Counts counts = new Counts(this);
        changes.stream()
                .mapToInt(LabelChange::query)
                .distinct()
                .filter(rows::contains)
                .forEach(query -> {
                    counts.add(before, query, -1);
                    counts.add(after, query, 1);
                });
        return counts.summary(table, queries);
    }

    private static final class Counts {
        private final int[] pool;
        private final int[] answered;
        private final int[] known;
        private final int[] correct;
        private final int[] rights;
        private int labelled;
        private int solved;

        Counts(int... pool) {
            this.pool = pool;
            answered = new int[pool.length];
            known = new int[pool.length];
            correct = new int[pool.length];
            rights = new int[pool.length + 1];
        }

        Counts(Summary summary) {
            pool = summary.vlms.stream().mapToInt(PerVlm::column).toArray();
            answered = summary.vlms.stream().mapToInt(PerVlm::answered).toArray();
            known = summary.vlms.stream().mapToInt(PerVlm::known).toArray();
            correct = summary.vlms.stream().mapToInt(PerVlm::correct).toArray();
            rights = summary.rights.stream().mapToInt(Integer::intValue).toArray();
            labelled = summary.labelled;
            solved = summary.solved;
        }

        void add(Labels labels, int query, int sign) {
            int knownHere = 0;
            int rightHere = 0;
            for (int i = 0; i < pool.length; i++) {
                byte label = labels.code(query, pool[i]);
                if (label != Correctness.UNKNOWN.code()) {
                    knownHere++;
                    known[i] += sign;
                    rightHere += label;
                    correct[i] += sign * label;
                }
            }
            if (knownHere > 0) {
                labelled += sign;
                solved += rightHere > 0 ? sign : 0;
                rights[knownHere] += sign * rightHere;
            }
        }

        Summary summary(DatasetTable table, int queries) {
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
            return new Summary(
                    queries, labelled, vlms, best, Arrays.stream(rights).boxed().toList(), solved);
        }
    }
}
