package dev.signalbox.ui.tune.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.evaluation.StagedSearch;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.report.ScenarioComparison;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.tune.TuneBench;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.DescribeStudy;
import dev.signalbox.workbench.SavedStages;
import dev.signalbox.workbench.ScenarioMetrics;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneStages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TuneViewModel tune;
    private StagesViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        tune = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
        tune.first().set(router("r1"));
        tune.second().set(router("r2"));
        model = new StagesViewModel(tune, desk, jobs, failures::add);
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private RouterInfo router(String name) {
        return workspace.routers().byName(name).orElseThrow();
    }

    @Test
    void beginsAsTheCascadeOfTheOtherPages() {
        tune.setTau(.62);
        assertThat(model.setup().get()).isNull();
        model.front().set(true);
        assertThat(model.setup().get().stages()).isEqualTo(2);
        assertThat(model.setup().get().tau()).containsExactly(.62);
        assertThat(model.outcome().get().point().em())
                .isEqualTo(tune.point().get().em());
        assertThat(model.outcome().get().point().reach(1))
                .isEqualTo(tune.point().get().deferral());
        model.setup().set(model.setup().get().withTau(0, .3));
        tune.setTau(.3);
        assertThat(model.outcome().get().point().em())
                .isEqualTo(tune.point().get().em());
    }

    private TuneStages.Point command(List<TuneStages.Asked> stages, List<Double> tau) {
        return new TuneStages(workspace, Path.of(""))
                .run(desk.open().get(), stages, "test", tau, 42)
                .point();
    }

    private static List<TuneStages.Asked> three() {
        return List.of(
                new TuneStages.Asked("r1", List.of("qwen", "idefics", "llama", "smol")),
                new TuneStages.Asked("r2", List.of("claude")),
                new TuneStages.Asked("r2-unsure", List.of("gpt4o", "gemini")));
    }

    private void build() {
        model.front().set(true);
        Setup setup = model.setup().get().longer().withRouter(2, router("r2-unsure"));
        model.setup().set(setup.withVlm(4, 2).withVlm(6, 2));
    }

    @Test
    void stagesAreSavedBesideOtherSettingsAndComparedWithThem() {
        tune.save("two");
        build();
        model.setup().set(model.setup().get().withTau(new double[] {.7, .4}));
        assertThat(model.known("three")).isFalse();
        model.save(" three ");
        assertThat(model.known("three")).isTrue();
        List<Scenario> saved =
                workspace.scenarios().list(desk.open().get().dataset().id());
        assertThat(saved).extracting(Scenario::name).containsExactly("three", "two");
        Scenario three = saved.getFirst();
        assertThat(saved.getLast().stages()).isNull();
        assertThat(SavedStages.of(saved.getLast())).isEmpty();
        SavedStages stages = SavedStages.of(three).orElseThrow();
        assertThat(stages.tau()).containsExactly(.7, .4);
        assertThat(stages.stages().get(1))
                .isEqualTo(new SavedStages.Stage(router("r2").id(), List.of("claude")));
        double em = command(three(), List.of(.7, .4)).em();
        assertThat(ScenarioMetrics.read(three.metrics()).orElseThrow().em()).isEqualTo(em);

        List<StudyFacts.Kept> kept =
                new DescribeStudy(workspace, folder).replay(desk.open().get(), saved, "test", 42, Progress.NONE);
        assertThat(kept.getFirst().problem()).isNull();
        assertThat(kept.getFirst().staged().point().em()).isEqualTo(em);
        String table = ScenarioComparison.of(kept).csv();
        assertThat(table.lines().findFirst())
                .hasValueSatisfying(head -> assertThat(head).contains("three").contains("two"));
        assertThat(table)
                .contains("r1 → r2 → r2-unsure")
                .contains("0.70 · 0.40")
                .contains(Double.toString(em));
        assertThatThrownBy(() ->
                        new DescribeStudy(workspace, folder).setting(desk.open().get(), three, 42))
                .hasMessageContaining("three");

        // A stage without a VLM is no setting.
        model.setup().set(model.setup().get().withVlm(5, -1));
        model.save("empty");
        assertThat(failures).singleElement().isInstanceOf(UserFacingException.class);
        failures.clear();
        assertThat(model.known("empty")).isFalse();
    }

    @Test
    void savedStagesOpenAgainAsTheyWere() {
        build();
        tune.calibrations().use(router("r2"), CalibrationMethod.PLATT);
        tune.terms().set(tune.terms().get().with(4, tune.terms().get().of(4).times(3)));
        tune.split().set("test");
        // Not in the order of the dataset, and one VLM in no stage.
        model.setup()
                .set(model.setup()
                        .get()
                        .withRouter(0, router("r2"))
                        .withRouter(1, router("r1"))
                        .withVlm(5, 0)
                        .withVlm(2, 1)
                        .withVlm(3, -1)
                        .withTau(new double[] {.123456, .4}));
        Setup before = model.setup().get();
        StagedPoint given = model.outcome().get().point();
        model.save("three");
        assertThat(model.suggestedName()).isEqualTo("three");
        Scenario saved = tune.scenarios().getFirst();
        StudyFacts.Kept replayed = new DescribeStudy(workspace, folder)
                .replay(desk.open().get(), List.of(saved), "test", 42, Progress.NONE)
                .getFirst();
        assertThat(replayed.staged().point().em()).isEqualTo(given.em());
        assertThat(replayed.staged().point().meanCost()).isEqualTo(given.meanCost());
        // No latency is stored: that is said, and is not 0.
        assertThat(given.meanLatency()).isNaN();
        assertThat(replayed.staged().point().meanLatency()).isNull();
        assertThat(ScenarioComparison.of(List.of(replayed)).csv())
                .contains("Latency per query,unknown")
                .doesNotContain("Latency known for");

        model.setup().set(before.shorter().withTau(0, .9));
        tune.calibrations().use(router("r2"), CalibrationMethod.NONE);
        tune.terms()
                .set(PoolTerms.AS_IMPORTED.with(1, PoolTerms.AS_IMPORTED.of(1).allow(false)));
        tune.split().set("train");
        assertThat(model.setup().get()).isNotEqualTo(before);
        for (int again = 0; again < 2; again++) {
            model.open(saved);
            assertThat(model.setup().get()).isEqualTo(before);
            assertThat(tune.split().get()).isEqualTo("test");
            assertThat(tune.calibrations().of(router("r2"))).isEqualTo(CalibrationMethod.PLATT);
            assertThat(tune.calibrations().of(router("r1"))).isEqualTo(CalibrationMethod.NONE);
            assertThat(tune.terms().get().of(4).factor()).isEqualTo(3);
            assertThat(tune.terms().get().forbidden()).isZero();
            assertThat(model.outcome().get().setup()).isEqualTo(before);
            assertThat(model.outcome().get().point().em()).isEqualTo(given.em());
            assertThat(model.outcome().get().point().cost()).isEqualTo(given.cost());
            assertThat(model.outcome().get().point().reached()).isEqualTo(given.reached());
        }
        // What follows begins from there, and the other pages keep their cascade.
        assertThat(tune.first().get()).isEqualTo(router("r1"));
        tune.split().set("train");
        assertThat(model.setup().get()).isEqualTo(before);
    }

    @Test
    void stagesThatCannotBeOpenedSayWhyAndChangeNothing() {
        build();
        model.save("three");
        Scenario saved = tune.scenarios().getFirst();
        Setup before = model.setup().get();
        String known = String.valueOf(saved.stages());
        for (String broken : List.of(
                known.replace("claude", "unheard-of"),
                known.replace("\"router\":" + router("r2").id(), "\"router\":999"),
                known.replace("claude", "qwen"),
                "{}",
                "nonsense")) {
            model.open(new Scenario(
                    saved.id(),
                    saved.dataset(),
                    "broken",
                    saved.first(),
                    saved.second(),
                    saved.tau(),
                    "train",
                    broken,
                    saved.metrics(),
                    saved.created()));
            assertThat(failures).as(broken).singleElement().isInstanceOf(UserFacingException.class);
            assertThat(failures.getFirst()).hasMessageContaining("broken");
            failures.clear();
            assertThat(model.setup().get()).isEqualTo(before);
            assertThat(tune.split().get()).isEqualTo("test");
        }
    }

    @Test
    void threeStagesAreTheCommands() {
        build();
        for (double[] tau : new double[][] {{.5, .5}, {.7, .4}, {.9, .95}}) {
            model.setup().set(model.setup().get().withTau(tau));
            TuneStages.Point expected = command(three(), List.of(tau[0], tau[1]));
            assertThat(model.outcome().get().point().em()).isEqualTo(expected.em());
            assertThat(model.outcome().get().point().reached())
                    .containsExactly(
                            expected.reached().stream().mapToInt(i -> i).toArray());
        }
        // Another threshold does not read or replay anything again.
        var replay = model.outcome().get().replay();
        model.setup().set(model.setup().get().withTau(1, .1));
        assertThat(model.outcome().get().replay()).isSameAs(replay);
    }

    @Test
    void searchesOnValidationQueriesAlone() {
        build();
        model.search(new StagedSearch.Goal.HighestEm());
        assertThat(model.searching().get()).isFalse();
        assertThat(model.found()
                        .get()
                        .validation()
                        .and(tune.study().get().rows())
                        .isEmpty())
                .isTrue();
        TuneStages.Point expected = command(three(), null);
        assertThat(model.setup().get().tau()).isEqualTo(expected.tau());
        assertThat(model.outcome().get().point().em()).isEqualTo(expected.em());
        model.search(new StagedSearch.Goal.CostWithEm(1.1)); // nothing is right more often than always
        assertThat(model.found().get().point()).isNull();
        assertThat(model.setup().get().tau()).isEqualTo(expected.tau());
        model.setup().set(model.setup().get().shorter());
        assertThat(model.found().get()).isNull();
    }

    @Test
    void aShorterCascadeKeepsItsVlms() {
        build();
        int vlms = model.setup().get().stageOf().size();
        model.setup().set(model.setup().get().shorter());
        assertThat(model.setup().get().stageOf()).hasSize(vlms);
        assertThat(model.setup().get().pool(1)).containsExactly(4, 5, 6);
        model.setup().set(model.setup().get().shorter());
        assertThat(model.setup().get().stages()).isEqualTo(1);
        assertThat(model.outcome().get().point().tau()).isEmpty();
        model.setup().set(model.setup().get().withVlm(0, -1));
        assertThat(model.outcome().get().point().chosen()[0]).isZero();
    }

    @Test
    void aFirstStageWithoutVlmsIsSaidNotShown() {
        model.front().set(true);
        Setup setup = model.setup().get();
        for (int column = 0; column < 4; column++) {
            setup = setup.withVlm(column, -1);
        }
        model.setup().set(setup);
        assertThat(model.outcome().get()).isNull();
        assertThat(model.problem().get()).isNotNull();
        model.setup().set(setup.withVlm(0, 0));
        assertThat(model.problem().get()).isNull();
        assertThat(model.outcome().get()).isNotNull();
    }

    @Test
    void calibratedConfidencesAreReplayedHereToo() {
        model.front().set(true);
        tune.setTau(.62);
        model.setup().set(model.setup().get().withTau(0, .62));
        tune.calibrations().use(router("r1"), CalibrationMethod.TEMPERATURE);
        assertThat(model.outcome().get().point().em())
                .isEqualTo(tune.point().get().em());
        assertThat(model.outcome().get().point().reach(1))
                .isEqualTo(tune.point().get().deferral());
    }
}
