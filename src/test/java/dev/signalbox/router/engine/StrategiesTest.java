package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Initial, independent and incremental training (section 1.5), on two old and two new VLMs. */
class StrategiesTest {
    private static final World WORLD = new World(200, 150, 1, .2, World.Cue.TEXT, 4);
    private static final List<String> OLD = List.of("sim-alder", "sim-birch");
    private static final List<String> NEW = List.of("sim-cedar", "sim-dogwood");

    @TempDir
    static Path made;

    private static Path old;

    @TempDir
    Path folder;

    @BeforeAll
    static void trainTheOldRouter() throws IOException {
        old = made.resolve("old");
        ArmsTrainer.train(
                new TrainingJob(options(Strategy.INITIAL, Map.of("epochs", "5")), "x", null, OLD),
                WORLD,
                old,
                Progress.NONE,
                TrainingListener.NONE);
    }

    private static TrainingOptions options(Strategy strategy, Map<String, String> more) {
        TrainingOptions plain = Lessons.options(Small.config("small", VisionKeys.POOLED, Pooling.MEAN), 5, 2, Map.of());
        return TrainingSettings.apply(plain.withStrategy(strategy), more);
    }

    private TrainingReport train(TrainingData data, Strategy strategy, Map<String, String> more) throws IOException {
        @Nullable Path from = strategy.needsRouter() ? old : null;
        TrainingOptions options = options(strategy, more);
        if (strategy.incremental()) {
            options = TrainingSettings.apply(options.withConfig(Checkpoints.network(old)), more);
        }
        return ArmsTrainer.train(
                new TrainingJob(options, "x", from, List.of()),
                data,
                folder.resolve("out"),
                Progress.NONE,
                TrainingListener.NONE);
    }

    @Test
    void theOldRouterKnowsTheOldVlmsOnly() throws IOException {
        assertThat(Checkpoint.config(old).vlms()).isEqualTo(OLD);
        assertThat(Checkpoints.vlms(old)).extracting(Vlm::id).isEqualTo(OLD);
    }

    @ParameterizedTest
    @CsvSource({"HEAD, false, 0", "ALL, true, 0", "REPLAY, true, 0.2"})
    void goingOnMovesWhatItSaysAndLearnsFromWhatItSays(Strategy strategy, boolean encoders, double replay)
            throws IOException {
        TrainingReport report = train(WORLD, strategy, Map.of());
        Path out = folder.resolve("out");
        assertThat(Checkpoint.config(out).vlms()).containsExactly("sim-alder", "sim-birch", "sim-cedar", "sim-dogwood");
        Map<String, Tensor> before = Safetensors.read(old.resolve(Checkpoint.WEIGHTS));
        Map<String, Tensor> after = Safetensors.read(out.resolve(Checkpoint.WEIGHTS));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(changed(before, after, "text_encoder.")).isEqualTo(encoders);
        assertThat(changed(before, after, "image_encoder.")).isEqualTo(encoders);
        assertThat(changed(before, after, "router.experts")).isTrue();
        assertThat(changed(before, after, "router.gate")).isTrue();
        assertThat(changed(before, after, "router.profile.proj")).isTrue();
        assertThat(after.get("router.logit.beta").floats()).hasSize(4).doesNotContain(0f);

        int fresh = report.parts().labels() - report.parts().replayed();
        assertThat(fresh).isEqualTo(2 * 135);
        assertThat((double) report.parts().replayed() / report.parts().labels()).isCloseTo(replay, within(.01));
        Forgetting forgetting = report.forgetting();
        assertThat(forgetting).isNotNull();
        assertThat(forgetting.vlms()).isEqualTo(OLD);
        assertThat(forgetting.queries()).isEqualTo(50);
        assertThat(forgetting.before()).isCloseTo(emOf(old), within(1e-12));
        assertThat(forgetting.after()).isCloseTo(emOf(out), within(1e-12));
        assertThat(Checkpoint.JSON
                        .readTree(out.resolve(Checkpoint.TRAINING).toFile())
                        .path("from")
                        .path("hash")
                        .asText())
                .isEqualTo(Checkpoint.hash(old));
    }

    /** EM among the old VLMs on the test queries, by the router as people open it. */
    private static double emOf(Path checkpoint) throws IOException {
        List<Vlm> vlms = WORLD.vlms().stream().filter(v -> OLD.contains(v.id())).toList();
        try (ArmsRouter router = ArmsRouter.open(checkpoint)) {
            double right = 0;
            float[][] profiles = router.profiles(vlms);
            for (int i = 150; i < 200; i++) {
                float[][] fused = router.fuse(
                                List.of(new dev.signalbox.router.QueryInput(WORLD.question(i), WORLD.picture(i))))
                        .fused();
                float[] scores = router.confidences(fused, profiles)[0];
                right += WORLD.label(i, scores[1] > scores[0] ? 1 : 0);
            }
            return right / 50;
        }
    }

    /** The paper's own data for this: answers of the new VLMs and nothing else. */
    @Test
    void dataWithoutTheOldVlmsKeepsThemInTheRouter() throws IOException {
        TrainingData onlyNew = new OtherWorld(WORLD) {
            @Override
            public List<Vlm> vlms() {
                return WORLD.vlms().subList(2, 4);
            }

            @Override
            public int label(int query, int vlm) {
                return WORLD.label(query, vlm + 2);
            }
        };
        TrainingReport report = train(onlyNew, Strategy.HEAD, Map.of("epochs", "1"));
        Path out = folder.resolve("out");
        assertThat(Checkpoints.vlms(out)).isEqualTo(WORLD.vlms());
        assertThat(report.forgetting()).isNotNull();
        assertThat(report.forgetting().queries()).isZero();
        assertThat(report.forgetting().before()).isNaN();
        try (ArmsRouter router = ArmsRouter.open(out)) {
            assertThat(router.profiles(WORLD.vlms())).hasNumberOfRows(4);
        }
    }

    @Test
    void independentTrainingKnowsNothingOfTheOldPool() throws IOException {
        TrainingReport report = train(WORLD, Strategy.INDEPENDENT, Map.of("epochs", "1"));
        assertThat(Checkpoint.config(folder.resolve("out")).vlms()).isEqualTo(NEW);
        assertThat(report.forgetting()).isNull();
        assertThat(report.parts().labels()).isEqualTo(2 * 135);
        assertThat(report.test().oracle()).isLessThan(1);
    }

    @Test
    void contradictionsAreRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> new TrainingJob(options(Strategy.HEAD, Map.of()), "x"))
                .satisfies(e -> code(e, "router.training.from"));
        assertThatThrownBy(() -> new TrainingJob(options(Strategy.INITIAL, Map.of()), "x", old, List.of()))
                .satisfies(e -> code(e, "router.training.fromUnused"));
        TrainingData known = new OtherWorld(WORLD) {
            @Override
            public List<Vlm> vlms() {
                return WORLD.vlms().subList(0, 2);
            }
        };
        assertThatThrownBy(() -> train(known, Strategy.ALL, Map.of())).satisfies(e -> code(e, "router.training.nonew"));
        assertThatThrownBy(() -> train(WORLD, Strategy.ALL, Map.of("ffnWidth", "96")))
                .satisfies(e -> code(e, "router.tensors"));
        assertThat(folder).isEmptyDirectory();
    }

    private static boolean changed(Map<String, Tensor> before, Map<String, Tensor> after, String prefix) {
        return before.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .anyMatch(name -> !Arrays.equals(
                        before.get(name).floats(), after.get(name).floats()));
    }

    private static void code(Throwable e, String code) {
        assertThat(e).isInstanceOf(UserFacingException.class);
        assertThat(((UserFacingException) e).code()).isEqualTo(code);
    }
}
