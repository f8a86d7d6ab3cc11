package dev.signalbox.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Dataset;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.task.Lane;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class ShellModelTest {
    private final List<String> ran = new ArrayList<>();

    private Command command(String id, String key) {
        return Command.of(id, key, Feather.BOX, Command.VIEW, () -> ran.add(id));
    }

    @Test
    void aCommandIsDeclaredOnceAndKeysBelongToOneCommand() {
        Commands commands = new Commands();
        commands.register(command("a", "command.edit.undo").keys("Shortcut+Z"));
        assertThatThrownBy(() -> commands.register(command("a", "command.edit.redo")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        commands.register(command("b", "command.edit.redo").keys("Shortcut+Z")))
                .hasMessageContaining("belongs to a and to b");
    }

    @Test
    void disabledCommandsDoNotRunAndAreNotListed() {
        SimpleBooleanProperty enabled = new SimpleBooleanProperty(false);
        Commands commands = new Commands();
        Command undo =
                commands.register(command("edit.undo", "command.edit.undo").enabledWhen(enabled));
        PaletteViewModel palette = new PaletteViewModel(commands);
        assertThat(commands.run(undo)).isFalse();
        assertThat(palette.shown()).isEmpty();
        enabled.set(true);
        palette.refresh();
        assertThat(palette.shown()).containsExactly(undo);
        assertThat(commands.run(undo)).isTrue();
        assertThat(ran).containsExactly("edit.undo");
    }

    @Test
    void paletteRanksTextAndListsRecentFirst() {
        Commands commands = new Commands();
        Command undo = commands.register(command("edit.undo", "command.edit.undo")); // Undo
        Command theme =
                commands.register(command("theme.toggle", "command.theme.toggle")); // Switch between light and dark
        Command keys = commands.register(command("shell.keys", "command.shell.keys")); // Keyboard shortcuts
        PaletteViewModel palette = new PaletteViewModel(commands);
        assertThat(palette.shown()).containsExactly(undo, theme, keys);
        commands.run(keys);
        commands.run(theme);
        palette.refresh();
        assertThat(palette.shown()).containsExactly(theme, keys, undo);
        palette.query().set("  DARK ");
        assertThat(palette.shown()).containsExactly(theme);
        palette.query().set("kbs");
        assertThat(palette.shown()).containsExactly(keys);
        palette.query().set("s");
        assertThat(palette.shown()).startsWith(theme, keys); // starts with it, then a word that does
        palette.query().set("zzz");
        assertThat(palette.shown()).isEmpty();
    }

    @Test
    void undoGoesBackAndForthAndKeepsWhatFailed() {
        UndoStack stack = new UndoStack();
        stack.push(new Undoable("one", () -> ran.add("-1"), () -> ran.add("+1")));
        stack.push(new Undoable("two", () -> ran.add("-2"), () -> ran.add("+2")));
        stack.undo();
        stack.undo();
        assertThat(stack.undo()).isEmpty();
        stack.redo();
        assertThat(ran).containsExactly("-2", "-1", "+1");
        stack.push(new Undoable(
                "three",
                () -> {
                    throw new IllegalStateException("disk full");
                },
                () -> {}));
        assertThat(stack.canRedo().get()).isFalse();
        assertThatThrownBy(stack::undo).hasMessage("disk full");
        assertThat(stack.canUndo().get()).isTrue();
    }

    @Test
    void jobsAreListedWithProgressThenFiled() {
        DirectJobs jobs = new DirectJobs().hold();
        JobsViewModel model = new JobsViewModel(jobs);
        jobs.submitQuiet(Lane.CPU, "filter", progress -> 1);
        Job<Integer> train = jobs.submit("Training", progress -> {
            progress.update(0.5, "epoch 3 of 6");
            assertThat(model.fraction().get()).isEqualTo(0.5);
            assertThat(model.summary().get()).isEqualTo("Training: epoch 3 of 6");
            return 1;
        });
        Job<Integer> scan = jobs.submit("Scoring", progress -> {
            throw new IOException("weights missing");
        });
        assertThat(model.open()).hasSize(2);
        assertThat(model.summary().get()).isEqualTo("2 jobs are running");
        Job<Integer> never = jobs.submit("Map", progress -> 1);
        model.open().get(2).cancel();
        assertThat(never.state()).isEqualTo(JobState.CANCELLED);
        jobs.runNext();
        scan.cancel(); // still waiting: only Training is left open
        jobs.runAll();
        assertThat(train.state()).isEqualTo(JobState.DONE);
        assertThat(model.open()).isEmpty();
        assertThat(model.history()).extracting(JobItem::title).containsExactly("Training", "Scoring", "Map");
        assertThat(model.summary().get()).isEqualTo("No jobs");
    }

    @Test
    void failedJobSaysWhy() {
        DirectJobs jobs = new DirectJobs();
        JobsViewModel model = new JobsViewModel(jobs);
        jobs.submit("Save", progress -> {
            throw new UserFacingException("settings.save", "no space");
        });
        assertThat(model.history().getFirst().message().get()).isEqualTo("The settings could not be saved: no space");
    }

    @Test
    void problemsHaveStableCodesAndNextSteps() {
        Problem known = Problem.of(new RuntimeException(new UserFacingException("settings.save", "x")));
        assertThat(known.code()).isEqualTo("settings.save");
        assertThat(known.next()).startsWith("Check that the folder");
        Problem once = Problem.of(broken("first"));
        Problem twice = Problem.of(broken("second"));
        assertThat(once.code()).startsWith("unexpected.").isEqualTo(twice.code());
        assertThat(once.what()).contains("first");
        assertThat(once.report()).contains(once.code(), "at dev.signalbox");
    }

    private static Throwable broken(String message) {
        return new ArithmeticException(message);
    }

    @Test
    void hintsHoldWhileTheirConditionDoes() {
        Hints hints = new Hints();
        SimpleBooleanProperty hidden = new SimpleBooleanProperty(false);
        SimpleStringProperty text = new SimpleStringProperty("the filter hides 412");
        Runnable remove = hints.add(new Hint(hidden, text, null));
        assertThat(hints.active()).isEmpty();
        hidden.set(true);
        assertThat(hints.active()).hasSize(1);
        remove.run();
        assertThat(hints.active()).isEmpty();
    }

    @Test
    void nothingOfOneDatasetPointsIntoAnother() {
        WorkbenchState state = new WorkbenchState();
        state.dataset().set(dataset(1));
        state.focusedQuery().set(7);
        state.selection().set(new BitSet());
        state.filterRule().set("wrong(a)");
        state.dataset().set(dataset(1)); // the same one, grown
        assertThat(state.focusedQuery().get()).isEqualTo(7);
        state.dataset().set(dataset(2));
        assertThat(state.focusedQuery().get()).isEqualTo(-1);
        assertThat(state.selection().get()).isNull();
        assertThat(state.filterRule().get()).isEmpty();
    }

    static Dataset dataset(long id) {
        return new Dataset(
                id, "sample (simulated)", Path.of("/d"), "m2", "", "", true, Instant.EPOCH, 1200, 8400, List.of(), "");
    }
}
