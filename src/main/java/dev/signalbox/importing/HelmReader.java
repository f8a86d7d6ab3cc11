package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Fields;
import dev.signalbox.task.Progress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one run into rows. */
final class HelmReader {
    private final Problems problems;
    private final DraftBuilder draft;
    private final HelmJson json;
    private final Row row = new Row();

    HelmReader(Problems problems, DraftBuilder draft, Progress progress) {
        this.problems = problems;
        this.draft = draft;
        this.json = new HelmJson(problems, progress);
    }

    void read(HelmRun run) {
        HelmStats stats = new HelmStats();
        if (run.has("per_instance_stats.json")
                && !json.elements(
                        run.folder().resolve("per_instance_stats.json"),
                        run.name() + "/per_instance_stats.json",
                        null,
                        stats::perInstance)) {
            return;
        }
        Skipped skipped = new Skipped();
        if (run.summarised()) {
            summarised(run, stats, skipped);
        } else {
            full(run, stats, skipped);
        }
        Place place = new Place(run.name());
        if (skipped.perturbed > 0) {
            problems.info(place, "helm.perturbed", skipped.perturbed);
        }
        if (skipped.trials > 0) {
            problems.info(place, "helm.trials", skipped.trials);
        }
        if (skipped.mapped > 0) {
            problems.info(place, "helm.mapped", skipped.mapped);
        }
        if (skipped.taken == 0) {
            problems.warning(place, "helm.nothing");
        }
    }

    private static final class Skipped {
        private int perturbed;
        private int trials;
        private int mapped;
        private int taken;
    }

    private void summarised(HelmRun run, HelmStats stats, Skipped skipped) {
        Map<String, HelmInstance> instances = new HashMap<>();
        boolean read =
                json.elements(run.folder().resolve("instances.json"), run.name() + "/instances.json", null, node -> {
                    if (!HelmStats.perturbed(node)) {
                        HelmInstance instance = HelmInstance.of(node);
                        instances.put(instance.id(), instance);
                    }
                });
        String shownAs = run.name() + "/display_predictions.json";
        if (!read) {
            return;
        }
        Map<String, JsonNode> predictions = new LinkedHashMap<>();
        read = json.elements(run.folder().resolve("display_predictions.json"), shownAs, null, node -> {
            if (wanted(node, node, skipped)) {
                stats.display(node);
                predictions.put(node.path("instance_id").asText(), node);
            }
        });
        if (!read) {
            return;
        }
        String metric = metric(run, stats);
        predictions.forEach((id, node) -> {
            Place place = new Place(shownAs + ": " + id);
            HelmInstance instance = instances.get(id);
            if (instance == null) {
                problems.error(place, "helm.noinstance");
                return;
            }
            String mapped = Sources.text(node, "mapped_output");
            skipped.mapped += mapped == null ? 0 : 1;
            String text = mapped != null ? mapped : node.path("predicted_text").asText("");
            row.clear();
            take(place, run, instance, text, stats, metric, skipped);
        });
    }

    private void full(HelmRun run, HelmStats stats, Skipped skipped) {
        String shownAs = run.name() + "/scenario_state.json";
        String metric = metric(run, stats);
        json.elements(run.folder().resolve("scenario_state.json"), shownAs, "request_states", state -> {
            if (!wanted(state, state.path("instance"), skipped)) {
                return;
            }
            HelmInstance instance = HelmInstance.of(state.path("instance"));
            Place place = new Place(shownAs + ": " + instance.id());
            JsonNode result = state.path("result");
            String text = result.path("completions").path(0).path("text").asText("");
            JsonNode mapped = state.path("output_mapping").get(text.strip());
            if (mapped != null) {
                skipped.mapped++;
                text = mapped.asText();
            }
            row.clear();
            row.latency = result.path("request_time").asDouble(Double.NaN);
            if (!result.path("success").asBoolean(true)) {
                problems.warning(place, "helm.failed", result.path("error").asText(""));
                take(place, run, instance, "", stats, null, skipped);
            } else {
                take(place, run, instance, text, stats, metric, skipped);
            }
        });
    }

    private static boolean wanted(JsonNode entry, JsonNode instance, Skipped skipped) {
        if (HelmStats.perturbed(instance)) {
            skipped.perturbed++;
            return false;
        }
        if (entry.path("train_trial_index").asInt() != 0) {
            skipped.trials++;
            return false;
        }
        return true;
    }

    private @Nullable String metric(HelmRun run, HelmStats stats) {
        String metric = stats.labelMetric();
        if (metric == null) {
            problems.warning(new Place(run.name()), "helm.nolabel");
        } else if (!metric.equals("exact_match")) {
            problems.info(new Place(run.name()), "helm.metric", metric);
        }
        return metric;
    }

    private void take(
            Place place,
            HelmRun run,
            HelmInstance instance,
            String text,
            HelmStats stats,
            @Nullable String metric,
            Skipped skipped) {
        skipped.taken++;
        row.key = run.scenarioKey() + "/" + instance.id();
        row.question = instance.question();
        row.reference = instance.reference();
        row.pictures.addAll(instance.pictures());
        row.vlm = run.model();
        row.text = text;
        run.args().forEach((name, value) -> {
            M2Field.Alias alias = M2Field.of(name);
            if (value.length() > 64 || value.isBlank()) {
                return;
            }
            if (alias == null) {
                row.fields.put(M2Field.normal(name), value);
            } else if (alias.field() == M2Field.LANGUAGE) {
                row.fields.put(Fields.LANGUAGE, value);
            }
        });
        row.fields.put(Fields.BENCHMARK, run.benchmark());
        if (!instance.split().isEmpty()) {
            row.fields.put(Fields.SPLIT, instance.split());
        }
        String task = run.task();
        if (task != null) {
            row.fields.put(Fields.TASK, task);
        }
        Double runtime = stats.value(instance.id(), "inference_runtime", instance.split());
        if (runtime != null && runtime >= 0 && Double.isNaN(row.latency)) {
            row.latency = runtime;
        }
        row.inputTokens = tokens(stats.value(instance.id(), "num_prompt_tokens", instance.split()));
        Double output = stats.value(instance.id(), "num_output_tokens", instance.split());
        row.outputTokens =
                tokens(output != null ? output : stats.value(instance.id(), "num_completion_tokens", instance.split()));
        Double label = metric == null ? null : stats.value(instance.id(), metric, instance.split());
        if (label != null) {
            if (Double.isNaN(label)) {
                problems.error(place, "label.nan");
                return;
            }
            if (label != 0 && label != 1) {
                problems.warning(place, "helm.fraction", String.valueOf(metric), String.valueOf(label));
            } else {
                row.label = Correctness.of(label == 1);
            }
        }
        draft.add(place, row);
    }

    private static int tokens(@Nullable Double value) {
        return value == null || !(value >= 0) || value > Integer.MAX_VALUE ? -1 : (int) Math.round(value);
    }
}
