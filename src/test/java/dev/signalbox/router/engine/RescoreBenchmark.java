package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.signalbox.router.arms.ArmsClassifier;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long it takes to score 32,626 queries (d = 768) with changed profile sentences from kept fused vectors, against
 * the same classifier in the tensor engine; not a test. Both take turns in one run, ten by ten. Everything is counted from the profile
 * vector to the confidences; the sentence's encoding is not.
 */
final class RescoreBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(RescoreBenchmark.class);
    private static final int QUERIES = 32_626;
    private static final int VLMS = 7;
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 40;
    private static final int TURN = 10;

    private final ArmsConfig config = ArmsConfig.full();
    private final int d = config.text().width();
    private final Random random = new Random(1);
    private final ArmsRescorer kept =
            new ArmsRescorer(new ArmsClassifier(d, 1, config.clip(), config.clipForm()), QUERIES);
    private final float[][] profiles = new float[VLMS][d];

    private RescoreBenchmark() {}

    public static void main(String[] args) {
        new RescoreBenchmark().run();
    }

    private void run() {
        try (NDManager manager = Engines.newManager()) {
            float[] fused = new float[QUERIES * d];
            for (int i = 0; i < fused.length; i++) {
                fused[i] = (float) random.nextGaussian();
            }
            long start = System.nanoTime();
            kept.put(0, fused);
            LOG.info("{} x {} taken up in {} ms", QUERIES, d, millis(start));
            for (float[] profile : profiles) {
                for (int j = 0; j < d; j++) {
                    profile[j] = (float) random.nextGaussian();
                }
            }
            NDArray unit = manager.create(fused, new Shape(QUERIES, d)).normalize(2, 1, ArmsNumerics.SMALLEST_NORM);
            for (int k : new int[] {1, VLMS}) {
                float[][] some = Arrays.copyOf(profiles, k);
                double[] own = new double[ROUNDS];
                double[] tensor = new double[ROUNDS];
                for (int round = -WARM_UP; round < ROUNDS; round += TURN) {
                    for (int i = 0; i < TURN; i++) {
                        long begin = System.nanoTime();
                        kept.score(some);
                        own[Math.max(0, round + i)] = millis(begin);
                    }
                    for (int i = 0; i < TURN; i++) {
                        long begin = System.nanoTime();
                        tensor(manager, unit, some);
                        tensor[Math.max(0, round + i)] = millis(begin);
                    }
                    rest();
                }
                report(k + " of " + VLMS + " sentences, kept vectors", own);
                report(k + " of " + VLMS + " sentences, tensor engine", tensor);
            }
        }
    }

    private float[] tensor(NDManager manager, NDArray unit, float[][] some) {
        try (NDManager step = manager.newSubManager()) {
            NDArray e = step.create(some).normalize(2, 1, ArmsNumerics.SMALLEST_NORM);
            NDArray held = unit.matMul(e.transpose()).clip(-(1 - ArmsNumerics.EDGE), 1 - ArmsNumerics.EDGE);
            held.attach(step);
            NDArray z = Ops.times(held.add(1).log().sub(held.neg().add(1).log()), .5);
            return ai.djl.nn.Activation.sigmoid(z.clip(-config.clip(), config.clip()))
                    .toFloatArray();
        }
    }

    /** The engine's threads wait busily for a while after their last work. */
    private static void rest() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void report(String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        LOG.info(
                "{}",
                String.format(
                        Locale.ENGLISH,
                        "%s: median %.2f ms (%.2f to %.2f)",
                        what,
                        sorted[sorted.length / 2],
                        sorted[0],
                        sorted[sorted.length - 1]));
    }
}
