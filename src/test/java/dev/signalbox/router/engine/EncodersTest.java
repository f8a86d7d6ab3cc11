package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.router.arms.Activation;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TextConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodersTest {
    @Test
    void distilBertFixture() throws IOException {
        Path folder = Fixture.folder("distilbert_small");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        TextConfig config = new TextConfig(
                json.path("vocab_size").asInt(),
                json.path("max_position_embeddings").asInt(),
                json.path("dim").asInt(),
                json.path("n_layers").asInt(),
                json.path("n_heads").asInt(),
                json.path("hidden_dim").asInt(),
                0,
                1e-12,
                Activation.GELU,
                1);
        Map<String, Tensor> expected = Fixture.tensors(folder.resolve("expected.safetensors"));
        try (NDManager manager = Engines.newManager()) {
            TextEncoder encoder = new TextEncoder(new Initial(new Random(1)), config);
            encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
            Fixture.fill(encoder, Fixture.tensors(folder.resolve("model.safetensors")), "distilbert.");
            NDArray ids = Fixture.array(manager, expected.get("input_ids"), DataType.INT64);
            NDArray mask = Fixture.array(manager, expected.get("attention_mask"), DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), false);
            List<NDArray> hidden = encoder.hidden(ids, mask, pass);
            for (int i = 0; i < hidden.size(); i++) {
                // Rows of padding are whatever they are: only tokens count.
                NDArray seen = hidden.get(i).mul(mask.expandDims(2));
                String name = i == config.layers() ? "last_hidden_state" : "hidden_" + i;
                NDArray want = Fixture.array(manager, expected.get(name), DataType.FLOAT32)
                        .mul(mask.expandDims(2));
                Fixture.close(name, Fixture.doubles(seen), Fixture.doubles(want), 5e-5);
            }
            for (Pooling pooling : Pooling.values()) {
                String name = pooling == Pooling.CLS ? "cls" : "mean";
                NDArray pooled = encoder.encode(ids, mask, pooling, pass);
                Fixture.close(name, Fixture.doubles(pooled), Fixture.doubles(expected.get(name)), 5e-5);
            }
        }
    }

    @Test
    void tokeniserFixture() throws IOException {
        Path folder = Fixture.folder("distilbert_small");
        JsonNode all = new ObjectMapper().readTree(folder.resolve("tokens.json").toFile());
        JsonNode texts = all.isArray() ? all : all.elements().next();
        try (Tokeniser tokeniser = Tokeniser.open(folder.resolve("tokenizer.json"))) {
            assertThat(texts.size()).isGreaterThan(200);
            for (JsonNode row : texts) {
                long[] want = new long[row.path("ids").size()];
                for (int i = 0; i < want.length; i++) {
                    want[i] = row.path("ids").get(i).asLong();
                }
                String text = row.path("text").asText();
                assertThat(tokeniser.encode(text, 10_000)).as(text).isEqualTo(want);
                if (want.length > 5) {
                    long[] cut = tokeniser.encode(text, 5);
                    assertThat(cut).hasSize(5).startsWith(want[0], want[1]).endsWith(want[want.length - 1]);
                }
            }
        }
    }

    @Test
    void clipFixture() throws IOException {
        Path folder = Fixture.folder("clip_vision_small");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        ImageConfig config = ImageConfig.clip(
                json.path("image_size").asInt(),
                json.path("patch_size").asInt(),
                json.path("hidden_size").asInt(),
                json.path("num_hidden_layers").asInt(),
                json.path("num_attention_heads").asInt(),
                json.path("intermediate_size").asInt(),
                json.path("projection_dim").asInt(),
                0,
                1);
        Map<String, Tensor> expected = Fixture.tensors(folder.resolve("expected.safetensors"));
        try (NDManager manager = Engines.newManager()) {
            ImageEncoder encoder = new ImageEncoder(new Initial(new Random(1)), config);
            encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
            Map<String, Tensor> weights = Fixture.tensors(folder.resolve("model.safetensors"));
            Fixture.fill(encoder, weights, "");
            assertThat(encoder.named().keySet()).isEqualTo(weights.keySet());
            NDArray pixels = Fixture.array(manager, expected.get("pixel_values"), DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), false);
            List<NDArray> hidden = encoder.hidden(pixels, pass);
            for (int i = 0; i < hidden.size(); i++) {
                Fixture.close(
                        "hidden_" + i,
                        Fixture.doubles(hidden.get(i)),
                        Fixture.doubles(expected.get("hidden_" + i)),
                        2e-4);
            }
            NDArray tokens = encoder.encode(pixels, true, pass);
            Fixture.close(
                    "projected_tokens",
                    Fixture.doubles(tokens),
                    Fixture.doubles(expected.get("projected_tokens")),
                    2e-4);
            NDArray pooled = encoder.encode(pixels, false, pass);
            Fixture.close("image_embeds", Fixture.doubles(pooled), Fixture.doubles(expected.get("image_embeds")), 2e-4);
        }
    }
}
