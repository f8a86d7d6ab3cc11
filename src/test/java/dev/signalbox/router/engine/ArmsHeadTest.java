package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class ArmsHeadTest {
    private static final Form PLAIN =
            new Form(ExpertForm.RESIDUAL, ClassifierForm.SUM, VisionKeys.POOLED, 1, 0, 5, ClipForm.HARD, false, true);

    private static ArmsHead head(ArmsConfig config, int vlms, NDManager manager, DataType type) {
        ArmsHead head = new ArmsHead(new Initial(new Random(7)), config, vlms);
        head.initialize(manager, type, new Shape(1));
        return head;
    }

    private static Pass pass(NDManager manager) {
        return new Pass(new ParameterStore(manager, false), false);
    }

    @ParameterizedTest
    @FieldSource("dev.signalbox.router.engine.HeadCase#NAMES")
    void fixture(String name) throws IOException {
        HeadCase one = HeadCase.read(name);
        compare(one, DataType.FLOAT64, 1e-9, 1e-9, 0);
        compare(one, DataType.FLOAT32, 2e-5, 1e-6, 1e-3);
    }

    private static void compare(HeadCase one, DataType type, double outputs, double losses, double gradients) {
        ArmsConfig config = one.config();
        int vlms = one.profiles();
        Map<String, Tensor> weights = one.weights();
        Map<String, Tensor> inputs = one.inputs();
        Map<String, Tensor> expected = one.expected();
        try (NDManager manager = Engines.newManager()) {
            ArmsHead head = head(config, vlms, manager, type);
            Fixture.fill(head, weights, "");
            assertThat(head.named().keySet()).isEqualTo(weights.keySet());
            NDArray question = Fixture.array(manager, inputs.get("e_q"), type);
            NDArray tokens = Fixture.array(manager, inputs.get("patches"), type);
            NDArray y = Fixture.array(manager, inputs.get("y"), type);
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                Pass pass = pass(manager);
                ArmsHead.Fused fused = head.fuse(question, tokens, pass);
                NDArray profiles = head.profiles(Fixture.array(manager, inputs.get("e_m"), type), pass);
                ArmsHead.Scored scored = head.score(fused.fused(), profiles, pass);
                NDArray loss = ArmsHead.loss(scored.logit(), y, y.onesLike());
                Map<String, NDArray> got = new HashMap<>(Map.of(
                        "gate", fused.gate(),
                        "gate_full", fused.gateFull(),
                        "mixture", fused.mixture(),
                        "u", fused.fused(),
                        "profile_vectors", profiles,
                        "s", scored.cosine(),
                        "z", scored.logit()));
                got.put("conf", ai.djl.nn.Activation.sigmoid(scored.logit()));
                got.forEach((name, array) ->
                        Fixture.close(name, Fixture.doubles(array), Fixture.doubles(expected.get(name)), outputs));
                Fixture.close("attention_out", experts(fused, true), byExpert(expected.get("attention_out")), outputs);
                Fixture.close(
                        "expert_outputs", experts(fused, false), byExpert(expected.get("expert_outputs")), outputs);
                Fixture.close("loss", Fixture.doubles(loss), Fixture.doubles(expected.get("loss")), losses);
                collector.backward(loss);
            }
            head.named().forEach((name, p) -> {
                double[] want = Fixture.doubles(expected.get("grad/" + name));
                double largest = 0;
                for (double w : want) {
                    largest = Math.max(largest, Math.abs(w));
                }
                double tolerance = gradients == 0 ? 1e-9 : largest < 1e-9 ? 1e-7 : gradients * largest;
                Fixture.close("grad " + name, Fixture.doubles(p.getArray().getGradient()), want, tolerance);
            });
        }
    }

    private static double[] experts(ArmsHead.Fused fused, boolean attention) {
        List<Double> all = new ArrayList<>();
        for (Expert.Result result : fused.experts()) {
            for (double v : Fixture.doubles(attention ? result.attention() : result.output())) {
                all.add(v);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** [B, n, d] as [n, B, d]. */
    private static double[] byExpert(Tensor tensor) {
        int b = tensor.shape().get(0).intValue();
        int n = tensor.shape().get(1).intValue();
        int d = tensor.shape().get(2).intValue();
        double[] from = Fixture.doubles(tensor);
        double[] to = new double[from.length];
        for (int i = 0; i < b; i++) {
            for (int k = 0; k < n; k++) {
                System.arraycopy(from, (i * n + k) * d, to, (k * b + i) * d, d);
            }
        }
        return to;
    }

    @Test
    void workedExample4() {
        Form form = new Form(
                ExpertForm.RESIDUAL, ClassifierForm.SUM, VisionKeys.POOLED, 1, 0, 5, ClipForm.HARD, false, false);
        try (NDManager manager = Engines.newManager()) {
            ArmsHead head = head(form.config(3, 2, 3, 3, 2), 3, manager, DataType.FLOAT32);
            head.named().forEach((name, p) -> {
                if (!name.contains("ln.")) {
                    set(p, new float[(int) p.getShape().size()]);
                }
            });
            set(head, "gate.weight", .2f, 0, 0, .4f, 0, 0, .3f, .1f, 0, -.2f);
            set(head, "gate.bias", 0, .1f);
            set(head, "experts.0.wv.weight", 1, 0, 0, 1, 1, 1);
            set(head, "experts.1.wv.weight", 0, 1, 1, 0, 0, 0);
            for (int k = 0; k < 2; k++) {
                set(head, "experts." + k + ".ffn1.weight", 1, 0, 0, 0, 1, 0, 0, 0, 1);
                set(head, "experts." + k + ".ffn2.weight", .5f, 0, 0, 0, .5f, 0, 0, 0, .5f);
            }
            NDArray question = manager.create(new float[] {1, 0, -1}, new Shape(1, 3));
            NDArray tokens = manager.create(new float[] {.5f, -1}, new Shape(1, 1, 2));
            NDArray profiles = manager.create(new float[] {1, 0, -1, 0, 1, 0, -1, .5f, 1}, new Shape(3, 3));
            Pass pass = pass(manager);
            ArmsHead.Fused fused = head.fuse(question, tokens, pass);
            ArmsHead.Scored scored = head.score(fused.fused(), profiles, pass);
            assertThat(fused.gate().toFloatArray()).containsExactly(new float[] {.549834f, .450166f}, within(2e-6f));
            assertThat(fused.experts().get(0).attention().toFloatArray())
                    .containsExactly(new float[] {.5f, -1, -.5f}, within(2e-6f));
            assertThat(fused.experts().get(0).output().toFloatArray())
                    .containsExactly(new float[] {2.038773f, -.585654f, -.972121f}, within(2e-5f));
            assertThat(fused.experts().get(1).output().toFloatArray())
                    .containsExactly(new float[] {.348152f, 1.527364f, -1.396908f}, within(2e-5f));
            assertThat(fused.mixture().toFloatArray())
                    .containsExactly(new float[] {1.277713f, .365555f, -1.163345f}, within(2e-5f));
            assertThat(fused.fused().toFloatArray())
                    .containsExactly(new float[] {1.164312f, .113026f, -1.277338f}, within(2e-5f));
            assertThat(scored.cosine().toFloatArray())
                    .containsExactly(new float[] {.996801f, .065256f, -.918041f}, within(2e-5f));
            assertThat(scored.logit().toFloatArray())
                    .containsExactly(new float[] {3.218253f, .065349f, -1.576421f}, within(5e-4f));
            assertThat(ai.djl.nn.Activation.sigmoid(scored.logit()).toFloatArray())
                    .containsExactly(new float[] {.961515f, .516331f, .171303f}, within(2e-5f));
        }
    }

    private static void set(ArmsHead head, String name, float... values) {
        set(head.named().get(name), values);
    }

    private static void set(Parameter p, float[] values) {
        p.getArray().set(values);
    }

    @ParameterizedTest
    @EnumSource(VisionKeys.class)
    void invariants(VisionKeys keys) {
        Form form = new Form(ExpertForm.RESIDUAL, ClassifierForm.SUM, keys, 2, 0, .4, ClipForm.HARD, false, true);
        int b = 6;
        int k = 5;
        try (NDManager manager = Engines.newManager()) {
            ArmsHead head = head(form.config(8, 6, 8, 16, 4), k, manager, DataType.FLOAT32);
            Random random = new Random(3);
            NDArray question = normal(manager, random, b, 8);
            NDArray tokens = normal(manager, random, b, 4, 6);
            NDArray profiles = normal(manager, random, k, 8);
            Pass pass = pass(manager);
            ArmsHead.Fused fused = head.fuse(question, tokens, pass);
            ArmsHead.Scored scored = head.score(fused.fused(), profiles, pass);
            float[] cosine = scored.cosine().toFloatArray();
            float[] logit = scored.logit().toFloatArray();

            for (float sum : fused.gate().sum(new int[] {1}).toFloatArray()) {
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
            int clipped = 0;
            for (int i = 0; i < logit.length; i++) {
                assertThat(Math.abs(logit[i])).isLessThanOrEqualTo(.4f);
                assertThat(logit[i] > 0).isEqualTo(cosine[i] > 0);
                clipped += Math.abs(logit[i]) == .4f ? 1 : 0;
            }
            assertThat(clipped).as("the bound is exercised").isPositive();

            int[] order = {3, 0, 4, 2, 1};
            NDArray permuted = profiles.get(manager.create(order));
            float[] moved = head.score(fused.fused(), permuted, pass).cosine().toFloatArray();
            float[] longer =
                    head.score(fused.fused(), profiles.mul(17), pass).cosine().toFloatArray();
            for (int i = 0; i < b; i++) {
                for (int j = 0; j < k; j++) {
                    assertThat(moved[i * k + j]).isCloseTo(cosine[i * k + order[j]], within(1e-6f));
                    assertThat(longer[i * k + j]).isCloseTo(cosine[i * k + j], within(1e-6f));
                }
            }
        }
    }

    @Test
    void oneImageTokenGivesQueryAndKeyNoGradient() {
        try (NDManager manager = Engines.newManager()) {
            ArmsHead head = head(PLAIN.config(8, 6, 8, 16, 4), 3, manager, DataType.FLOAT32);
            Random random = new Random(4);
            NDArray question = normal(manager, random, 5, 8);
            NDArray tokens = normal(manager, random, 5, 4, 6);
            NDArray profiles = normal(manager, random, 3, 8);
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                Pass pass = pass(manager);
                NDArray z = head.score(head.fuse(question, tokens, pass).fused(), profiles, pass)
                        .logit();
                collector.backward(ArmsHead.loss(z, z.zerosLike(), z.onesLike()));
            }
            head.named().forEach((name, p) -> {
                boolean idle = name.contains(".wq.") || name.contains(".wk.");
                float largest = p.getArray().getGradient().abs().max().getFloat();
                assertThat(largest == 0).as(name).isEqualTo(idle);
            });
        }
    }

    @Test
    void unknownLabelsReachNeitherLossNorGradient() {
        try (NDManager manager = Engines.newManager()) {
            NDArray z = manager.create(new float[] {.3f, -2, 4, 1}, new Shape(2, 2));
            NDArray known = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
            NDArray one = manager.create(new float[] {1, 0, 0, 0}, new Shape(2, 2));
            NDArray other = manager.create(new float[] {1, 1, 0, 1}, new Shape(2, 2));
            float expected = (float) ((Math.log1p(Math.exp(-.3)) + 4 + Math.log1p(Math.exp(-4))) / 2);
            assertThat(ArmsHead.loss(z, one, known).getFloat()).isCloseTo(expected, within(1e-6f));
            assertThat(ArmsHead.loss(z, other, known).getFloat()).isCloseTo(expected, within(1e-6f));
            z.setRequiresGradient(true);
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                collector.backward(ArmsHead.loss(z, other, known));
            }
            float[] g = z.getGradient().toFloatArray();
            assertThat(g[1]).isZero();
            assertThat(g[3]).isZero();
            assertThat(g[0]).isNegative();
            assertThat(g[2]).isPositive();
        }
    }

    @Test
    void imbalanceIsOneForAnEvenGateAndMoreForASkewedOne() {
        try (NDManager manager = Engines.newManager()) {
            NDArray even = manager.create(new float[] {.6f, .4f, .4f, .6f}, new Shape(2, 2));
            NDArray skewed = manager.create(new float[] {.9f, .1f, .8f, .2f}, new Shape(2, 2));
            assertThat(ArmsHead.imbalance(even).getFloat()).isCloseTo(1, within(1e-6f));
            assertThat(ArmsHead.imbalance(skewed).getFloat()).isCloseTo(1.7f, within(1e-6f));
        }
    }

    /** The numbers of section 1.3, without a byte of a weight. */
    @Test
    void parameterCountsAtFullSize() {
        assertThat(count(ExpertForm.RESIDUAL, ClassifierForm.SUM)).isEqualTo(26_779_140);
        assertThat(count(ExpertForm.RESIDUAL, ClassifierForm.CONCAT_PROJ)).isEqualTo(27_961_092);
        assertThat(count(ExpertForm.CONCAT, ClassifierForm.SUM)).isEqualTo(36_222_468);
        assertThat(count(ExpertForm.CONCAT, ClassifierForm.CONCAT_PROJ)).isEqualTo(37_404_420);
        ArmsConfig full = ArmsConfig.full();
        Initial initial = new Initial(new Random(1));
        assertThat(new ArmsHead(initial, full, 7).size()).isEqualTo(26_779_140);
        assertThat(new Expert(initial, full).size()).isEqualTo(6_693_120);
        assertThat(new TextEncoder(initial, full.text()).size()).isEqualTo(66_362_880);
        assertThat(new ImageEncoder(initial, full.image()).size()).isEqualTo(87_849_216);
    }

    private static long count(ExpertForm expert, ClassifierForm classifier) {
        Form form = new Form(expert, classifier, VisionKeys.POOLED, 1, 0, 5, ClipForm.HARD, false, true);
        return new ArmsHead(new Initial(new Random(1)), form.config(768, 512, 768, 3072, 4), 7).size();
    }

    private static NDArray normal(NDManager manager, Random random, long... shape) {
        Shape s = new Shape(shape);
        float[] values = new float[(int) s.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, s);
    }
}
