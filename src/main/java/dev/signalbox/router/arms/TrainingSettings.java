package dev.signalbox.router.arms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Training options by name, as a person writes them. A name is the one that training.json uses: {@code epochs},
 * {@code config.clip} or {@code clip} for short, {@code text.layers}. Names and values are checked before anything runs.
 */
public final class TrainingSettings {
    private static final long LARGEST = 1 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TrainingSettings() {}

    /**
     * Options changed by name.
     *
     * @param values {@code name -> value}, in order; a later one wins
     * @throws UserFacingException {@code training.setting.name}, {@code .value} or {@code .rule}
     */
    public static TrainingOptions apply(TrainingOptions base, Map<String, String> values) {
        ObjectNode root = JSON.valueToTree(base);
        SequencedMap<String, JsonNode> known = leaves("", root);
        values.forEach((name, value) -> set(root, full(name, known), name, value, known));
        return read(root, String.join(", ", values.keySet()));
    }

    /**
     * The settings in a JSON file: one object of names and values, nested or with dots, in the form that {@code options}
     * has in training.json.
     *
     * @return {@code name -> value}, for {@link #apply}
     * @throws UserFacingException {@code training.setting.file} when it is no such object
     * @throws IOException         when it cannot be read
     */
    public static SequencedMap<String, String> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new UserFacingException("training.setting.file", file, Files.size(file) + " bytes");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserFacingException("training.setting.file", e, file, e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new UserFacingException("training.setting.file", file, Messages.text("training.setting.object"));
        }
        return values(root);
    }

    /** All settings as {@link #read} takes them: what stands under {@code options} in training.json. */
    public static String write(TrainingOptions options) {
        return JSON.valueToTree(options).toPrettyString() + "\n";
    }

    /** Every name with its value. */
    public static SequencedMap<String, String> list(TrainingOptions options) {
        return values(JSON.valueToTree(options));
    }

    /** What a setting takes. */
    public enum Kind {
        /** true or false. */
        SWITCH,
        /** One of {@link Setting#choices}. */
        CHOICE,
        WHOLE,
        NUMBER,
        /** Numbers as a JSON list. */
        NUMBERS,
        TEXT
    }

    /**
     * A setting.
     *
     * @param value   as a person writes it
     * @param choices what a {@link Kind#CHOICE} takes, else empty
     */
    public record Setting(String name, String value, Kind kind, List<String> choices) {
        public Setting {
            choices = List.copyOf(choices);
        }
    }

    /** Every setting with its value, as {@link #list}, and what it takes. */
    public static List<Setting> describe(TrainingOptions options) {
        SequencedMap<String, Class<?>> types = new LinkedHashMap<>();
        types("", TrainingOptions.class, types);
        List<Setting> all = new ArrayList<>();
        list(options).forEach((name, value) -> {
            Class<?> type = Objects.requireNonNull(types.get(name), name);
            List<String> choices = type.isEnum()
                    ? Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .toList()
                    : List.of();
            all.add(new Setting(name, value, kind(type), choices));
        });
        return all;
    }

    private static void types(String prefix, Class<?> type, Map<String, Class<?>> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + component.getName();
            if (component.getType().isRecord()) {
                types(name + ".", component.getType(), into);
            } else {
                into.put(name, component.getType());
            }
        }
    }

    private static Kind kind(Class<?> type) {
        if (type.isEnum()) {
            return Kind.CHOICE;
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> Kind.SWITCH;
            case "int", "long" -> Kind.WHOLE;
            case "double" -> Kind.NUMBER;
            case "List" -> Kind.NUMBERS;
            default -> Kind.TEXT;
        };
    }

    private static SequencedMap<String, String> values(JsonNode root) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        leaves("", root).forEach((name, node) -> values.put(name, node.isArray() ? node.toString() : node.asText()));
        return values;
    }

    /** The strategy of that name, in any case. */
    public static Strategy strategy(String name) {
        return Arrays.stream(Strategy.values())
                .filter(s -> s.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new UserFacingException(
                        "training.setting.value", "strategy", name, Arrays.toString(Strategy.values())));
    }

    private static SequencedMap<String, JsonNode> leaves(String prefix, JsonNode object) {
        SequencedMap<String, JsonNode> all = new LinkedHashMap<>();
        object.properties().forEach(e -> {
            String name = prefix + e.getKey();
            if (e.getValue().isObject()) {
                all.putAll(leaves(name + ".", e.getValue()));
            } else {
                all.put(name, e.getValue());
            }
        });
        return all;
    }

    /** The full name of what a person wrote: as it stands, or below {@code config}. */
    private static String full(String name, Map<String, JsonNode> known) {
        for (String candidate : List.of(name, "config." + name)) {
            if (known.containsKey(candidate)) {
                return candidate;
            }
        }
        throw new UserFacingException("training.setting.name", name, String.join(", ", known.keySet()));
    }

    private static void set(
            ObjectNode root, String path, String name, String value, SequencedMap<String, JsonNode> known) {
        JsonNode now = known.get(path);
        JsonNode changed = now == null ? null : value(now, value.strip());
        if (changed == null) {
            throw new UserFacingException("training.setting.value", name, value, String.valueOf(now));
        }
        String[] parts = path.split("\\.", -1);
        ObjectNode object = root;
        for (int i = 0; i < parts.length - 1; i++) {
            object = object.withObject("/" + parts[i]);
        }
        object.set(parts[parts.length - 1], changed);
    }

    /** The value in the kind of the one that it replaces, or null when it is of another. */
    private static @Nullable JsonNode value(JsonNode now, String value) {
        try {
            if (now.isBoolean()) {
                return switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> JSON.getNodeFactory().booleanNode(true);
                    case "false" -> JSON.getNodeFactory().booleanNode(false);
                    default -> null;
                };
            }
            if (now.isInt()) {
                return IntNode.valueOf(new BigDecimal(value).intValueExact());
            }
            if (now.isLong()) {
                return LongNode.valueOf(new BigDecimal(value).longValueExact());
            }
            if (now.isDouble()) {
                double number = Double.parseDouble(value);
                return Double.isFinite(number) ? DoubleNode.valueOf(number) : null;
            }
            if (now.isArray()) {
                return JSON.readTree(value) instanceof ArrayNode list
                                && list.valueStream().allMatch(JsonNode::isNumber)
                        ? list
                        : null;
            }
        } catch (ArithmeticException | NumberFormatException | JsonProcessingException e) {
            return null;
        }
        return TextNode.valueOf(value);
    }

    private static TrainingOptions read(ObjectNode root, String names) {
        try {
            return JSON.treeToValue(root, TrainingOptions.class);
        } catch (InvalidFormatException e) {
            String allowed = Arrays.toString(e.getTargetType().getEnumConstants());
            throw new UserFacingException("training.setting.value", e, names, e.getValue(), allowed);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException rule ? rule : null;
            String why = cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
            throw new UserFacingException("training.setting.rule", e, names, why);
        }
    }
}
