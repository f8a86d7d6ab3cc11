package dev.signalbox.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.SettingsFile;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Real keys in the real window. */
@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class ShellJourneyTest {
    @TempDir
    private static Path folder;

    private Stage stage;
    private ThreadedJobs jobs;
    private ShellFixture shell;

    @Start
    void start(Stage first) {
        stage = first;
        jobs = new ThreadedJobs(Platform::runLater, 1);
        shell = new ShellFixture(first, folder, jobs, 1280, 800);
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.asyncFx(() -> {
            shell.window.close();
            shell.preferences.close();
            stage.close();
        });
        WaitForAsyncUtils.waitForFxEvents();
        jobs.close();
    }

    private boolean shows(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getRoot().lookup(query) != null;
    }

    private Node find(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getRoot().lookup(query);
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
    }

    @Test
    void theKeyboardStaysInTheScreenThatComesToTheFront(FxRobot robot) {
        robot.interact(() -> shell.state.dataset().set(ShellModelTest.dataset(1)));
        robot.interact(() -> find("#explore-view").lookup(".button").requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stage.getScene().getFocusOwner().getParent().getId()).isEqualTo("map-view");
    }

    @Test
    void theRailFoldsInANarrowWindowAndComesBackInAWideOne(FxRobot robot) {
        double wide = ((Region) find("#rail")).getWidth();
        robot.interact(() -> stage.setWidth(1040));
        assertThat(((Region) find("#rail")).getWidth()).isLessThan(wide);
        robot.press(KeyCode.CONTROL, KeyCode.B).release(KeyCode.B, KeyCode.CONTROL);
        assertThat(((Region) find("#rail")).getWidth()).isEqualTo(wide);
        robot.press(KeyCode.CONTROL, KeyCode.B).release(KeyCode.B, KeyCode.CONTROL);
        robot.interact(() -> stage.setWidth(1400));
        assertThat(((Region) find("#rail")).getWidth()).isEqualTo(wide);
        assertThat(shell.preferences.railCollapsed().get()).isFalse();
    }

    @Test
    void paletteOpensByKeyRunsACommandAndGivesTheFocusBack(FxRobot robot) {
        robot.interact(() -> shell.state.dataset().set(ShellModelTest.dataset(1)));
        robot.interact(() -> find("#filter-field").requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        assertThat(shows("#palette")).isTrue();
        robot.write("dark");
        assertThat(((TextInputControl) find("#palette-field")).getText()).isEqualTo("dark");
        robot.type(KeyCode.ENTER);
        assertThat(shows("#palette")).isFalse();
        assertThat(shell.themes.dark().get()).isTrue();
        assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("filter-field");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(shows("#palette")).isTrue();
        robot.type(KeyCode.ENTER); // the most recent command comes first
        assertThat(shell.themes.dark().get()).isFalse();
    }

    @Test
    void themeIsSwitchedByKeyAndKept(FxRobot robot) throws Exception {
        Color light = background();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L).release(KeyCode.L, KeyCode.SHIFT, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(background()).isNotEqualTo(light);
        assertThat(background().getBrightness()).isLessThan(0.3);
        SettingsFile file = new SettingsFile(folder.resolve("settings.json"));
        until(() -> file.load().settings().theme() == ThemeChoice.DARK);
    }

    private Color background() {
        AtomicReference<Color> color = new AtomicReference<>();
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            stage.getScene().getRoot().applyCss();
            color.set((Color) ((javafx.scene.layout.Region) find0("#header"))
                    .getBackground()
                    .getFills()
                    .getFirst()
                    .getFill());
        });
        return color.get();
    }

    private Node find0(String query) {
        return stage.getScene().getRoot().lookup(query);
    }

    @Test
    void jobShowsItsProgressAndIsCancelledFromThePanel(FxRobot robot) throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        Job<String> job = jobs.submit("Scoring the sample", progress -> {
            progress.update(0.4, "480 of 1,200");
            reported.countDown();
            while (true) {
                progress.checkCancelled();
                Thread.sleep(5);
            }
        });
        reported.await();
        until(() -> ((Button) find("#status-jobs")).getText().equals("Scoring the sample: 480 of 1,200"));
        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        until(() -> shows(".job-cancel"));
        robot.clickOn(".job-cancel");
        assertThat(job.await()).isEqualTo(JobState.CANCELLED);
        until(() -> shows(".job-cancelled"));
        assertThat(((Button) find("#status-jobs")).getText()).isEqualTo("No jobs");
        robot.type(KeyCode.ESCAPE);
        assertThat(shows("#jobs-panel")).isFalse();
    }

    @Test
    void welcomeOffersTheSampleAndScreensFollowKeys(FxRobot robot) {
        assertThat(shows("#welcome")).isTrue();
        assertThat(find("#status-simulated").isVisible()).isFalse();
        robot.clickOn("#welcome #command-open-sample");
        assertThat(shows("#explore-view")).isTrue();
        assertThat(find("#status-simulated").isVisible()).isTrue();
        assertThat(shows("#filter-field")).isTrue();
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        assertThat(shows("#map-view")).isTrue();
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        assertThat(shows("#settings-view")).isTrue();
        assertThat(shows("#filter-field")).isFalse();
        assertThat(shell.heard)
                .containsSubsequence("shown explore", "sample", "hidden explore", "shown map", "hidden map");
    }

    @Test
    void areasAreVisitedByF6(FxRobot robot) {
        robot.interact(() -> shell.state.dataset().set(ShellModelTest.dataset(1)));
        List<String> areas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            robot.type(KeyCode.F6);
            WaitForAsyncUtils.waitForFxEvents();
            for (Node at = stage.getScene().getFocusOwner(); at != null; at = at.getParent()) {
                if (List.of("rail", "header", "centre", "status-bar").contains(String.valueOf(at.getId()))) {
                    areas.add(at.getId());
                }
            }
        }
        assertThat(areas).containsExactly("rail", "header", "centre", "status-bar");
    }

    @Test
    void keySheetOpensByF1AndByQuestionMarkUnlessTyping(FxRobot robot) {
        robot.interact(() -> shell.state.dataset().set(ShellModelTest.dataset(1)));
        robot.type(KeyCode.F1);
        assertThat(shows("#key-sheet")).isTrue();
        robot.type(KeyCode.F1);
        assertThat(shows("#key-sheet")).isFalse();
        robot.clickOn("#filter-field").press(KeyCode.SHIFT, KeyCode.SLASH).release(KeyCode.SLASH, KeyCode.SHIFT);
        assertThat(shows("#key-sheet")).isFalse();
        robot.interact(() -> find0("#rail-explore").requestFocus());
        robot.press(KeyCode.SHIFT, KeyCode.SLASH).release(KeyCode.SLASH, KeyCode.SHIFT);
        assertThat(shows("#key-sheet")).isTrue();
    }

    @Test
    void errorSaysWhatHappenedAndWhatNextAndKeepsTheKeyboard(FxRobot robot) {
        Platform.runLater(
                () -> shell.window.dialogs().error(new UserFacingException("settings.save", "no space left")));
        assertThat(shows("#dialog-error")).isTrue();
        assertThat(((javafx.scene.control.Label) find("#dialog-error-what")).getText())
                .isEqualTo("The settings could not be saved: no space left");
        for (int i = 0; i < 6; i++) {
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(Overlays.inside(stage.getScene().getFocusOwner(), find0("#dialog-error")))
                    .isTrue();
        }
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        assertThat(shows("#settings-view")).isFalse();
        robot.type(KeyCode.ESCAPE);
        assertThat(shows("#dialog-error")).isFalse();
    }

    @Test
    void confirmAndAskReturnTheAnswer(FxRobot robot) throws Exception {
        AtomicReference<Object> answer = new AtomicReference<>();
        Platform.runLater(() -> answer.set(shell.window
                .dialogs()
                .confirm(new Dialogs.Question("Delete the scenario", "It cannot be brought back.", "Delete", true))));
        assertThat(shows("#dialog-confirm")).isTrue();
        robot.type(KeyCode.ENTER); // must not destroy by habit
        until(() -> Boolean.FALSE.equals(answer.get()));
        Platform.runLater(() -> answer.set(
                shell.window.dialogs().ask("Save the scenario", "Name", "").orElse("none")));
        assertThat(shows("#dialog-ask")).isTrue();
        robot.write("cheap");
        robot.type(KeyCode.ENTER);
        until(() -> "cheap".equals(answer.get()));
        Platform.runLater(() -> answer.set(
                shell.window.dialogs().ask("Save the scenario", "Name", "x").orElse("none")));
        assertThat(shows("#dialog-ask")).isTrue();
        robot.type(KeyCode.ESCAPE);
        until(() -> "none".equals(answer.get()));
    }

    @Test
    void undoByKeySaysWhatItDid(FxRobot robot) {
        robot.interact(() -> shell.undo.push(new Undoable("marked right", () -> shell.heard.add("undo"), () -> {})));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(shell.heard).contains("undo");
        assertThat(shows(".toast")).isTrue();
        assertThat(find("#command-edit-redo").isDisabled()).isFalse();
    }

    @Test
    void hintOffersItsRemedy(FxRobot robot) {
        SimpleBooleanProperty hidden = new SimpleBooleanProperty(true);
        Command clear = Command.of(
                "test.clear",
                "command.edit.undo",
                org.kordamp.ikonli.feather.Feather.X,
                Command.EDIT,
                () -> hidden.set(false));
        robot.interact(() -> {
            shell.commands.register(clear);
            shell.hints.add(new Hint(hidden, new SimpleStringProperty("The filter hides 412"), clear));
        });
        robot.clickOn("#hints .button");
        assertThat(shows("#hints .hint")).isFalse();
    }

    @Test
    void everyControlSpeaks() {
        List<String> silent = new ArrayList<>();
        for (Screen screen : shell.window.screens()) {
            WaitForAsyncUtils.waitForAsyncFx(5000, () -> shell.window.show(screen));
            WaitForAsyncUtils.waitForFxEvents();
            collectSilent(stage.getScene().getRoot(), silent);
        }
        assertThat(silent).isEmpty();
    }

    private static void collectSilent(Parent parent, List<String> silent) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            boolean ours = node.getId() != null || node instanceof ButtonBase;
            boolean control = node instanceof ButtonBase || node instanceof TextInputControl;
            boolean inner = node.getStyleClass().stream().anyMatch(c -> c.endsWith("-arrow-button"))
                    || (node instanceof TextInputControl && node.getParent() instanceof javafx.scene.control.Spinner);
            String text = node.getAccessibleText();
            if (ours && control && !inner && (text == null || text.isBlank()) && !"filter-field".equals(node.getId())) {
                silent.add(node.getAccessibleRole() + " " + node);
            }
            if (node.getAccessibleRole() != AccessibleRole.SPINNER && node instanceof Parent below) {
                collectSilent(below, silent);
            }
        }
    }
}
