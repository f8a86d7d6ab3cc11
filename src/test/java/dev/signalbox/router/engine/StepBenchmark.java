package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One step of training the full-size network (both encoders learn, 16 queries, four VLMs) in single and in mixed precision, in
 * turn. Usage: StepBenchmark [TURNS]
 */
final class StepBenchmark {
    private static final int BATCH = 16;

    private StepBenchmark() {}

    public static void main(String[] args) throws Exception {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        World world = new World(BATCH, BATCH, .9, .2, World.Cue.BOTH, 6);
        List<Integer> queries = IntStream.range(0, BATCH).boxed().toList();
        Path json = Files.createTempFile("tokenizer", ".json");
        Files.writeString(
                json,
                WordPieceVocabulary.tokenizerJson(WordPieceVocabulary.build(
                        queries.stream().map(world::question).toList(), 600)));
        double[][] times = new double[2][turns];
        try (NDManager manager = Engines.newManager();
                Tokeniser tokeniser = Tokeniser.open(json)) {
            JniUtils.setGradMode(false);
            Learner[] learners = new Learner[2];
            for (int p = 0; p < 2; p++) {
                TrainingOptions options = TrainingSettings.apply(
                        TrainingOptions.full(1), Map.of("precision", p == 0 ? "FLOAT32" : "MIXED"));
                Engines.suit(options.config());
                Roster roster = Roster.of(world, new TrainingJob(options, "x"), null);
                Examples examples = new Examples(world, roster, options.config(), tokeniser, Progress.NONE);
                Taught taught = Taught.of(examples.size(), examples::label, roster, options, queries);
                learners[p] = new Learner(options, roster, examples, taught, tokeniser, manager);
                learners[p].step(queries, 0, 8e-5);
            }
            for (int turn = 0; turn < turns; turn++) {
                for (int p = 0; p < 2; p++) {
                    long start = System.nanoTime();
                    learners[p].step(queries, turn + 1, 8e-5);
                    times[p][turn] = (System.nanoTime() - start) / 1e9;
                }
            }
        } finally {
            Files.delete(json);
        }
        Arrays.sort(times[0]);
        Arrays.sort(times[1]);
        double exact = times[0][turns / 2];
        double mixed = times[1][turns / 2];
        System.out.printf(Locale.ROOT, "step: FLOAT32 %.2f s, MIXED %.2f s, ratio %.2f%n", exact, mixed, mixed / exact);
    }
}
