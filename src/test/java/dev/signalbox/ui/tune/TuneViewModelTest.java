package dev.signalbox.ui.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TuneViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
    }

    private void start() {
        state = new WorkbenchState();
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        model = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private RouterInfo router(String name) {
        return workspace.routers().byName(name).orElseThrow();
    }

    private void two(String second) {
        model.first().set(router("r1"));
        model.second().set(router(second));
    }

    private ReplayPoint expected(String second, String split, double tau) {
        OpenDataset open = desk.open().get();
        DatasetTable table = open.table();
        Labels labels = desk.index().get().labels();
        return Replay.of(
                        table,
                        labels,
                        open.split(split),
                        Cascade.of(table, load("r1"), load(second), Ties.COST_THEN_INDEX))
                .at(tau);
    }

    private Scores load(String router) {
        long dataset = desk.open().get().dataset().id();
        return workspace
                .scores()
                .load(workspace
                        .scores()
                        .latest(dataset, router(router).id())
                        .orElseThrow()
                        .id());
    }

    /** WE-5: which VLM the first query gets, looked at alone. */
    private String chosen(double tau) {
        model.setTau(tau);
        ReplayPoint point = model.point().get();
        for (int k = 0; k < point.chosen().length; k++) {
            if (point.chosen()[k] == 1) {
                return TuneBench.VLMS.get(k).id() + " " + point.deferred();
            }
        }
        return "none";
    }

    @Test
    void workedExampleFive() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        state.selection().set(BitSet.valueOf(new long[] {1}));
        model.selectionOnly().set(true);
        assertThat(List.of(chosen(.5), chosen(.6))).containsOnly("qwen 0");
        assertThat(List.of(chosen(.62), chosen(.65), chosen(.9), chosen(1))).containsOnly("gpt4o 1");
        assertThat(model.point().get().em()).isEqualTo(1);
        two("r2-unsure");
        assertThat(chosen(.6)).isEqualTo("qwen 0");
        assertThat(List.of(chosen(.65), chosen(1))).containsOnly("qwen 1");
    }

    @Test
    void showsWhatTheReplayGives() {
        TuneBench.scored(workspace);
        start();
        assertThat(model.split().get()).isEqualTo("test");
        two("r2");
        for (double tau : new double[] {0, .25, .5, .62, .8, 1}) {
            model.setTau(tau);
            assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(expected("r2", "test", tau));
        }
        model.split().set(OpenDataset.ALL);
        assertThat(model.point().get().queries()).isEqualTo(TuneBench.QUERIES);
        assertThat(model.study().get().paidShares())
                .startsWith(0)
                .hasSameSizeAs(model.study().get().curve().tau());
    }

    @Test
    void oneRouterPlaysBothParts() {
        TuneBench.scored(workspace);
        start();
        assertThat(model.second().get()).isNull();
        OpenDataset open = desk.open().get();
        Replay replay = Replay.of(
                open.table(),
                desk.index().get().labels(),
                open.split("test"),
                Cascade.of(open.table(), load(model.first().get().name()), Ties.COST_THEN_INDEX));
        assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(replay.at(.5));
    }

    @Test
    void figuresFollowCorrections() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        model.setTau(0);
        assertThat(model.flips().get()).isEmpty();
        int before = model.point().get().correct();
        desk.mark(0, 0, Correctness.RIGHT);
        assertThat(model.point().get().correct()).isEqualTo(before + 1);
        desk.mark(0, 0, Correctness.WRONG);
        assertThat(model.point().get().correct()).isEqualTo(before);
        desk.undo();
        assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(expected("r2", "test", 0));
        assertThat(model.point().get().correct()).isEqualTo(before + 1);
    }

    @Test
    void flipsAgainstTheBaseline() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        model.setTau(.62);
        List<Flip> flips = model.flips().get();
        assertThat(flips).isEqualTo(model.study().get().replay().flips(0, .62)).isNotEmpty();
        assertThat(flips.getFirst()).isEqualTo(new Flip(0, 0, 4, Flip.Effect.GAINED));
        model.focus(flips.getFirst().query());
        assertThat(state.focusedQuery().get()).isZero();
        model.select(flips);
        assertThat(state.selection().get().cardinality()).isEqualTo(flips.size());
    }

    @Test
    void theBestThresholdHasTheHighestEmAndFewDecimals() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        model.seekBest();
        Study study = model.study().get();
        double best = study.curve().em()[study.curve().bestEm()];
        assertThat(model.point().get().em()).isEqualTo(best);
        assertThat(Figures.tau(model.tau().get()).length()).isLessThanOrEqualTo(6);
    }

    @Test
    void savedSettingsSurviveARestart() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        model.setTau(.62);
        model.save(" Cheap ");
        ReplayPoint saved = model.point().get();
        assertThat(model.baseline().get().scenario().name()).isEqualTo("Cheap");
        assertThat(model.flips().get()).isEmpty();
        model.close();
        workspace.close();
        workspace = Workspace.open(folder);
        start();
        Scenario scenario = model.scenarios().getFirst();
        assertThat(scenario.tau()).isEqualTo(.62);
        ScenarioMetrics metrics = ScenarioMetrics.read(scenario.metrics()).orElseThrow();
        assertThat(metrics.em()).isEqualTo(saved.em());
        assertThat(metrics.firstHash()).isEqualTo("sha-r1");
        assertThat(metrics.secondHash()).isEqualTo("sha-r2");
        assertThat(metrics.dataHash()).isEqualTo(desk.open().get().dataset().dataHash());
        assertThat(metrics.split()).isEqualTo("test");
        model.setTau(.1);
        model.compareWith(scenario);
        assertThat(model.comparedPoint().get()).usingRecursiveComparison().isEqualTo(saved);
        model.apply(scenario);
        assertThat(model.first().get().name()).isEqualTo("r1");
        assertThat(model.second().get().name()).isEqualTo("r2");
        assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(saved);
        model.delete(scenario);
        assertThat(model.scenarios()).isEmpty();
        assertThat(model.baseline().get().scenario()).isNull();
    }

    @Test
    void thresholdsOfSingleVlmsAreKeptWithTheSetting() {
        TuneBench.scored(workspace);
        start();
        two("r2");
        model.setTau(.3);
        model.own().set(Map.of(0, .8, 2, .1));
        OpenDataset open = desk.open().get();
        Cascade cascade = Cascade.of(open.table(), load("r1"), load("r2"), Ties.COST_THEN_INDEX);
        Replay replay = Replay.of(
                open.table(), desk.index().get().labels(), open.split("test"), cascade.with(Map.of(0, .8, 2, .1)));
        ReplayPoint own = model.point().get();
        assertThat(own).usingRecursiveComparison().isEqualTo(replay.at(.3));
        assertThat(model.comparedPoint().get().deferred()).isZero(); // the baseline defers nothing at all
        assertThat(model.setting().own()).isEqualTo(Map.of("qwen", .8, "llama", .1));
        model.save("own");
        Scenario scenario = model.scenarios().getFirst();
        model.own().set(Map.of());
        assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(expected("r2", "test", .3));
        assertThat(model.comparedPoint().get()).usingRecursiveComparison().isEqualTo(own);
        model.apply(scenario);
        assertThat(model.own().get()).isEqualTo(Map.of(0, .8, 2, .1));
        assertThat(model.point().get()).usingRecursiveComparison().isEqualTo(own);
    }

    @Test
    void comparesSettingsOfOtherRouters() {
        TuneBench.scored(workspace);
        start();
        two("r2-unsure");
        model.setTau(.65);
        model.save("unsure");
        ReplayPoint saved = model.point().get();
        two("r2");
        assertThat(model.comparedPoint().get()).usingRecursiveComparison().isEqualTo(saved);
        assertThat(model.flips().get()).contains(new Flip(0, 0, 4, Flip.Effect.GAINED));
    }

    @Test
    void saysWhatIsMissing() {
        TuneBench.data(workspace);
        start();
        assertThat(model.condition().get()).isEqualTo(new TuneState.NoRouter());
        RouterInfo router = TuneBench.router(workspace, "r9");
        desk.refresh();
        assertThat(model.condition().get()).isEqualTo(new TuneState.NoScores(router));
        TuneBench.score(workspace, desk.open().get().dataset(), router, new float[0], 4);
        model.reload();
        assertThat(model.condition().get()).isEqualTo(new TuneState.Ready());
        state.selection().set(new BitSet());
        model.selectionOnly().set(true);
        assertThat(model.condition().get()).isEqualTo(new TuneState.NoRows());
    }

    @Test
    void thresholdsStayInRange() {
        TuneBench.scored(workspace);
        start();
        model.setTau(7);
        assertThat(model.tau().get()).isEqualTo(1);
        model.step(TuneViewModel.STEP);
        assertThat(model.tau().get()).isEqualTo(1);
        model.step(-TuneViewModel.BIG_STEP);
        assertThat(model.tau().get()).isEqualTo(.9);
        model.setTau(Double.NaN);
        assertThat(model.tau().get()).isEqualTo(.9);
        assertThat(Figures.tau(.9)).isEqualTo("0.90");
        assertThat(Figures.tau(.625)).isEqualTo("0.625");
        assertThat(Figures.points(-.0123)).isEqualTo("−1.2");
    }
}
