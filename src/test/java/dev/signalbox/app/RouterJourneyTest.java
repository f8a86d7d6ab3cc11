package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sample.SampleGenerator;
import java.nio.file.Path;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
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

/** Somebody looks into the router at the real app: experts over the dataset and on one query, then other sentences. */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class RouterJourneyTest {
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

    private String figures() {
        return app.text("#lab-em") + app.text("#lab-moved") + app.text("#lab-share-1") + app.text("#lab-share-7");
    }

    @Test
    void switchesAnExpertOffAndTriesASentenceThatIsTakenBack(FxRobot robot) throws Exception {
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        robot.interact(() -> app.composition().show("router"));

        // A cell of the heat map becomes the selection.
        RealApp.until(() -> app.find("#gates-table") instanceof TableView<?> table
                && table.getItems().size() > 5);
        app.shot("router-experts-light");
        robot.interact(() -> {
            TableView<?> table = (TableView<?>) app.find("#gates-table");
            table.requestFocus();
            select(table, 1, 2);
        });
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> app.shows("#gates-picked"));
        assertThat(app.composition().desk().selection().get().size()).isLessThan(SampleGenerator.FEWEST);
        robot.interact(() -> app.find("#gates-clear").requestFocus());
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.composition().desk().selection().get().size() == SampleGenerator.FEWEST);

        // The first expert is taken out of one query's mixture, in the detail pane.
        CheckBox first = (CheckBox) app.find("#expert-switch-1");
        robot.interact(first::requestFocus);
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.text("#expert-sentence").startsWith("Experts on: 2, 3, 4"));
        assertThat(first.isSelected()).isFalse();
        assertThat(app.text("#expert-change-1")).matches("[+-]\\d\\.\\d{3}|0");
        app.shot("router-switch-light");
        robot.interact(() -> app.find("#expert-all").requestFocus());
        press(robot, KeyCode.SPACE);
        RealApp.until(first::isSelected);

        // Another sentence moves the shares; its own one brings every number back.
        robot.interact(
                () -> ((TabPane) app.find("#router-tabs")).getSelectionModel().select(1));
        RealApp.until(() -> app.text("#lab-em").startsWith("EM"));
        String before = figures();
        String own = ((TextArea) app.find("#lab-sentence-1")).getText();
        robot.interact(() -> {
            TextArea area = (TextArea) app.find("#lab-sentence-1");
            area.requestFocus();
            area.selectAll();
        });
        robot.write("Sim Glacier Max has an unknown number of parameters");
        RealApp.until(() -> app.text("#lab-share-1").contains("→"));
        assertThat(figures()).isNotEqualTo(before);
        app.shot("router-profiles-light");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("router-profiles-dark");
        robot.interact(
                () -> ((TabPane) app.find("#router-tabs")).getSelectionModel().select(0));
        app.shot("router-experts-dark");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        robot.interact(
                () -> ((TabPane) app.find("#router-tabs")).getSelectionModel().select(1));
        robot.interact(() -> app.find("#lab-reset").requestFocus());
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> figures().equals(before));
        assertThat(((TextArea) app.find("#lab-sentence-1")).getText()).isEqualTo(own);
        assertThat(app.find("#lab-keep").isDisabled()).isTrue();

        // A VLM that nobody has gets queries, but no label.
        robot.interact(() -> app.find("#lab-add").requestFocus());
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> app.text("#lab-share-8").startsWith("Chosen"));
        robot.interact(() -> app.find("#lab-remove-8").requestFocus());
        press(robot, KeyCode.SPACE);
        RealApp.until(() -> figures().equals(before));
    }

    private static <T> void select(TableView<T> table, int row, int column) {
        table.getSelectionModel().clearAndSelect(row, table.getColumns().get(column));
        table.getFocusModel().focus(row, table.getColumns().get(column));
    }
}
