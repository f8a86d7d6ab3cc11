package dev.signalbox.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Slice;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.CompareRouters;
import dev.signalbox.workbench.EvaluateDataset;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.EvaluationReport.RouterRow;
import dev.signalbox.workbench.EvaluationReport.SliceRow;
import dev.signalbox.workbench.EvaluationReport.TestRow;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateViewModelTest {
    private static final int QUERIES = 240;
    private static final List<Vlm> VLMS = List.of(
            new Vlm("small", "", Pool.FREE, null),
            new Vlm("middle", "", Pool.FREE, null),
            new Vlm("large", "", Pool.PAID, null));

    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private EvaluateViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private void data(boolean labelled) {
        Random random = new Random(5);
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < QUERIES; q++) {
            String key = "q" + q;
            queries.add(new Query(
                    key,
                    "What" + " is".repeat(q % 5) + "?",
                    "yes",
                    List.of("p" + q / 2 + ".png"),
                    Map.of("split", q % 4 == 3 ? "train" : "test", "benchmark", q % 10 == 0 ? "rare" : "b" + q % 3)));
            for (int k = 0; k < VLMS.size(); k++) {
                Correctness label = !labelled || random.nextInt(12) == 0
                        ? Correctness.UNKNOWN
                        : Correctness.of(random.nextInt(5) <= k + 1);
                outputs.add(new Output(key, VLMS.get(k).id(), "a", label, 0.001 * (k + 1), Double.NaN, -1, -1));
            }
        }
        workspace
                .datasets()
                .store(
                        new DatasetDraft("bench", folder, "m2", "", "", true, VLMS, queries, outputs, List.of()),
                        Progress.NONE);
    }

    private RouterInfo router(String name, int scored, long seed, List<String> vlms) {
        RouterInfo router = workspace
                .routers()
                .add(new RouterInfo(0, name, "arms", folder.resolve(name), "sha-" + name, "{}", true, Instant.EPOCH));
        if (scored > 0) {
            var dataset = workspace.datasets().byName("bench").orElseThrow();
            ScoreSet set = workspace
                    .scores()
                    .begin(dataset.id(), router.id(), vlms, 0, QUERIES, router.sha256(), dataset.dataHash());
            Random random = new Random(seed);
            float[] confidence = new float[scored * vlms.size()];
            for (int i = 0; i < confidence.length; i++) {
                confidence[i] = 0.05f + 0.9f * random.nextFloat();
            }
            workspace.scores().append(set.id(), 0, confidence, new float[0]);
        }
        return router;
    }

    private void start() {
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        model = new EvaluateViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
    }

    private static List<String> ids() {
        return VLMS.stream().map(Vlm::id).toList();
    }

    private void two() {
        data(true);
        router("r1", QUERIES, 1, ids());
        router("r2", QUERIES, 2, ids());
        start();
    }

    private EvaluationReport command(String slices) {
        OpenDataset open = OpenDataset.open(workspace, desk.open().get().dataset());
        return new EvaluateDataset(workspace, folder)
                .run(
                        open,
                        new EvaluateDataset.Request(
                                model.split().get(),
                                java.util.Arrays.stream(model.board().get().pool())
                                        .mapToObj(k -> VLMS.get(k).id())
                                        .toList(),
                                List.of("r1", "r2"),
                                null,
                                slices,
                                CalibrationMethod.NONE,
                                CompareRouters.SEED,
                                model.intervals().get()));
    }

    /** The screen's figures are the command's to the last bit, also after labels and pool changed. */
    private void sameAsTheCommand(String slicing) {
        Board board = model.board().get();
        EvaluationReport report = command(slicing);
        assertThat(report.queries()).isEqualTo(board.rows().size());
        for (int i = 0; i < 2; i++) {
            Standing standing = board.standings().get(i);
            RouterRow row = report.routers().get(i);
            assertThat(row.id()).isEqualTo(standing.name());
            assertThat(row.em()).isEqualTo(standing.em());
            assertThat(row.bootstrap().low()).isEqualTo(standing.interval().low());
            assertThat(row.bootstrap().high()).isEqualTo(standing.interval().high());
            assertThat(row.low()).isEqualTo(standing.wilson().low());
            assertThat(row.accuracy()).isEqualTo(standing.confusion().accuracy());
            assertThat(row.f1()).isEqualTo(standing.confusion().f1());
            assertThat(row.meanCost()).isEqualTo(standing.cost());
            assertThat(row.rankScore()).isEqualTo(standing.rankScore()).isNotNaN();
            assertThat(row.share().values()).containsExactlyElementsOf(standing.share());
            TestRow test = report.tests().get(i);
            PairedTest paired = board.tests().get(i);
            assertThat(test.difference()).isEqualTo(paired.difference());
            assertThat(test.p()).isEqualTo(paired.mcNemar().p());
            assertThat(test.low()).isEqualTo(paired.interval().low());
        }
        assertThat(report.oracle().accuracy()).isEqualTo(standing(Kind.ORACLE).em());
        assertThat(report.random().accuracy()).isEqualTo(standing(Kind.RANDOM).em());
        assertThat(report.datasetOracle().accuracy())
                .isEqualTo(standing(Kind.DATASET_ORACLE).em());
        assertThat(report.cheapest().id()).isEqualTo(standing(Kind.CHEAPEST).name());
        List<SliceRow> rows = report.slices().getFirst().rows();
        assertThat(rows).hasSameSizeAs(board.slices());
        for (int i = 0; i < rows.size(); i++) {
            Slice slice = board.slices().get(i);
            assertThat(rows.get(i).value()).isEqualTo(slice.value());
            assertThat(rows.get(i).queries()).isEqualTo(slice.queries());
            assertThat(Double.valueOf(rows.get(i).adjusted()))
                    .isEqualTo(Double.valueOf(slice.adjusted())); // NaN as well
        }
    }

    private Standing standing(Kind kind) {
        Board board = model.board().get();
        return board.standings().get(board.comparison().first(kind));
    }

    @Test
    void showsWhatTheCommandSays() {
        two();
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.Ready());
        assertThat(model.split().get()).isEqualTo("test");
        assertThat(model.board().get().comparison().groups()).isLessThan(180);
        for (String slicing : model.board().get().slicings()) {
            model.slicing().set(slicing);
            sameAsTheCommand(slicing);
        }
        model.slicing().set("benchmark");
        model.pool().set(PoolChoice.FREE);
        sameAsTheCommand("benchmark");
        model.pool().set(PoolChoice.CUSTOM);
        model.tick("middle", false);
        assertThat(model.board().get().pool()).containsExactly(0, 2);
        model.split().set(OpenDataset.ALL);
        sameAsTheCommand("benchmark");
        Interval percentile = model.board().get().standings().getFirst().interval();
        model.intervals().set(IntervalMethod.BCA);
        sameAsTheCommand("benchmark");
        assertThat(model.board().get().standings().getFirst().interval()).isNotEqualTo(percentile);
    }

    @Test
    void theTableCanBeCopied() {
        two();
        Board board = model.board().get();
        List<String> lines = StandingsTable.of(board).csv().lines().toList();
        assertThat(lines).hasSize(board.standings().size() + 1);
        assertThat(lines.get(1))
                .startsWith("r1,")
                .contains(Double.toString(board.standings().getFirst().em()));
        assertThat(StandingsTable.of(board).markdown()).contains("| r1").contains("Best single VLM");
        assertThat(StandingsTable.of(board).latex()).contains("r1 &").contains("small");
    }

    @Test
    void figuresFollowCorrections() {
        two();
        Standing before = model.board().get().standings().getFirst();
        for (int q = 0; q < 30; q++) {
            for (int k = 0; k < VLMS.size(); k++) {
                desk.mark(q, k, Correctness.RIGHT);
            }
        }
        assertThat(model.board().get().standings().getFirst().em()).isGreaterThan(before.em());
        sameAsTheCommand("benchmark");
        desk.setNote(3, "#odd");
        assertThat(model.board().get().slicings()).contains(CompareRouters.NOTES);
        model.slicing().set(CompareRouters.NOTES);
        assertThat(model.board().get().slices())
                .extracting(Slice::value)
                .contains("")
                .doesNotContain("#odd");
        model.split().set("train");
        assertThat(model.board().get().slices()).extracting(Slice::value).contains("#odd");
    }

    @Test
    void onlyTheNewestEditArrives() {
        two();
        jobs.hold();
        Board before = model.board().get();
        desk.mark(0, 0, Correctness.RIGHT);
        desk.mark(0, 0, Correctness.WRONG);
        desk.mark(1, 0, Correctness.RIGHT);
        assertThat(model.board().get()).isSameAs(before);
        jobs.runAll();
        assertThat(model.board().get().labels()).isSameAs(desk.index().get().labels());
        sameAsTheCommand("benchmark");
    }

    @Test
    void theBaselineAndTheChosenLineAreKept() {
        two();
        model.baseline().set(new Key(Kind.ROUTER, "r2"));
        model.chosen().set(new Key(Kind.ORACLE, ""));
        Board board = model.board().get();
        assertThat(board.question().baseline()).isEqualTo(1);
        assertThat(board.tests().get(1).difference()).isZero();
        assertThat(board.slices())
                .allSatisfy(slice -> assertThat(slice.difference()).isNotNegative());
        model.split().set("train");
        assertThat(model.board().get().question().baseline()).isEqualTo(1);
        assertThat(model.board()
                        .get()
                        .standings()
                        .get(model.board().get().question().chosen())
                        .kind())
                .isEqualTo(Kind.ORACLE);
        model.baseline().set(new Key(Kind.ROUTER, "gone"));
        assertThat(standing(Kind.BEST_SINGLE))
                .isEqualTo(model.board()
                        .get()
                        .standings()
                        .get(model.board().get().question().baseline()));
    }

    @Test
    void aSliceBecomesTheFilterOfAllScreens() {
        two();
        model.slicing().set("benchmark");
        model.pick("rare");
        assertThat(desk.selection().get().size()).isEqualTo(QUERIES / 10);
        model.pick("rare");
        assertThat(state.filterRule().get()).isEmpty();
        model.slicing().set(CompareRouters.RIGHT);
        Slice most = model.board().get().slices().getLast();
        model.pick(most.value());
        assertThat(desk.selection().get().size()).isEqualTo(most.members());
        model.selectionOnly().set(true);
        assertThat(model.board().get().rows().size()).isEqualTo(most.members());
        model.selectionOnly().set(false);
        model.pick(most.value());
        assertThat(state.selection().get()).isNull();
        model.pick(0, 2);
        model.split().set(OpenDataset.ALL);
        assertThat(desk.selection().get().size())
                .isEqualTo(model.board().get().paradox().right()[0][2]);
        model.pick(0, 2);
        assertThat(state.filterRule().get()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        data(false);
        start();
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.NoLabels());
        desk.mark(0, 0, Correctness.RIGHT);
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.Ready());
        assertThat(model.board().get().standings()).noneMatch(s -> s.kind() == Kind.ROUTER);
        model.pool().set(PoolChoice.CUSTOM);
        model.ticked().set(Set.of());
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.NoPool());
        state.selection().set(new BitSet());
        model.selectionOnly().set(true);
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.NoRows());
        state.selection().set(null);
        model.lookAtAll();
        assertThat(model.condition().get()).isEqualTo(new EvaluateState.Ready());
    }

    @Test
    void routersThatAreNotWholeAreToldApart() {
        data(true);
        RouterInfo none = router("none", 0, 1, ids());
        router("part", 20, 1, ids());
        router("narrow", QUERIES, 1, ids().subList(0, 2));
        start();
        Board board = model.board().get();
        assertThat(board.unscored()).containsExactly(none);
        assertThat(board.standings()).extracting(Standing::name).startsWith("part", "narrow");
        assertThat(board.standings().getFirst().unscored())
                .isEqualTo(board.rows().size() - 15);
        assertThat(BoardMaker.missing(board, board.routers().get(1))).containsExactly("large");
        assertThat(board.standings().get(1).share().get(2)).isZero();
        // Nothing tells what they learnt from: it may be the train split.
        assertThat(model.overlaps().get()).hasSize(2);
        assertThat(model.overlaps().get().values()).allSatisfy(overlap -> {
            assertThat(overlap.sure()).isFalse();
            assertThat(overlap.queries().size()).isEqualTo(QUERIES / 4);
        });
    }
}
