package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stopped or killed, then resumed: the same bits as never interrupted, with dropout masks and shifts drawn all along. */
class ResumedTrainingTest {
    static final World WORLD = new World(80, 64, .9, .2, World.Cue.BOTH, 6);
    static final TrainingOptions OPTIONS = Lessons.options(
            Small.config("small", VisionKeys.PATCHES, Pooling.MEAN),
            5,
            4,
            Map.of(
                    "batch", "8",
                    "dropout", "0.2",
                    "text.dropout", "0.2",
                    "image.dropout", "0.2",
                    "shift", "2",
                    "schedule", "cosine",
                    "warmUp", "0.1",
                    "accumulate", "2"));

    @TempDir
    static Path uninterrupted;

    private static Path whole;
    private static TrainingReport straight;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        whole = uninterrupted.resolve("whole");
        straight = Lessons.train(WORLD, OPTIONS, "x", whole, Progress.NONE);
    }

    @Test
    void stoppedTwiceAndResumedItGivesTheSameBits() throws IOException {
        Path out = folder.resolve("out");
        // Preparing says two things, an epoch of eight batches nine: in the second epoch, and later in the third.
        assertThatThrownBy(() -> Lessons.train(WORLD, OPTIONS, "x", out, new Lessons.Stops(14)))
                .isInstanceOf(CancellationException.class);
        TrainingState state = state(out);
        assertThat(state.epoch()).isEqualTo(2);
        assertThat(state.batch()).isBetween(1, 7);
        assertThatThrownBy(() -> resume(out, new Lessons.Stops(11))).isInstanceOf(CancellationException.class);
        assertThat(state(out).epoch()).isEqualTo(3);
        assertThat(state(out).step()).isGreaterThan(state.step());
        List<Integer> heard = new ArrayList<>();
        TrainingReport resumed = ArmsTrainer.resume(WORLD, out, Progress.NONE, new TrainingListener() {
            @Override
            public void epoch(TrainingReport.Epoch epoch) {
                heard.add(epoch.number());
            }
        });
        assertThat(heard).containsExactly(1, 2, 3, 4);
        same(whole, out);
        assertThat(resumed.test()).isEqualTo(straight.test());
        assertThat(resumed.validation()).isEqualTo(straight.validation());
        assertThat(out.resolve(UnfinishedRun.FOLDER)).doesNotExist();
    }

    /** Killed after the curve was written and before the state was, or the other way round: state.json is what counts. */
    @Test
    void leftoversOfAKilledProcessDoNotMatter() throws IOException {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> Lessons.train(WORLD, OPTIONS, "x", out, new Lessons.Stops(14)))
                .isInstanceOf(CancellationException.class);
        Path run = out.resolve(UnfinishedRun.FOLDER);
        Files.writeString(run.resolve("weights-00000099.safetensors.part"), "torn");
        Files.writeString(run.resolve(Checkpoint.METRICS), "{}\n{}\n{\"number\":");
        resume(out, Progress.NONE);
        same(whole, out);
    }

    @Test
    void otherDataAndMissingRunsAreRefused() throws IOException {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> resume(out, Progress.NONE)).satisfies(e -> code(e, "router.training.noresume"));
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> Lessons.train(WORLD, OPTIONS, "x", out, new Lessons.Stops(14)))
                .isInstanceOf(CancellationException.class);
        World other = new World(80, 64, .9, .25, World.Cue.BOTH, 6);
        assertThatThrownBy(() -> ArmsTrainer.resume(other, out, Progress.NONE, TrainingListener.NONE))
                .satisfies(e -> code(e, "router.training.otherdata"));
        ArmsTrainer.Unfinished unfinished = ArmsTrainer.unfinished(out);
        assertThat(unfinished).isNotNull();
        assertThat(unfinished.epoch()).isEqualTo(2);
        assertThat(unfinished.run().options().epochs()).isEqualTo(4);
        try (UnfinishedRun held = UnfinishedRun.open(out)) {
            assertThat(held.path()).exists();
            assertThatThrownBy(() -> resume(out, Progress.NONE)).satisfies(e -> code(e, "router.training.busy"));
        }
    }

    @Test
    @Timeout(300)
    void killedInTheMiddleOfAnEpochAndResumedItGivesTheSameBits() throws Exception {
        Path out = folder.resolve("out");
        Process trainer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsignalbox.home=" + System.getProperty("signalbox.home", "."),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        out.toString())
                .redirectErrorStream(true)
                .start();
        StringBuilder heard = new StringBuilder();
        try (BufferedReader lines = trainer.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.equals("in the middle")) {
                heard.append(line).append('\n');
                line = lines.readLine();
            }
            assertThat(line).as("the trainer said:%n%s", heard).isEqualTo("in the middle");
            trainer.destroyForcibly();
            assertThat(trainer.waitFor()).isNotZero();
        }
        assertThat(state(out).epochs()).as("finished epochs on disk").hasSize(2);
        resume(out, Progress.NONE);
        same(whole, out);
    }

    /** A process of its own: trains into a folder, and says when it is in the middle of the third epoch; then it hangs. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            TrainingListener hangs = new TrainingListener() {
                @Override
                public void step(int step, int steps, int epoch, double loss, double rate) {
                    if (step == 20) {
                        System.out.println("in the middle");
                        System.out.flush();
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }
            };
            ArmsTrainer.train(new TrainingJob(OPTIONS, "x"), WORLD, Path.of(args[0]), Progress.NONE, hangs);
        }
    }

    private static void resume(Path out, Progress progress) throws IOException {
        ArmsTrainer.resume(WORLD, out, progress, TrainingListener.NONE);
    }

    private static TrainingState state(Path out) throws IOException {
        try (UnfinishedRun run = UnfinishedRun.open(out)) {
            return run.state();
        }
    }

    private static void code(Throwable e, String code) {
        assertThat(e).isInstanceOf(UserFacingException.class);
        assertThat(((UserFacingException) e).code()).isEqualTo(code);
    }

    /** The same weights to the last bit, and the same curves. */
    private static void same(Path one, Path other) throws IOException {
        assertThat(Checkpoint.hash(other)).isEqualTo(Checkpoint.hash(one));
        assertThat(curves(other)).hasSize(4).isEqualTo(curves(one));
    }

    private static List<String> curves(Path out) throws IOException {
        List<String> curves = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve(Checkpoint.METRICS))) {
            JsonNode epoch = Checkpoint.JSON.readTree(line);
            curves.add(epoch.path("number") + " " + epoch.path("loss") + " " + epoch.path("validationLoss") + " "
                    + epoch.path("validationEm") + " " + epoch.path("learningRate"));
        }
        return curves;
    }
}
