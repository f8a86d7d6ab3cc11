package dev.signalbox.ui.tune.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.tune.TuneBench;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.CalibrateRouter;
import dev.signalbox.workbench.CalibrationReport;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TuneViewModel tune;
    private CalibrationViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        tune = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
        tune.first().set(router("r1"));
        tune.second().set(router("r2"));
        model = new CalibrationViewModel(tune, desk, jobs);
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
    void saysWhatTheCommandSays() {
        assertThat(model.judgement().get()).isNull();
        model.front().set(true);
        OpenDataset open = desk.open().get();
        for (CalibrationMethod method : CalibrationMethod.values()) {
            for (String name : List.of("r1", "r2")) {
                model.router().set(router(name));
                model.method().set(method);
                CalibrationReport report = new CalibrateRouter(workspace, Path.of(""))
                        .run(open, name, List.of(), List.of(method), 42)
                        .calibrations()
                        .getFirst();
                Judgement now = model.judgement().get();
                assertThat(now.asked().method()).isEqualTo(method);
                assertThat(now.before().pairs()).isEqualTo(report.pairs());
                same(now.before(), report.before());
                same(now.after(), report.after());
                assertThat(now.fitted().pairs()).isEqualTo(report.fittedOn().pairs());
            }
        }
        assertThat(model.problem().get()).isNull();
    }

    private static void same(Judgement.Side side, CalibrationReport.Figures figures) {
        assertThat(side.quality().width().ece()).isEqualTo(figures.ece().value());
        assertThat(side.quality().ece().low()).isEqualTo(figures.ece().low());
        assertThat(side.quality().mass().ece()).isEqualTo(figures.eceEqualMass());
        assertThat(side.quality().brier()).isEqualTo(figures.brier().value());
        assertThat(side.quality().nllInterval().high()).isEqualTo(figures.nll().high());
        assertThat(side.quality().width().bins()).isEqualTo(figures.bins());
    }

    @Test
    void nothingIsJudgedOnWhatItWasFittedTo() {
        model.front().set(true);
        tune.split().set(OpenDataset.ALL);
        Judgement now = model.judgement().get();
        assertThat(now.leftOut()).isEqualTo(now.fitted().validation().size()).isPositive();
        assertThat(now.queries() + now.leftOut()).isEqualTo(TuneBench.QUERIES);
        assertThat(now.before().pairs()).isEqualTo(now.queries() * TuneBench.VLMS.size());
        tune.split().set("test");
        assertThat(model.judgement().get().leftOut()).isZero();
    }

    @Test
    void oneVlmIsJudgedAlone() {
        model.front().set(true);
        assertThat(model.vlms()).startsWith(CalibrationViewModel.POOLED, "qwen").hasSize(8);
        model.vlm().set("gpt4o");
        Judgement now = model.judgement().get();
        assertThat(now.before().pairs()).isEqualTo(now.queries());
        assertThat(now.fit().pooled()).isTrue(); // one validation query is too few for a fit of its own
        assertThat(now.fitted().pooled()).hasSize(TuneBench.VLMS.size());
    }

    @Test
    void isotonicFallsBackToATemperatureWhereValidationIsSmall() {
        model.front().set(true);
        model.method().set(CalibrationMethod.ISOTONIC);
        assertThat(model.judgement().get().fitted().fellBack()).hasSize(TuneBench.VLMS.size());
        model.method().set(CalibrationMethod.TEMPERATURE);
        assertThat(model.judgement().get().fitted().fellBack()).isEmpty();
    }

    @Test
    void tuneReplaysCalibratedScoresOfTheRouterThatWantsThem() {
        model.front().set(true);
        tune.setTau(.62);
        ReplayPoint plain = tune.point().get();
        model.router().set(router("r2"));
        model.used().set(true);
        assertThat(tune.calibrations().methods().get())
                .isEqualTo(Map.of(router("r2").id(), CalibrationMethod.TEMPERATURE));
        OpenDataset open = desk.open().get();
        Labels labels = desk.index().get().labels();
        Scores first = tune.calibrations().stored(open, router("r1"));
        Scores second = tune.calibrations().stored(open, router("r2"));
        Scores mapped = model.judgement().get().fitted().calibration().apply(second);
        ReplayPoint expected = Replay.of(
                        open.table(),
                        labels,
                        open.split("test"),
                        Cascade.of(open.table(), first, mapped, Ties.COST_THEN_INDEX))
                .at(.62);
        assertThat(tune.point().get()).usingRecursiveComparison().isEqualTo(expected);
        // The page goes on judging what the router says.
        assertThat(model.judgement().get().before().pairs()).isPositive();
        model.router().set(router("r1"));
        assertThat(model.used().get()).isFalse();
        model.router().set(router("r2"));
        assertThat(model.used().get()).isTrue();
        model.used().set(false);
        assertThat(tune.point().get()).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void aSavedSettingRemembersItsCalibration() {
        model.front().set(true);
        tune.setTau(.62);
        model.used().set(true);
        ReplayPoint calibrated = tune.point().get();
        tune.save("calibrated");
        model.used().set(false);
        assertThat(tune.comparedPoint().get()).usingRecursiveComparison().isEqualTo(calibrated);
        Scenario scenario = tune.scenarios().getFirst();
        tune.apply(scenario);
        assertThat(model.used().get()).isTrue();
        assertThat(tune.point().get()).usingRecursiveComparison().isEqualTo(calibrated);
    }

    @Test
    void withoutAMethodThereIsNothingToUse() {
        model.front().set(true);
        model.used().set(true);
        model.method().set(CalibrationMethod.NONE);
        assertThat(model.used().get()).isFalse();
        assertThat(tune.calibrations().methods().get()).isEmpty();
        Judgement now = model.judgement().get();
        assertThat(now.after()).isSameAs(now.before());
    }
}
