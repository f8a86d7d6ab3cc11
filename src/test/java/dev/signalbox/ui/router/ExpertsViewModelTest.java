package dev.signalbox.ui.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.GateTable;
import dev.signalbox.model.Scores;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.ExpertTrialViewModel;
import dev.signalbox.ui.shell.ExpertTrialViewModel.Subject;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouteQuestion.Answer;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.RouterSession;
import dev.signalbox.workbench.ScoreDataset;
import dev.signalbox.workbench.ScoredWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertsViewModelTest {
    private static final Path HOME =
            Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath();

    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private ExpertsViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        ScoredWorkspace.fill(workspace, HOME);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        model = new ExpertsViewModel(state, desk, jobs, failures::add);
    }

    @AfterEach
    void close() {
        model.close();
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private void score() {
        try (OpenRouter loaded = new RouterLibrary(workspace, HOME).open(RouterLibrary.SAMPLE)) {
            new ScoreDataset(workspace).run(ScoredWorkspace.reopen(workspace), loaded, Progress.NONE);
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(model.condition().get()).isInstanceOf(ExpertsViewModel.Condition.Empty.class);
        desk.use(workspace);
        assertThat(model.condition().get()).isInstanceOf(ExpertsViewModel.Condition.NoRouter.class);
        new RouterLibrary(workspace, HOME).resolve(RouterLibrary.SAMPLE);
        desk.refresh();
        assertThat(model.condition().get()).isInstanceOf(ExpertsViewModel.Condition.NoScores.class);
        score();
        desk.loadScores();
        assertThat(model.condition().get()).isInstanceOf(ExpertsViewModel.Condition.Ready.class);
    }

    @Test
    void aCellSelectsTheQueriesThatItCounts() {
        score();
        desk.use(workspace);
        assertThat(model.field().get()).isEqualTo("benchmark");
        assertThat(model.fields()).contains("benchmark", "split");
        GateTable table = model.table().get();
        assertThat(table.rows()).extracting(GateTable.Row::value).containsExactlyInAnyOrder("charts", "maps", "signs");
        Scores scores = desk.scores().get();
        for (GateTable.Row row : table.rows()) {
            for (int expert = 0; expert < model.experts(); expert++) {
                model.pick(row.value(), expert);
                assertThat(state.selection().get().cardinality())
                        .isEqualTo(row.dominant().get(expert));
                int leading = expert;
                assertThat(state.selection().get().stream())
                        .allMatch(query -> GateTable.dominant(scores, query) == leading
                                && row.value()
                                        .equals(desk.open()
                                                .get()
                                                .table()
                                                .fields()
                                                .get("benchmark")
                                                .value(query)));
            }
        }
        assertThat(model.picked().get()).isNotNull();
        assertThat(model.table().get())
                .as("the table does not shrink to the cell")
                .isEqualTo(table);
        model.selectionOnly().set(true);
        assertThat(model.table().get().all().queries())
                .isEqualTo(state.selection().get().cardinality());
        model.selectionOnly().set(false);
        state.selection().set(BitSet.valueOf(new long[] {2}));
        assertThat(model.picked().get()).as("another selection").isNull();
        model.pick(null, 0);
        assertThat(state.selection().get().cardinality())
                .isEqualTo(table.all().dominant().get(0));
        model.clear();
        assertThat(state.selection().get()).isNull();
        assertThat(model.picked().get()).isNull();
        model.field().set("split");
        assertThat(model.table().get().rows()).hasSize(2);
    }

    @Test
    void aQuestionIsAskedAgainWithExpertsSwitchedOff() {
        RouterSession routers = new RouterSession();
        ExpertTrialViewModel trial = new ExpertTrialViewModel(jobs, routers::use);
        try (OpenRouter loaded = new RouterLibrary(workspace, HOME).open(RouterLibrary.SAMPLE)) {
            String question = "Which is the red circle?";
            Answer usual = RouteQuestion.answer(loaded, ScoredWorkspace.VLMS, null, 0, question, .5);
            trial.show(new Subject(
                    loaded.info(), ScoredWorkspace.VLMS, question, () -> null, List.of(.4f, .3f, .2f, .1f)));
            assertThat(trial.on().get()).isEqualTo(ExpertSet.all(4));
            assertThat(trial.trial().get())
                    .as("nothing is asked before a switch")
                    .isNull();
            trial.turn(1, false);
            assertThat(trial.trial().get().base().confidences()).isEqualTo(usual.confidences());
            assertThat(trial.trial().get().now().gate()[1]).isZero();
            assertThat(trial.trial().get().change(0)).isNotZero();
            assertThat(trial.trial().get().alone()).hasSize(4);
            trial.turn(0, false);
            trial.turn(2, false);
            trial.turn(3, false);
            assertThat(trial.on().get()).as("the last one stays").isEqualTo(ExpertSet.only(4, 3));
            assertThat(trial.trial().get().now().confidences())
                    .isEqualTo(trial.trial().get().alone().get(3).confidences());
            trial.all();
            assertThat(trial.trial().get().now().confidences()).isEqualTo(usual.confidences());
            trial.tau().set(0);
            assertThat(trial.chosen(trial.trial().get().base()))
                    .isEqualTo(usual.at(ScoredWorkspace.VLMS, 0).chosen());
            trial.show(
                    new Subject(loaded.info(), ScoredWorkspace.VLMS, "again", () -> null, List.of(.4f, .3f, .2f, .1f)));
            assertThat(trial.on().get().isAll()).isTrue();
            trial.show(null);
            assertThat(trial.on().get()).isNull();
        } finally {
            trial.close();
            routers.close();
        }
    }
}
