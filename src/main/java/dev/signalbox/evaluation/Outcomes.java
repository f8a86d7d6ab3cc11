package dev.signalbox.evaluation;

import dev.signalbox.index.LabelChange;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a pool's VLMs did on some queries, in columns: quality Y and cost C of algorithms.md, section 0. Frontiers,
 * what-if tables and reports stand on it. Rows are places 0..n-1 in {@code query}, columns are places 0..K-1 in
 * {@code column}.
 *
 * @param query   [n] ordinals of the dataset, ascending
 * @param column  [K] the dataset's columns, in the pool's order
 * @param quality [K][n] {@link dev.signalbox.model.Correctness#code()}: 1 right, 0 wrong, -1 unknown
 * @param cost    [K][n] US dollars for this query, NaN unknown
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied
public record Outcomes(int[] query, int[] column, byte[][] quality, double[][] cost) {
    /** Of the labels in force and the costs as imported. */
    public static Outcomes of(DatasetTable table, Labels labels, Selection rows, int[] pool) {
        int[] query = new int[rows.size()];
        int n = 0;
        for (int ordinal = rows.next(0); ordinal >= 0; ordinal = rows.next(ordinal + 1)) {
            query[n++] = ordinal;
        }
        byte[][] quality = new byte[pool.length][n];
        double[][] cost = new double[pool.length][n];
        for (int k = 0; k < pool.length; k++) {
            float[] costs = table.costs()[pool[k]];
            for (int i = 0; i < n; i++) {
                quality[k][i] = labels.code(query[i], pool[k]);
                cost[k][i] = costs[query[i]];
            }
        }
        return new Outcomes(query, pool.clone(), quality, cost);
    }

    /** Those of some changed labels that are among these. */
    public List<OutcomeChange> changes(List<LabelChange> labels) {
        List<OutcomeChange> result = new ArrayList<>();
        for (LabelChange label : labels) {
            int row = Arrays.binarySearch(query, label.query());
            for (int k = 0; row >= 0 && k < column.length; k++) {
                if (column[k] == label.column()) {
                    result.add(new OutcomeChange(row, k, label));
                }
            }
        }
        return result;
    }

    /** After these changes; columns without any are shared. */
    public Outcomes with(List<OutcomeChange> changes) {
        byte[][] after = quality.clone();
        for (OutcomeChange change : changes) {
            if (after[change.place()] == quality[change.place()]) {
                after[change.place()] = quality[change.place()].clone();
            }
            after[change.place()][change.row()] = change.label().after();
        }
        return new Outcomes(query, column, after, cost);
    }

    /** [up to the last ordinal] the row of each of the dataset's ordinals, -1 for one that is not there. */
    public int[] rows() {
        int[] rows = new int[query.length == 0 ? 0 : query[query.length - 1] + 1];
        Arrays.fill(rows, -1);
        for (int i = 0; i < query.length; i++) {
            rows[query[i]] = i;
        }
        return rows;
    }

    /** [up to the last column] the place of each of the dataset's columns, -1 for one that is not in the pool. */
    public int[] places() {
        int[] places = new int[Arrays.stream(column).max().orElse(-1) + 1];
        Arrays.fill(places, -1);
        for (int k = 0; k < column.length; k++) {
            places[column[k]] = k;
        }
        return places;
    }

    /** Number of queries n. */
    public int size() {
        return query.length;
    }

    /** Number of VLMs K. */
    public int width() {
        return column.length;
    }
}
