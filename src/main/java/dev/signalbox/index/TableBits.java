package dev.signalbox.index;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a table never changes, as bitmaps. Never changed after it is built.
 *
 * @param fields   a bitmap per value of each field, in the dictionary's order
 * @param answered a bitmap per VLM of the queries with a stored output
 * @param pictured the queries with a picture
 */
@SuppressWarnings("ArrayRecordComponent") // internal columns
record TableBits(DatasetTable table, Map<String, List<BitSet>> fields, BitSet[] answered, BitSet pictured) {
    static TableBits of(DatasetTable table) {
        Map<String, List<BitSet>> fields = new LinkedHashMap<>();
        table.fields().forEach((name, column) -> fields.put(name, bitsOf(column)));
        BitSet[] answered = new BitSet[table.width()];
        for (int k = 0; k < answered.length; k++) {
            answered[k] = bitsOf(table.answered()[k]);
        }
        BitSet pictured = new BitSet(table.size());
        for (int query = 0; query < table.size(); query++) {
            pictured.set(query, !table.pictures().get(query).isEmpty());
        }
        return new TableBits(table, fields, answered, pictured);
    }

    private static List<BitSet> bitsOf(CodedColumn column) {
        List<BitSet> result = new ArrayList<>();
        for (int value = 0; value < column.values().size(); value++) {
            result.add(new BitSet());
        }
        for (int query = 0; query < column.codes().length; query++) {
            int code = column.codes()[query];
            if (code >= 0) {
                result.get(code).set(query);
            }
        }
        return result;
    }

    private static BitSet bitsOf(boolean[] flags) {
        BitSet result = new BitSet(flags.length);
        for (int i = 0; i < flags.length; i++) {
            result.set(i, flags[i]);
        }
        return result;
    }

    /** The queries whose field has one of the wanted values, as a bitmap that the caller owns. */
    BitSet having(Filter.Field wanted) {
        CodedColumn column = table.fields().get(wanted.name());
        List<BitSet> perValue = fields.get(wanted.name());
        if (column == null || perValue == null) {
            throw new UserFacingException("filter.field", wanted.name(), String.join(", ", fields.keySet()));
        }
        BitSet result = new BitSet(table.size());
        for (String value : wanted.values()) {
            int code = column.values().indexOf(value);
            if (code >= 0) {
                result.or(perValue.get(code));
            }
            if (value.isEmpty()) {
                result.or(absent(perValue)); // beside a stored empty value: both look the same to people
            }
        }
        return result;
    }

    private BitSet absent(List<BitSet> perValue) {
        BitSet result = new BitSet(table.size());
        result.set(0, table.size());
        perValue.forEach(result::andNot);
        return result;
    }
}
