package dev.signalbox.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One image question of a dataset, as imported.
 *
 * @param key       the key in its source; unique in the dataset
 * @param question  the question's text
 * @param reference the ground-truth answer, or null when the source has none
 * @param pictures  paths relative to the dataset's root with '/' between names; empty for text-only queries
 * @param fields    coded fields by name, such as those in {@link Fields}; absent when unknown
 */
public record Query(
        String key, String question, @Nullable String reference, List<String> pictures, Map<String, String> fields) {
    public Query {
        pictures = List.copyOf(pictures);
        fields = Map.copyOf(fields);
    }
}
