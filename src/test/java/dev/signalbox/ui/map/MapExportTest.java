package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.control.ScatterPlot;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.RecordingDialogs;
import dev.signalbox.ui.shell.Themes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The map that a person sees, as a picture and as a drawing. */
@ExtendWith(ApplicationExtension.class)
class MapExportTest {
    private static final int QUERIES = 200;

    @TempDir
    static Path folder;

    private final RecordingDialogs dialogs = new RecordingDialogs();
    private final Commands commands = new Commands();
    private MapBench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new MapBench(Files.createTempDirectory(folder, "map"), new DirectJobs(), QUERIES, true);
        bench.use();
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 7));
        Themes themes = new Themes(new SimpleObjectProperty<>(ThemeChoice.LIGHT));
        MapScreen screen = new MapScreen(bench.model, commands, () -> dialogs, themes.dark());
        Scene scene = new Scene(new StackPane(screen.view()), 1000, 640);
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
        bench.model.layers().density().set(true);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String drawn(FxRobot robot, Path path) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        dialogs.answer(path);
        robot.interact(() -> commands.run("map.export"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(dialogs.said().getLast()).startsWith("note ").contains(path.toString());
        return Files.readString(path);
    }

    private static int points(String svg) {
        return (int) Pattern.compile("h0").matcher(svg).results().count();
    }

    @Test
    void theDrawingHoldsPointsNamesLinesLegendAndTheSimulatedMark(FxRobot robot) throws Exception {
        String svg = drawn(robot, folder.resolve("map.svg"));
        assertThat(points(svg)).isEqualTo(QUERIES);
        assertThat(svg)
                .contains(">bench – Field: task<", ">simulated<", ">sign<", ">apples<", ">read  100<", ">count  100<");
        assertThat(svg)
                .contains("stroke=\"#24292f\" stroke-opacity=\"0.40\"", "stroke=\"#24292f\" stroke-opacity=\"0.64\"");

        // What is switched off in the legend is not drawn, what is not selected is dimmed and counted.
        BitSet first = new BitSet();
        first.set(0, 20);
        ScatterPlot plot = robot.lookup("#map-plot").queryAs(ScatterPlot.class);
        robot.interact(() -> bench.state.selection().set(first));
        BitSet second = new BitSet();
        second.set(1);
        robot.interact(() -> plot.setHidden(second));
        svg = drawn(robot, folder.resolve("part.svg"));
        assertThat(points(svg)).isEqualTo(QUERIES / 2);
        assertThat(svg).contains("stroke-opacity=\"0.22\"", "10 / 100<");
    }

    @Test
    void anyOtherNameIsAPicture(FxRobot robot) throws Exception {
        Path path = folder.resolve("map.png");
        WaitForAsyncUtils.waitForFxEvents();
        dialogs.answer(path);
        robot.interact(() -> commands.run("map.export"));
        WaitForAsyncUtils.waitForFxEvents();
        try (var in = Files.newInputStream(path)) {
            Image read = new Image(in);
            assertThat(read.isError()).isFalse();
            assertThat(read.getWidth()).isGreaterThan(1900);
        }
    }
}
