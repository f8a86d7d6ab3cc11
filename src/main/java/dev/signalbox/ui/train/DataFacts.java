package dev.signalbox.ui.train;

import dev.signalbox.evaluation.Summary;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a person wants to know of a dataset before a router learns from it.
 *
 * @param splits    queries by split
 * @param labelled  queries with a known label of a VLM that is ticked
 * @param solvable  share of those that one of these VLMs has right: what “drop unsolvable” keeps
 * @param textOnly  queries without a picture
 */
record DataFacts(int queries, SequencedMap<String, Integer> splits, int labelled, double solvable, int textOnly) {
    private static final Comparator<String> TRAIN_FIRST =
            Comparator.comparing((String name) -> !name.equals("train")).thenComparing(Comparator.naturalOrder());

    DataFacts {
        splits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(splits));
    }

    /** @param columns of the VLMs that are ticked */
    static DataFacts of(DatasetIndex index, int[] columns) {
        DatasetTable table = index.table();
        SequencedMap<String, Integer> splits = new TreeMap<>(TRAIN_FIRST);
        CodedColumn split = table.fields().get(Fields.SPLIT);
        for (int query = 0; split != null && query < table.size(); query++) {
            String value = split.value(query);
            if (value != null && !value.isEmpty()) {
                splits.merge(value, 1, Integer::sum);
            }
        }
        Summary summary = Summary.of(table, index.labels(), Selection.all(table.size()), columns);
        int textOnly = (int) table.pictures().stream().filter(List::isEmpty).count();
        double solvable = summary.labelled() == 0 ? Double.NaN : summary.oracle();
        return new DataFacts(table.size(), splits, summary.labelled(), solvable, textOnly);
    }
}
