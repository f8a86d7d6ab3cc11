package dev.signalbox.evaluation;

import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a router's gate does over many queries, by the values of a field: the heat map of experts by benchmark.
 *
 * @param all  every query
 * @param rows one per value that occurs, most queries first, ties by name; queries without the field come as the empty
 *             value, last
 */
public record GateTable(Row all, List<Row> rows) {
    public GateTable {
        rows = List.copyOf(rows);
    }

    /**
     * The gate over some queries.
     *
     * @param value    the field's value
     * @param queries  how many
     * @param mean     [n] mean weight of every expert; they sum to 1
     * @param dominant [n] queries in which the expert has the largest weight, the lowest expert of equal ones
     * @param entropy  mean over the queries of {@link #entropy}
     */
    public record Row(String value, int queries, List<Double> mean, List<Integer> dominant, double entropy) {
        public Row {
            mean = List.copyOf(mean);
            dominant = List.copyOf(dominant);
        }

        /** Share of the queries in which the expert has the largest weight. */
        public double share(int expert) {
            return Confusion.rate(dominant.get(expert), queries);
        }
    }

    /**
     * Counts.
     *
     * @param field null for no rows by value
     * @param among the queries to look at; those that are not scored are left out
     */
    public static GateTable of(Scores scores, @Nullable CodedColumn field, Selection among) {
        int n = scores.set().gates();
        int values = field == null ? 0 : field.values().size();
        Sums total = new Sums(n);
        Sums[] sums = new Sums[values + 1];
        for (int query = among.next(0); query >= 0 && query < scores.set().rows(); query = among.next(query + 1)) {
            total.add(scores, query);
            if (field != null) {
                int code = field.codes()[query];
                int place = code < 0 ? values : code;
                if (sums[place] == null) {
                    sums[place] = new Sums(n);
                }
                sums[place].add(scores, query);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int code = 0; field != null && code < values; code++) {
            if (sums[code] != null) {
                rows.add(sums[code].row(field.values().get(code)));
            }
        }
        rows.sort(Comparator.comparingInt((Row row) -> -row.queries()).thenComparing(Row::value));
        if (sums[values] != null) {
            rows.add(sums[values].row(""));
        }
        return new GateTable(total.row(""), rows);
    }

    /** The expert with the largest weight, the lowest of equal ones. */
    public static int dominant(Scores scores, int query) {
        int best = 0;
        for (int expert = 1; expert < scores.set().gates(); expert++) {
            if (scores.gate(query, expert) > scores.gate(query, best)) {
                best = expert;
            }
        }
        return best;
    }

    /** The queries in which an expert has the largest weight. */
    public static Selection dominatedBy(Scores scores, Selection among, int expert) {
        return Selection.of(among.stream()
                .filter(query -> query < scores.set().rows() && dominant(scores, query) == expert)
                .toArray());
    }

    /**
     * How evenly weights are spread: -sum g ln g / ln n, from 0 (one has everything) to 1 (all alike); 0 of one weight.
     *
     * @param weights not negative, sum 1
     */
    public static double entropy(float... weights) {
        double sum = 0;
        for (float g : weights) {
            sum -= g > 0 ? g * Math.log(g) : 0;
        }
        return weights.length < 2 ? 0 : Math.clamp(sum / Math.log(weights.length), 0, 1);
    }

    private static final class Sums {
        private final double[] mean;
        private final int[] dominant;
        private final float[] weights;
        private double entropy;
        private int queries;

        Sums(int n) {
            mean = new double[n];
            dominant = new int[n];
            weights = new float[n];
        }

        void add(Scores scores, int query) {
            for (int expert = 0; expert < mean.length; expert++) {
                weights[expert] = scores.gate(query, expert);
                mean[expert] += weights[expert];
            }
            if (mean.length > 0) {
                dominant[GateTable.dominant(scores, query)]++;
            }
            entropy += GateTable.entropy(weights);
            queries++;
        }

        Row row(String value) {
            int all = Math.max(1, queries);
            return new Row(
                    value,
                    queries,
                    Arrays.stream(mean).mapToObj(sum -> sum / all).toList(),
                    Arrays.stream(dominant).boxed().toList(),
                    entropy / all);
        }
    }
}
