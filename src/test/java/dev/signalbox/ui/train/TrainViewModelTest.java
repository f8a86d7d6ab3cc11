package dev.signalbox.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.encoders.Catalogue;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.JobState;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.TestScore;
import dev.signalbox.workbench.TrainingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real training of a very small network, on the calling thread. */
class TrainViewModelTest {
    private static final Map<String, String> SMALL =
            Map.of("config.text.layers", "1", "config.image.layers", "1", "config.image.size", "32", "epochs", "2");

    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TrainViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
        Lessons.store(workspace);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        desk.use(workspace);
        model = new TrainViewModel(
                state,
                desk,
                jobs,
                folder,
                () -> new EncoderLibrary(new Catalogue(List.of()), folder, Map.of()),
                failures::add);
        settle();
    }

    @AfterEach
    void close() {
        model.close();
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private void settle() {
        jobs.advance(Duration.ofSeconds(1));
    }

    private SetupViewModel form() {
        SetupViewModel form = model.setup().get();
        assertThat(form).isNotNull();
        return form;
    }

    private void start(String name, Map<String, String> settings) {
        form().name().set(name);
        settings.forEach((key, value) -> form().field(key).text().set(value));
        model.start();
        settle();
    }

    private RunLine line(String name) {
        return model.runs().lines().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void trainsListsTakesUpAndComparesTheRouter() throws IOException {
        start("first", SMALL);
        assertThat(model.notice().get()).isInstanceOf(Notice.Finished.class);
        RouterInfo first = workspace.routers().byName("first").orElseThrow();
        assertThat(state.router().get()).isEqualTo(first);
        assertThat(first.checkpoint()).isEqualTo(TrainingRuns.folder(workspace, "first"));
        assertThat(model.busy().get()).isFalse();
        assertThat(form().name().get()).isEqualTo("arms-tiny"); // the next one
        RunLine line = line("first");
        assertThat(line.epochs()).hasSize(2);
        assertThat(line.history()).isEqualTo(Checkpoints.history(first.checkpoint()));
        assertThat(line.history().command())
                .startsWith("signalbox train --dataset \"small\" --preset tiny --seed 1 --set ")
                .contains(" --epochs 2");
        assertThat(model.runs().compared().get()).containsExactly(line);

        start("second", Map.of("seed", "2"));
        assertThat(model.notice().get()).isInstanceOf(Notice.Finished.class);
        model.runs().tick(line("first"), true);
        List<RunLine> both = model.runs().compared().get();
        assertThat(both).extracting(RunLine::name).containsExactly("second", "first");
        assertThat(Comparison.differing(both)).containsExactly("seed");
        assertThat(Comparison.unlike(both)).isFalse();
        List<Comparison.Row> rows = Comparison.rows(both);
        assertThat(rows.getLast())
                .isEqualTo(new Comparison.Row("seed", Messages.text("train.help.seed"), List.of("2", "1"), true));
        assertThat(rows).allSatisfy(row -> assertThat(row.values()).hasSize(2));
        assertThat(model.runs().style(both.getFirst()))
                .isNotEqualTo(model.runs().style(both.getLast()));

        model.runs().tick(line("second"), false);
        assertThat(model.runs().compared().get()).extracting(RunLine::name).containsExactly("first");
    }

    @Test
    void goesOnFromARouterAndReportsForgetting() {
        form().tick(dev.signalbox.model.Pool.FREE);
        start("free", SMALL);
        form().tick(null);
        form().strategy().set(Strategy.HEAD);
        assertThat(form().from().get().name()).isEqualTo("free");
        settle();
        SetupCheck.Outcome found = form().outcome().get();
        assertThat(found.plan().known()).containsExactly("m0", "m1");
        start("both", Map.of());
        assertThat(model.notice().get()).isInstanceOf(Notice.Finished.class);
        RunLine both = line("both");
        assertThat(both.history().options().strategy()).isEqualTo(Strategy.HEAD);
        assertThat(both.history().outcome().forgetting().vlms()).containsExactly("m0", "m1");
        model.runs().only(both);
        assertThat(Comparison.rows(model.runs().compared().get())).anySatisfy(row -> {
            assertThat(row.name()).isEqualTo(Messages.text("train.figure.forgetting"));
            assertThat(row.values().getFirst()).contains("→");
        });
        model.runs().tick(line("free"), true);
        assertThat(Comparison.differing(model.runs().compared().get())).contains("strategy");

        // Nothing is new to the second router: said at the router to start from.
        form().from().set(workspace.routers().byName("both").orElseThrow());
        settle();
        assertThat(form().outcome().get().problem().code()).isEqualTo("router.training.nonew");
        assertThat(form().sound().get()).isFalse();
    }

    @Test
    void scoredItStandsBesideTheSimplestAlternatives() {
        start("first", SMALL);
        Scoring scoring = new Scoring(desk, state, jobs, folder, failures::add);
        scoring.start(workspace.routers().byName("first").orElseThrow());
        model.runs().refresh();
        TestScore score = line("first").score();
        assertThat(score).isNotNull();
        assertThat(score.judged()).isEqualTo(10);
        // The record's own judgement of the same weights on the same queries.
        assertThat(score.em())
                .isEqualTo(line("first").history().outcome().test().em());
        assertThat(score.oracle()).isEqualTo(.8);
        assertThat(score.random())
                .isEqualTo(line("first").history().outcome().test().random());
        assertThat(score.randomInterval().low()).isLessThan(score.random());
        assertThat(score.gain().queries()).isEqualTo(10);
        assertThat(score.gain().difference())
                .isEqualTo(score.em() - score.singleEm(), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(ComparePane.verdict(line("first"), score))
                .contains("10 test queries")
                .contains(score.single())
                .contains("[")
                .contains("Simulated");
    }

    @Test
    void aFailedRunSaysWhyAndLeavesNothing() {
        start(
                "wild",
                Map.of(
                        "epochs",
                        "2",
                        "learningRate",
                        "1e30",
                        "gradientClip",
                        "0",
                        "warmUp",
                        "0",
                        "config.text.layers",
                        "1",
                        "config.image.layers",
                        "1",
                        "config.image.size",
                        "32"));
        assertThat(model.notice().get()).isInstanceOfSatisfying(Notice.Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo("router.training.diverged");
            assertThat(failed.resumable()).isFalse();
        });
        assertThat(TrainingRuns.folder(workspace, "wild")).doesNotExist();
        assertThat(model.runs().lines()).isEmpty();
        assertThat(model.busy().get()).isFalse();
        model.dismiss();
        assertThat(model.notice().get()).isNull();
    }

    @Test
    void stoppedBeforeAnythingWasLearntNothingIsKept() {
        jobs.hold();
        form().name().set("never");
        settle();
        jobs.runAll(); // the look at the form
        model.start();
        assertThat(model.busy().get()).isTrue();
        assertThat(model.name()).isEqualTo("never");
        assertThat(model.runs().lines()).extracting(RunLine::running).containsExactly(true);
        model.stop();
        jobs.runAll();
        assertThat(model.busy().get()).isFalse();
        assertThat(jobs.submitted().stream()
                        .filter(j -> !j.quiet())
                        .toList()
                        .getLast()
                        .state())
                .isEqualTo(JobState.CANCELLED);
        assertThat(model.notice().get())
                .isEqualTo(new Notice.Stopped("never", TrainingRuns.folder(workspace, "never"), false));
        assertThat(model.runs().lines()).isEmpty();
    }

    /** Its record was written before encoders could come from elsewhere. */
    @Test
    void theEmbeddedRouterIsAmongTheRuns() throws IOException {
        Path project = Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath();
        new RouterLibrary(workspace, project).resolve(RouterLibrary.SAMPLE);
        model.runs().refresh();
        RunLine sample = line(RouterLibrary.SAMPLE);
        assertThat(sample.epochs()).hasSizeGreaterThan(10);
        assertThat(sample.history().parameters()).isBetween(500_000L, 2_000_000L);
        assertThat(sample.best().validationEm())
                .isEqualTo(sample.history().outcome().validation().em());
        assertThat(sample.score()).isNull();
        assertThat(Checkpoints.history(folder)).isNull();
    }

    @Test
    void readOnlyWorkspacesAreOnlyLookedAt() {
        state.readOnly().set(true);
        start("first", SMALL);
        assertThat(model.busy().get()).isFalse();
        assertThat(model.notice().get()).isNull();
        assertThat(TrainingRuns.folder(workspace, "first")).doesNotExist();
    }

    @Test
    void whatCannotBeReadCanBeDiscarded() throws IOException {
        Path broken = TrainingRuns.folder(workspace, "broken").resolve("unfinished");
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("state.json"), "{");
        Files.writeString(broken.resolve("run.json"), "{");
        model.runs().refresh();
        assertThat(model.runs().lines()).isEmpty();
        assertThat(model.runs().damaged())
                .extracting(TrainingRuns.Damaged::folder)
                .containsExactly(broken.getParent());
        model.discard(broken.getParent());
        assertThat(model.runs().damaged()).isEmpty();
        assertThat(broken.getParent()).doesNotExist();
    }
}
