package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run folder: what its run_spec.json and scenario.json say. The folder's name is only a name, because it cannot be
 * split back into scenario and model.
 *
 * @param name      the folder relative to the source
 * @param suite     the folder above it
 * @param model     creator/name
 * @param benchmark the scenario's name
 * @param args      the scenario's arguments without the model, sorted
 * @param method    the adapter's method
 * @param perturbed how many kinds of perturbation it adds
 */
record HelmRun(
        Path folder,
        String name,
        String suite,
        String model,
        String benchmark,
        Map<String, String> args,
        String method,
        int perturbed) {
    /** Which argument says what the task is, in order of preference. */
    private static final String[] TASK_ARGS = {"task", "subject", "category", "subset", "dataset", "domain", "type"};

    static @Nullable HelmRun read(Path folder, String name, Problems problems) {
        JsonNode spec = Sources.tree(folder.resolve("run_spec.json"), name + "/run_spec.json", problems);
        if (spec == null) {
            return null;
        }
        JsonNode adapter = spec.path("adapter_spec");
        String model = Sources.text(adapter, "model");
        if (model == null) {
            model = Sources.text(adapter, "model_deployment");
        }
        String className = spec.path("scenario_spec").path("class_name").asText("");
        if (model == null || className.isEmpty()) {
            problems.error(new Place(name + "/run_spec.json"), "helm.spec");
            return null;
        }
        String benchmark = className.substring(className.lastIndexOf('.') + 1);
        Path scenario = folder.resolve("scenario.json");
        if (Files.isRegularFile(scenario)) {
            JsonNode tree = Sources.tree(scenario, name + "/scenario.json", problems);
            String told = tree == null ? null : Sources.text(tree, "name");
            benchmark = told == null || told.isBlank() ? benchmark : told;
        }
        Map<String, String> args = new TreeMap<>();
        spec.path("scenario_spec").path("args").properties().forEach(arg -> {
            if (!arg.getKey().equals("model") && !arg.getValue().isNull()) {
                args.put(
                        arg.getKey(),
                        arg.getValue().isValueNode()
                                ? arg.getValue().asText()
                                : arg.getValue().toString());
            }
        });
        Path above = folder.toAbsolutePath().getParent();
        return new HelmRun(
                folder,
                name,
                above == null ? "" : Sources.name(above),
                model,
                benchmark,
                args,
                adapter.path("method").asText(""),
                spec.path("data_augmenter_spec").path("perturbation_specs").size());
    }

    /** Runs of different models that share this are joined. */
    String scenarioKey() {
        return args.isEmpty()
                ? benchmark
                : benchmark
                        + args.entrySet().stream()
                                .map(arg -> arg.getKey() + "=" + arg.getValue())
                                .collect(Collectors.joining(",", ":", ""));
    }

    /** The task within the benchmark, or null. */
    @Nullable
    String task() {
        for (String name : TASK_ARGS) {
            String value = args.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** Written by helm-summarize, and small. */
    boolean summarised() {
        return has("display_predictions.json") && has("instances.json");
    }

    /** Complete as HELM itself defines it, or summarised. */
    boolean complete() {
        return summarised()
                || (has("scenario.json")
                        && has("scenario_state.json")
                        && has("stats.json")
                        && has("per_instance_stats.json"));
    }
}
