package dev.signalbox.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads HELM's large JSON arrays element by element, without the parts nobody asks for: the logarithms of every token's
 * probability are most of a scenario_state.json.
 */
final class HelmJson {
    private static final Set<String> LEFT_OUT = Set.of(
            "tokens",
            "embedding",
            "adapter_spec",
            "prompt",
            "multimodal_prompt",
            "base64_images",
            "annotations",
            "top_logprobs");

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** No honest element holds more values. */
    private static final int MAX_VALUES = 1_000_000;

    private final Problems problems;
    private final Progress progress;
    private int room;

    HelmJson(Problems problems, Progress progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /**
     * Calls back for each element of the file's array.
     *
     * @param field the array's name in the file's object, or null when the file is an array
     * @return false, with a problem told, when the file could not be read to its end
     */
    boolean elements(Path file, String shownAs, @Nullable String field, Consumer<JsonNode> each) {
        Place place = new Place(shownAs);
        try (JsonParser parser = Sources.JSON.createParser(file.toFile())) {
            JsonToken token = parser.nextToken();
            if (field != null) {
                if (token != JsonToken.START_OBJECT) {
                    problems.error(place, "json.object");
                    return false;
                }
                token = find(parser, field);
            }
            if (token != JsonToken.START_ARRAY) {
                problems.error(place, "helm.array");
                return false;
            }
            for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                progress.checkCancelled();
                room = MAX_VALUES;
                JsonNode element = node(parser);
                if (element == null) {
                    problems.error(new Place(shownAs, parser.currentLocation().getLineNr()), "helm.element");
                    return false;
                }
                each.accept(element);
            }
            // Reads what follows, so that a file cut off behind its array is noticed.
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return true;
        } catch (JsonProcessingException e) {
            problems.error(Sources.at(shownAs, e), "json", Sources.message(e));
            return false;
        } catch (IOException e) {
            problems.error(place, "file.unreadable", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static @Nullable JsonToken find(JsonParser parser, String field) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(field)) {
                return token;
            }
            parser.skipChildren();
        }
        return null;
    }

    /** The current value as a tree; null when it ends too early or is larger than anything honest. */
    private @Nullable JsonNode node(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || --room < 0) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> MAKE.textNode(Texts.encodable(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> MAKE.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> MAKE.booleanNode(true);
            case VALUE_FALSE -> MAKE.booleanNode(false);
            case VALUE_NULL -> MAKE.nullNode();
            default -> null;
        };
    }

    private @Nullable JsonNode object(JsonParser parser) throws IOException {
        ObjectNode object = MAKE.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (LEFT_OUT.contains(name)) {
                parser.skipChildren();
                continue;
            }
            JsonNode child = node(parser);
            if (child == null) {
                return null;
            }
            object.set(name, child);
        }
        return object;
    }

    private @Nullable JsonNode array(JsonParser parser) throws IOException {
        ArrayNode array = MAKE.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode child = node(parser);
            if (child == null) {
                return null;
            }
            array.add(child);
        }
        return array;
    }
}
