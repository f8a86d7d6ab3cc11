package dev.signalbox.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column of an M2 long table means; the first name is the one that exports write. */
@SuppressWarnings("ImmutableEnumChecker") // List.of
enum M2Field {
    KEY("query_id", "sample_id", "question_id", "qid", "id"),
    PICTURES("image", "image_path", "img_path", "images", "image_paths", "picture", "pictures"),
    QUESTION("question", "prompt", "query"),
    REFERENCE("ground_truth", "reference", "gt", "answer"),
    VLM("vlm", "model", "model_id", "vlm_id"),
    OUTPUT("output", "response", "prediction", "raw_output"),
    LABEL("label", "correct", "is_correct", "exact_match"),
    COST("cost", "cost_usd"),
    LATENCY("latency", "latency_s", "latency_seconds"),
    INPUT_TOKENS("input_tokens", "prompt_tokens", "num_prompt_tokens"),
    OUTPUT_TOKENS("output_tokens", "completion_tokens", "num_output_tokens"),
    POOL("pool"),
    SIMULATED("simulated"),
    BENCHMARK("benchmark", "dataset"),
    DOMAIN("domain"),
    SPLIT("split"),
    LANGUAGE("language", "lang"),
    TASK("task"),
    /** What exports add for people and imports leave out: the label in force is in the label column. */
    IGNORED("corrected", "imported_label", "imported_ground_truth");

    /** A column's meaning, and how far down its list of names it stands: the smaller wins when two columns mean the same. */
    record Alias(M2Field field, int rank) {}

    private static final Map<String, Alias> ALIASES = new HashMap<>();

    static {
        for (M2Field field : values()) {
            for (int rank = 0; rank < field.names.size(); rank++) {
                ALIASES.put(field.names.get(rank), new Alias(field, rank));
            }
        }
    }

    private final List<String> names;

    M2Field(String... names) {
        this.names = List.of(names);
    }

    String column() {
        return names.getFirst();
    }

    /** The meaning of a column, or null for a field of the dataset's own. Case, blanks and hyphens don't matter. */
    static @Nullable Alias of(String column) {
        Alias alias = ALIASES.get(column);
        return alias != null ? alias : ALIASES.get(normal(column));
    }

    static String normal(String column) {
        return column.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
