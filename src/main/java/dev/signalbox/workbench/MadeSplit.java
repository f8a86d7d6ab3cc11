package dev.signalbox.workbench;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A split for a dataset that was imported without one, so that routers can be trained and judged on it: about one fifth
 * of the queries is the test. Queries that share a picture, directly or through others, stay together. It depends on
 * pictures and keys alone: the same data have the same split on every machine. Nothing of it is stored.
 */
final class MadeSplit {
    private static final List<String> VALUES = List.of("train", "test");
    private static final int PARTS = 5;

    private MadeSplit() {}

    /** The table itself when it has a split. */
    static DatasetTable in(DatasetTable table) {
        return table.fields().containsKey(Fields.SPLIT) ? table : insteadIn(table);
    }

    /** With this split, whatever split the table has. */
    static DatasetTable insteadIn(DatasetTable table) {
        int[] codes = new int[table.size()];
        int[] group = PictureGroups.of(table);
        for (int query = 0; query < codes.length; query++) {
            // A group is as old as its first query, so that queries imported later do not move it.
            codes[query] = query == group[query] ? part(name(table, query)) : codes[group[query]];
        }
        Map<String, CodedColumn> fields = new LinkedHashMap<>(table.fields());
        fields.put(Fields.SPLIT, new CodedColumn(Fields.SPLIT, VALUES, codes));
        return new DatasetTable(
                table.dataset(),
                table.keys(),
                fields,
                table.imported(),
                table.answered(),
                table.costs(),
                table.latencies(),
                table.pictures());
    }

    private static String name(DatasetTable table, int query) {
        List<String> pictures = table.pictures().get(query);
        return pictures.isEmpty() ? table.keys().get(query) : pictures.getFirst();
    }

    private static int part(String name) {
        byte[] hash = new Sha256().add(name).bytes();
        return (hash[0] & 255) % PARTS == 0 ? 1 : 0;
    }
}
