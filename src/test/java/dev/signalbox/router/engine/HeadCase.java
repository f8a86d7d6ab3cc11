package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A variant of the head with its weights, inputs and expected values, made by the reference implementation. */
record HeadCase(
        ArmsConfig config,
        int profiles,
        Map<String, Tensor> weights,
        Map<String, Tensor> inputs,
        Map<String, Tensor> expected) {
    static final List<String> NAMES = List.of(
            "RESIDUAL_SUM_POOLED",
            "RESIDUAL_SUM_PATCHES",
            "RESIDUAL_CONCAT_PROJ_POOLED",
            "RESIDUAL_CONCAT_PROJ_PATCHES",
            "CONCAT_SUM_POOLED",
            "CONCAT_SUM_PATCHES",
            "CONCAT_CONCAT_PROJ_POOLED",
            "CONCAT_CONCAT_PROJ_PATCHES",
            "RESIDUAL_SUM_POOLED_PROFILE",
            "CONCAT_CONCAT_PROJ_PATCHES_PROFILE",
            "RESIDUAL_SUM_POOLED_C03",
            "RESIDUAL_SUM_POOLED_SOFT03",
            "RESIDUAL_SUM_PATCHES_TOP2");

    static HeadCase read(String name) throws IOException {
        Path folder = Fixture.folder("arms_head_small");
        JsonNode all = new ObjectMapper().readTree(folder.resolve("cases.json").toFile());
        JsonNode row = all.path("cases").path(name);
        assertThat(row.isObject()).as(name).isTrue();
        Form form = new Form(
                ExpertForm.valueOf(row.path("expert").asText()),
                ClassifierForm.valueOf(row.path("classifier").asText()),
                VisionKeys.valueOf(row.path("vision").asText()),
                row.path("heads").asInt(),
                row.path("top_k").asInt(),
                row.path("c").asDouble(),
                ClipForm.valueOf(row.path("clip").asText()),
                row.path("profile_proj").asBoolean(),
                true);
        ArmsConfig config = form.config(
                all.path("d_q").asInt(),
                all.path("d_v").asInt(),
                all.path("d_a").asInt(),
                all.path("ffn").asInt(),
                all.path("experts").asInt());
        Map<String, Tensor> weights =
                new HashMap<>(Fixture.tensors(folder.resolve(row.path("weights").asText())));
        if (row.has("extra_weights")) {
            weights.putAll(
                    Fixture.tensors(folder.resolve(row.path("extra_weights").asText())));
        }
        return new HeadCase(
                config,
                all.path("profiles").asInt(),
                weights,
                Fixture.tensors(folder.resolve("inputs.safetensors")),
                Fixture.tensors(folder.resolve(row.path("expected").asText())));
    }
}
