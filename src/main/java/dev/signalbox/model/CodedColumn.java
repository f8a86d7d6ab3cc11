package dev.signalbox.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of every query as codes into a dictionary.
 *
 * @param values the dictionary, in order of first appearance
 * @param codes  one per query; -1 where the field is absent. Treat as read-only.
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied: half a million rows
public record CodedColumn(String name, List<String> values, int[] codes) {
    public @Nullable String value(int query) {
        int code = codes[query];
        return code < 0 ? null : values.get(code);
    }
}
