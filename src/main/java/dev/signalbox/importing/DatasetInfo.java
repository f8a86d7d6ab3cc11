package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dataset.json: what a dataset says about itself.
 *
 * @param fields names of fields to keep whatever their values
 */
record DatasetInfo(@Nullable String name, boolean simulated, String source, String licence, Set<String> fields) {
    private static final DatasetInfo NONE = new DatasetInfo(null, false, "", "", Set.of());

    static DatasetInfo read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        JsonNode tree = Sources.tree(file, Sources.name(file), problems);
        if (tree == null) {
            return NONE;
        }
        Set<String> fields = new HashSet<>();
        tree.path("fields").forEach(field -> fields.add(field.asText()));
        String licence = Sources.text(tree, "licence");
        String other = Sources.text(tree, "license");
        String source = Sources.text(tree, "source");
        return new DatasetInfo(
                Sources.text(tree, "name"),
                tree.path("simulated").asBoolean(false),
                source == null ? "" : source,
                licence != null ? licence : other != null ? other : "",
                fields);
    }
}
