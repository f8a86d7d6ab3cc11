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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How long Tune takes for its numbers, on simulated labels and scores of the sizes of the published sets. */
public final class TuneBenchmark {
    private static final int ROUNDS = 60;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private TuneBenchmark() {}

    public static void main(String[] args) {
        Random random = new Random(1);
        int n = 35_126;
        DatasetTable table = table(random, n, 7);
        Cascade cascade = cascade(random, table);
        Selection all = Selection.all(n);
        Labels labels = Labels.of(table);
        first(
                "replay " + n + " x 7",
                () -> Replay.of(table, labels, all, cascade).size());
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
        timed("1,000 flip lists of .01", () -> {
            int sum = 0;
            for (double tau : taus) {
                sum += replay.flips(tau, tau + .01).size();
            }
            return sum;
        });
        DatasetIndex index = index(table);
        Study study = study(index, cascade);
        timed(
                "label edit, whole study",
                () -> edited(index, study, random).replay().size());
        lambda(random);
    }

    /** Two routers over four free and three paid VLMs. */
    public static Cascade cascade(Random random, DatasetTable table) {
        Scores one = scores(1, random, table.size(), table.width());
        Scores two = scores(2, random, table.size(), table.width());
        return Cascade.of(table, one, two, Ties.COST_THEN_INDEX);
    }

    /** Of the labels as imported. */
    public static DatasetIndex index(DatasetTable table) {
        return new DatasetIndex(table, Labels.of(table), new MemoryTextSearch(List.of()));
    }

    /** As the window makes it when it opens. */
    public static Study study(DatasetIndex index, Cascade cascade) {
        return study(index, cascade, null);
    }

    /** As the window makes it from the one before. */
    public static Study study(DatasetIndex index, Cascade cascade, @Nullable Study before) {
        DatasetTable table = index.table();
        return Study.of(index, PoolTerms.AS_IMPORTED, table, Selection.all(table.size()), cascade, cascade, before);
    }

    /** As the window makes it when one label changed: everything that Tune shows, from the study before. */
    public static Study edited(DatasetIndex index, Study study, Random random) {
        int query = random.nextInt(study.table().size());
        int column = random.nextInt(study.table().width());
        boolean right = study.labels().get(query, column) == Correctness.RIGHT;
        Labels labels = study.labels().with(query, column, right ? Correctness.WRONG : Correctness.RIGHT);
        return study(index.with(labels), study.cascade(), study);
    }

    private static void lambda(Random random) {
        int n = 30_540;
        DatasetTable table = table(random, n, 17);
        Scores scores = scores(1, random, n, 17);
        Outcomes outcomes = Outcomes.of(
                table,
                Labels.of(table),
                Selection.all(n),
                IntStream.range(0, 17).toArray());
        first("lambda frontier " + n + " x 17", () -> frontier(table, scores, outcomes));
        timed("lambda frontier " + n + " x 17", () -> frontier(table, scores, outcomes));
        System.out.printf(Locale.ENGLISH, "  changes of a choice: %,d%n", frontier(table, scores, outcomes));
        UtilityPolicy policy =
                new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX);
        timed("the policy at one lambda", () -> policy.at(.3).correct());
    }

    private static int frontier(DatasetTable table, Scores scores, Outcomes outcomes) {
        return LambdaFrontier.of(
                        new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX))
                .changes();
    }

    public static DatasetTable table(Random random, int n, int width) {
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

    private static Scores scores(long id, Random random, int n, int width) {
        float[] confidence = new float[n * width];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = (float) (1 / (1 + Math.exp(-random.nextGaussian())));
        }
        return Tables.scoresOf(id, width, confidence);
    }

    private static double[] once(IntSupplier work) {
        long cpu = CPU.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        keep(work.getAsInt());
        return new double[] {(System.nanoTime() - start) / 1e6, (CPU.getCurrentThreadCpuTime() - cpu) / 1e6};
    }

    private static void first(String what, IntSupplier work) {
        double[] time = once(work);
        System.out.printf(
                Locale.ENGLISH, "first call, %s: %.1f ms, of which at work %.1f ms%n", what, time[0], time[1]);
    }

    /** Times by the clock and, in brackets, at work on this thread alone: the difference is what others took. */
    public static void timed(String what, IntSupplier work) {
        for (int i = 0; i < 4 * ROUNDS; i++) {
            keep(work.getAsInt());
        }
        double[] clock = new double[ROUNDS];
        double[] busy = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double[] time = once(work);
            clock[i] = time[0];
            busy[i] = time[1];
        }
        Arrays.sort(clock);
        Arrays.sort(busy);
        System.out.printf(
                Locale.ENGLISH,
                "%-30s median %8.3f ms, %.3f to %.3f (%.3f, %.3f to %.3f)%n",
                what,
                clock[ROUNDS / 2],
                clock[0],
                clock[ROUNDS - 1],
                busy[ROUNDS / 2],
                busy[0],
                busy[ROUNDS - 1]);
    }

    private static void keep(int result) {
        if (result == Integer.MIN_VALUE) {
            throw new IllegalStateException("never: keeps the compiler from leaving the work out");
        }
    }
}
