package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.ImportDataset;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.TrainRouter;
import dev.signalbox.workbench.TrainingRuns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A researcher trains at the real app, by keyboard: set up, pause, stop, close the window, resume, compare. */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class TrainJourneyTest {
    /** Small enough for seconds; the order is that of the form. */
    private static final SequencedMap<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("config.text.layers", "1");
        SETTINGS.put("config.image.size", "32");
        SETTINGS.put("config.image.layers", "1");
        SETTINGS.put("epochs", "12"); // long enough to be stopped twice
    }

    @TempDir
    private static Path shared;

    private static Path sample;

    @TempDir
    private Path person;

    private Path workspace;
    private Stage stage;
    private RealApp app;

    @BeforeAll
    static void sample() {
        System.setProperty("testfx.robot", "glass");
        sample = shared.resolve("sample");
        SampleGenerator.generate(sample, SampleGenerator.SEED, SampleGenerator.FEWEST, Progress.NONE);
    }

    private static Dataset fill(Workspace made) {
        new ImportDataset(made).run(sample, "m2", null, List.of(), false, Progress.NONE);
        return made.datasets().list().getFirst();
    }

    @Start
    void start(Stage first) {
        stage = first;
    }

    @BeforeEach
    void open() throws Exception {
        workspace = person.resolve("workspace");
        try (Workspace made = Workspace.open(workspace)) {
            fill(made);
            new RouterLibrary(made, RealApp.PROJECT).resolve(RouterLibrary.SAMPLE);
        }
        app = WaitForAsyncUtils.asyncFx(() -> RealApp.start(stage, person, workspace))
                .get(90, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void focus(FxRobot robot, String query) throws Exception {
        RealApp.until(() -> app.shows(query) && !app.find(query).isDisabled());
        robot.interact(() -> app.find(query).requestFocus());
    }

    private void type(FxRobot robot, String query, String text) throws Exception {
        focus(robot, query);
        press(robot, KeyCode.CONTROL, KeyCode.A);
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What the form asks for, trained without the window. */
    private RouterInfo uninterrupted(Path folder) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", "1");
        settings.putAll(SETTINGS);
        try (Workspace made = Workspace.open(folder)) {
            OpenDataset open = OpenDataset.open(made, fill(made));
            TrainRouter.Request request =
                    new TrainRouter.Request("tiny", settings, null, List.of(), TrainingRuns.folder(made, "straight"));
            new TrainRouter(made, RealApp.PROJECT).run(open, request, Progress.NONE, TrainingListener.NONE);
            return made.routers().byName("straight").orElseThrow();
        }
    }

    @Test
    void stoppedClosedAndResumedItGivesTheVeryRouterOfAnUninterruptedRun(FxRobot robot) throws Exception {
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT7);
        RealApp.until(() -> app.text("#train-summary").contains("steps"));
        assertThat(app.text("#train-data-queries")).contains("140");
        app.shot("train-setup-light");

        // Every setting is there by its name.
        type(robot, "#train-name", "mine");
        type(robot, "#train-epochs", "12");
        robot.interact(() -> ((TitledPane) app.find("#train-settings")).setExpanded(true));
        for (String name : SETTINGS.keySet()) {
            if (!name.equals("epochs")) {
                type(robot, "#train-settings-search", name);
                type(robot, "#train-set-" + name.replace('.', '-'), SETTINGS.get(name));
            }
        }
        type(robot, "#train-settings-search", "image.size");
        type(robot, "#train-set-config-image-size", "33");
        RealApp.until(() -> app.find("#train-set-config-image-size")
                .getPseudoClassStates()
                .toString()
                .contains("error"));
        assertThat(app.find("#command-train-start").isDisabled()).isTrue();
        type(robot, "#train-set-config-image-size", "32");
        RealApp.until(() -> !app.find("#command-train-start").isDisabled());
        press(robot, KeyCode.CONTROL, KeyCode.ENTER);

        // The keyboard is on Pause.
        RealApp.until(() -> app.shows("#train-live"));
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.text("#train-phase").equals("Paused"));
        String step = app.text("#train-now-step");
        assertThat(step).isNotEqualTo("–");
        WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
        assertThat(app.text("#train-now-step")).isEqualTo(step);
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.text("#train-now-best").contains("epoch"));
        focus(robot, "#command-train-stop");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.shows("#train-resume"));
        Path out = workspace.resolve("routers").resolve("mine");
        ArmsTrainer.Unfinished kept = ArmsTrainer.unfinished(out);
        assertThat(kept).isNotNull();
        assertThat(kept.step()).isPositive();

        // It goes on, and the window is closed over it.
        focus(robot, "#train-resume");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.shows("#train-live")
                && app.text("#train-now-step").contains(" of ")
                && !app.text("#train-now-step").startsWith(kept.step() + " "));
        app.close();
        assertThat(ArmsTrainer.unfinished(out)).isNotNull();
        app = WaitForAsyncUtils.asyncFx(() -> RealApp.start(new Stage(), person, workspace))
                .get(90, TimeUnit.SECONDS);
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT7);
        RealApp.until(() -> app.shows("#train-found-resume"));
        focus(robot, "#train-found-resume");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.shows("#train-done-score"));
        assertThat(app.text("#train-notice-text")).contains("mine is trained").contains("random");
        assertThat(ArmsTrainer.unfinished(out)).isNull();

        Path elsewhere = shared.resolve("elsewhere");
        RouterInfo straight = uninterrupted(elsewhere);
        assertThat(Checkpoints.hash(out)).isEqualTo(straight.sha256());

        // Scored, it stands beside the simplest alternatives; compared, beside the embedded router.
        focus(robot, "#train-done-score");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.find("#train-verdicts .train-verdict") != null);
        assertThat(app.composition().desk().scores().get()).isNotNull();
        focus(robot, "#train-dismiss");
        press(robot, KeyCode.SPACE);
        focus(robot, "#train-tick-sample");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.find("#train-table") instanceof TableView<?> table
                && table.getColumns().size() == 3);
        assertThat(app.shows("#train-unlike")).isTrue(); // the embedded router was tested on another sample
        app.shot("train-light");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("train-dark");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        Node live = app.find("#train-open-live");
        robot.interact(live::requestFocus);
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.shows("#live-question"));
        assertThat(app.composition().desk().workspace().get().routers().byName("mine"))
                .isPresent();
    }

    @Test
    void theCommandLineTrainsTheSame(FxRobot robot) throws Exception {
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT7);
        RealApp.until(() -> app.text("#train-summary").contains("steps"));
        type(robot, "#train-seed", "7");
        focus(robot, "#train-copy");
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> WaitForAsyncUtils.asyncFx(
                        () -> String.valueOf(Clipboard.getSystemClipboard().getString()))
                .get(30, TimeUnit.SECONDS)
                .startsWith("signalbox train --dataset"));
        String line = WaitForAsyncUtils.asyncFx(
                        () -> String.valueOf(Clipboard.getSystemClipboard().getString()))
                .get(30, TimeUnit.SECONDS);
        assertThat(line)
                .contains(" --preset tiny --seed 7 ")
                .contains("--out \"")
                .contains("arms-tiny");
    }
}
