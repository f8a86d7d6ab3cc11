package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapWatcher;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.MapDataset;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A product manager at the real app: real pictures, the embedded router, a real workspace; and the guide's pictures. */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class ProductManagerJourneyTest {
    @TempDir
    private static Path shared;

    private static Path workspace;

    @TempDir
    private Path person;

    private Stage stage;
    private RealApp app;

    @BeforeAll
    static void scoredSample() {
        workspace = RealApp.scoredSample(shared);
        try (Workspace made = Workspace.open(workspace)) {
            OpenDataset open = OpenDataset.open(made, made.datasets().list().getFirst());
            RouterInfo router = new RouterLibrary(made, RealApp.PROJECT).resolve(RouterLibrary.SAMPLE);
            for (MapOptions.Method method : List.of(MapOptions.Method.PCA, MapOptions.Method.TSNE)) {
                new MapDataset(made)
                        .make(
                                open,
                                router,
                                MapSubject.QUERIES,
                                MapOptions.of(method, 1),
                                MapWatcher.NONE,
                                Progress.NONE);
            }
            new MapDataset(made)
                    .make(
                            open,
                            router,
                            MapSubject.pairs(Integer.MAX_VALUE),
                            MapOptions.of(MapOptions.Method.TSNE, 1),
                            MapWatcher.NONE,
                            Progress.NONE);
        }
    }

    @Start
    void start(Stage first) {
        stage = first;
        app = RealApp.start(first, person, workspace);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void asksLiveTunesSavesAScenarioAndFindsItAfterARestart(FxRobot robot) throws Exception {
        RealApp.until(() ->
                app.find("#query-grid") != null && !app.text("#detail-key").isEmpty());
        app.shot("explore-light");

        // Live: a picture dropped, a question, Enter.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT2);
        RealApp.until(() -> app.shows("#live-question"));
        Path picture = RealApp.PROJECT.resolve("datasets/sample/images/bars-001.png");
        app.drop("#live-zone", picture);
        robot.interact(() -> app.find("#live-question").requestFocus());
        robot.write("Which bar is the highest?");
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> app.text("#live-chosen").startsWith("sim-"));
        assertThat(app.text("#live-branch")).isNotBlank();
        assertThat(app.shows("#live-simulated")).isTrue();
        app.shot("live-light");

        // Map: the stored t-SNE is there.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT3);
        RealApp.until(() -> app.text("#map-chosen").contains("140"));
        app.shot("map-light");
        robot.interact(() -> ((ToggleButton) app.find("#map-pairs")).fire());
        RealApp.until(() -> app.text("#map-chosen").contains("980"));
        assertThat(app.text("#map-caption")).contains("each with 7 VLMs");
        app.shot("map-pairs-light");
        robot.interact(() -> ((ToggleButton) app.find("#map-queries")).fire());
        RealApp.until(() -> !app.text("#map-chosen").contains("980"));

        // Tune: the threshold by keyboard moves the figures; then the setting is kept.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT4);
        RealApp.until(
                () -> app.shows("#tune-slider") && !app.text("#tune-now-em").isEmpty());
        String before = app.text("#tune-now-em") + app.text("#tune-now-deferral");
        robot.interact(() -> app.find("#tune-slider").requestFocus());
        for (int i = 0; i < 12; i++) {
            press(robot, KeyCode.RIGHT);
        }
        RealApp.until(() -> !before.equals(app.text("#tune-now-em") + app.text("#tune-now-deferral")));
        app.shot("tune-light");
        String em = app.text("#tune-now-em");
        // Frontier: the same setting on the plane; a walk along the cascade by keyboard takes another one up.
        robot.interact(() -> ((ToggleButton) app.find("#tune-section-frontier")).fire());
        RealApp.until(() -> !app.text("#frontier-em").isEmpty());
        assertThat(app.text("#frontier-em")).isEqualTo(em);
        app.shot("frontier-light");
        String tau = app.text("#tune-field");
        robot.interact(() -> app.find("#frontier-plane").requestFocus());
        for (int i = 0; i < 5; i++) {
            press(robot, KeyCode.RIGHT);
        }
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> !tau.equals(app.text("#tune-field")));
        robot.interact(() -> ((ToggleButton) app.find("#tune-section-threshold")).fire());
        RealApp.until(() -> app.shows("#tune-now-em"));
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        RealApp.until(() -> app.shows("#dialog-field"));
        robot.write("careful");
        robot.type(KeyCode.ENTER);
        RealApp.until(() -> !app.shows("#dialog-field"));
        RealApp.until(() -> scenarioNames().contains("careful"));

        // The dark theme, for the guide.
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("tune-dark");
        for (String screen : List.of("1:explore", "2:live", "3:map")) {
            press(robot, KeyCode.CONTROL, KeyCode.getKeyCode(screen.substring(0, 1)));
            app.shot(screen.substring(2) + "-dark");
        }
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        robot.interact(() -> app.composition().show("settings"));
        RealApp.until(() -> app.shows("#settings-view"));
        app.shot("settings-light");

        // Restart.
        app.close();
        app = WaitForAsyncUtils.asyncFx(() -> RealApp.start(new Stage(), person, workspace))
                .get(90, TimeUnit.SECONDS);
        RealApp.until(() -> scenarioNames().contains("careful"));
        Scenario kept = app.composition()
                .desk()
                .workspace()
                .get()
                .scenarios()
                .list(app.composition().desk().open().get().dataset().id())
                .getFirst();
        assertThat(kept.tau()).isBetween(0.5, 0.8);
        assertThat(kept.metrics()).contains("\"em\"");
        robot.interact(() -> app.composition().show("tune"));
        RealApp.until(() -> app.find("#tune-scenarios") instanceof TableView<?> table
                && table.getItems().size() == 1);
    }

    private List<String> scenarioNames() {
        OpenDataset open = app.composition().desk().open().get();
        return open == null
                ? List.of()
                : open.workspace().scenarios().list(open.dataset().id()).stream()
                        .map(Scenario::name)
                        .toList();
    }
}
