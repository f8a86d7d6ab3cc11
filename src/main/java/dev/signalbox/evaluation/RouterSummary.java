package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import java.util.Arrays;

/**
 * How a router does when it chooses the VLM of the highest confidence.
 *
 * @param queries   the queries looked at
 * @param unscored  those that the router has not scored yet
 * @param unknown   scored queries whose chosen VLM has no known label: left out of EM, counted here
 * @param correct   queries whose chosen VLM is right
 * @param confusion all pairs of scored queries and the pool's VLMs
 * @param chosen    [K] by the dataset's column: how often it was chosen
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares summaries
public record RouterSummary(int queries, int unscored, int unknown, int correct, Confusion confusion, int[] chosen) {
    /** Queries whose chosen VLM has a known label: the base of EM. */
    public int judged() {
        return queries - unscored - unknown;
    }

    /** The share of judged queries whose chosen VLM is right. */
    public double em() {
        return Confusion.rate(correct, judged());
    }

    public Intervals.Interval interval() {
        return Intervals.wilson(correct, judged());
    }

    /** The share of scored queries that a VLM was chosen for. */
    public double share(int column) {
        return Confusion.rate(chosen[column], Arrays.stream(chosen).sum());
    }

    /** Counts. */
    public static RouterSummary of(Choice choice, Labels labels, Selection rows) {
        int[] chosen = new int[labels.width()];
        long[] cells = new long[4];
        int unscored = 0;
        int unknown = 0;
        int correct = 0;
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            int best = choice.best(query);
            if (best < 0) {
                unscored++;
                continue;
            }
            chosen[best]++;
            switch (labels.get(query, best)) {
                case UNKNOWN -> unknown++;
                case RIGHT -> correct++;
                case WRONG -> {}
            }
            for (int i = 0; i < choice.poolSize(); i++) {
                int cell = Confusion.cell(choice.confidence(query, i), labels.code(query, choice.column(i)));
                if (cell >= 0) {
                    cells[cell]++;
                }
            }
        }
        return new RouterSummary(rows.size(), unscored, unknown, correct, Confusion.of(cells), chosen);
    }
}
