package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.Activation;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.TextConfig;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine's gradients against central differences in 64 bits (section 6.2): h = 1e-6, three random entries of every
 * tensor, |g - d| at most 1e-7 + 1e-4 |g|, no dropout.
 */
class GradientCheckTest {
    private static final double STEP = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "RESIDUAL, SUM, POOLED, 0, HARD, false",
        "RESIDUAL, CONCAT_PROJ, PATCHES, 0, HARD, true",
        "CONCAT, SUM, PATCHES, 2, SOFT, true",
        "CONCAT, CONCAT_PROJ, POOLED, 0, SOFT, false"
    })
    void head(ExpertForm expert, ClassifierForm classifier, VisionKeys keys, int topK, String clip, boolean profile) {
        ArmsConfig config = TrainingSettings.apply(
                        TrainingOptions.full(1),
                        Map.ofEntries(
                                Map.entry("text.width", "12"),
                                Map.entry("text.heads", "2"),
                                Map.entry("image.projection", "10"),
                                Map.entry("attentionWidth", "12"),
                                Map.entry("heads", "2"),
                                Map.entry("ffnWidth", "24"),
                                Map.entry("dropout", "0"),
                                Map.entry("expertForm", expert.name()),
                                Map.entry("classifierForm", classifier.name()),
                                Map.entry("visionKeys", keys.name()),
                                Map.entry("topK", Integer.toString(topK)),
                                Map.entry("clipForm", clip),
                                Map.entry("loadBalance", "0.01"),
                                Map.entry("profileProjection", Boolean.toString(profile)),
                                Map.entry("scaledLogits", Boolean.toString(profile))))
                .config();
        try (NDManager manager = Engines.newManager()) {
            Random random = new Random(11);
            ArmsHead head = new ArmsHead(new Initial(random), config, 3);
            head.initialize(manager, DataType.FLOAT64, new Shape(1));
            NDArray question = normal(manager, random, 5, 12);
            NDArray tokens = normal(manager, random, 5, 4, 10);
            NDArray profiles = normal(manager, random, 3, 12);
            NDArray labels =
                    manager.create(new double[] {1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0}, new Shape(5, 3));
            NDArray known = manager.create(new double[] {1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1}, new Shape(5, 3));
            int entries = compare(manager, head, random, pass -> {
                ArmsHead.Fused fused = head.fuse(question, tokens, pass);
                NDArray z = head.score(fused.fused(), head.profiles(profiles, pass), pass)
                        .logit();
                assertThat(z.abs().max().getDouble()).as("no logit is clipped").isLessThan(5);
                return ArmsHead.loss(z, labels, known).add(Ops.times(ArmsHead.imbalance(fused.gateFull()), 0.01));
            });
            assertThat(entries).isGreaterThan(150);
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void textEncoder(Pooling pooling) {
        TextConfig config = new TextConfig(9, 8, 12, 2, 3, 20, 0, 1e-12, Activation.GELU, 1);
        try (NDManager manager = Engines.newManager()) {
            Random random = new Random(12);
            TextEncoder encoder = new TextEncoder(new Initial(random), config);
            encoder.initialize(manager, DataType.FLOAT64, new Shape(1));
            NDArray ids = manager.create(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 3, 0, 0}, new Shape(2, 6));
            NDArray mask = manager.create(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0}, new Shape(2, 6));
            NDArray weights = normal(manager, random, 2, 12);
            int entries = compare(
                    manager,
                    encoder,
                    random,
                    pass -> encoder.encode(ids, mask, pooling, pass)
                            .mul(weights)
                            .sum());
            assertThat(entries).isGreaterThan(90);
        }
    }

    @Test
    void imageEncoder() {
        ImageConfig config = ImageConfig.clip(8, 4, 12, 2, 3, 20, 7, 0, 1);
        try (NDManager manager = Engines.newManager()) {
            Random random = new Random(13);
            ImageEncoder encoder = new ImageEncoder(new Initial(random), config);
            encoder.initialize(manager, DataType.FLOAT64, new Shape(1));
            NDArray pixels = normal(manager, random, 2, 3, 8, 8);
            NDArray weights = normal(manager, random, 2, 5, 7);
            int entries = compare(
                    manager,
                    encoder,
                    random,
                    pass -> encoder.encode(pixels, true, pass).mul(weights).sum());
            assertThat(entries).isGreaterThan(90);
        }
    }

    private static int compare(NDManager manager, Layer layer, Random random, Function<Pass, NDArray> loss) {
        Pass training = new Pass(new ParameterStore(manager, false), true);
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                collector.backward(loss.apply(training));
            }
            int entries = 0;
            for (Map.Entry<String, Parameter> e : layer.named().entrySet()) {
                NDArray array = e.getValue().getArray();
                // What nothing depends on has a zero gradient of the engine's default type.
                double[] gradient =
                        array.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
                double[] values = array.toDoubleArray();
                for (int i = 0; i < Math.min(3, values.length); i++) {
                    int at = values.length <= 3 ? i : random.nextInt(values.length);
                    double kept = values[at];
                    values[at] = kept + STEP;
                    double up = at(manager, array, values, loss, training);
                    values[at] = kept - STEP;
                    double down = at(manager, array, values, loss, training);
                    values[at] = kept;
                    put(manager, array, values);
                    double difference = (up - down) / (2 * STEP);
                    assertThat(Math.abs(gradient[at] - difference))
                            .as("%s[%d]: gradient %s, difference %s", e.getKey(), at, gradient[at], difference)
                            .isLessThanOrEqualTo(1e-7 + 1e-4 * Math.abs(gradient[at]));
                    entries++;
                }
            }
            return entries;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static double at(
            NDManager manager, NDArray array, double[] values, Function<Pass, NDArray> loss, Pass pass) {
        put(manager, array, values);
        return loss.apply(pass).getDouble();
    }

    private static void put(NDManager manager, NDArray array, double[] values) {
        try (NDArray fresh = manager.create(values, array.getShape())) {
            fresh.copyTo(array);
        }
    }

    private static NDArray normal(NDManager manager, Random random, long... shape) {
        Shape s = new Shape(shape);
        double[] values = new double[(int) s.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return manager.create(values, s);
    }
}
