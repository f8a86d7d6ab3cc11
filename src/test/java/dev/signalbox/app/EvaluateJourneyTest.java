package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.cli.Installation;
import dev.signalbox.cli.Main;
import dev.signalbox.model.Correctness;
import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.ui.shell.DatasetDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Somebody compares at the real app by keyboard; every figure on the screen is the one of the command line. */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class EvaluateJourneyTest {
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

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private TableView<?> table(String query) {
        return (TableView<?>) app.find(query);
    }

    private int rows(String query) {
        return app.find(query) instanceof TableView<?> table ? table.getItems().size() : 0;
    }

    private double value(String query, int row, int column) {
        return (Double) table(query).getColumns().get(column).getCellData(row);
    }

    /** What the command line says of the same workspace, which the window has open. */
    private JsonNode command(String split) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new Installation(RealApp.PROJECT, workspace),
                new String[] {
                    "evaluate",
                    "--dataset",
                    "1",
                    "--split",
                    split,
                    "--router",
                    "sample",
                    "--slices",
                    "benchmark",
                    "--json"
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private void sameAsTheCommand(String split) throws IOException {
        JsonNode report = command(split);
        double[] em = {
            report.at("/router/em").asDouble(),
            report.at("/bestSingle/accuracy").asDouble(),
            report.at("/cheapest/accuracy").asDouble(),
            report.at("/random/accuracy").asDouble(),
            report.at("/datasetOracle/accuracy").asDouble(),
            report.at("/oracle/accuracy").asDouble()
        };
        for (int row = 0; row < em.length; row++) {
            assertThat(value("#evaluate-standings", row, 1)).as("row %d", row).isEqualTo(em[row]);
        }
        assertThat(value("#evaluate-standings", 0, 3))
                .isEqualTo(report.at("/router/accuracy").asDouble());
        assertThat(value("#evaluate-standings", 0, 7))
                .isEqualTo(report.at("/router/meanCost").asDouble());
        assertThat(value("#evaluate-tests", 0, 1))
                .isEqualTo(report.at("/tests/0/difference").asDouble());
        assertThat(value("#evaluate-tests", 0, 3))
                .isEqualTo(report.at("/tests/0/p").asDouble());
    }

    @Test
    void comparesByKeyboardAndFollowsACorrection(FxRobot robot) throws Exception {
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT5);
        RealApp.until(() -> rows("#evaluate-standings") == 6);
        assertThat(app.shows("#evaluate-note-simulated")).isTrue();
        sameAsTheCommand("test");

        // All queries by the keyboard: the note then says that the router learnt from some of them.
        robot.interact(() -> app.find("#evaluate-split").requestFocus());
        press(robot, KeyCode.UP);
        press(robot, KeyCode.UP);
        RealApp.until(() -> app.text("#evaluate-base").startsWith("140"));
        RealApp.until(() -> app.shows("#evaluate-note-learnt"));
        sameAsTheCommand("all");
        app.shot("evaluate-light");

        // A correction is in every figure at once.
        DatasetDesk desk = app.composition().desk();
        double before = value("#evaluate-standings", 5, 1);
        robot.interact(() -> {
            for (int query = 0; query < 40; query++) {
                for (int vlm = 0; vlm < 7; vlm++) {
                    desk.mark(query, vlm, Correctness.WRONG);
                }
            }
        });
        RealApp.until(() -> value("#evaluate-standings", 5, 1) < before);
        sameAsTheCommand("all");

        // The second line is chosen; its slices are shown, and one of them becomes the filter of all screens.
        robot.interact(() -> {
            table("#evaluate-standings").requestFocus();
            table("#evaluate-standings").getSelectionModel().select(0);
            table("#evaluate-standings").getFocusModel().focus(0);
        });
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.DOWN);
        robot.interact(() -> app.find("#evaluate-tabs").requestFocus());
        press(robot, KeyCode.RIGHT);
        RealApp.until(() -> rows("#evaluate-slices") > 5);
        assertThat(app.text("#evaluate-slices-who")).startsWith("Cheapest VLM");
        robot.interact(() -> table("#evaluate-slices").requestFocus());
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> desk.selection().get().size() < SampleGenerator.FEWEST);
        assertThat(desk.filter().text()).startsWith("benchmark:");
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> desk.selection().get().size() == SampleGenerator.FEWEST);

        // Where one VLM is wrong and another right.
        robot.interact(() -> app.find("#evaluate-tabs").requestFocus());
        press(robot, KeyCode.RIGHT);
        RealApp.until(() -> rows("#evaluate-paradox") == 7);
        assertThat(((TabPane) app.find("#evaluate-tabs")).getSelectionModel().getSelectedIndex())
                .isEqualTo(2);
        robot.interact(() -> {
            TableView<?> heat = table("#evaluate-paradox");
            heat.requestFocus();
            select(heat, 0, 2);
        });
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> desk.filter().text().contains("wrong:sim-acorn-2b")
                && desk.filter().text().contains("right:sim-brook-7b"));
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("evaluate-dark");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    }

    private static <T> void select(TableView<T> table, int row, int column) {
        table.getSelectionModel().clearAndSelect(row, table.getColumns().get(column));
        table.getFocusModel().focus(row, table.getColumns().get(column));
    }
}
