package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head with its loss and optimiser in worlds whose optimum is known in closed form (section 6.3). */
class SyntheticWorldsTest {
    private static final int BATCH = 64;
    private static final int TEXT = 64;
    private static final int PICTURE = 48;
    private static final int VLMS = 4;

    /** Vectors and labels, row by row. */
    private record Rows(float[][] texts, float[][] pictures, float[][] labels) {
        int size() {
            return labels.length;
        }

        Rows blind(boolean text, boolean picture) {
            return new Rows(
                    text ? new float[size()][TEXT] : texts, picture ? new float[size()][PICTURE] : pictures, labels);
        }
    }

    /** Accuracy of the choices and mean loss of the pairs. */
    private record Result(double accuracy, double loss) {}

    /**
     * World S: text and picture each tell half of who the specialist is. Best possible .9; one modality alone, the best
     * single VLM and chance are all at .45.
     */
    @ParameterizedTest
    @CsvSource({"RESIDUAL, SUM, 4, 3", "CONCAT, CONCAT_PROJ, 2, 2"})
    void worldSIsSolvedInThreeEpochs(String expert, String classifier, int experts, int epochs) {
        Random random = new Random(63);
        float[][] centres = normal(random, 8, TEXT);
        Rows train = specialists(random, centres, 6_000);
        Rows test = specialists(random, centres, 4_000);
        Result result = train(config(expert, classifier, experts), train, test, epochs);
        assertThat(result.accuracy()).isBetween(.88, .92);
        // Fixed profiles bound how sure the head can be of several VLMs at once: .5755, not the Bayes router's .5394.
        assertThat(result.loss()).isBetween(.54, .62);
    }

    @Test
    void worldSNeedsBothModalities() {
        Random random = new Random(64);
        float[][] centres = normal(random, 8, TEXT);
        Rows train = specialists(random, centres, 3_000);
        Rows test = specialists(random, centres, 4_000);
        ArmsConfig config = config("RESIDUAL", "SUM", 2);
        assertThat(train(config, train.blind(false, true), test.blind(false, true), 1)
                        .accuracy())
                .as("text only")
                .isLessThanOrEqualTo(.5);
        assertThat(train(config, train.blind(true, false), test.blind(true, false), 1)
                        .accuracy())
                .as("picture only")
                .isLessThanOrEqualTo(.5);
    }

    /** World N: nothing can be learnt but who is best alone. More would mean that labels leak. */
    @Test
    void worldNHoldsNothingToLearn() {
        Random random = new Random(65);
        double[] right = {.5, .55, .6, .52};
        Rows train = noise(random, right, 3_000);
        Rows test = noise(random, right, 2_000);
        double single = 0;
        for (float[] row : test.labels()) {
            single += row[2] / test.size();
        }
        double accuracy = train(config("RESIDUAL", "SUM", 2), train, test, 2).accuracy();
        assertThat(accuracy).isLessThanOrEqualTo(single + 3 * Math.sqrt(single * (1 - single) / test.size()));
        assertThat(accuracy).as("no worse than the worst VLM either").isGreaterThan(.46);
    }

    private static ArmsConfig config(String expert, String classifier, int experts) {
        return TrainingSettings.apply(
                        TrainingOptions.full(1),
                        Map.of(
                                "text.width",
                                Integer.toString(TEXT),
                                "text.heads",
                                "4",
                                "image.projection",
                                Integer.toString(PICTURE),
                                "attentionWidth",
                                Integer.toString(TEXT),
                                "ffnWidth",
                                "128",
                                "experts",
                                Integer.toString(experts),
                                "dropout",
                                "0",
                                "expertForm",
                                expert,
                                "classifierForm",
                                classifier))
                .config();
    }

    private static Rows specialists(Random random, float[][] centres, int n) {
        Rows rows = new Rows(new float[n][], new float[n][], new float[n][VLMS]);
        for (int i = 0; i < n; i++) {
            int text = random.nextInt(4);
            int picture = random.nextInt(4);
            rows.texts()[i] = near(random, centres[text], TEXT);
            rows.pictures()[i] = near(random, centres[4 + picture], PICTURE);
            for (int k = 0; k < VLMS; k++) {
                rows.labels()[i][k] = random.nextDouble() < (k == (text + picture) % 4 ? .9 : .3) ? 1 : 0;
            }
        }
        return rows;
    }

    private static Rows noise(Random random, double[] right, int n) {
        Rows rows = new Rows(normal(random, n, TEXT), normal(random, n, PICTURE), new float[n][VLMS]);
        for (float[] row : rows.labels()) {
            for (int k = 0; k < VLMS; k++) {
                row[k] = random.nextDouble() < right[k] ? 1 : 0;
            }
        }
        return rows;
    }

    private static float[] near(Random random, float[] centre, int width) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = (float) (centre[i] + .3 * random.nextGaussian());
        }
        return vector;
    }

    private static float[][] normal(Random random, int rows, int width) {
        float[][] vectors = new float[rows][];
        for (int i = 0; i < rows; i++) {
            vectors[i] = near(random, new float[width], width);
            for (int j = 0; j < width; j++) {
                vectors[i][j] /= .3f;
            }
        }
        return vectors;
    }

    private static Result train(ArmsConfig config, Rows train, Rows test, int epochs) {
        Engines.suit(config);
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager manager = Engines.newManager()) {
            Random random = new Random(1);
            ArmsHead head = new ArmsHead(new Initial(random), config, VLMS);
            head.initialize(manager, DataType.FLOAT32, new Shape(1));
            NDArray profiles = manager.create(normal(random, VLMS, TEXT));
            ParameterStore store = new ParameterStore(manager, false);
            AdamW optimiser = new AdamW(manager, head.named(), name -> new AdamW.Rule(1, 1e-2), 0);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < train.size(); i++) {
                order.add(i);
            }
            for (int epoch = 0; epoch < epochs; epoch++) {
                Collections.shuffle(order, random);
                for (int from = 0; from < train.size(); from += BATCH) {
                    List<Integer> some = order.subList(from, Math.min(from + BATCH, train.size()));
                    try (NDManager step = manager.newSubManager()) {
                        try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                            NDArray labels = pick(step, train.labels(), some);
                            NDArray z = logits(head, step, train, some, profiles, new Pass(store, true));
                            collector.backward(ArmsHead.loss(z, labels, labels.onesLike()));
                        }
                        optimiser.step(step, 1e-3);
                    }
                }
            }
            return judge(head, manager, test, profiles, new Pass(store, false));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static Result judge(ArmsHead head, NDManager manager, Rows test, NDArray profiles, Pass pass) {
        double right = 0;
        double loss = 0;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            all.add(i);
        }
        try (NDManager step = manager.newSubManager()) {
            float[] z = logits(head, step, test, all, profiles, pass).toFloatArray();
            for (int i = 0; i < test.size(); i++) {
                int best = 0;
                for (int k = 0; k < VLMS; k++) {
                    best = z[i * VLMS + k] > z[i * VLMS + best] ? k : best;
                    loss += ArmsNumerics.crossEntropy(z[i * VLMS + k], test.labels()[i][k]);
                }
                right += test.labels()[i][best];
            }
        }
        return new Result(right / test.size(), loss / test.size() / VLMS);
    }

    private static NDArray logits(
            ArmsHead head, NDManager step, Rows rows, List<Integer> some, NDArray profiles, Pass pass) {
        NDArray question = pick(step, rows.texts(), some);
        NDArray picture = pick(step, rows.pictures(), some).expandDims(1);
        return head.score(head.fuse(question, picture, pass).fused(), profiles, pass)
                .logit();
    }

    private static NDArray pick(NDManager manager, float[][] rows, List<Integer> some) {
        return manager.create(some.stream().map(i -> rows[i]).toArray(float[][]::new));
    }
}
