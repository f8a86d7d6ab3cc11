package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Precision;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    @TempDir
    Path folder;

    /** The gradients of a step, ten times smaller: the optimiser's means after its first. */
    private record Step(double loss, Map<String, Tensor> gradients) {}

    private Step step(TrainingData data, int accumulate) throws IOException {
        return step(data, accumulate, Precision.FLOAT32);
    }

    private Step step(TrainingData data, int accumulate, Precision precision) throws IOException {
        TrainingOptions options = Lessons.options(
                Small.config("small", VisionKeys.PATCHES, Pooling.MEAN),
                5,
                1,
                Map.of(
                        "batch",
                        "20",
                        "accumulate",
                        Integer.toString(accumulate),
                        "precision",
                        precision.name(),
                        "gradientClip",
                        "0",
                        "loadBalance",
                        "0"));
        List<Integer> queries = IntStream.range(0, 20).boxed().toList();
        Path json = folder.resolve("tokenizer.json");
        Files.writeString(
                json,
                WordPieceVocabulary.tokenizerJson(WordPieceVocabulary.build(
                        queries.stream().map(data::question).toList(), 600)));
        Engines.engine();
        JniUtils.setGradMode(false);
        try (NDManager manager = Engines.newManager();
                Tokeniser tokeniser = Tokeniser.open(json)) {
            Roster roster = Roster.of(data, new TrainingJob(options, "x"), null);
            Examples examples = new Examples(data, roster, options.config(), tokeniser, Progress.NONE);
            Taught taught = Taught.of(examples.size(), examples::label, roster, options, queries);
            Learner learner = new Learner(options, roster, examples, taught, tokeniser, manager);
            double loss = learner.step(queries, 0, 1e-3);
            return new Step(loss, learner.optimiser().means());
        }
    }

    /** In parts of unequal size with unequally many known labels, and still the gradients of the whole batch. */
    @Test
    void accumulatedGradientsAreThoseOfTheFullBatch() throws IOException {
        World world = new World(20, 20, .9, .2, World.Cue.BOTH, 6);
        TrainingData holes = new OtherWorld(world) {
            @Override
            public int label(int query, int vlm) {
                return (query * 7 + vlm * 3) % (query < 8 ? 2 : 5) == 1 ? -1 : world.label(query, vlm);
            }
        };
        Step whole = step(holes, 1);
        for (int parts : new int[] {2, 3, 20}) {
            Step summed = step(holes, parts);
            assertThat(summed.loss()).isCloseTo(whole.loss(), within(1e-6));
            whole.gradients().forEach((name, tensor) -> {
                float[] want = tensor.floats();
                float[] got = summed.gradients().get(name).floats();
                double largest = 0;
                for (float w : want) {
                    largest = Math.max(largest, Math.abs(w));
                }
                for (int i = 0; i < want.length; i++) {
                    assertThat((double) got[i])
                            .as(name + " in " + parts)
                            .isCloseTo(want[i], within(1e-7 + 1e-4 * largest));
                }
            });
        }
    }

    /** bfloat16 keeps 8 bits: rounding shows in every gradient, and turns none of them elsewhere. */
    @Test
    void mixedPrecisionRoundsTheGradientsAndNoMore() throws IOException {
        World world = new World(20, 20, .9, .2, World.Cue.BOTH, 6);
        Step exact = step(world, 1, Precision.FLOAT32);
        Step mixed;
        try {
            mixed = step(world, 1, Precision.MIXED);
        } catch (UserFacingException e) {
            assertThat(e.code()).isEqualTo("router.training.precision");
            Assumptions.abort("this processor does not compute in bfloat16");
            throw e;
        }
        assertThat(mixed.loss()).isCloseTo(exact.loss(), within(0.01)).isNotEqualTo(exact.loss());
        double both = 0;
        double one = 0;
        double other = 0;
        for (Map.Entry<String, Tensor> entry : exact.gradients().entrySet()) {
            float[] want = entry.getValue().floats();
            float[] got = mixed.gradients().get(entry.getKey()).floats();
            for (int i = 0; i < want.length; i++) {
                both += (double) want[i] * got[i];
                one += (double) want[i] * want[i];
                other += (double) got[i] * got[i];
            }
        }
        assertThat(both / Math.sqrt(one * other)).as("cosine of both gradients").isBetween(0.995, 0.99999999);
        assertThat(Math.sqrt(other / one)).isCloseTo(1, within(0.02));
        assertThat(step(world, 1, Precision.MIXED).loss()).as("the same again").isEqualTo(mixed.loss());
    }

    @Test
    void biasesAndNormsCanBeSparedFromDecay() {
        assertThat(List.of(
                        "text_encoder.transformer.layer.0.attention.q_lin.weight",
                        "text_encoder.embeddings.word_embeddings.weight",
                        "image_encoder.vision_model.embeddings.class_embedding",
                        "router.experts.0.ffn1.weight"))
                .allMatch(Learner::matrix);
        assertThat(List.of(
                        "text_encoder.transformer.layer.0.sa_layer_norm.weight",
                        "text_encoder.embeddings.LayerNorm.weight",
                        "image_encoder.vision_model.pre_layrnorm.weight",
                        "image_encoder.vision_model.encoder.layers.0.layer_norm1.weight",
                        "router.experts.0.ln.weight",
                        "router.head.ln.weight",
                        "router.logit.beta",
                        "router.gate.bias"))
                .noneMatch(Learner::matrix);
    }
}
