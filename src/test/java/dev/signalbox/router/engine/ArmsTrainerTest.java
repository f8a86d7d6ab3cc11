package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.model.Raster;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmsTrainerTest {
    private static final ArmsConfig CONFIG = Small.config("small", VisionKeys.POOLED, Pooling.MEAN);

    @TempDir
    Path folder;

    private static TrainingOptions options(int epochs) {
        return options(5, epochs);
    }

    private static TrainingOptions options(long seed, int epochs) {
        return Lessons.options(CONFIG, seed, epochs, Map.of("shift", "1"));
    }

    @Test
    void thirtyTwoQueriesAreLearntByHeart() throws IOException {
        World world = new World(36, 36, .5, .5, World.Cue.BOTH, 3);
        TrainingOptions heart = Lessons.options(CONFIG, 5, 60, Map.of("batch", "8", "weightDecay", "0"));
        TrainingReport report = Lessons.train(world, heart, "test", folder.resolve("out"), Progress.NONE);
        assertThat(report.epochs().getFirst().loss()).isGreaterThan(.6);
        assertThat(report.epochs().getLast().loss()).isLessThan(.05);
    }

    @Test
    void itBeatsTheBestSingleVlmWhereTheQuestionTells() throws IOException {
        World world = new World(260, 200, 1, .2, World.Cue.TEXT, 4);
        Path out = folder.resolve("out");
        TrainingReport report = Lessons.train(world, options(8), "signalbox train x", out, Progress.NONE);
        assertThat(report.test().queries()).isEqualTo(60);
        assertThat(report.test().em()).isGreaterThan(report.test().single() + .3);
        assertThat(report.test().oracle()).isGreaterThanOrEqualTo(report.test().em());
        assertThat(report.bestEpoch()).isBetween(1, 8);

        // The opened router gives the same routing as the trainer's own report.
        try (ArmsRouter router = ArmsRouter.open(out)) {
            List<QueryInput> test = new ArrayList<>();
            for (int i = 200; i < 260; i++) {
                test.add(new QueryInput(world.question(i), world.picture(i)));
            }
            float[][] confidence = router.confidences(router.fuse(test).fused(), router.profiles(world.vlms()));
            int right = 0;
            for (int i = 0; i < 60; i++) {
                int best = 0;
                for (int k = 1; k < 4; k++) {
                    best = confidence[i][k] > confidence[i][best] ? k : best;
                }
                right += world.label(200 + i, best);
            }
            assertThat(right / 60.0).isCloseTo(report.test().em(), within(1e-9));
        }
        JsonNode record =
                Checkpoint.JSON.readTree(out.resolve(Checkpoint.TRAINING).toFile());
        assertThat(record.path("command").asText()).isEqualTo("signalbox train x");
        assertThat(record.path("simulated").asBoolean()).isTrue();
        assertThat(record.path("options").path("seed").asInt()).isEqualTo(5);
        assertThat(record.path("dataHash").asText()).isEqualTo("world-4");
        assertThat(record.path("environment").path("engineVersion").asText()).isNotBlank();
        assertThat(files(folder)).containsExactly("out");
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() throws IOException {
        World world = new World(48, 40, .9, .2, World.Cue.BOTH, 6);
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path out = folder.resolve("out" + i);
            // The tiny preset, because it draws dropout masks and shifts.
            TrainingOptions tiny = TrainingSettings.apply(TrainingOptions.tiny(i < 2 ? 5 : 6), Map.of("epochs", "2"));
            Lessons.train(world, tiny, "test", out, Progress.NONE);
            hashes.add(Checkpoint.hash(out));
        }
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
        assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
    }

    @Test
    void cancellingLeavesAnOlderCheckpointAloneAndWhatCanBeResumed() throws IOException {
        World world = new World(48, 40, .9, .2, World.Cue.BOTH, 6);
        Path out = folder.resolve("out");
        Lessons.train(world, options(1), "first", out, Progress.NONE);
        String before = Checkpoint.hash(out);
        assertThatThrownBy(() -> Lessons.train(world, options(50), "second", out, new Lessons.Stops(6)))
                .isInstanceOf(CancellationException.class);
        assertThat(Checkpoint.hash(out)).isEqualTo(before);
        assertThat(files(folder)).containsExactly("out");
        assertThat(files(out)).contains(UnfinishedRun.FOLDER);
        assertThatThrownBy(() -> Lessons.train(world, options(6, 2), "third", out, Progress.NONE))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.training.unfinished"));
        ArmsTrainer.discard(out);
        assertThat(files(out)).doesNotContain(UnfinishedRun.FOLDER);
        assertThat(Checkpoint.hash(out)).isEqualTo(before);
        Lessons.train(world, options(6, 2), "third", out, Progress.NONE);
        assertThat(Checkpoint.hash(out)).isNotEqualTo(before);
        assertThat(files(folder)).containsExactly("out");
        assertThat(files(out)).containsExactlyInAnyOrderElementsOf(Checkpoint.FILES);
    }

    @Test
    void foreignFoldersAreNeverOverwritten() throws IOException {
        Path out = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(out.resolve("holiday.txt"), "keep me");
        World world = new World(20, 16, .9, .2, World.Cue.TEXT, 6);
        assertThatThrownBy(() -> Lessons.train(world, options(1), "test", out, Progress.NONE))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.training.exists"));
        assertThat(out.resolve("holiday.txt")).hasContent("keep me");
    }

    @Test
    void withoutKnownLabelsThereIsNothingToLearn() {
        World world = new World(20, 0, .9, .2, World.Cue.TEXT, 6);
        assertThatThrownBy(() -> Lessons.train(world, options(1), "test", folder.resolve("out"), Progress.NONE))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.training.nothing"));
        assertThat(folder).isEmptyDirectory();
    }

    /** A VLM without a single label neither disturbs training nor is ever judged. */
    @Test
    void unknownLabelsAreLeftOut() throws IOException {
        World world = new World(60, 40, 1, .2, World.Cue.TEXT, 8);
        TrainingData masked = new OtherWorld(world) {
            @Override
            public @Nullable Raster picture(int query) {
                return query % 3 == 0 ? null : world.picture(query);
            }

            @Override
            public int label(int query, int vlm) {
                return vlm == 2 ? -1 : world.label(query, vlm);
            }
        };
        TrainingReport report = Lessons.train(masked, options(2), "test", folder.resolve("out"), Progress.NONE);
        assertThat(report.test().queries()).isEqualTo(20);
        assertThat(report.test().em()).isFinite();
        assertThat(report.epochs().getLast().loss()).isFinite().isPositive();
        assertThat(report.test().bestSingle()).isNotEqualTo(world.vlms().get(2).id());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
