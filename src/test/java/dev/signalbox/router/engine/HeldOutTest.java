package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.QueryInput;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.engine.HeldOut.Origin;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutTest {
    private static final World WORLD = new World(120, 100, .6, .2, World.Cue.TEXT, 4);

    @TempDir
    Path folder;

    private static TrainingOptions options() {
        return Lessons.options(Small.config("small", VisionKeys.POOLED, Pooling.MEAN), 5, 1, Map.of());
    }

    /** The router's loss on what is said to be held out is the validation loss that its training wrote down. */
    @Test
    void theRecordTellsWhatWasHeldOut() throws IOException {
        Path out = folder.resolve("out");
        TrainingReport report = Lessons.train(WORLD, options(), "x", out, Progress.NONE);
        HeldOut heldOut = HeldOut.of(out, WORLD);
        assertThat(heldOut.origin()).isEqualTo(Origin.HELD_OUT);
        assertThat(heldOut.seed()).isEqualTo(5);
        assertThat(heldOut.queries()).hasSize(10).allMatch(WORLD::isTrain);
        double loss = 0;
        int labels = 0;
        try (ArmsRouter router = ArmsRouter.open(out)) {
            List<QueryInput> inputs = heldOut.queries().stream()
                    .map(i -> new QueryInput(WORLD.question(i), WORLD.picture(i)))
                    .toList();
            float[][] confidence = router.confidences(router.fuse(inputs).fused(), router.profiles(WORLD.vlms()));
            for (int i = 0; i < inputs.size(); i++) {
                for (int k = 0; k < WORLD.vlms().size(); k++) {
                    int label = WORLD.label(heldOut.queries().get(i), k);
                    if (label >= 0) {
                        loss -= Math.log(label == 1 ? confidence[i][k] : 1 - confidence[i][k]);
                        labels++;
                    }
                }
            }
        }
        assertThat(loss / labels).isCloseTo(report.validation().loss(), within(1e-5));

        // One label corrected since: which queries were held out can no longer be told.
        int changed = heldOut.queries().getFirst();
        TrainingData corrected = new OtherWorld(WORLD) {
            @Override
            public int label(int query, int vlm) {
                int label = super.label(query, vlm);
                return query == changed && vlm == 0 ? 1 - label : label;
            }
        };
        assertThat(HeldOut.of(out, corrected)).isEqualTo(new HeldOut(Origin.PERHAPS_SEEN, List.of(), 0, 0));

        // The dataset under the same name grew.
        assertThat(HeldOut.of(out, new World(130, 100, .6, .2, World.Cue.TEXT, 4))
                        .origin())
                .isEqualTo(Origin.PERHAPS_SEEN);
        TrainingData elsewhere = new OtherWorld(WORLD) {
            @Override
            public String name() {
                return "elsewhere";
            }

            @Override
            public String hash() {
                return "other";
            }
        };
        assertThat(HeldOut.of(out, elsewhere).origin()).isEqualTo(Origin.OTHER_DATA);

        Files.delete(out.resolve("training.json"));
        assertThat(HeldOut.of(out, WORLD).origin()).isEqualTo(Origin.PERHAPS_SEEN);
    }

    @Test
    void aRouterThatStartedFromAnotherHasAPast() throws IOException {
        Path old = folder.resolve("old");
        List<String> ids = WORLD.vlms().stream().map(v -> v.id()).toList();
        ArmsTrainer.train(
                new TrainingJob(options(), "x", null, ids.subList(0, 2)),
                WORLD,
                old,
                Progress.NONE,
                TrainingListener.NONE);
        assertThat(HeldOut.of(old, WORLD).origin()).isEqualTo(Origin.HELD_OUT);
        Path more = folder.resolve("more");
        ArmsTrainer.train(
                new TrainingJob(
                        options().withConfig(Checkpoints.network(old)).withStrategy(Strategy.HEAD),
                        "x",
                        old,
                        List.of()),
                WORLD,
                more,
                Progress.NONE,
                TrainingListener.NONE);
        assertThat(HeldOut.of(more, WORLD).origin()).isEqualTo(Origin.PERHAPS_SEEN);
    }
}
