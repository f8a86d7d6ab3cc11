package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.control.ScatterPlot;
import dev.signalbox.workbench.ImportDataset;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
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

/**
 * A map from nothing to a choice of queries at the real app: made, halted, stopped, gone on with after a restart; then a
 * lasso, whose queries Explore shows. The sample's questions, with simulated vectors, of which those of 47 queries lie apart.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(600)
class MapJourneyTest {
    private static final int QUERIES = 1400;
    private static final int FIRST = 600;
    private static final int APART = 47;
    private static final int DIM = 24;
    private static final int TRIES = 6;

    @TempDir
    private static Path shared;

    private static Path workspace;

    @TempDir
    private Path person;

    private RealApp app;

    @BeforeAll
    static void scored() {
        System.setProperty("testfx.robot", "glass");
        workspace = shared.resolve("workspace");
        try (Workspace made = Workspace.open(workspace)) {
            Path sample = RealApp.PROJECT.resolve("datasets").resolve("sample");
            new ImportDataset(made).run(sample, "m2", null, List.of(), false, Progress.NONE);
            Dataset dataset = made.datasets().list().getFirst();
            RouterInfo router = new RouterLibrary(made, RealApp.PROJECT).resolve(RouterLibrary.SAMPLE);
            List<String> vlms = dataset.vlms().stream().map(Vlm::id).toList();
            ScoreSet set =
                    made.scores().begin(dataset.id(), router.id(), vlms, 4, QUERIES, "simulated", dataset.dataHash());
            Random random = new Random(4);
            float[] fused = new float[QUERIES * DIM];
            for (int i = 0; i < fused.length; i++) {
                int query = i / DIM;
                boolean apart = query >= FIRST && query < FIRST + APART;
                int way = apart ? 0 : 1 + query % 5;
                fused[i] = (float) random.nextGaussian() + (i % DIM == way ? apart ? 40 : 6 : 0);
            }
            try (VectorFile file = VectorFile.create(made.scores().vectors(set), QUERIES, DIM, "fused", Map.of())) {
                file.write(0, fused);
                file.force();
            }
            float[] confidence = new float[QUERIES * vlms.size()];
            Arrays.fill(confidence, 0.5f);
            float[] gate = new float[QUERIES * 4];
            Arrays.fill(gate, 0.25f);
            made.scores().append(set.id(), 0, confidence, gate);
        }
    }

    @Start
    void start(Stage first) {
        app = RealApp.start(first, person, workspace);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void toMap(FxRobot robot) throws Exception {
        RealApp.until(() ->
                app.find("#query-grid") != null && !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT3);
    }

    @Test
    void aMapIsMadeStoppedGoneOnWithAndChosenFrom(FxRobot robot) throws Exception {
        toMap(robot);
        RealApp.until(() -> app.shows("#map-compute"));
        haltOnTheWay(robot);
        robot.clickOn("#map-cancel");
        RealApp.until(() -> app.shows("#map-unfinished") && !app.shows("#map-progress"));
        assertThat(app.shows("#map-compute")).as("half a map is no map").isTrue();

        // After a restart it goes on.
        app.close();
        app = WaitForAsyncUtils.asyncFx(() -> RealApp.start(new Stage(), person, workspace))
                .get(90, TimeUnit.SECONDS);
        toMap(robot);
        RealApp.until(() -> app.shows("#map-go-on"));
        robot.clickOn("#map-go-on");
        RealApp.until(() -> app.text("#map-caption").contains("trustworthiness"));
        assertThat(app.shows("#map-unfinished")).isFalse();
        assertThat(app.text("#map-chosen")).isEqualTo("1,400 points");

        // A lasso around those that lie apart; Explore shows them and nothing else.
        lasso(robot, (ScatterPlot) app.find("#map-plot"));
        RealApp.until(() -> app.text("#map-chosen").equals("47 of 1,400 points"));
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT1);
        RealApp.until(() -> app.shows("#query-grid"));
        assertThat(app.text("#filter-count")).contains("47 of 1,400");
        assertThat(Objects.requireNonNull(app.composition().desk().selection().get())
                        .size())
                .isEqualTo(APART);
        robot.interact(() -> app.find("#query-grid").requestFocus());
        for (int i = 0; i < 3; i++) {
            press(robot, KeyCode.RIGHT);
            assertThat(index().table().keys().indexOf(app.text("#detail-key"))).isBetween(FIRST, FIRST + APART - 1);
        }

        // What Explore lets back in stands out on the map again, and a filter there is dimmed here.
        robot.clickOn("#filter-clear-all");
        RealApp.until(() -> app.text("#filter-count").contains("1,400")
                && !app.text("#filter-count").contains("of"));
        press(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("right:any");
        robot.type(KeyCode.ENTER);
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT3);
        DatasetIndex index = index();
        int passing = (int) IntStream.range(0, QUERIES)
                .filter(query -> index.right(query) > 0)
                .count();
        RealApp.until(
                () -> app.text("#map-chosen").equals(String.format(Locale.ENGLISH, "%,d of 1,400 points", passing)));
    }

    private DatasetIndex index() {
        return Objects.requireNonNull(app.composition().desk().index().get());
    }

    /** Computes and halts; a machine that is done before the click computes again. */
    private void haltOnTheWay(FxRobot robot) throws Exception {
        robot.clickOn("#map-compute");
        for (int i = 0; i < TRIES; i++) {
            RealApp.until(() -> app.shows("#map-pause") || done());
            if (app.shows("#map-pause")) {
                robot.clickOn("#map-pause");
            }
            RealApp.until(() -> app.text("#map-pause").equals("Continue") || done());
            if (!done()) {
                return;
            }
            robot.clickOn("#map-options");
            RealApp.until(() -> robot.lookup("#map-option-make").tryQuery().isPresent());
            robot.clickOn("#map-option-make");
        }
        throw new AssertionError("Done before the click, " + TRIES + " times");
    }

    private boolean done() {
        return app.text("#map-caption").contains("trustworthiness") && !app.shows("#map-progress");
    }

    private void lasso(FxRobot robot, ScatterPlot plot) throws Exception {
        Bounds box = WaitForAsyncUtils.asyncFx(() -> around(plot)).get(30, TimeUnit.SECONDS);
        for (int query = 0; query < QUERIES; query++) {
            assertThat(box.contains(plot.locate(query)))
                    .as("query %d", query)
                    .isEqualTo(query >= FIRST && query < FIRST + APART);
        }
        Point2D[] corners = {
            new Point2D(box.getMinX(), box.getMinY()),
            new Point2D(box.getMaxX(), box.getMinY()),
            new Point2D(box.getMaxX(), box.getMaxY()),
            new Point2D(box.getMinX(), box.getMaxY())
        };
        robot.moveTo(plot.localToScreen(corners[0])).press(MouseButton.PRIMARY);
        for (Point2D corner : corners) {
            robot.moveTo(plot.localToScreen(corner));
        }
        robot.release(MouseButton.PRIMARY);
    }

    private static Bounds around(ScatterPlot plot) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = 0;
        double bottom = 0;
        for (int query = FIRST; query < FIRST + APART; query++) {
            Point2D at = plot.locate(query);
            left = Math.min(left, at.getX());
            top = Math.min(top, at.getY());
            right = Math.max(right, at.getX());
            bottom = Math.max(bottom, at.getY());
        }
        return new BoundingBox(left - 5, top - 5, right - left + 10, bottom - top + 10);
    }
}
