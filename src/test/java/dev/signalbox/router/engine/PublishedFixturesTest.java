package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public checkpoint folders against what the reference implementations computed from them. */
class PublishedFixturesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clip_vision_small", "clip_full_small"})
    void clipVisionTower(String name) throws IOException {
        Path fixture = Fixture.folder(name);
        Map<String, Tensor> expected = Fixture.tensors(fixture.resolve("expected.safetensors"));
        try (PublishedImageEncoder encoder = PublishedImageEncoder.open(fixture);
                NDManager step = encoder.manager().newSubManager()) {
            Pass pass = new Pass(new ParameterStore(encoder.manager(), false), false);
            NDArray pixels = Fixture.array(step, expected.get("pixel_values"), DataType.FLOAT32);
            List<NDArray> hidden = encoder.network().hidden(pixels, pass);
            for (int i = 0; i < hidden.size(); i++) {
                near("hidden_" + i, hidden.get(i), expected, 2e-4);
            }
            near("last_hidden_state", hidden.getLast(), expected, 2e-4);
            near("projected_tokens", encoder.network().encode(pixels, true, pass), expected, 2e-4);
            near("image_embeds", encoder.network().encode(pixels, false, pass), expected, 2e-4);
            assertThat(encoder.recipe().crop()).isEqualTo(64);
            assertThat(encoder.config().tokens()).isEqualTo(17);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "twin_noprefix", "twin_heads"})
    void distilBertInEveryLayout(String layout) throws IOException {
        Path fixture = Fixture.folder("distilbert_small");
        Map<String, Tensor> expected = Fixture.tensors(fixture.resolve("expected.safetensors"));
        try (PublishedTextEncoder encoder =
                        PublishedTextEncoder.open(fixture.resolve(layout), fixture.resolve(layout));
                NDManager step = encoder.manager().newSubManager()) {
            assertThat(encoder.longest()).isEqualTo(64);
            List<long[]> texts = new ArrayList<>();
            for (JsonNode row : json(fixture.resolve("texts.json"))) {
                texts.add(encoder.tokenise(row.path("text").asText()));
            }
            long[] ids = Arrays.stream(Fixture.doubles(expected.get("input_ids")))
                    .mapToLong(v -> (long) v)
                    .toArray();
            assertThat(TokenBatch.of(texts, 0).ids()).isEqualTo(ids);
            NDArray mask = Fixture.array(step, expected.get("attention_mask"), DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(encoder.manager(), false), false);
            List<NDArray> hidden = encoder.network()
                    .hidden(Fixture.array(step, expected.get("input_ids"), DataType.INT64), mask, pass);
            for (int i = 0; i < hidden.size(); i++) {
                String name = i == encoder.config().layers() ? "last_hidden_state" : "hidden_" + i;
                NDArray want = Fixture.array(step, expected.get(name), DataType.FLOAT32);
                // Rows of padding are whatever they are: only tokens count.
                double[] seen = Fixture.doubles(hidden.get(i).mul(mask.expandDims(2)));
                Fixture.close(name, seen, Fixture.doubles(want.mul(mask.expandDims(2))), 5e-5);
            }
            for (Pooling pooling : Pooling.values()) {
                String name = pooling == Pooling.CLS ? "cls" : "mean";
                double[] want = Fixture.doubles(expected.get(name));
                Fixture.close(name, doubles(encoder.encode(texts, pooling)), want, 5e-5);
                for (int i = 0; i < texts.size(); i++) {
                    double[] row = Arrays.copyOfRange(want, i * 40, (i + 1) * 40);
                    double[] alone = doubles(encoder.encode(List.of(texts.get(i)), pooling));
                    Fixture.close(name + " of text " + i + " alone", alone, row, 5e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "vocab.txt"})
    void bothFormsOfTheTokeniserGiveTheReferenceIds(String form) throws IOException {
        Path fixture = Fixture.folder("distilbert_small");
        Files.copy(fixture.resolve(form), folder.resolve(form));
        JsonNode rows = json(fixture.resolve("tokens.json"));
        assertThat(rows.size()).isEqualTo(205);
        try (Tokeniser tokeniser = TokeniserFolder.of(folder).open(1492)) {
            for (JsonNode row : rows) {
                List<Long> want = new ArrayList<>();
                row.path("ids").forEach(id -> want.add(id.asLong()));
                long[] ids = tokeniser.encode(row.path("text").asText(), 10_000);
                assertThat(ids).as(row.path("escaped").asText()).containsExactly(want.toArray(Long[]::new));
                if (want.size() > 5) {
                    assertThat(tokeniser.encode(row.path("text").asText(), 5))
                            .containsExactly(want.get(0), want.get(1), want.get(2), want.get(3), want.getLast());
                }
            }
        }
    }

    private static void near(String name, NDArray seen, Map<String, Tensor> expected, double tolerance) {
        Fixture.close(name, Fixture.doubles(seen), Fixture.doubles(expected.get(name)), tolerance);
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
