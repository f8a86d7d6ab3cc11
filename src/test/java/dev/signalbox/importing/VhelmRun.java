package dev.signalbox.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Writes a VHELM run as stanford-crfm/helm @ 63754d05db6f would: built from its schema, because no real run with pictures
 * could be found. Four instances of MMMU Accounting: plain text and picture, two pictures around text, pictures as
 * choices, and a picture that is gone; each also as a perturbed copy, and the first once more as a second trial.
 */
final class VhelmRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path output;
    private final Path folder;
    private final String model;

    VhelmRun(Path output, String suite, String model) {
        this.output = output;
        this.model = model;
        this.folder = output.resolve("runs/" + suite + "/mmmu:subject=Accounting,question_type=multiple-choice,model="
                + model.replace('/', '_'));
    }

    Path folder() {
        return folder;
    }

    /** The pictures of the scenario, where helm-run leaves them. */
    static void pictures(Path output) {
        for (String name : List.of("i1_1.png", "i2_1.png", "i2_2.png", "i3_a.png", "i3_b.png")) {
            Path file = output.resolve("scenarios/mmmu/images/Accounting").resolve(name);
            try {
                Files.createDirectories(file.getParent());
                ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What helm-run writes. */
    VhelmRun full(String... letters) {
        common();
        ObjectNode state = JSON.createObjectNode();
        state.putObject("adapter_spec").put("model", model);
        ArrayNode states = state.putArray("request_states");
        for (int i = 0; i < letters.length; i++) {
            for (boolean perturbed : new boolean[] {false, true}) {
                states.add(requestState(i, letters[i], perturbed, 0));
            }
        }
        states.add(requestState(0, "B", false, 1));
        write("scenario_state.json", state);
        write("stats.json", JSON.createArrayNode());
        write("per_instance_stats.json", stats(letters, "exact_match"));
        return this;
    }

    /** What helm-summarize leaves for its web pages; a headline metric that is not plain exact match. */
    VhelmRun summarised(String... letters) {
        common();
        ArrayNode instances = JSON.createArrayNode();
        ArrayNode predictions = JSON.createArrayNode();
        for (int i = 0; i < letters.length; i++) {
            for (boolean perturbed : new boolean[] {false, true}) {
                instances.add(instance(i, perturbed));
                ObjectNode prediction = predictions.addObject();
                prediction.put("instance_id", id(i));
                if (perturbed) {
                    prediction.set("perturbation", perturbation());
                }
                prediction.put("train_trial_index", 0);
                prediction.put("predicted_text", letters[i]);
                prediction.put("mapped_output", choice(i, letters[i]));
                prediction
                        .putObject("stats")
                        .put("quasi_prefix_exact_match", right(letters[i]) ? 1.0 : 0.0)
                        .put("num_prompt_tokens", 100 + i)
                        .put("inference_runtime", 0.5 + i);
            }
        }
        write("instances.json", instances);
        write("display_predictions.json", predictions);
        return this;
    }

    private void common() {
        ObjectNode spec = JSON.createObjectNode();
        spec.put("name", String.valueOf(folder.getFileName()));
        spec.putObject("scenario_spec")
                .put("class_name", "helm.benchmark.scenarios.vision_language.mmmu_scenario.MMMUScenario")
                .putObject("args")
                .put("subject", "Accounting")
                .put("question_type", "multiple-choice");
        spec.putObject("adapter_spec")
                .put("method", "multiple_choice_joint_multimodal")
                .put("model_deployment", model)
                .put("model", model);
        spec.putObject("data_augmenter_spec").putArray("perturbation_specs").addObject();
        spec.putArray("groups").add("mmmu");
        write("run_spec.json", spec);
        write("scenario.json", JSON.createObjectNode().put("name", "mmmu").put("description", "d"));
    }

    private static String id(int i) {
        return "id" + i;
    }

    private static boolean right(String letter) {
        return letter.equals("B");
    }

    private static String choice(int i, String letter) {
        return i == 2 ? "" : letter.equals("A") ? "debit " + i : "credit " + i;
    }

    private static ObjectNode perturbation() {
        return JSON.createObjectNode().put("name", "typos").put("computed_on", "perturbed");
    }

    private static ObjectNode picture(String name) {
        return JSON.createObjectNode()
                .put("content_type", "image/png")
                .put("location", "benchmark_output/scenarios/mmmu/images/Accounting/" + name);
    }

    private static ObjectNode text(String text) {
        return JSON.createObjectNode().put("content_type", "text/plain").put("text", text);
    }

    private ObjectNode instance(int i, boolean perturbed) {
        ObjectNode instance = JSON.createObjectNode();
        ObjectNode input = instance.putObject("input");
        input.put("text", "");
        ArrayNode media = input.putObject("multimedia_content").putArray("media_objects");
        switch (i) {
            case 0 -> media.add(text("What is booked?")).add(picture("i1_1.png"));
            case 1 ->
                media.add(text("Compare"))
                        .add(picture("i2_1.png"))
                        .add(text("with"))
                        .add(picture("i2_2.png"));
            case 2 -> media.add(text("Which chart?"));
            default -> media.add(text("Who?")).add(picture("gone.png"));
        }
        if (perturbed) {
            media.add(text(" tpyos"));
            instance.set("perturbation", perturbation());
        }
        ArrayNode references = instance.putArray("references");
        for (String letter : List.of("A", "B")) {
            ObjectNode reference = references.addObject();
            ObjectNode out = reference.putObject("output");
            out.put("text", choice(i, letter));
            if (i == 2) {
                out.putObject("multimedia_content")
                        .putArray("media_objects")
                        .add(picture(letter.equals("A") ? "i3_a.png" : "i3_b.png"));
            }
            ArrayNode tags = reference.putArray("tags");
            if (letter.equals("B")) {
                tags.add("correct");
            }
        }
        return instance.put("split", "valid").put("id", id(i));
    }

    private ObjectNode requestState(int i, String letter, boolean perturbed, int trial) {
        ObjectNode state = JSON.createObjectNode();
        state.set("instance", instance(i, perturbed));
        state.put("train_trial_index", trial);
        state.putObject("output_mapping").put("A", choice(i, "A")).put("B", choice(i, "B"));
        state.putObject("request").put("model", model).put("prompt", "");
        ObjectNode result = state.putObject("result");
        result.put("success", true).putArray("embedding");
        ObjectNode completion = result.putArray("completions").addObject();
        completion.put("text", " " + letter).put("logprob", -0.1);
        completion.putArray("tokens").addObject().put("text", letter).put("logprob", -0.1);
        result.put("request_time", 1.25 + i);
        return state;
    }

    private ArrayNode stats(String[] letters, String metric) {
        ArrayNode all = JSON.createArrayNode();
        for (int i = 0; i < letters.length; i++) {
            for (boolean perturbed : new boolean[] {false, true}) {
                ObjectNode entry = all.addObject();
                entry.put("instance_id", id(i));
                if (perturbed) {
                    entry.set("perturbation", perturbation());
                }
                entry.put("train_trial_index", 0);
                ArrayNode stats = entry.putArray("stats");
                // The perturbed copy is always wrong, and a "worst" row stands beside the plain one.
                stat(stats, metric, "worst", 0);
                stat(stats, metric, null, !perturbed && right(letters[i]) ? 1 : 0);
                stat(stats, "num_prompt_tokens", null, 200 + i);
                stat(stats, "num_output_tokens", null, 1);
            }
        }
        return all;
    }

    private static void stat(ArrayNode stats, String name, String computedOn, double mean) {
        ObjectNode stat = stats.addObject();
        ObjectNode key = stat.putObject("name").put("name", name).put("split", "valid");
        if (computedOn != null) {
            key.putObject("perturbation").put("name", "robustness").put("computed_on", computedOn);
        }
        stat.put("count", 1).put("sum", mean).put("mean", mean);
    }

    private void write(String name, Object content) {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve(name).toFile(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
