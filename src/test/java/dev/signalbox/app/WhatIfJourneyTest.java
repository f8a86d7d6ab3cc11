package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Scenario;
import dev.signalbox.sample.SampleGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
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

/** A product manager asks which VLM can go and how far confidences can be trusted, by keyboard at the real app. */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class WhatIfJourneyTest {
    @TempDir
    private static Path shared;

    private static Path workspace;

    @TempDir
    private Path person;

    private RealApp app;

    @BeforeAll
    static void scoredSample() {
        workspace = RealApp.scoredSample(shared);
    }

    @Start
    void start(Stage stage) {
        app = RealApp.start(stage, person, workspace);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private void press(FxRobot robot, String id, KeyCode... keys) {
        robot.interact(() -> app.find(id).requestFocus());
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void theme(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L).release(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int selected() {
        return app.composition().desk().selection().get().size();
    }

    @Test
    void asksWhatCanGoAndTrustsCalibratedConfidences(FxRobot robot) throws Exception {
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        robot.interact(() -> app.composition().show("tune"));
        RealApp.until(() -> !app.text("#tune-now-em").isEmpty());

        // What if: one row per VLM, and it follows the threshold.
        press(robot, "#tune-section-whatif", KeyCode.SPACE);
        RealApp.until(() -> rows("#whatif-removals") == 7 && rows("#whatif-matrix") == 7);
        String answer = app.text("#whatif-answer");
        assertThat(answer).contains("0.50");
        robot.interact(() -> app.composition().show("tune"));
        for (int i = 0; i < 5; i++) {
            press(robot, "#tune-slider", KeyCode.RIGHT);
        }
        RealApp.until(() -> app.text("#whatif-answer").contains("0.55"));
        app.shot("tune-whatif-light");
        theme(robot);
        app.shot("tune-whatif-dark");
        theme(robot);

        // The missed queries become the selection, and all of them again.
        String missed = app.text("#whatif-part-missed");
        press(robot, "#whatif-part-missed", KeyCode.SPACE);
        RealApp.until(() -> app.shows("#whatif-picked") && selected() < SampleGenerator.FEWEST);
        assertThat(missed).contains(" " + selected() + " (");
        app.shot("tune-regret-light");
        press(robot, "#whatif-clear", KeyCode.SPACE);
        RealApp.until(() -> selected() == SampleGenerator.FEWEST);

        // A VLM is forbidden from the table; every page has one less.
        robot.interact(() -> ((TableView<?>) app.find("#whatif-removals"))
                .getSelectionModel()
                .select(0));
        press(robot, "#whatif-forbid", KeyCode.SPACE);
        RealApp.until(() -> rows("#whatif-removals") == 6);

        // Stages: a third one for the last paid VLM, and thresholds found on validation queries.
        press(robot, "#tune-section-stages", KeyCode.SPACE);
        RealApp.until(() -> !app.text("#stages-em-now").isEmpty());
        press(robot, "#stages-more", KeyCode.SPACE);
        press(robot, "#stages-vlm-6-3", KeyCode.SPACE);
        RealApp.until(() -> app.find("#stages-tau-2") != null);
        app.shot("tune-stages-light");
        press(robot, "#stages-search", KeyCode.SPACE);
        RealApp.until(() -> app.text("#stages-found").startsWith("Found EM"));

        savesStagesAndOpensThemAgain(robot);

        // Calibration: figures before and after, then the rest of Tune uses it and says so.
        press(robot, "#tune-section-calibration", KeyCode.SPACE);
        RealApp.until(() -> !app.text("#calibration-ece-after").isEmpty());
        assertThat(app.text("#calibration-fitted")).contains("train");
        assertThat(app.text("#calibration-ece-before")).isNotEqualTo(app.text("#calibration-ece-after"));
        robot.interact(() -> ((ScrollPane) app.find("#calibration")).setVvalue(0));
        press(robot, "#calibration-use", KeyCode.SPACE);
        RealApp.until(() -> app.text("#tune-calibrated").contains("Temperature"));
        app.shot("tune-calibration-light");
        theme(robot);
        app.shot("tune-calibration-dark");
        theme(robot);
        press(robot, "#tune-section-threshold", KeyCode.SPACE);
        RealApp.until(() -> app.find("#tune-notes").lookupAll(".tune-note").stream()
                .anyMatch(note -> String.valueOf(note.getId()).startsWith("tune-note-calibrated")));
    }

    /** From the list of saved settings, and from the settings side by side. */
    private void savesStagesAndOpensThemAgain(FxRobot robot) throws Exception {
        assertThat(app.text("#stages-latency-now")).endsWith(" s");
        List<String> figures = stages();
        press(robot, "#stages-save", KeyCode.SPACE);
        RealApp.until(() -> app.shows("#dialog-field"));
        robot.write("three stages");
        robot.type(KeyCode.ENTER);
        press(robot, "#tune-section-threshold", KeyCode.SPACE);
        robot.interact(
                () -> ((TabPane) app.find("#tune-tabs")).getSelectionModel().select(1));
        RealApp.until(() -> rows("#tune-scenarios") == 1);
        press(robot, "#tune-slider", KeyCode.CONTROL, KeyCode.S);
        RealApp.until(() -> app.shows("#dialog-field"));
        robot.type(KeyCode.ENTER);
        RealApp.until(() -> rows("#tune-scenarios") == 2);

        press(robot, "#tune-section-stages", KeyCode.SPACE);
        press(robot, "#stages-fewer", KeyCode.SPACE);
        press(robot, "#stages-tau-1", KeyCode.RIGHT);
        RealApp.until(() -> app.find("#stages-tau-2") == null && !stages().equals(figures));
        press(robot, "#tune-section-threshold", KeyCode.SPACE);
        robot.interact(() -> {
            var model = ((TableView<?>) app.find("#tune-scenarios")).getSelectionModel();
            model.clearSelection();
            for (int row = 0; row < 2; row++) {
                Scenario scenario = (Scenario)
                        ((TableView<?>) app.find("#tune-scenarios")).getItems().get(row);
                if (scenario.name().equals("three stages")) {
                    model.select(row);
                }
            }
        });
        press(robot, "#tune-apply", KeyCode.SPACE);
        RealApp.until(() -> app.find("#stages-tau-2") != null && stages().equals(figures));

        press(robot, "#stages-fewer", KeyCode.SPACE);
        press(robot, "#tune-section-threshold", KeyCode.SPACE);
        robot.interact(() ->
                ((TableView<?>) app.find("#tune-scenarios")).getSelectionModel().selectAll());
        press(robot, "#tune-side-by-side", KeyCode.SPACE);
        RealApp.until(() -> app.find("#tune-side") != null);
        app.shot("tune-side-stages-light");
        robot.interact(() -> ((MenuButton) app.find("#tune-side-apply"))
                .getItems().stream()
                        .filter(item -> item.getText().equals("three stages"))
                        .forEach(MenuItem::fire));
        RealApp.until(() -> app.find("#stages-tau-2") != null && stages().equals(figures));
    }

    /** Every figure and threshold of the page. */
    private List<String> stages() {
        return Stream.of("em", "interval", "cost", "priced", "latency", "timed", "calls", "judged")
                .map(figure -> app.text("#stages-" + figure + "-now"))
                .collect(Collectors.collectingAndThen(Collectors.toList(), figures -> {
                    figures.add(app.text("#stages-tau-value-1"));
                    figures.add(app.text("#stages-tau-value-2"));
                    return figures;
                }));
    }

    private int rows(String table) {
        return app.find(table) instanceof TableView<?> found ? found.getItems().size() : -1;
    }
}
