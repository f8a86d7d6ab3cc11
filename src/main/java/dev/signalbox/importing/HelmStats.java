package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's measurements per instance: only those of what was really asked, never of a perturbed copy. */
final class HelmStats {
    /** ARMS labels by plain exact match; the looser ones stand in where a scenario has no other. */
    private static final List<String> LABELS =
            List.of("exact_match", "quasi_exact_match", "quasi_prefix_exact_match", "quasi_leave_articles_exact_match");

    private static final List<String> OTHERS =
            List.of("inference_runtime", "num_prompt_tokens", "num_output_tokens", "num_completion_tokens");

    private final Map<String, Double> values = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Takes an element of per_instance_stats.json. */
    void perInstance(JsonNode element) {
        if (perturbed(element) || element.path("train_trial_index").asInt() != 0) {
            return;
        }
        String instance = element.path("instance_id").asText();
        for (JsonNode stat : element.path("stats")) {
            JsonNode name = stat.path("name");
            if (!perturbed(name) && stat.has("mean")) {
                put(instance, name.path("name").asText(), name.path("split").asText(""), stat.path("mean"));
            }
        }
    }

    /** Takes the stats of an element of display_predictions.json: names and means. */
    void display(JsonNode prediction) {
        String instance = prediction.path("instance_id").asText();
        prediction.path("stats").properties().forEach(stat -> put(instance, stat.getKey(), "", stat.getValue()));
    }

    static boolean perturbed(JsonNode node) {
        JsonNode perturbation = node.get("perturbation");
        return perturbation != null && !perturbation.isNull();
    }

    private void put(String instance, String name, String split, JsonNode value) {
        if (value.isNumber() && (LABELS.contains(name) || OTHERS.contains(name))) {
            values.put(instance + '\0' + name + '\0' + split, value.asDouble());
            counts.merge(name, 1, Integer::sum);
        }
    }

    /** The metric that labels this run, or null when it has none. */
    @Nullable
    String labelMetric() {
        return LABELS.stream().filter(counts::containsKey).findFirst().orElse(null);
    }

    /** The mean of a metric for an instance: of its split, else of no split; null when there is none. */
    @Nullable
    Double value(String instance, String name, String split) {
        Double value = values.get(instance + '\0' + name + '\0' + split);
        return value != null ? value : values.get(instance + '\0' + name + '\0');
    }
}
