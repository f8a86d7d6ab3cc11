package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.frontier.LambdaFrontier;
import dev.signalbox.evaluation.frontier.ScoreMatrix;
import dev.signalbox.evaluation.frontier.UtilityPolicy;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Labels;
import dev.signalbox.index.MemoryTextSearch;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** How long Tune takes for its numbers, on simulated labels and scores of the sizes of the published sets. */
public final class TuneBenchmark {
    private static final int ROUNDS = 60;

    private TuneBenchmark() {}

    public static void main(String[] args) {
        Random random = new Random(1);
        int n = 35_126;
        DatasetTable table = table(random, n, 7);
        Scores one = scores(random, n, 7);
        Scores two = scores(random, n, 7);
        Cascade cascade = Cascade.of(table, one, two, Ties.COST_THEN_INDEX);
        Selection all = Selection.all(n);
        Labels labels = Labels.of(table);
        System.out.printf(
                "first call, replay %d x 7: %.1f ms%n",
                n, once(() -> Replay.of(table, labels, all, cascade).size()));
        timed(
                "replay " + n + " x 7",
                () -> Replay.of(table, labels, all, cascade).size());
        Replay replay = Replay.of(table, labels, all, cascade);
        double[] taus = random.doubles(1000).toArray();
        timed("1,000 taus", () -> {
            int sum = 0;
            for (double tau : taus) {
                sum += replay.at(tau).correct();
            }
            return sum;
        });
        timed(
                "labels changed, replay updated",
                () -> replay.updated(labels.with(random.nextInt(n), random.nextInt(7), Correctness.RIGHT))
                        .at(.5)
                        .correct());
        DatasetIndex index = new DatasetIndex(
                table,
                labels,
                new MemoryTextSearch(IntStream.range(0, n).mapToObj(i -> "").toList()));
        Study study = Study.of(index, PoolTerms.AS_IMPORTED, table, all, cascade, cascade, null);
        timed("label edit, whole study", () -> {
            DatasetIndex edited = index.with(labels.with(
                    random.nextInt(n),
                    random.nextInt(7),
                    random.nextBoolean() ? Correctness.RIGHT : Correctness.WRONG));
            return Study.of(edited, PoolTerms.AS_IMPORTED, table, all, cascade, cascade, study)
                    .replay()
                    .at(.5)
                    .correct();
        });
        timed("1,000 flip lists", () -> {
            int sum = 0;
            for (int i = 0; i + 1 < 100; i++) {
                sum += replay.flips(taus[i], taus[i] + .01).size();
            }
            return sum;
        });
        lambda(random);
    }

    private static void lambda(Random random) {
        int n = 30_540;
        DatasetTable table = table(random, n, 17);
        Scores scores = scores(random, n, 17);
        Outcomes outcomes = Outcomes.of(
                table,
                Labels.of(table),
                Selection.all(n),
                IntStream.range(0, 17).toArray());
        System.out.printf(
                "first call, lambda frontier %d x 17: %.1f ms%n", n, once(() -> frontier(table, scores, outcomes)));
        timed("lambda frontier " + n + " x 17", () -> frontier(table, scores, outcomes));
        System.out.printf("  changes of a choice: %,d%n", frontier(table, scores, outcomes));
        UtilityPolicy policy =
                new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX);
        timed("the policy at one lambda", () -> policy.at(.3).correct());
    }

    private static int frontier(DatasetTable table, Scores scores, Outcomes outcomes) {
        return LambdaFrontier.of(
                        new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX))
                .changes();
    }

    private static DatasetTable table(Random random, int n, int width) {
        byte[][] labels = new byte[width][n];
        boolean[][] answered = new boolean[width][n];
        float[][] costs = new float[width][n];
        for (int k = 0; k < width; k++) {
            Arrays.fill(answered[k], true);
            for (int i = 0; i < n; i++) {
                labels[k][i] = (byte) (random.nextInt(10) < 4 + k % 5 ? 1 : 0);
                costs[k][i] = (float) (1e-5 * Math.pow(1.6, k) * (.5 + random.nextDouble()));
            }
        }
        return Tables.of(labels, answered, costs, Map.of());
    }

    private static Scores scores(Random random, int n, int width) {
        float[] confidence = new float[n * width];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = (float) (1 / (1 + Math.exp(-random.nextGaussian())));
        }
        return Tables.scores(width, confidence);
    }

    private static double once(IntSupplier work) {
        long start = System.nanoTime();
        keep(work.getAsInt());
        return (System.nanoTime() - start) / 1e6;
    }

    private static void timed(String what, IntSupplier work) {
        for (int i = 0; i < ROUNDS; i++) {
            keep(work.getAsInt());
        }
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            times[i] = once(work);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ENGLISH,
                "%-36s median %8.3f ms, %.3f to %.3f%n",
                what,
                times[ROUNDS / 2],
                times[0],
                times[ROUNDS - 1]);
    }

    private static void keep(int result) {
        if (result == Integer.MIN_VALUE) {
            throw new IllegalStateException("never: keeps the compiler from leaving the work out");
        }
    }
}
