package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Event;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.control.KeyboardGrid;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
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

/** An annotator at the keyboard of the real app, with a real workspace on disk. */
@ExtendWith(ApplicationExtension.class)
@Timeout(240)
class AnnotatorJourneyTest {
    private static final List<Integer> GPT_WRONG_ANOTHER_RIGHT = IntStream.range(0, SmallDataset.QUERIES)
            .filter(i -> !SmallDataset.right(i, 2) && (SmallDataset.right(i, 0) || SmallDataset.right(i, 1)))
            .boxed()
            .toList();

    @TempDir
    private static Path folder;

    @TempDir
    private Path own;

    private Stage stage;
    private Composition app;
    private Path workspace;

    @BeforeAll
    static void headless() {
        System.setProperty("testfx.robot", "glass");
    }

    @Start
    void start(Stage first) throws Exception {
        workspace = own.resolve("workspace");
        try (Workspace made = Workspace.open(workspace)) {
            made.datasets().store(SmallDataset.draft(own.resolve("pictures")), Progress.NONE);
        }
        stage = first;
        app = new Composition(EarlyStart.begin(AppPaths.below(own, folder), new LaunchOptions(workspace, false)));
        app.openFirst();
        stage.setScene(app.window().scene(1280, 800));
        stage.show();
        app.afterFirstFrame();
    }

    @AfterEach
    void stop() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    app.close();
                    stage.close();
                })
                .get(60, TimeUnit.SECONDS);
    }

    private Node find(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getRoot().lookup(query);
    }

    private String text(String query) {
        Node node = find(query);
        return node instanceof Labeled labeled
                ? labeled.getText()
                : node instanceof TextInputControl field
                        ? field.getText()
                        : node == null ? "" : node.getAccessibleText();
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, holds);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private KeyboardGrid<?> grid() {
        return (KeyboardGrid<?>) find("#query-grid");
    }

    private void opened() throws Exception {
        until(() -> find("#query-grid") != null
                && grid().isFocused()
                && text("#detail-key").equals("q-000"));
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void findsTheQueriesMarksThreeLabelsUndoesOneAndTwoAreKept(FxRobot robot) throws Exception {
        opened();
        press(robot, KeyCode.CONTROL, KeyCode.F);
        assertThat(find("#filter-text").isFocused()).isTrue();
        robot.write("wrong:gpt-4o right:any");
        press(robot, KeyCode.ENTER);
        until(() -> text("#filter-count").equals(GPT_WRONG_ANOTHER_RIGHT.size() + " of " + SmallDataset.QUERIES));
        assertThat(find("#chip-0")).isNotNull();
        assertThat(find("#chip-1")).isNotNull();
        int first = GPT_WRONG_ANOTHER_RIGHT.getFirst();
        until(() -> text("#detail-key").equals("q-%03d".formatted(first)));

        robot.interact(() -> grid().requestFocus());
        press(robot, KeyCode.RIGHT);
        String second = "q-%03d".formatted(GPT_WRONG_ANOTHER_RIGHT.get(1));
        until(() -> text("#detail-key").equals(second));
        press(robot, KeyCode.ENTER);
        until(() -> app.window().detailFull().get());
        assertThat(find("#query-grid"))
                .as("the detail has the middle to itself")
                .isNull();

        int query = GPT_WRONG_ANOTHER_RIGHT.get(1);
        press(robot, KeyCode.SHIFT, KeyCode.DIGIT1);
        press(robot, KeyCode.DIGIT2);
        press(robot, KeyCode.DIGIT3);
        until(() -> corrections(query).size() == 3);
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        until(() -> corrections(query).size() == 2);

        // Marked right, gpt-4o's query would have left the filter; undone it is back.
        until(() -> text("#filter-count").equals(GPT_WRONG_ANOTHER_RIGHT.size() + " of " + SmallDataset.QUERIES));
        press(robot, KeyCode.ESCAPE);
        until(() -> find("#query-grid") != null && grid().isFocused());
        assertThat(app.window().detailFull().get()).isFalse();

        List<Event> events = history(query);
        assertThat(events).hasSize(4);
        assertThat(events.getLast().reason()).isEqualTo("undo");
        try (Workspace again = Workspace.open(workspace)) {
            Dataset dataset = again.datasets().list().getFirst();
            assertThat(OpenDataset.open(again, dataset).editor().annotations().corrections())
                    .isEqualTo(2);
        }
    }

    @Test
    void aWholeAnswerIsMarkedAndTheQueryThatLeavesTheFilterStaysInView(FxRobot robot) throws Exception {
        opened();
        press(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("wrong:gpt-4o");
        press(robot, KeyCode.ENTER);
        until(() -> text("#filter-count").startsWith("14 of"));
        robot.interact(() -> grid().requestFocus());
        press(robot, KeyCode.DIGIT3);
        until(() -> text("#filter-count").startsWith("13 of"));
        assertThat(text("#detail-key")).isEqualTo("q-000");
        assertThat(text("#detail-position")).isEqualTo("hidden by the filter");
        press(robot, KeyCode.J);
        until(() -> text("#detail-key").equals("q-003"));
        press(robot, KeyCode.K);
        assertThat(text("#detail-key")).isEqualTo("q-003"); // the first that the filter lets through
    }

    @Test
    void digitsAreTypedIntoANoteAndMarkNothing(FxRobot robot) throws Exception {
        opened();
        press(robot, KeyCode.N);
        until(() ->
                find("#detail-note-field") != null && find("#detail-note-field").isFocused());
        robot.write("see 1 2 3 jrn");
        press(robot, KeyCode.ENTER);
        until(() -> find("#detail-note-field") == null && !text("#detail-note").equals("No note"));
        assertThat(text("#detail-note")).isEqualTo("see 1 2 3 jrn");
        assertThat(history(0)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Event.Kind.NOTE);
            assertThat(event.newValue()).isEqualTo("see 1 2 3 jrn");
        });
        press(robot, KeyCode.R);
        until(() -> find("#detail-reference-field") != null
                && find("#detail-reference-field").isFocused());
        robot.write("zero");
        press(robot, KeyCode.ENTER);
        until(() -> text("#detail-reference").equals("zero"));
        assertThat(text("#detail-reference-imported")).isEqualTo("0");
        press(robot, KeyCode.R);
        until(() -> find("#detail-reference-field") != null
                && find("#detail-reference-field").isFocused());
        robot.write("given up");
        press(robot, KeyCode.ESCAPE);
        until(() -> find("#detail-reference-field") == null);
        assertThat(text("#detail-reference")).isEqualTo("zero");
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        until(() -> text("#detail-reference").equals("0"));
    }

    @Test
    void facetsEditTheRuleAndSaySoWhenNothingMatches(FxRobot robot) throws Exception {
        opened();
        until(() -> find("#facet-wrong-2") != null);
        robot.interact(() -> ((javafx.scene.control.ToggleButton) find("#facet-wrong-2")).fire());
        until(() -> text("#filter-count").startsWith("14 of"));
        assertThat(text("#filter-text")).isEqualTo("wrong:gpt-4o");
        press(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("wrong:gtp");
        press(robot, KeyCode.ENTER);
        until(() -> text("#filter-problem").contains("gtp"));
        press(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("nothing-of-this-kind");
        press(robot, KeyCode.ENTER);
        until(() -> find("#explore-nothing") != null);
        assertThat(text("#filter-count")).startsWith("0 of");
        robot.interact(() -> ((javafx.scene.control.Button) find("#explore-clear")).fire());
        until(() -> text("#filter-count").equals("40 queries"));
        assertThat(find("#query-grid")).isNotNull();
    }

    private List<Event> history(int query) {
        try (Workspace reading = Workspace.open(workspace)) {
            Dataset dataset = reading.datasets().list().getFirst();
            return reading.events().of(dataset.id(), query);
        }
    }

    private List<String> corrections(int query) {
        try (Workspace reading = Workspace.open(workspace)) {
            Dataset dataset = reading.datasets().list().getFirst();
            OpenDataset open = OpenDataset.open(reading, dataset);
            return IntStream.range(0, SmallDataset.VLMS.size())
                    .filter(k -> open.editor().annotations().labels().corrected(query, k))
                    .mapToObj(SmallDataset.VLMS::get)
                    .toList();
        }
    }
}
