package dev.signalbox.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How every importer opens JSON: with limits, and with Python's NaN let in so that it can be named in a message. */
final class Sources {
    /** Where an object began, told by way of a source that people do not know. */
    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at \\[.*]\\)");

    /** Small companion files, such as vlms.json, are never larger. */
    private static final long MAX_SMALL = 16 << 20;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TextLines.MAX_LINE)
                    .maxNestingDepth(100)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static final ObjectMapper MAPPER = JsonMapper.builder(JSON).build();

    private Sources() {}

    /** A path's last name. */
    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /** A small JSON file as a tree; null, with a problem told, when it cannot be read. */
    static @Nullable JsonNode tree(Path file, String shownAs, Problems problems) {
        Place place = new Place(shownAs);
        try {
            if (Files.size(file) > MAX_SMALL) {
                problems.error(place, "file.large", MAX_SMALL >> 20);
                return null;
            }
            JsonNode tree = MAPPER.readTree(file.toFile());
            if (tree == null || tree.isMissingNode()) {
                problems.error(place, "json.empty");
                return null;
            }
            return tree;
        } catch (JsonProcessingException e) {
            problems.error(at(shownAs, e), "json", message(e));
            return null;
        } catch (IOException e) {
            problems.error(place, "file.unreadable", String.valueOf(e.getMessage()));
            return null;
        }
    }

    static Place at(String file, JsonProcessingException e) {
        return new Place(
                file, e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr()));
    }

    /** The parser's own words, without its reference to the source. */
    static String message(JsonProcessingException e) {
        return Texts.shorten(
                START_MARKER.matcher(String.valueOf(e.getOriginalMessage())).replaceAll(""));
    }

    /** A field's text, or null when it is absent, null or no scalar. */
    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() || !value.isValueNode() ? null : value.asText();
    }
}
