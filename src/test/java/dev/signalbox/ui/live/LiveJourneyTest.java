package dev.signalbox.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.Perturbation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
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

@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class LiveJourneyTest {
    @TempDir
    private static Path folder;

    private final WorkbenchState state = new WorkbenchState();
    private final FakeRouter router = new FakeRouter();
    private Stage stage;
    private ThreadedJobs jobs;
    private LiveViewModel model;

    @Start
    void start(Stage first) {
        stage = first;
        jobs = new ThreadedJobs(Platform::runLater, 1);
        DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", problem -> {});
        model = new LiveViewModel(state, desk, jobs, router, folder);
        LiveScreen screen = new LiveScreen(model, () -> {
            throw new IllegalStateException("No dialog is expected");
        });
        stage.setScene(new Scene((javafx.scene.Parent) screen.view(), 1080, 700));
        stage.show();
        screen.shown();
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.asyncFx(() -> {
            model.close();
            stage.close();
        });
        WaitForAsyncUtils.waitForFxEvents();
        jobs.close();
    }

    private Node find(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getRoot().lookup(query);
    }

    private String text(String query) {
        return ((Labeled) find(query)).getText();
    }

    private void until(String query) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> find(query) != null);
    }

    @Test
    void aPictureAndAQuestionTypedAreAnsweredOnEnter(FxRobot robot) throws Exception {
        assertThat(find("#live-no-router")).isNotNull();
        robot.interact(() -> state.router().set(FakeRouter.INFO));
        assertThat(find("#live-nothing")).isNotNull();
        assertThat(find("#live-simulated").isVisible()).isTrue();
        Path picture = Pictures.noise(folder.resolve("noise.png"), 64, 48, 1);
        robot.interact(() -> {
            model.usePicture(picture);
            find("#live-question").requestFocus();
        });
        robot.write(".3 .6 .9");
        robot.press(KeyCode.SHIFT, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.SHIFT);
        assertThat(((TextInputControl) find("#live-question")).getText()).isEqualTo(".3 .6 .9\n");
        assertThat(router.asked).isEmpty();
        robot.type(KeyCode.ENTER);
        until("#live-chosen");
        assertThat(text("#live-chosen")).isEqualTo("birch");
        assertThat(text("#live-branch")).contains("0.600").contains("0.50");
        assertThat(router.asked.getFirst().picture().width()).isEqualTo(64);

        // The threshold by keyboard: 0.60 is no longer above it.
        robot.interact(() -> find("#live-tau").requestFocus());
        for (int i = 0; i < 15; i++) {
            robot.type(KeyCode.RIGHT);
        }
        assertThat(text("#live-chosen")).isEqualTo("cedar");
        assertThat(router.asked).hasSize(1);
        // Another question: the answer that still stands there says that it is not the answer to it.
        assertThat(find("#live-earlier").isVisible()).isFalse();
        robot.interact(() -> find("#live-question").requestFocus());
        robot.write(" .1");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("#live-earlier").isVisible()).isTrue();
    }

    @Test
    void pastedFilesAndBitmapsBecomeThePictureAndPastedWordsTheQuestion(FxRobot robot) throws Exception {
        robot.interact(() -> {
            state.router().set(FakeRouter.INFO);
            find("#live-question").requestFocus();
        });
        Path file = Pictures.noise(folder.resolve("copied.png"), 40, 30, 2);
        paste(robot, Map.of(DataFormat.FILES, List.of(file.toFile())));
        pictureIs("copied.png", "40");
        assertThat(((TextInputControl) find("#live-question")).getText()).isEmpty();

        paste(robot, Map.of(DataFormat.IMAGE, new WritableImage(20, 10)));
        pictureIs("1", "20");

        paste(robot, Map.of(DataFormat.PLAIN_TEXT, ".3 .6 .9"));
        assertThat(((TextInputControl) find("#live-question")).getText()).isEqualTo(".3 .6 .9");
        robot.type(KeyCode.ENTER);
        until("#live-chosen");
        assertThat(router.asked.getFirst().picture().width()).isEqualTo(20);

        Path wrong = Files.writeString(folder.resolve("notes.txt"), "no picture");
        paste(robot, Map.of(DataFormat.FILES, List.of(wrong.toFile())));
        pictureIs("notes.txt", "");
        assertThat(find("#live-zone").getStyleClass()).contains("broken");
    }

    private void paste(FxRobot robot, Map<DataFormat, Object> content) {
        robot.interact(() -> Clipboard.getSystemClipboard().setContent(content));
        robot.press(KeyCode.CONTROL, KeyCode.V).release(KeyCode.V, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void pictureIs(String name, String size) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !(model.picture().get() instanceof LivePicture.Loading));
        assertThat(find("#live-zone").getAccessibleText()).contains(name, size);
    }

    @Test
    void tabLeavesTheQuestionAndBrokenPicturesSpeak(FxRobot robot) throws Exception {
        robot.interact(() -> {
            state.router().set(FakeRouter.INFO);
            find("#live-question").requestFocus();
        });
        robot.write(".1 .2 .3");
        robot.type(KeyCode.TAB);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("live-route");
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        robot.interact(() -> model.usePicture(broken));
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> find("#live-zone").getAccessibleText().contains("broken.png"));
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text("#live-phase-text")).isNotBlank();
        assertThat(router.asked).isEmpty();
    }

    @Test
    void whatIfIsOpenedReadAndLeftByKeyboard(FxRobot robot) throws Exception {
        Path picture = Pictures.noise(folder.resolve("changed.png"), 40, 30, 3);
        robot.interact(() -> {
            state.router().set(FakeRouter.INFO);
            model.usePicture(picture);
            find("#live-question").requestFocus();
        });
        robot.write(".3 .6 .9");
        robot.type(KeyCode.ENTER);
        until("#live-whatif-open");
        robot.interact(() -> find("#live-whatif-open").requestFocus());
        robot.type(KeyCode.SPACE);
        until("#live-whatif-table");
        TableView<?> table = (TableView<?>) find("#live-whatif-table");
        assertThat(table.getItems()).hasSize(3 + 4);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(table);
        for (int i = 0; i < 3; i++) {
            robot.type(KeyCode.RIGHT);
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.whatIf().selected().get()).isEqualTo(Perturbation.BLANK);
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("#live-whatif")).isNull();
        assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("live-whatif-open");
        assertThat(find("#live-chosen")).isNotNull();
    }
}
