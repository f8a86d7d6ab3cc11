package dev.signalbox.ui.tune.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.frontier.CascadeFrontier;
import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.evaluation.pricing.Terms;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Scenario;
import dev.signalbox.report.ReportFile;
import dev.signalbox.report.ReportFormat;
import dev.signalbox.report.StudyReport;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneBench;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.DescribeStudy;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontierViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TuneViewModel tune;
    private FrontierViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        tune = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
        tune.first().set(workspace.routers().byName("r1").orElseThrow());
        tune.second().set(workspace.routers().byName("r2").orElseThrow());
        tune.split().set(OpenDataset.ALL);
        model = new FrontierViewModel(tune, jobs, failures::add);
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private Landscape landscape() {
        return Objects.requireNonNull(model.picture().get()).landscape();
    }

    @Test
    void nothingIsComputedUntilThePageIsSeen() {
        assertThat(model.picture().get()).isNull();
        model.seen().set(true);
        assertThat(landscape().assumed()).isEqualTo(4);
        model.seen().set(false);
        assertThat(model.picture().get()).isNull();
    }

    @Test
    void thePointInHandIsWhatTheReplayGives() {
        model.seen().set(true);
        for (double tau : new double[] {0, .2, .5, .62, .9, 1}) {
            tune.setTau(tau);
            ReplayPoint point = Objects.requireNonNull(tune.point().get());
            OperatingPoint hand = Objects.requireNonNull(model.hand().get());
            assertThat(hand.quality()).isCloseTo(point.em(), within(1e-12));
            assertThat(model.deferral()).isCloseTo(point.deferral(), within(1e-12));
            // Free VLMs cost nothing here; the replay leaves them out of its mean.
            assertThat(hand.cost()).isCloseTo(point.cost() / point.queries(), within(1e-9));
        }
    }

    @Test
    void everyPointOfTheCascadeIsATauOfTheReplay() {
        model.seen().set(true);
        CascadeFrontier cascade = landscape().cascade();
        Replay replay = landscape().study().replay();
        assertThat(cascade.points().size()).isGreaterThan(20);
        for (int i = 0; i < cascade.points().size(); i++) {
            ReplayPoint point = replay.at(cascade.points().parameter()[i]);
            assertThat(cascade.points().quality()[i]).isCloseTo(point.em(), within(1e-12));
            assertThat(cascade.deferral().share()[i]).isCloseTo(point.deferral(), within(1e-12));
            model.choose(i);
            assertThat(cascade.place(tune.tau().get())).isEqualTo(i);
        }
    }

    @Test
    void forbiddingAVlmChangesEveryFigureAndComesBack() {
        model.seen().set(true);
        tune.setTau(1);
        Summaries before = Objects.requireNonNull(model.picture().get()).summaries();
        int gpt = 4;
        tune.terms().set(PoolTerms.AS_IMPORTED.with(gpt, Terms.AS_IMPORTED.allow(false)));
        assertThat(Objects.requireNonNull(tune.point().get()).chosen()[gpt]).isZero();
        assertThat(landscape().references().singles()).hasSize(6);
        Summaries without = Objects.requireNonNull(model.picture().get()).summaries();
        assertThat(without).isNotEqualTo(before);
        tune.terms().set(PoolTerms.AS_IMPORTED);
        assertThat(Objects.requireNonNull(model.picture().get()).summaries()).isEqualTo(before);
    }

    @Test
    void forbiddingTheWholeFirstPoolLeavesTheSecondRouterAlone() {
        PoolTerms terms = PoolTerms.AS_IMPORTED;
        for (int column = 0; column < 4; column++) {
            terms = terms.with(column, Terms.AS_IMPORTED.allow(false));
        }
        tune.terms().set(terms);
        Study study = Objects.requireNonNull(tune.study().get());
        assertThat(study.pool()).containsExactly(4, 5, 6);
        assertThat(study.single()).isTrue();
    }

    @Test
    void pricesMoveCostsAndFrozenBoundsStay() {
        model.seen().set(true);
        tune.setTau(1);
        double cost = Objects.requireNonNull(model.hand().get()).cost();
        PoolTerms twice = PoolTerms.AS_IMPORTED;
        for (int column = 4; column < 7; column++) {
            twice = twice.with(column, Terms.AS_IMPORTED.times(2));
        }
        tune.terms().set(twice);
        assertThat(Objects.requireNonNull(model.hand().get()).cost()).isCloseTo(2 * cost, within(1e-9));
        assertThat(landscape().bounds().max())
                .isCloseTo(2 * landscape().frozen().max(), within(1e-9));
        assertThat(Bounds.FROZEN.of(landscape()).max()).isCloseTo(.006, within(1e-9));
    }

    @Test
    void aSavedWhatIfComesBackWithItsSetting() {
        PoolTerms terms = PoolTerms.AS_IMPORTED
                .with(5, Terms.AS_IMPORTED.allow(false))
                .with(6, Terms.AS_IMPORTED.times(.5))
                .with(0, Terms.AS_IMPORTED.fillingWith(.001));
        tune.terms().set(terms);
        tune.setTau(.7);
        tune.save("cheaper");
        ReplayPoint saved = tune.point().get();
        tune.terms().set(PoolTerms.AS_IMPORTED);
        tune.setTau(.1);
        Scenario scenario = tune.scenarios().getFirst();
        tune.apply(scenario);
        assertThat(tune.terms().get()).isEqualTo(terms);
        assertThat(tune.point().get()).usingRecursiveComparison().isEqualTo(saved);
    }

    @Test
    void aLabelEditIsAFullRecompute() {
        model.seen().set(true);
        tune.setTau(.6);
        for (int query : new int[] {0, 7, 19, 33}) {
            for (int column : new int[] {1, 4}) {
                Correctness now = query % 2 == 0 ? Correctness.RIGHT : Correctness.UNKNOWN;
                desk.mark(query, column, now);
                Summaries quick = Objects.requireNonNull(model.picture().get()).summaries();
                ReplayPoint point = tune.point().get();
                TuneViewModel fresh = new TuneViewModel(state, desk, jobs, failures::add);
                fresh.first().set(tune.first().get());
                fresh.second().set(tune.second().get());
                fresh.split().set(OpenDataset.ALL);
                fresh.setTau(.6);
                FrontierViewModel full = new FrontierViewModel(fresh, jobs, failures::add);
                full.seen().set(true);
                assertThat(point)
                        .usingRecursiveComparison()
                        .isEqualTo(fresh.point().get());
                assertThat(quick)
                        .isEqualTo(Objects.requireNonNull(full.picture().get()).summaries());
                fresh.close();
            }
        }
    }

    /** What the page says of one line, in the order of its curves. */
    private List<Double> said(List<Summaries.Line> lines, String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .flatMap(line -> line.figures().stream())
                .map(Figure::value)
                .toList();
    }

    private static List<Double> lasts(String csv, String start) {
        return csv.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
    }

    @Test
    void aReportSaysWhatThePageSays() throws IOException {
        model.seen().set(true);
        OpenDataset open = Objects.requireNonNull(desk.open().get());
        for (int round = 0; round < 3; round++) {
            if (round == 1) {
                tune.second().set(null);
                tune.terms().set(PoolTerms.AS_IMPORTED.with(4, Terms.AS_IMPORTED.times(0.2)));
            } else if (round == 2) { // no first pool is left: the second router alone
                tune.second().set(workspace.routers().byName("r2").orElseThrow());
                PoolTerms terms = PoolTerms.AS_IMPORTED;
                for (int column = 0; column < 4; column++) {
                    terms = terms.with(column, Terms.AS_IMPORTED.allow(false));
                }
                tune.terms().set(terms);
            }
            for (double tau : new double[] {0, .5, .62, 1}) {
                tune.setTau(tau);
                StudyFacts facts = new DescribeStudy(workspace, folder)
                        .run(
                                open,
                                new DescribeStudy.Request(
                                        Objects.requireNonNull(tune.setting()),
                                        new TuneDataset.Thresholds.Given(List.of(tau)),
                                        OpenDataset.ALL,
                                        null,
                                        null,
                                        null),
                                Progress.NONE);
                FrontierViewModel.Picture picture =
                        Objects.requireNonNull(model.picture().get());
                assertThat(facts.plane().distances())
                        .isEqualTo(said(picture.summaries().curves(), "frontier.distance"));
                assertThat(facts.plane().assumed()).isEqualTo(landscape().assumed());
                List<Summaries.Line> hand = Summaries.inHand(
                        landscape(), Objects.requireNonNull(model.hand().get()), Bounds.RECOMPUTED);
                OptimalChoices.Ratios optimal = facts.plane().optimal();
                assertThat(said(hand, "frontier.optimal.choice")).containsExactly(optimal.selection());
                assertThat(said(hand, "frontier.optimal.accuracy")).containsExactly(optimal.accuracy());
                assertThat(said(hand, "frontier.optimal.cost")).containsExactly(optimal.cost());
                // The page of the report has them all.
                Path file = folder.resolve("study.csv");
                ReportFile.write(StudyReport.of(facts, LocalDate.EPOCH), ReportFormat.CSV, file, "study");
                String csv = Files.readString(file);
                assertThat(lasts(csv, "setting,Of the oracle’s EM,")).containsExactly(optimal.accuracy());
                assertThat(lasts(csv, "distances,")).isEqualTo(facts.plane().distances());
            }
        }
    }
}
