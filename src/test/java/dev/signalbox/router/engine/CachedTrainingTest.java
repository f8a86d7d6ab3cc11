package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders of others, kept as they are and asked once. */
class CachedTrainingTest {
    private static final World WORLD = new World(80, 64, .9, .2, World.Cue.BOTH, 6);
    private static final Map<String, String> CACHED = Map.of("tuneText", "false", "tuneImage", "false");

    @TempDir
    static Path shared;

    private static Path older;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        older = shared.resolve("older");
        Lessons.train(WORLD, options(4, 3, Map.of()), "x", older, Progress.NONE);
    }

    private static TrainingOptions options(long seed, int epochs, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("batch", "8", "dropout", "0.2"));
        all.putAll(more);
        return Lessons.options(Small.config("small", VisionKeys.PATCHES, Pooling.MEAN), seed, epochs, all);
    }

    private static TrainingReport cached(Path out, Encoders encoders, Progress progress) throws IOException {
        TrainingJob job = new TrainingJob(options(5, 3, CACHED), "x", null, List.of(), encoders);
        return ArmsTrainer.train(job, WORLD, out, progress, TrainingListener.NONE);
    }

    private static Map<String, Tensor> weights(Path folder) throws IOException {
        return Safetensors.read(folder.resolve(Checkpoint.WEIGHTS));
    }

    @Test
    void theEncodersOfARouterStayAndTheHeadIsNew() throws IOException {
        Path out = folder.resolve("out");
        cached(out, new Encoders.OfRouter(older), Progress.NONE);
        Map<String, Tensor> before = weights(older);
        Map<String, Tensor> after = weights(out);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((name, tensor) -> {
            boolean same = tensor.data().equals(before.get(name).data());
            assertThat(same).as(name).isEqualTo(!name.startsWith(ArmsModel.HEAD));
        });
        assertThat(out.resolve(Checkpoint.TOKENIZER)).hasSameBinaryContentAs(older.resolve(Checkpoint.TOKENIZER));
        JsonNode record =
                Checkpoint.JSON.readTree(out.resolve(Checkpoint.TRAINING).toFile());
        assertThat(record.path("encoders").get(0).path("hash").asText()).isEqualTo(Checkpoint.hash(older));
    }

    @Test
    void stoppedAndResumedItGivesTheSameBits() throws IOException {
        Path whole = folder.resolve("whole");
        TrainingReport straight = cached(whole, new Encoders.OfRouter(older), Progress.NONE);
        Path out = folder.resolve("out");
        // Two reports to prepare, seven of cached vectors, nine an epoch.
        assertThatThrownBy(() -> cached(out, new Encoders.OfRouter(older), new Lessons.Stops(22)))
                .isInstanceOf(CancellationException.class);
        assertThat(ArmsTrainer.unfinished(out).epoch()).isEqualTo(2);
        TrainingReport resumed = ArmsTrainer.resume(WORLD, out, Progress.NONE, TrainingListener.NONE);
        assertThat(resumed.test()).isEqualTo(straight.test());
        assertThat(out.resolve(Checkpoint.WEIGHTS)).hasSameBinaryContentAs(whole.resolve(Checkpoint.WEIGHTS));
    }

    /** A run that dies while its queries are encoded leaves vectors behind, and they change no bit of the next one. */
    @Test
    void vectorsAreKeptForTheNextRun() throws IOException {
        Path whole = folder.resolve("whole");
        cached(whole, new Encoders.OfRouter(older), Progress.NONE);
        Path keep = folder.resolve("keep");
        World data = WORLD.keeping(keep);
        TrainingJob job = new TrainingJob(options(5, 3, CACHED), "x", null, List.of(), new Encoders.OfRouter(older));
        Path out = folder.resolve("out");
        // Two reports to prepare, then one for every batch of 32: cancelled in the second batch of pictures.
        assertThatThrownBy(() -> ArmsTrainer.train(job, data, out, new Lessons.Stops(7), TrainingListener.NONE))
                .isInstanceOf(CancellationException.class);
        List<Path> left = files(keep);
        assertThat(left).hasSizeGreaterThanOrEqualTo(2);
        ArmsTrainer.train(job, data, out, Progress.NONE, TrainingListener.NONE);
        List<Path> filled = files(keep);
        assertThat(filled).hasSizeGreaterThan(left.size());
        assertThat(out.resolve(Checkpoint.WEIGHTS)).hasSameBinaryContentAs(whole.resolve(Checkpoint.WEIGHTS));
        Path again = folder.resolve("again");
        ArmsTrainer.train(job, data, again, Progress.NONE, TrainingListener.NONE);
        assertThat(files(keep)).isEqualTo(filled);
        assertThat(again.resolve(Checkpoint.WEIGHTS)).hasSameBinaryContentAs(whole.resolve(Checkpoint.WEIGHTS));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    /** The same losses and logits with vectors computed once as with encoders asked in every step. */
    @Test
    void vectorsComputedOnceAreThoseOfEveryStep() throws IOException {
        List<Integer> queries = IntStream.range(0, 24).boxed().toList();
        List<Double> losses = new ArrayList<>();
        List<float[][]> logits = new ArrayList<>();
        for (boolean once : new boolean[] {false, true}) {
            TrainingOptions options = options(5, 1, CACHED);
            JniUtils.setGradMode(false);
            try (NDManager manager = Engines.newManager();
                    Tokeniser tokeniser = Tokeniser.open(older.resolve(Checkpoint.TOKENIZER))) {
                EncoderSource source = EncoderSource.open(new Encoders.OfRouter(older));
                options = options.withConfig(source.in(options.config()));
                Roster roster = Roster.of(WORLD, new TrainingJob(options, "x"), null);
                Examples examples = new Examples(WORLD, roster, options.config(), tokeniser, Progress.NONE);
                Taught taught = Taught.of(examples.size(), examples::label, roster, options, queries);
                Learner learner = new Learner(options, roster, examples, taught, tokeniser, manager);
                learner.encoders(source);
                if (once) {
                    learner.encode(Progress.NONE);
                }
                losses.add(learner.step(queries, 0, 1e-3));
                losses.add(learner.step(queries, 1, 1e-3));
                logits.add(learner.logits(queries, Progress.NONE));
            }
        }
        assertThat(losses.get(2)).isCloseTo(losses.get(0), within(1e-5));
        assertThat(losses.get(3)).isCloseTo(losses.get(1), within(1e-5));
        assertThat(losses.get(1)).isNotEqualTo(losses.get(0));
        for (int i = 0; i < queries.size(); i++) {
            for (int k = 0; k < logits.get(0)[i].length; k++) {
                assertThat(logits.get(1)[i][k]).isCloseTo(logits.get(0)[i][k], within(1e-3f));
            }
        }
    }

    /** A router on public encoders answers from its own folder alone, as its training judged it. */
    @Test
    void publicEncodersBecomePartOfTheRouter() throws IOException {
        Path text = folder.resolve("text");
        Path image = folder.resolve("image");
        Map<String, Tensor> words = SmallCheckpoints.text(text, "distilbert.", Safetensors.Type.F16);
        Map<String, Tensor> pictures = SmallCheckpoints.image(image, Safetensors.Type.F32);
        Path out = folder.resolve("out");
        TrainingReport report = cached(out, new Encoders.Published(text, image), Progress.NONE);
        Map<String, Tensor> router = weights(out);
        words.forEach((name, tensor) -> assertThat(
                        router.get("text_encoder." + name.substring(11)).floats())
                .as(name)
                .isEqualTo(tensor.floats()));
        pictures.forEach(
                (name, tensor) -> assertThat(router.get("image_encoder." + name).floats())
                        .as(name)
                        .isEqualTo(tensor.floats()));
        try (ArmsRouter opened = ArmsRouter.open(out)) {
            assertThat(opened.dimension()).isEqualTo(12);
            assertThat(opened.config().questionTokens()).isEqualTo(14);
            float[][] profiles = opened.profiles(WORLD.vlms());
            int right = 0;
            int judged = 0;
            for (int query = 64; query < WORLD.size(); query++) {
                QueryInput input = new QueryInput(WORLD.question(query), WORLD.picture(query));
                float[] scores = opened.confidences(opened.fuse(List.of(input)).fused(), profiles)[0];
                int best = 0;
                for (int k = 1; k < scores.length; k++) {
                    best = scores[k] > scores[best] ? k : best;
                }
                judged++;
                right += WORLD.label(query, best);
            }
            assertThat(judged).isEqualTo(report.test().queries());
            assertThat((double) right / judged).isCloseTo(report.test().em(), within(1e-9));
        }
    }

    @Test
    void anIncrementalRouterHasTheEncodersThatItStartsFrom() {
        TrainingOptions options = options(5, 1, Map.of()).withStrategy(Strategy.HEAD);
        assertThatThrownBy(() -> new TrainingJob(options, "x", older, List.of(), new Encoders.OfRouter(older)))
                .satisfies(e -> assertThat(((UserFacingException) e).code()).isEqualTo("router.training.encoders"));
    }
}
