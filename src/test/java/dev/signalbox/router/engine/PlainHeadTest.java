package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.PlainHead;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.task.Parallel;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The head without the engine, beside the reference implementation's values and beside the engine's blocks. */
class PlainHeadTest {
    private static final int EXPERTS = 4;
    private static final int TOKENS = 5;

    @ParameterizedTest
    @FieldSource("dev.signalbox.router.engine.HeadCase#NAMES")
    void fixture(String name) throws IOException {
        HeadCase one = HeadCase.read(name);
        Map<String, float[]> weights = new HashMap<>();
        one.weights().forEach((tensor, values) -> weights.put(tensor, values.floats()));
        PlainHead head = new PlainHead(one.config(), weights);
        Tensor questions = one.inputs().get("e_q");
        Tensor tokens = one.inputs().get("patches");
        int rows = (int) (long) questions.shape().getFirst();
        for (int i = 0; i < rows; i++) {
            PlainHead.Opinions opinions = head.opinions(row(questions, i, rows), row(tokens, i, rows));
            PlainHead.Fused fused =
                    head.mix(opinions, ExpertSet.all(one.config().experts()));
            close(fused.gate(), row(one.expected().get("gate"), i, rows), 1e-6);
            close(fused.fused(), row(one.expected().get("u"), i, rows), 2e-5);
        }
    }

    @Test
    void everyFormIsThatOfTheEngineWithEverySetOfExperts() {
        List<ExpertSet> sets = List.of(
                ExpertSet.all(EXPERTS),
                ExpertSet.only(EXPERTS, 2),
                ExpertSet.all(EXPERTS).with(0, false));
        for (ExpertForm expert : ExpertForm.values()) {
            for (ClassifierForm classifier : ClassifierForm.values()) {
                for (VisionKeys keys : VisionKeys.values()) {
                    for (int topK : new int[] {0, 2}) {
                        for (boolean out : new boolean[] {false, true}) {
                            Form form = new Form(expert, classifier, keys, 2, topK, 5, ClipForm.HARD, false, out);
                            same(form.config(12, 10, 8, 20, EXPERTS), sets);
                        }
                    }
                }
            }
        }
    }

    private static void same(ArmsConfig config, List<ExpertSet> sets) {
        Random random = new Random(3);
        float[] question = normal(random, config.text().width());
        float[] tokens = normal(random, TOKENS * config.image().projection());
        try (NDManager manager = Engines.newManager()) {
            ArmsHead engine = new ArmsHead(new Initial(random), config, 3);
            engine.initialize(manager, DataType.FLOAT32, new Shape(1));
            Map<String, float[]> weights = new HashMap<>();
            engine.named().forEach((name, p) -> weights.put(name, p.getArray().toFloatArray()));
            PlainHead head = new PlainHead(config, weights);
            PlainHead.Opinions opinions = head.opinions(question, tokens);
            try (Parallel threads = new Parallel(2)) {
                assertThat(head.opinions(question, tokens, threads::run).outputs())
                        .isDeepEqualTo(opinions.outputs());
            }
            Pass pass = new Pass(new ParameterStore(manager, false), false);
            NDArray q = manager.create(question).expandDims(0);
            NDArray t =
                    manager.create(tokens, new Shape(1, TOKENS, config.image().projection()));
            ArmsHead.Opinions theirs = engine.opinions(q, t, pass);
            for (ExpertSet set : sets) {
                PlainHead.Fused got = head.mix(opinions, set);
                ArmsHead.Fused want = engine.mix(theirs, set, pass);
                close(got.gate(), want.gate().toFloatArray(), 1e-6);
                close(got.fused(), want.fused().toFloatArray(), 2e-5);
            }
        }
    }

    private static float[] normal(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] row(Tensor tensor, int row, int rows) {
        float[] all = tensor.floats();
        int width = all.length / rows;
        return Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }

    private static void close(float[] got, float[] want, double within) {
        assertThat(got).hasSameSizeAs(want);
        for (int i = 0; i < want.length; i++) {
            assertThat((double) got[i]).isCloseTo(want[i], within(within));
        }
    }
}
