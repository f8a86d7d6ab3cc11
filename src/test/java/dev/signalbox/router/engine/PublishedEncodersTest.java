package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Self-made checkpoints against plain loops, and what is refused. */
class PublishedEncodersTest {
    private static final List<String> TEXTS =
            List.of("What is the zebra?", "", "is it", "a b c d e f g h i j k l m n o p q r s t u v w x y z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16"})
    void textVectorsAreThoseOfTheSlowReference(Safetensors.Type type) throws IOException {
        Map<String, Tensor> tensors = SmallCheckpoints.text(folder, "distilbert.", type);
        agrees(new SlowEncoders(SmallCheckpoints.values(tensors, "distilbert.")), true);
    }

    @Test
    void bertIsDistilBertWithATokenTypeInEveryPosition() throws IOException {
        Map<String, Tensor> tensors = SmallCheckpoints.text(folder, "", Safetensors.Type.F32);
        Map<String, float[]> values = SmallCheckpoints.values(tensors, "");
        Random random = new Random(9);
        float[] types = new float[24];
        for (int i = 0; i < types.length; i++) {
            types[i] = random.nextFloat();
        }
        Map<String, Tensor> bert = new TreeMap<>();
        tensors.forEach((name, tensor) -> bert.put("bert." + bertName(name), tensor));
        bert.put("bert.embeddings.token_type_embeddings.weight", Tensor.of(List.of(2L, 12L), types));
        bert.put("bert.pooler.dense.bias", Tensor.of(List.of(1L), new float[] {1}));
        bert.put("cls.predictions.bias", Tensor.of(List.of(1L), new float[] {1}));
        Safetensors.write(folder.resolve("model.safetensors"), bert);
        config("distilbert", "bert", "dim", "hidden_size", "n_layers", "num_hidden_layers");
        config("n_heads", "num_attention_heads", "hidden_dim", "intermediate_size", "activation", "hidden_act");
        float[] positions = values.get("embeddings.position_embeddings.weight");
        for (int i = 0; i < positions.length; i++) {
            positions[i] += types[i % 12];
        }
        agrees(new SlowEncoders(values), true);
    }

    private static String bertName(String name) {
        return name.replace("transformer.layer", "encoder.layer")
                .replace("attention.q_lin", "attention.self.query")
                .replace("attention.k_lin", "attention.self.key")
                .replace("attention.v_lin", "attention.self.value")
                .replace("attention.out_lin", "attention.output.dense")
                .replace("sa_layer_norm", "attention.output.LayerNorm")
                .replace("ffn.lin1", "intermediate.dense")
                .replace("ffn.lin2", "output.dense")
                .replace("output_layer_norm", "output.LayerNorm")
                .replaceFirst("LayerNorm.weight$", "LayerNorm.gamma")
                .replaceFirst("LayerNorm.bias$", "LayerNorm.beta");
    }

    @Test
    void anotherWeightGivesOtherVectors() throws IOException {
        Map<String, Tensor> tensors = SmallCheckpoints.text(folder, "", Safetensors.Type.F32);
        Map<String, float[]> values = SmallCheckpoints.values(tensors, "");
        values.get("transformer.layer.1.ffn.lin2.weight")[7] += 0.01f;
        agrees(new SlowEncoders(values), false);
    }

    private void agrees(SlowEncoders slow, boolean alike) throws IOException {
        try (PublishedTextEncoder encoder = PublishedTextEncoder.open(folder, folder)) {
            List<long[]> ids = TEXTS.stream().map(encoder::tokenise).toList();
            assertThat(ids.getLast()).as("truncated").hasSize(14);
            float[] cls = encoder.encode(ids, Pooling.CLS);
            float[] mean = encoder.encode(ids, Pooling.MEAN);
            double worst = 0;
            for (int b = 0; b < ids.size(); b++) {
                double[][] states = slow.text(encoder.config(), ids.get(b));
                for (int i = 0; i < 12; i++) {
                    double sum = 0;
                    for (double[] state : states) {
                        sum += state[i];
                    }
                    worst = Math.max(worst, Math.abs(cls[b * 12 + i] - states[0][i]));
                    worst = Math.max(worst, Math.abs(mean[b * 12 + i] - sum / states.length));
                }
            }
            if (alike) {
                assertThat(worst).isLessThan(1e-5);
            } else {
                assertThat(worst).isGreaterThan(1e-4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16"})
    void pictureVectorsAreThoseOfTheSlowReference(Safetensors.Type type) throws IOException {
        SlowEncoders slow = new SlowEncoders(SmallCheckpoints.values(SmallCheckpoints.image(folder, type), ""));
        Random random = new Random(3);
        try (PublishedImageEncoder encoder = PublishedImageEncoder.open(folder)) {
            assertThat(encoder.recipe().mean()).containsExactly(0.5, 0.4, 0.3);
            List<byte[]> squares = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                byte[] square = new byte[3 * 24 * 24];
                random.nextBytes(square);
                squares.add(square);
            }
            float[] tokens = encoder.tokens(squares);
            float[] vectors = encoder.encode(squares);
            for (int b = 0; b < 3; b++) {
                double[][] want = slow.image(encoder.config(), encoder.recipe().floats(squares.subList(b, b + 1)));
                for (int t = 0; t < 10; t++) {
                    for (int i = 0; i < 10; i++) {
                        assertThat((double) tokens[(b * 10 + t) * 10 + i])
                                .isCloseTo(want[t][i], org.assertj.core.data.Offset.offset(2e-5));
                    }
                }
                for (int i = 0; i < 10; i++) {
                    assertThat((double) vectors[b * 10 + i])
                            .isCloseTo(want[0][i], org.assertj.core.data.Offset.offset(2e-5));
                }
            }
        }
    }

    @Test
    void everyTensorThatDoesNotFitIsNamed() throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>(SmallCheckpoints.image(folder, Safetensors.Type.F32));
        tensors.remove("vision_model.post_layernorm.bias");
        tensors.put("visual_projection.weight", Tensor.of(List.of(16L, 10L), new float[160]));
        tensors.put("vision_model.surprise", Tensor.of(List.of(1L), new float[1]));
        tensors.put("text_model.anything", Tensor.of(List.of(1L), new float[1]));
        Safetensors.write(folder.resolve("model.safetensors"), tensors);
        assertThatThrownBy(() -> PublishedImageEncoder.open(folder))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("encoder.tensors"))
                .hasMessageContainingAll(
                        "vision_model.post_layernorm.bias", "[16, 10]", "[10, 16]", "vision_model.surprise")
                .hasMessageNotContaining("text_model");
    }

    @Test
    void doublesAndWholeNumbersAreNoPublishedWeights() throws IOException {
        SmallCheckpoints.image(folder, Safetensors.Type.F64);
        assertThatThrownBy(() -> PublishedImageEncoder.open(folder)).hasMessageContaining("F32, F16 or BF16");
        Map<String, Tensor> tensors = new TreeMap<>(SmallCheckpoints.image(folder, Safetensors.Type.F32));
        Tensor whole = new Tensor(Safetensors.Type.I64, List.of(16L), java.nio.ByteBuffer.allocate(128));
        tensors.put("vision_model.post_layernorm.bias", whole);
        Safetensors.write(folder.resolve("model.safetensors"), tensors);
        assertThatThrownBy(() -> PublishedImageEncoder.open(folder)).hasMessageContaining("post_layernorm.bias I64");
    }

    @Test
    void aPickleIsNamedAndLeftAlone() throws IOException {
        SmallCheckpoints.image(folder, Safetensors.Type.F32);
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));
        code("encoder.pickle");
        Files.delete(folder.resolve("pytorch_model.bin"));
        code("encoder.missing");
        Files.delete(folder.resolve("config.json"));
        code("encoder.missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json|\"image_size\": 24|\"image_size\": 0",
                "config.json|\"image_size\": 24|\"image_size\": 25",
                "config.json|\"image_size\": 24|\"image_size\": 32",
                "config.json|\"num_hidden_layers\": 2|\"num_hidden_layers\": 2000000000",
                "config.json|\"num_hidden_layers\": 2|\"num_hidden_layers\": \"2\"",
                "config.json|\"num_attention_heads\": 4|\"num_attention_heads\": 5",
                "config.json|\"hidden_size\": 16|\"hidden_size\": 99999999999999999999",
                "config.json|\"hidden_size\": 16|\"hidden_act\": \"swish\"",
                "config.json|clip_vision_model|vit",
                "config.json|{|[",
                "config.json|\"patch_size\": 8|\"patch_size\": 8, \"patch_size\": 8",
                "preprocessor_config.json|\"size\": 24|\"size\": {\"height\": 24, \"width\": 24}",
                "preprocessor_config.json|\"crop_size\": 24|\"crop_size\": 32",
                "preprocessor_config.json|\"resample\": 3|\"resample\": 2",
                "preprocessor_config.json|\"resample\": 3|\"do_center_crop\": false",
                "preprocessor_config.json|0.5, 0.4, 0.3|0.5, 0.4",
            })
    void whatCannotBeFollowedIsRefused(String file, String from, String to) throws IOException {
        SmallCheckpoints.image(folder, Safetensors.Type.F32);
        Path json = folder.resolve(file);
        Files.writeString(json, Files.readString(json).replace(from, to));
        code("encoder.config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"})
    void aVocabularyWithoutItsSpecialTokensIsRefused(String words) throws IOException {
        SmallCheckpoints.text(folder, "", Safetensors.Type.F32);
        Files.writeString(folder.resolve("vocab.txt"), words);
        refusedWords();
        Files.write(folder.resolve("vocab.txt"), new byte[] {'a', '\n', (byte) 0xFF, '\n'});
        refusedWords();
    }

    @Test
    void aVocabularyThatIsLargerThanTheTableIsRefused() throws IOException {
        SmallCheckpoints.text(folder, "", Safetensors.Type.F32);
        Files.writeString(folder.resolve("vocab.txt"), "\nmore", java.nio.file.StandardOpenOption.APPEND);
        refusedWords();
    }

    private void refusedWords() {
        assertThatThrownBy(() -> PublishedTextEncoder.open(folder, folder))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.tokenizer.broken"));
    }

    private void code(String code) {
        assertThatThrownBy(() -> PublishedImageEncoder.open(folder))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void config(String... pairs) throws IOException {
        Path json = folder.resolve("config.json");
        String text = Files.readString(json);
        for (int i = 0; i < pairs.length; i += 2) {
            text = text.replace("\"" + pairs[i] + "\"", "\"" + pairs[i + 1] + "\"");
        }
        Files.writeString(json, text);
    }
}
