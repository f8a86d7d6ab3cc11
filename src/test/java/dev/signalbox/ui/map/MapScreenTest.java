package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.ui.control.ScatterPlot;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Themes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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

/** The map as a person uses it: buttons, mouse and keys on a real workspace. */
@ExtendWith(ApplicationExtension.class)
class MapScreenTest {
    private static final int QUERIES = 60;

    @TempDir
    static Path folder;

    private final Jobs jobs = new ThreadedJobs(Platform::runLater, 1);
    private final StackPane root = new StackPane();
    private MapBench bench;

    @Start
    void start(Stage stage) throws Exception {
        // A folder of its own per test.
        Path own = Files.createTempDirectory(folder, "map");
        bench = new MapBench(own, jobs, QUERIES, true);
        Themes themes = new Themes(new SimpleObjectProperty<>(ThemeChoice.LIGHT));
        MapScreen screen = new MapScreen(bench.model, new Commands(), MapScreenTest::noDialogs, themes.dark());
        root.getChildren().setAll(screen.view());
        Scene scene = new Scene(root, 1000, 640);
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
        bench.use();
    }

    private static Dialogs noDialogs() {
        throw new AssertionError("No dialog is expected");
    }

    @AfterEach
    void close() {
        bench.close();
        jobs.close();
    }

    private static void until(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(10_000, condition::getAsBoolean));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void shows(MapViewModel.Phase phase) throws TimeoutException {
        until(() -> bench.model.phase().get() == phase);
    }

    /** Computes by PCA, where the two clusters lie left and right. */
    private ScatterPlot mapped(FxRobot robot) throws TimeoutException {
        shows(MapViewModel.Phase.NO_MAP);
        robot.clickOn("#map-pca").clickOn("#map-compute");
        shows(MapViewModel.Phase.READY);
        until(() -> bench.model.colours().colouring().get() != null);
        return robot.lookup("#map-plot").queryAs(ScatterPlot.class);
    }

    private static Point2D at(ScatterPlot plot, double x, double y) {
        return plot.localToScreen(plot.getWidth() * x, plot.getHeight() * y);
    }

    @Test
    void computesSelectsFocusesAndClears(FxRobot robot) throws TimeoutException {
        ScatterPlot plot = mapped(robot);
        assertThat(plot.getAccessibleText()).contains("60 points", "60 selected");

        // Rectangle over the left half.
        robot.clickOn("#map-rectangle");
        robot.moveTo(at(plot, 0.01, 0.01)).press(MouseButton.PRIMARY);
        robot.moveTo(at(plot, 0.25, 0.5)).moveTo(at(plot, 0.5, 0.99)).release(MouseButton.PRIMARY);
        until(() -> bench.state.selection().get() != null);
        BitSet chosen = Objects.requireNonNull(bench.state.selection().get());
        assertThat(chosen).isEqualTo(cluster(chosen.nextSetBit(0) % 2));
        until(() -> bench.desk.selection().get().size() == QUERIES / 2);
        until(() -> plot.getAccessibleText().contains("30 selected"));

        // A lasso around the right half takes the other cluster instead.
        robot.clickOn("#map-lasso");
        lasso(robot, plot, 0.5, 0.99);
        BitSet others = cluster(1 - chosen.nextSetBit(0) % 2);
        until(() -> others.equals(bench.state.selection().get()));

        // With Shift a second lasso adds to the first, with Alt it takes away.
        robot.interact(() -> heldLasso(plot, 0.01, 0.5, true));
        until(() -> bench.state.selection().get() != null
                && bench.state.selection().get().cardinality() == QUERIES);
        robot.interact(() -> heldLasso(plot, 0.5, 0.99, false));
        until(() -> chosen.equals(bench.state.selection().get()));

        robot.type(KeyCode.ESCAPE);
        until(() -> bench.state.selection().get() == null);

        // A click on a point opens its query.
        Point2D point = plot.localToScreen(plot.locate(0));
        robot.moveTo(point).clickOn(MouseButton.PRIMARY);
        until(() -> bench.state.focusedQuery().get() >= 0);
        int query = bench.state.focusedQuery().get();
        assertThat(bench.model.focused().get())
                .isEqualTo(Objects.requireNonNull(bench.model.map().get()).place(query));
        Node card = robot.lookup("#map-hover").query();
        until(card::isVisible);
        assertThat(bench.failures).isEmpty();
    }

    private static void lasso(FxRobot robot, ScatterPlot plot, double left, double right) {
        robot.moveTo(at(plot, left, 0.01)).press(MouseButton.PRIMARY);
        robot.moveTo(at(plot, right, 0.01)).moveTo(at(plot, right, 0.99)).moveTo(at(plot, left, 0.99));
        robot.release(MouseButton.PRIMARY);
    }

    /** The headless robot's mouse knows nothing of held keys, so these events are made by hand. */
    private static void heldLasso(ScatterPlot plot, double left, double right, boolean shift) {
        double[][] way = {{left, 0.01}, {right, 0.01}, {right, 0.99}, {left, 0.99}};
        fire(plot, MouseEvent.MOUSE_PRESSED, way[0], shift);
        for (double[] corner : way) {
            fire(plot, MouseEvent.MOUSE_DRAGGED, corner, shift);
        }
        fire(plot, MouseEvent.MOUSE_RELEASED, way[3], shift);
    }

    private static void fire(ScatterPlot plot, EventType<MouseEvent> type, double[] part, boolean shift) {
        double x = plot.getWidth() * part[0];
        double y = plot.getHeight() * part[1];
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        plot.fireEvent(new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                shift,
                false,
                !shift,
                false,
                down,
                false,
                false,
                false,
                false,
                false,
                null));
    }

    private static BitSet cluster(int parity) {
        BitSet bits = new BitSet();
        IntStream.range(0, QUERIES).filter(q -> q % 2 == parity).forEach(bits::set);
        return bits;
    }

    @Test
    void selectionMadeElsewhereShowsHere(FxRobot robot) throws TimeoutException {
        ScatterPlot plot = mapped(robot);
        robot.interact(() -> bench.state.filterRule().set("task:read"));
        until(() -> plot.getAccessibleText().contains("30 selected"));
        assertThat(robot.lookup("#map-chosen").queryLabeled().getText()).isEqualTo("30 of 60 points");
    }

    @Test
    void aRunningMapCanBeCancelled(FxRobot robot) throws TimeoutException {
        shows(MapViewModel.Phase.NO_MAP);
        // Thousands of iterations: far more than the click below needs.
        robot.interact(() -> bench.model.compute(new MapOptions(MapOptions.Method.TSNE, 1, 5, 100_000)));
        until(() -> robot.lookup("#map-progress").query().isVisible());
        robot.clickOn("#map-cancel");
        until(() -> bench.model.job().get() == null);
        assertThat(bench.workspace.projections().list(bench.dataset.id())).isEmpty();
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        assertThat(robot.lookup("#map-progress").query().isVisible()).isFalse();
        assertThat(bench.failures).isEmpty();
    }

    private boolean moves() {
        MapRun.Shown shown = bench.model.making().moving().get();
        return shown != null && shown.moving();
    }

    @Test
    void aMovingMapHaltsStopsAndGoesOn(FxRobot robot) throws TimeoutException {
        shows(MapViewModel.Phase.NO_MAP);
        robot.interact(() -> bench.model.compute(new MapOptions(MapOptions.Method.TSNE, 1, 5, 100_000)));
        until(this::moves);
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.READY);
        assertThat(robot.lookup("#map-plot").queryAs(ScatterPlot.class).isVisible())
                .isTrue();
        robot.clickOn("#map-pause");
        until(() -> robot.lookup("#map-pause").queryButton().getText().equals("Continue"));
        int halted = Objects.requireNonNull(bench.model.making().moving().get())
                .frame()
                .iteration();
        robot.clickOn("#map-pause");
        until(() -> Objects.requireNonNull(bench.model.making().moving().get())
                        .frame()
                        .iteration()
                > halted);
        robot.clickOn("#map-cancel");
        until(() -> bench.model.making().unfinished().get() != null);
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        int stopped = Objects.requireNonNull(bench.model.making().unfinished().get())
                .state()
                .iteration();
        assertThat(stopped).isGreaterThan(halted);
        robot.clickOn("#map-go-on");
        until(this::moves);
        assertThat(Objects.requireNonNull(bench.model.making().moving().get())
                        .frame()
                        .iteration())
                .isGreaterThan(stopped);
        robot.clickOn("#map-cancel");
        until(() -> bench.model.job().get() == null);
        assertThat(bench.failures).isEmpty();
    }
}
