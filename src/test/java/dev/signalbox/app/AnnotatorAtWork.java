package dev.signalbox.app;

import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A process of its own: marks three labels at the keyboard of the real app, takes one back, says so, and goes on. */
final class AnnotatorAtWork {
    private AnnotatorAtWork() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("testfx.robot", "glass");
        Path person = Path.of(args[0]);
        Path workspace = Path.of(args[1]);
        Stage stage = FxToolkit.registerPrimaryStage();
        RealApp app = WaitForAsyncUtils.asyncFx(() -> RealApp.start(stage, person, workspace))
                .get(120, TimeUnit.SECONDS);
        FxRobot robot = new FxRobot();
        RealApp.until(() -> app.find("#query-grid") != null
                && app.find("#query-grid").isFocused()
                && !app.text("#detail-key").isEmpty());
        robot.type(KeyCode.V); // into the review queue
        // The first query: two VLMs are right and are marked wrong, the third is wrong and is marked right.
        robot.press(KeyCode.SHIFT, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.SHIFT);
        robot.press(KeyCode.SHIFT, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.SHIFT);
        robot.type(KeyCode.DIGIT3);
        OpenDataset open = app.composition().desk().open().get();
        RealApp.until(() -> open.editor().annotations().corrections() == 3);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        RealApp.until(() -> open.editor().annotations().corrections() == 2);
        System.out.println("marked");
        System.out.flush();
        Thread.sleep(600_000);
    }
}
