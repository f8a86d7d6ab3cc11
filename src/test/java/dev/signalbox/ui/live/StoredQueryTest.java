package dev.signalbox.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.Perturbation;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.RouterSession;
import dev.signalbox.workbench.ScoreDataset;
import dev.signalbox.workbench.TrainRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** A stored query asked live, by a router that was trained and that scored the dataset, both for real. */
class StoredQueryTest {
    private static final int QUERIES = 12;
    private static final int TEXT_ONLY = 10;
    private static final int MISSING = 11;

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static Dataset dataset;

    private final RouterSession routers = new RouterSession();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private final List<Throwable> failures = new ArrayList<>();
    private final DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
    private final LiveViewModel model = new LiveViewModel(state, desk, jobs, routers::use, folder);

    @BeforeAll
    static void train() throws Exception {
        FxToolkit.registerPrimaryStage(); // pictures are made by it
        workspace = Workspace.open(folder.resolve("workspace"));
        dataset = workspace.datasets().store(draft(), Progress.NONE).dataset();
        OpenDataset open = OpenDataset.open(workspace, dataset);
        TrainRouter.Request request = new TrainRouter.Request(
                "tiny", new TreeMap<>(Map.of("epochs", "1")), null, List.of(), folder.resolve("tiny"));
        new TrainRouter(workspace, folder).run(open, request, Progress.NONE, TrainingListener.NONE);
        try (OpenRouter router = new RouterLibrary(workspace, folder).open("tiny")) {
            new ScoreDataset(workspace).run(open, router, Progress.NONE);
        }
    }

    private static DatasetDraft draft() throws IOException {
        Path root = Files.createDirectories(folder.resolve("pictures"));
        List<Vlm> vlms = List.of(
                new Vlm("alder", "alder has 7 billion parameters and reads charts.", Pool.FREE, null),
                new Vlm("birch", "birch has 2 billion parameters and counts things.", Pool.FREE, null),
                new Vlm("cedar", "cedar has 70 billion parameters and knows places.", Pool.PAID, null));
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<PictureFile> files = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String key = "q-" + i;
            String name = i + ".png";
            if (i < TEXT_ONLY) {
                // Odd sizes: the resampling of both ways must be the same one.
                Path file = Pictures.noise(root.resolve(name), 31 + 40 * i, 77 + 3 * i, i);
                files.add(new PictureFile(name, "ab".repeat(32), "png", 31 + 40 * i, 77 + 3 * i, Files.size(file)));
            }
            queries.add(new Query(
                    key,
                    i % 2 == 0 ? "How many trees are in picture " + i + "?" : "مرحبا 三角形 Größe " + i,
                    "4",
                    i == TEXT_ONLY ? List.of() : List.of(name),
                    Map.of("split", i < 9 ? "train" : "test")));
            for (int k = 0; k < vlms.size(); k++) {
                outputs.add(new Output(
                        key,
                        vlms.get(k).id(),
                        "4",
                        (i + k) % 3 == 0 ? Correctness.RIGHT : Correctness.WRONG,
                        k == 2 ? 0.002 : Double.NaN,
                        1,
                        -1,
                        -1));
            }
        }
        return new DatasetDraft("trees", root, "m2", "test", "MIT", true, vlms, queries, outputs, files);
    }

    @AfterAll
    static void closeWorkspace() {
        workspace.close();
    }

    @BeforeEach
    void open() {
        desk.use(workspace);
        assertThat(failures).isEmpty();
        assertThat(desk.scores().get()).isNotNull();
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
        routers.close();
    }

    private Attempt ask(int query) {
        state.focusedQuery().set(query);
        model.fromQuery();
        assertThat(model.phase().get()).isEqualTo(new Phase.Rest());
        return model.shownAttempt().get();
    }

    @Test
    void liveConfidencesAreTheStoredOnes() {
        for (int query = 0; query <= TEXT_ONLY; query++) {
            Attempt attempt = ask(query);
            assertThat(attempt.question()).isEqualTo(workspace.datasets().question(dataset.id(), query));
            assertThat(attempt.source() == null).isEqualTo(query == TEXT_ONLY);
            assertThat(attempt.pool()).isEqualTo("trees");
            Attempt.Stored stored = attempt.stored();
            assertThat(stored.key()).isEqualTo("q-" + query);
            assertThat(stored.confidences()).hasSize(3);
            for (int k = 0; k < 3; k++) {
                assertThat(stored.confidences().get(k))
                        .isEqualTo((double) desk.scores().get().confidence(query, k));
            }
            assertThat(stored.maxDifference()).isBetween(0.0, 1e-5);
            assertThat(stored.same()).isTrue();
        }
        // The comparison can fail: other queries have other confidences.
        assertThat(model.history()).extracting(a -> a.confidence("alder")).doesNotHaveDuplicates();
    }

    @Test
    void whatIsEditedIsNoLongerTheStoredQuery() {
        ask(2);
        model.question().set(model.question().get() + " Answer in one word.");
        model.route();
        Attempt edited = model.shownAttempt().get();
        assertThat(edited.stored()).isNull();
        assertThat(model.rows()).anySatisfy(row -> assertThat(row.delta()).isNotZero());
    }

    @Test
    void theQueryWithAMissingPictureIsComparedOnceThePictureIsGivenUp() {
        state.focusedQuery().set(MISSING);
        model.fromQuery();
        assertThat(model.picture().get()).isInstanceOf(LivePicture.Failed.class);
        assertThat(model.phase().get()).isInstanceOf(Phase.Refused.class);
        model.removePicture();
        model.route();
        assertThat(model.shownAttempt().get().stored().same()).isTrue();
    }

    @Test
    void meanCostsComeFromTheDataset() {
        Attempt attempt = ask(0);
        assertThat(attempt.means().get(0)).isNaN();
        assertThat(attempt.means().get(2)).isCloseTo(0.002, org.assertj.core.api.Assertions.within(1e-8));
    }

    /** The real network: nothing changed moves nothing, to the last bit, and every change of a query moves something. */
    @Test
    void whatIfChangesOfAStoredQueryMoveTheRealNetworkAndTheSameQuestionDoesNot() {
        ask(2);
        model.askWhatIf();
        WhatIfViewModel.Outcome outcome = model.whatIf().outcome().get();
        assertThat(outcome.report().swapped()).isNotNull().isNotEqualTo("q-2");
        for (Perturbation change : Perturbation.values()) {
            assertThat(outcome.effect(change).seen()).as("%s", change).isNotNull();
            List<Double> deltas = new ArrayList<>();
            model.whatIf().lines().forEach(line -> deltas.add(line.deltas().get(change.ordinal())));
            if (change == Perturbation.SAME) {
                assertThat(deltas).hasSize(3 + 4).containsOnly(0.0);
            } else {
                assertThat(deltas)
                        .as("%s", change)
                        .allSatisfy(d -> assertThat(d).isFinite());
                assertThat(deltas)
                        .as("%s", change)
                        .anySatisfy(d -> assertThat(d).isNotZero());
            }
        }
    }
}
