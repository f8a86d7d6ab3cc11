package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HeatMapTest {
    private final StackPane root = new StackPane();
    private HeatMap map;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        map = new HeatMap();
        Scene scene = new Scene(root, 1200, 480);
        scene.getStylesheets().add("css/controls.css");
        root.getChildren().setAll(map);
        stage.setScene(scene);
        stage.show();
    }

    private void fill(FxRobot robot, List<String> names) {
        robot.interact(() -> {
            map.setCells(
                    "Wrong",
                    names.stream()
                            .map(name -> new HeatMap.Column(name, 66, 160))
                            .toList());
            HeatMap.Cell cell = new HeatMap.Cell("12.3%", "", .5, "spoken");
            map.getItems()
                    .setAll(names.stream()
                            .map(name -> new HeatMap.Row(name, Collections.nCopies(names.size(), cell), false))
                            .toList());
        });
        settle(robot);
    }

    private void settle(FxRobot robot) {
        for (int i = 0; i < 3; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                root.applyCss();
                root.layout();
            });
        }
    }

    private void width(FxRobot robot, double width) {
        robot.interact(() -> {
            root.setMaxWidth(width);
            map.setMaxWidth(width);
        });
        settle(robot);
    }

    /** Headers' labels with what they really show. */
    private List<String> shown() {
        List<String> result = new ArrayList<>();
        for (Node node : map.lookupAll(".column-header .label")) {
            if (node instanceof Label label
                    && label.getText() != null
                    && label.getText().startsWith("vendor")) {
                result.add(((Text) label.lookup(".text")).getText());
                assertThat(label.getRotate()).isEqualTo(upright() ? -90 : 0);
            }
        }
        Collections.sort(result);
        return result;
    }

    private boolean upright() {
        return map.lookupAll(".column-header .label").stream().anyMatch(node -> node.getRotate() != 0);
    }

    @Test
    void namesAreWholeAtEveryWidth(FxRobot robot) {
        List<String> names = IntStream.range(0, 7)
                .mapToObj(i -> "vendor-model-" + (i + 1) + "0b-instruct")
                .toList();
        fill(robot, names);
        width(robot, 1200);
        assertThat(upright()).isTrue();
        assertThat(shown()).isEqualTo(names);
        fill(robot, names.subList(0, 3));
        assertThat(upright()).as("room enough side by side").isFalse();
        assertThat(shown()).isEqualTo(names.subList(0, 3));
        width(robot, 420);
        assertThat(upright()).isTrue();
        assertThat(shown()).isEqualTo(names.subList(0, 3));
        width(robot, 1100);
        assertThat(upright()).isFalse();
        assertThat(map.getColumns().get(1).getWidth()).isGreaterThan(140);
    }
}
