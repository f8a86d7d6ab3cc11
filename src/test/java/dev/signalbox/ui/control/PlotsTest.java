package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PlotsTest {
    private static final int POINTS = 4_000;

    private final ScatterPlot scatter = new ScatterPlot();
    private final CurvePlot curves = new CurvePlot();
    private final StackPane root = new StackPane();
    private final List<ScatterPlot.Selection> selections = new ArrayList<>();
    private float[] x = {};
    private float[] y = {};

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(root, 600, 440);
        scene.getStylesheets().add("css/controls.css");
        stage.setScene(scene);
        stage.show();
        scatter.setOnSelect(selections::add);
    }

    private void showScatter(FxRobot robot) {
        Random random = new Random(5);
        x = new float[POINTS];
        y = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (float) random.nextGaussian();
            y[i] = (float) random.nextGaussian();
        }
        robot.interact(() -> {
            scatter.setPoints(x, y);
            root.getChildren().setAll(scatter);
        });
        settle(robot);
    }

    /** Does what the next frame would. */
    private void settle(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            root.applyCss();
            root.layout();
        });
    }

    /** Drags through the corners and returns the path that the plot saw. */
    private void drag(FxRobot robot, Point2D... path) {
        robot.moveTo(scatter.localToScreen(path[0]));
        robot.press(MouseButton.PRIMARY);
        for (Point2D at : path) {
            robot.moveTo(scatter.localToScreen(at));
        }
        robot.release(MouseButton.PRIMARY);
        settle(robot);
    }

    @Test
    void aRectangleDrawnWithTheMouseSelectsExactlyWhatItHolds(FxRobot robot) {
        showScatter(robot);
        robot.interact(() -> scatter.toolProperty().set(ScatterPlot.Tool.RECTANGLE));
        // The robot may end a pixel beside where it was sent; what counts is where the plot felt it.
        Point2D[] corners = new Point2D[2];
        scatter.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> corners[0] = new Point2D(e.getX(), e.getY()));
        scatter.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> corners[1] = new Point2D(e.getX(), e.getY()));
        drag(robot, new Point2D(150, 120), new Point2D(240, 200), new Point2D(330, 260));
        assertThat(corners[1].distance(330, 260)).isLessThan(3);
        int[] expected = IntStream.range(0, POINTS)
                .filter(i -> scatter.screenX(i) > corners[0].getX()
                        && scatter.screenX(i) < corners[1].getX()
                        && scatter.screenY(i) > corners[0].getY()
                        && scatter.screenY(i) < corners[1].getY())
                .toArray();
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(selections).hasSize(1);
        assertThat(selections.getFirst().indices()).containsExactly(expected);
        assertThat(selections.getFirst().mode()).isEqualTo(ScatterPlot.Mode.REPLACE);
    }

    @Test
    void aLassoSelectsExactlyThePointsInside(FxRobot robot) {
        showScatter(robot);
        double[] px = {200, 420, 300, 410, 190};
        double[] py = {90, 120, 210, 330, 320};
        robot.interact(() -> scatter.select(px, py, ScatterPlot.Mode.ADD));
        int[] expected = IntStream.range(0, POINTS)
                .filter(i -> PointIndexTest.slowlyInside(scatter.screenX(i), scatter.screenY(i), px, py))
                .toArray();
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(selections.getFirst().indices()).containsExactly(expected);
        assertThat(selections.getFirst().mode()).isEqualTo(ScatterPlot.Mode.ADD);
    }

    @Test
    void hiddenCategoriesAreNeitherSelectedNorHit(FxRobot robot) {
        showScatter(robot);
        BitSet hidden = new BitSet();
        hidden.set(1);
        robot.interact(() -> {
            scatter.setCategories(IntStream.range(0, POINTS).map(i -> i % 2).toArray(), null);
            scatter.setHidden(hidden);
        });
        settle(robot);
        robot.interact(scatter::requestFocus);
        robot.type(KeyCode.V);
        assertThat(selections.getFirst().indices())
                .containsExactly(
                        IntStream.range(0, POINTS).filter(i -> i % 2 == 0).toArray());
        assertThat(scatter.pointAt(scatter.screenX(1), scatter.screenY(1), 1e-6))
                .isEqualTo(-1);
        assertThat(scatter.pointAt(scatter.screenX(2), scatter.screenY(2), 1e-6))
                .isEqualTo(2);
    }

    @Test
    void theMouseHoversTheNearestPointAndOpensIt(FxRobot robot) {
        showScatter(robot);
        AtomicInteger opened = new AtomicInteger(-1);
        robot.interact(() -> scatter.setOnOpen(opened::set));
        Point2D at = new Point2D(301, 222);
        int expected = -1;
        double best = 12;
        for (int i = 0; i < POINTS; i++) {
            double distance = at.distance(scatter.screenX(i), scatter.screenY(i));
            if (distance < best) {
                best = distance;
                expected = i;
            }
        }
        assertThat(expected).isNotNegative();
        robot.moveTo(scatter.localToScreen(at));
        settle(robot);
        assertThat(scatter.getHovered()).isEqualTo(expected);
        robot.clickOn(MouseButton.PRIMARY);
        settle(robot);
        assertThat(opened).hasValue(expected);
    }

    @Test
    void zoomKeepsThePlaceUnderTheCursorAndKeysWalk(FxRobot robot) {
        showScatter(robot);
        double worldX = scatter.view().worldX(400);
        double worldY = scatter.view().worldY(100);
        robot.interact(() -> scatter.zoomAt(400, 100, 3));
        settle(robot);
        assertThat(scatter.view().screenX(worldX)).isCloseTo(400, Offset.offset(1e-6));
        assertThat(scatter.view().screenY(worldY)).isCloseTo(100, Offset.offset(1e-6));
        robot.interact(scatter::requestFocus);
        robot.press(KeyCode.CONTROL).type(KeyCode.RIGHT).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        int first = scatter.getHovered();
        assertThat(first).isNotNegative();
        robot.press(KeyCode.CONTROL).type(KeyCode.RIGHT).release(KeyCode.CONTROL);
        assertThat(x[scatter.getHovered()]).isGreaterThan(x[first]);
    }

    @Test
    void unselectedPointsAreDimmedNotHidden(FxRobot robot) {
        robot.interact(() -> {
            scatter.setPoints(new float[] {0, 10}, new float[] {0, 0});
            BitSet selected = new BitSet();
            selected.set(1);
            scatter.setSelected(selected);
            root.getChildren().setAll(scatter);
        });
        settle(robot);
        ImageView picture = (ImageView) scatter.lookup(".image-view");
        PixelReader pixels = ((ImageView) scatter.getChildrenUnmodifiable().stream()
                        .filter(ImageView.class::isInstance)
                        .findFirst()
                        .orElse(picture))
                .getImage()
                .getPixelReader();
        int dimmed = pixels.getArgb((int) scatter.screenX(0), (int) scatter.screenY(0)) >>> 24;
        int full = pixels.getArgb((int) scatter.screenX(1), (int) scatter.screenY(1)) >>> 24;
        assertThat(dimmed).isBetween(20, 80);
        assertThat(full).isGreaterThan(200);
    }

    private void showCurves(FxRobot robot) {
        double[] at =
                IntStream.rangeClosed(0, 1_000).mapToDouble(i -> i / 1_000.0).toArray();
        double[] falling = java.util.Arrays.stream(at).map(v -> 1 - v).toArray();
        robot.interact(() -> {
            curves.setCurves(List.of(
                    new Curve("EM", at, falling, Curve.Shape.LINE, 0),
                    new Curve("Deferral", at, at, Curve.Shape.STEP, 1)));
            curves.setAxes(PlotAxis.between("τ", 0, 1), PlotAxis.share("Share"));
            curves.markerValueProperty().set(0.5);
            curves.markerStepProperty().set(0.01);
            root.getChildren().setAll(curves);
            curves.requestFocus();
        });
        settle(robot);
    }

    @Test
    void keysMoveTheMarkerWithinTheAxis(FxRobot robot) {
        showCurves(robot);
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        assertThat(curves.markerValueProperty().get()).isCloseTo(0.52, Offset.offset(1e-9));
        robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
        assertThat(curves.markerValueProperty().get()).isCloseTo(0.42, Offset.offset(1e-9));
        robot.type(KeyCode.END).type(KeyCode.RIGHT);
        assertThat(curves.markerValueProperty().get()).isEqualTo(1);
        robot.type(KeyCode.HOME).type(KeyCode.LEFT);
        assertThat(curves.markerValueProperty().get()).isZero();
    }

    @Test
    void theMouseDragsTheMarker(FxRobot robot) {
        showCurves(robot);
        CurveFrame frame = curves.frame();
        List<Boolean> adjusting = new ArrayList<>();
        curves.adjustingProperty().addListener((source, old, now) -> adjusting.add(now));
        double middle = (frame.top() + frame.bottom()) / 2;
        robot.moveTo(curves.localToScreen(frame.pixelX(0.5), middle)).press(MouseButton.PRIMARY);
        robot.moveTo(curves.localToScreen(frame.pixelX(0.75), middle)).release(MouseButton.PRIMARY);
        settle(robot);
        assertThat(curves.markerValueProperty().get()).isCloseTo(0.75, Offset.offset(0.01));
        assertThat(adjusting).containsExactly(true, false);
    }

    @Test
    void curvesAreReadAsTheirShapeSays() {
        double[] at = {0, 1, 1, 2};
        double[] values = {0, 1, 5, 3};
        Curve line = new Curve("l", at, values, Curve.Shape.LINE, 0);
        Curve step = new Curve("s", at, values, Curve.Shape.STEP, 0);
        assertThat(line.at(0.5)).isEqualTo(0.5);
        assertThat(line.at(1.5)).isEqualTo(4);
        assertThat(step.at(0.5)).isZero();
        assertThat(step.at(1)).isEqualTo(5);
        assertThat(step.at(2)).isEqualTo(3);
        assertThat(line.at(2.1)).isNaN();
        assertThat(line.at(-0.1)).isNaN();
    }

    @Test
    void movingTheMarkerPaintsOnlyTheOverlay(FxRobot robot) {
        showCurves(robot);
        Canvas base = curves.getChildrenUnmodifiable().stream()
                .filter(Canvas.class::isInstance)
                .map(Canvas.class::cast)
                .findFirst()
                .orElseThrow();
        robot.interact(() -> base.getGraphicsContext2D().clearRect(0, 0, base.getWidth(), base.getHeight()));
        robot.type(KeyCode.RIGHT);
        settle(robot);
        boolean[] empty = {true};
        robot.interact(() -> {
            PixelReader pixels = base.snapshot(transparent(), null).getPixelReader();
            for (int i = 0; i < base.getWidth(); i += 3) {
                for (int j = 0; j < base.getHeight(); j += 3) {
                    empty[0] &= pixels.getArgb(i, j) >>> 24 == 0;
                }
            }
        });
        assertThat(empty[0]).as("the base was not painted again").isTrue();
    }

    private static javafx.scene.SnapshotParameters transparent() {
        javafx.scene.SnapshotParameters parameters = new javafx.scene.SnapshotParameters();
        parameters.setFill(javafx.scene.paint.Color.TRANSPARENT);
        return parameters;
    }
}
