package dev.signalbox.ui.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.Candidate;
import dev.signalbox.workbench.LabOutcome;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.RouterSession;
import dev.signalbox.workbench.ScoreDataset;
import dev.signalbox.workbench.ScoredWorkspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesViewModelTest {
    private static final Path HOME =
            Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath();

    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private final UndoStack undo = new UndoStack();
    private final RouterSession routers = new RouterSession();
    private Workspace workspace;
    private DatasetDesk desk;
    private ProfilesViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        ScoredWorkspace.fill(workspace, HOME);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        model = new ProfilesViewModel(state, desk, jobs, routers::use, undo, failures::add);
    }

    @AfterEach
    void close() {
        model.close();
        routers.close();
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private RouterInfo score() {
        OpenDataset open = ScoredWorkspace.reopen(workspace);
        try (OpenRouter loaded = new RouterLibrary(workspace, HOME).open(RouterLibrary.SAMPLE)) {
            new ScoreDataset(workspace).run(open, loaded, Progress.NONE);
            return loaded.info();
        }
    }

    private void look() {
        score();
        desk.use(workspace);
        model.seen(true);
        assertThat(model.condition().get()).isInstanceOf(LabState.Ready.class);
    }

    private void type(String id, String sentence) {
        model.edit(id, sentence);
        jobs.advance(Duration.ofMillis(500));
    }

    private String sentence(String id) {
        return workspace.vlms().byId(id).map(Vlm::profile).orElseThrow();
    }

    @Test
    void whatIsMissingIsSaid() {
        desk.use(workspace);
        assertThat(model.condition().get()).as("nobody looks").isInstanceOf(LabState.Idle.class);
        model.seen(true);
        assertThat(model.condition().get()).isInstanceOf(LabState.NoRouter.class);
        RouterInfo router = new RouterLibrary(workspace, HOME).resolve(RouterLibrary.SAMPLE);
        state.router().set(router);
        assertThat(model.condition().get()).isEqualTo(new LabState.NoScores(router));
        score();
        desk.loadScores();
        assertThat(model.condition().get()).isInstanceOf(LabState.Ready.class);
        model.stop();
        assertThat(model.condition().get()).isInstanceOf(LabState.Stopped.class);
    }

    @Test
    void typingMovesTheOutcomeAndTypingItBackRestoresItBitForBit() {
        look();
        assertThat(model.split().get()).isEqualTo("test");
        LabOutcome start = model.outcome().get();
        assertThat(start.moved()).isEmpty();
        assertThat(start.queries()).isEqualTo(ScoredWorkspace.QUERIES / 2);
        String own = sentence("sim-cedar");
        model.edit("sim-cedar", "x");
        assertThat(model.outcome().get()).as("waits for a pause").isSameAs(start);
        type("sim-cedar", "A tiny model that reads nothing.");
        LabOutcome moved = model.outcome().get();
        assertThat(moved.lines().get(2).after())
                .isNotEqualTo(start.lines().get(2).after());
        assertThat(moved.lines().get(2).before()).isEqualTo(start.lines().get(2).before());
        assertThat(model.millis().get()).isPositive();
        assertThat(model.toKeep()).containsOnlyKeys("sim-cedar");
        assertThat(sentence("sim-cedar")).as("nothing is stored").isEqualTo(own);
        type("sim-cedar", own);
        assertThat(model.outcome().get()).isEqualTo(start);
        assertThat(model.changed()).isFalse();
        type("sim-cedar", "once more");
        model.resetAll();
        assertThat(model.outcome().get()).isEqualTo(start);
    }

    @Test
    void vlmsComeAndGoAndEveryStepCanBeUndone() {
        look();
        List<Candidate> start = model.pool().get();
        LabOutcome before = model.outcome().get();
        String made = model.add();
        assertThat(model.outcome().get().lines()).hasSize(4);
        assertThat(model.pool().get().getLast().imaginary()).isTrue();
        type(made, "Sees everything.");
        type(made, "Sees everything and more.");
        model.remove("stranger");
        assertThat(model.takenOut()).extracting(Candidate::id).containsExactly("stranger");
        model.undo();
        assertThat(model.takenOut()).isEmpty();
        assertThat(model.pool().get().getLast().sentence()).isEqualTo("Sees everything and more.");
        model.undo();
        assertThat(model.pool().get().getLast().sentence())
                .as("typing is one step")
                .startsWith("NAME");
        model.undo();
        assertThat(model.pool().get()).isEqualTo(start);
        assertThat(model.outcome().get()).isEqualTo(before);
        assertThat(model.canUndo().get()).isFalse();
        model.redo();
        model.remove("sim-alder-2b");
        model.putBack("sim-alder-2b");
        assertThat(model.pool().get().getFirst().id()).as("in its place").isEqualTo("sim-alder-2b");
        for (String id : List.of("sim-alder-2b", "stranger", "sim-cedar", made)) {
            model.remove(id);
        }
        assertThat(model.pool().get()).as("the last one stays").hasSize(1);
    }

    @Test
    void keptSentencesAreInTheWorkspaceUntilThatIsUndone() {
        look();
        String own = sentence("stranger");
        String made = model.add();
        type("stranger", "Reads every map.");
        model.keep();
        assertThat(sentence("stranger")).isEqualTo("Reads every map.");
        assertThat(model.scoresAreOld()).isTrue();
        assertThat(model.toKeep()).isEmpty();
        assertThat(model.pool().get().getLast().id())
                .as("what is imaginary goes on")
                .isEqualTo(made);
        assertThat(undo.canUndo().get()).isTrue();
        score();
        desk.loadScores();
        assertThat(model.scoresAreOld()).isFalse();
        assertThat(model.pool().get().getLast().id()).isEqualTo(made);
        undo.undo();
        assertThat(sentence("stranger")).isEqualTo(own);
        assertThat(model.toKeep())
                .as("what was written is still there to try")
                .containsEntry("stranger", "Reads every map.");
    }

    @Test
    void nothingIsKeptInAWorkspaceThatSomebodyElseHas() {
        look();
        state.readOnly().set(true);
        String own = sentence("stranger");
        type("stranger", "Reads every map.");
        model.keep();
        assertThat(sentence("stranger")).isEqualTo(own);
    }

    @Test
    void theMovedQueriesBecomeTheSelection() {
        look();
        model.split().set(OpenDataset.ALL);
        type("stranger", sentence("sim-cedar"));
        LabOutcome now = model.outcome().get();
        model.select(now.moved());
        assertThat(state.selection().get().cardinality()).isEqualTo(now.moved().size());
        model.selectionOnly().set(true);
        assertThat(model.outcome().get().queries()).isEqualTo(now.moved().size());
    }
}
