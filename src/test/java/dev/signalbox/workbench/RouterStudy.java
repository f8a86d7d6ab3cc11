package dev.signalbox.workbench;

import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.comparison.PairedBootstrap;
import dev.signalbox.evaluation.comparison.PairedBootstrap.Figure;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.engine.ArmsRouter;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.router.engine.EncoderVectors;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Routers beside what is simple, on one dataset's own test split, over five seeds: the table of docs/benchmarks.md.
 *
 * <p>Usage: RouterStudy WORKSPACE DATASET ENCODERS TASK, where ENCODERS is the checkpoint whose encoders are used and TASK
 * the field by which the dataset oracle chooses.
 */
final class RouterStudy {
    private static final int SEEDS = 5;
    private static final int[] NEIGHBOURS = {5, 10, 20, 50, 100};

    private final LearningData data;
    private final OpenDataset open;
    private final List<Integer> test;
    /** [test queries] equal for those with a picture in common. */
    private final int[] groups;
    /** By name: [test queries] share of the seeds in which the choice was right. */
    private final Map<String, double[]> right = new LinkedHashMap<>();

    private RouterStudy(OpenDataset open) {
        this.open = open;
        data = new LearningData(open);
        test = EncoderVectors.parts(data, options(1)).test();
        int[] together = PictureGroups.of(open.table());
        groups = test.stream().mapToInt(query -> together[query]).toArray();
    }

    public static void main(String[] args) throws IOException {
        try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
            Dataset dataset = workspace.datasets().byName(args[1]).orElseThrow();
            new RouterStudy(OpenDataset.open(workspace, dataset)).run(Path.of(args[2]), args[3]);
        }
    }

    private static TrainingOptions options(long seed) {
        Map<String, String> values =
                Map.of("seed", Long.toString(seed), "tuneText", "false", "tuneImage", "false", "shift", "0");
        return TrainingSettings.apply(TrainingOptions.tiny(seed), values);
    }

    private void run(Path encoders, String task) throws IOException {
        EncoderVectors.Parts parts = EncoderVectors.parts(data, options(1));
        List<Integer> train = new ArrayList<>(parts.train());
        train.addAll(parts.validation());
        int single = best(train, labels());
        right.put("best single VLM, chosen on train (" + name(single) + ")", of(query -> single));
        int hindsight = best(test, labels());
        right.put("best single VLM, chosen on test (" + name(hindsight) + ")", of(query -> hindsight));
        CodedColumn tasks = open.table().fields().get(task);
        right.put("best VLM by " + task + ", chosen on train", of(byTask(tasks, train)));
        right.put("dataset oracle: best VLM by " + task + ", chosen on test", of(byTask(tasks, test)));
        float[][] vectors = EncoderVectors.of(encoders, data, options(1));
        Path folder = Files.createTempDirectory("router-study");
        for (int seed = 1; seed <= SEEDS; seed++) {
            add("kNN on the same vectors", of(knn(vectors, EncoderVectors.parts(data, options(seed)))));
            add("ARMS, cached vectors of the tiny encoders", of(arms(encoders, folder.resolve("s" + seed), seed)));
        }
        print(single);
    }

    private interface Chooser {
        int vlm(int query);
    }

    private void add(String name, double[] more) {
        double[] sum = right.computeIfAbsent(name, n -> new double[more.length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i] / SEEDS;
        }
        System.err.println(name + " " + mean(more));
    }

    private double[] of(Chooser chooser) {
        return test.stream()
                .mapToDouble(query -> Math.max(0, data.label(query, chooser.vlm(query))))
                .toArray();
    }

    private Chooser arms(Path encoders, Path out, int seed) throws IOException {
        TrainingJob job = new TrainingJob(options(seed), "study", null, List.of(), new Encoders.OfRouter(encoders));
        ArmsTrainer.train(job, data, out, Progress.NONE, TrainingListener.NONE);
        Map<Integer, Integer> chosen = new HashMap<>();
        try (ArmsRouter router = ArmsRouter.open(out)) {
            float[][] profiles = router.profiles(data.vlms());
            for (int query : test) {
                QueryInput input = new QueryInput(data.question(query), data.picture(query));
                chosen.put(
                        query, highest(router.scores(router.fuse(List.of(input)).fused(), profiles)[0]));
            }
        }
        return chosen::get;
    }

    /** Mean labels of the k nearest training queries by cosine; k is the one that is best on the validation queries. */
    private Chooser knn(float[][] vectors, EncoderVectors.Parts parts) {
        int bestK = NEIGHBOURS[0];
        double best = -1;
        for (int k : NEIGHBOURS) {
            double em = 0;
            for (int query : parts.validation()) {
                em += Math.max(0, data.label(query, near(vectors, parts.train(), query, k)));
            }
            if (em > best) {
                best = em;
                bestK = k;
            }
        }
        int k = bestK;
        return query -> near(vectors, parts.train(), query, k);
    }

    private int near(float[][] vectors, List<Integer> train, int query, int k) {
        Map<Integer, Double> closeness = new HashMap<>();
        for (int other : train) {
            double sum = 0;
            for (int d = 0; d < vectors[query].length; d++) {
                sum += (double) vectors[query][d] * vectors[other][d];
            }
            closeness.put(other, sum);
        }
        List<Integer> nearest = train.stream()
                .sorted(Comparator.comparingDouble(other -> -closeness.get(other)))
                .limit(k)
                .toList();
        float[] mean = new float[labels()];
        for (int v = 0; v < mean.length; v++) {
            int known = 0;
            for (int other : nearest) {
                int label = data.label(other, v);
                mean[v] += Math.max(0, label);
                known += label >= 0 ? 1 : 0;
            }
            mean[v] /= Math.max(1, known);
        }
        return highest(mean);
    }

    private Chooser byTask(CodedColumn tasks, List<Integer> from) {
        Map<Integer, List<Integer>> by = new HashMap<>();
        from.forEach(q ->
                by.computeIfAbsent(tasks.codes()[q], t -> new ArrayList<>()).add(q));
        Map<Integer, Integer> best = new HashMap<>();
        by.forEach((task, queries) -> best.put(task, best(queries, labels())));
        int anywhere = best(from, labels());
        return query -> best.getOrDefault(tasks.codes()[query], anywhere);
    }

    private int best(List<Integer> queries, int vlms) {
        float[] counts = new float[vlms];
        for (int query : queries) {
            for (int v = 0; v < vlms; v++) {
                counts[v] += Math.max(0, data.label(query, v));
            }
        }
        return highest(counts);
    }

    private static int highest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private int labels() {
        return data.vlms().size();
    }

    private String name(int vlm) {
        return data.vlms().stream().map(Vlm::id).toList().get(vlm);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private void print(int single) {
        double[] reference = of(query -> single);
        double[] random = test.stream()
                .mapToDouble(q -> {
                    double sum = 0;
                    for (int v = 0; v < labels(); v++) {
                        sum += Math.max(0, data.label(q, v));
                    }
                    return sum / labels();
                })
                .toArray();
        double[] oracle = test.stream()
                .mapToDouble(q -> {
                    int any = 0;
                    for (int v = 0; v < labels(); v++) {
                        any = Math.max(any, data.label(q, v));
                    }
                    return any;
                })
                .toArray();
        right.put("random VLM", random);
        right.put("oracle", oracle);
        System.out.println("| choice on " + test.size() + " test queries of "
                + open.dataset().name() + " | EM | minus best single |");
        System.out.println("|---|---|---|");
        right.forEach((name, values) -> {
            Interval interval = PairedBootstrap.of(new double[][] {values, reference}, groups, 1)
                    .intervals(List.of(Figure.difference(0, 1)))
                    .getFirst();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %+.3f [%+.3f, %+.3f] |%n",
                    name,
                    mean(values),
                    mean(values) - mean(reference),
                    interval.low(),
                    interval.high());
        });
    }
}
