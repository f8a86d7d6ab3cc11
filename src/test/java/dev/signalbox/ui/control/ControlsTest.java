package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ControlsTest {
    private final StackPane root = new StackPane();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(root, 640, 480);
        scene.getStylesheets().add("css/controls.css");
        stage.setScene(scene);
        stage.show();
    }

    /** Does what the next frame would. */
    private void settle(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            root.applyCss();
            root.layout();
        });
    }

    private void show(FxRobot robot, Node node) {
        robot.interact(() -> {
            root.getChildren().setAll(node);
            node.requestFocus();
        });
        settle(robot);
    }

    private static final class NumberCell extends GridCell<Integer> {
        private static final AtomicInteger UPDATES = new AtomicInteger();

        @Override
        protected void update(@Nullable Integer newItem) {
            UPDATES.incrementAndGet();
        }
    }

    private static List<Integer> numbers(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private KeyboardGrid<Integer> grid(FxRobot robot, int items) {
        KeyboardGrid<Integer> grid = new KeyboardGrid<>(NumberCell::new);
        grid.setCellSize(120, 100, 8);
        show(robot, grid);
        robot.interact(() -> grid.setItems(numbers(items)));
        robot.interact(grid::requestFocus);
        settle(robot);
        return grid;
    }

    @Test
    void theGridBuildsOnlyWhatIsSeen(FxRobot robot) {
        KeyboardGrid<Integer> grid = grid(robot, 130_000);
        int seen = grid.visibleRange()[1] - grid.visibleRange()[0];
        assertThat(seen).isBetween(12, 30);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.PAGE_DOWN);
        }
        robot.type(KeyCode.END).type(KeyCode.HOME);
        assertThat(grid.builtCells()).isLessThan(4 * seen);
    }

    @Test
    void keysWalkTheGridAndTheFocusStaysInView(FxRobot robot) {
        KeyboardGrid<Integer> grid = grid(robot, 1_001);
        int columns = grid.columns();
        assertThat(columns).isEqualTo(4);
        assertThat(grid.getFocusedIndex()).isZero();
        robot.type(KeyCode.RIGHT).type(KeyCode.DOWN);
        assertThat(grid.getFocusedIndex()).isEqualTo(columns + 1);
        robot.type(KeyCode.UP).type(KeyCode.UP).type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertThat(grid.getFocusedIndex()).isZero();
        robot.type(KeyCode.END);
        assertThat(grid.getFocusedIndex()).isEqualTo(1_000);
        settle(robot);
        assertThat(grid.visibleRange()[0]).isLessThanOrEqualTo(1_000);
        assertThat(grid.visibleRange()[1]).isEqualTo(1_001);
        robot.type(KeyCode.DOWN);
        assertThat(grid.getFocusedIndex()).isEqualTo(1_000);
        robot.type(KeyCode.UP).type(KeyCode.RIGHT).type(KeyCode.DOWN);
        assertThat(grid.getFocusedIndex())
                .as("down from above a short last row")
                .isEqualTo(1_000);
        AtomicInteger opened = new AtomicInteger(-1);
        robot.interact(() -> grid.setOnOpen(opened::set));
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        assertThat(opened).hasValue(0);
        settle(robot);
        assertThat(grid.visibleRange()[0]).isZero();
    }

    @Test
    void shiftExtendsAndSpaceToggles(FxRobot robot) {
        KeyboardGrid<Integer> grid = grid(robot, 50);
        robot.interact(() -> grid.multipleProperty().set(true));
        robot.type(KeyCode.RIGHT);
        robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
        BitSet expected = new BitSet();
        expected.set(1, 6);
        assertThat(grid.selectedProperty().get()).isEqualTo(expected);
        robot.type(KeyCode.SPACE);
        expected.clear(5);
        assertThat(grid.selectedProperty().get()).isEqualTo(expected);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertThat(grid.selectedProperty().get().cardinality()).isEqualTo(50);
    }

    @Test
    void aCellThatScrollsAwayLetsItsItemGo(FxRobot robot) {
        KeyboardGrid<Integer> grid = grid(robot, 10);
        NumberCell.UPDATES.set(0);
        robot.interact(() -> grid.setItems(List.of()));
        settle(robot);
        assertThat(NumberCell.UPDATES.get()).isGreaterThanOrEqualTo(10);
        assertThat(grid.getFocusedIndex()).isEqualTo(-1);
    }

    @Test
    void zoomKeepsThePixelUnderTheCursor(FxRobot robot) {
        PictureView view = new PictureView();
        Image image = new WritableImage(400, 300);
        show(robot, view);
        robot.interact(() -> view.setImage(image, "a picture"));
        settle(robot);
        double fitted = view.zoomProperty().get();
        Point2D under = view.pixelAt(250, 170);
        robot.interact(() -> view.zoomAt(250, 170, 4));
        settle(robot);
        assertThat(view.zoomProperty().get()).isCloseTo(fitted * 4, Offset.offset(1e-9));
        assertThat(view.pixelAt(250, 170).distance(under)).isLessThan(1e-9);
        ImageView shown = (ImageView) view.lookup(".picture-stage").lookup("ImageView");
        assertThat(shown.isSmooth()).as("pixels stay pixels when enlarged").isFalse();
        Point2D onScreen = shown.localToParent(
                under.getX() * view.zoomProperty().get(),
                under.getY() * view.zoomProperty().get());
        assertThat(onScreen.distance(250, 170)).isLessThan(1);
        robot.type(KeyCode.DIGIT1);
        settle(robot);
        assertThat(view.zoomProperty().get()).isEqualTo(1);
        assertThat(shown.isSmooth()).isTrue();
        robot.type(KeyCode.DIGIT0);
        settle(robot);
        assertThat(view.zoomProperty().get()).isEqualTo(fitted);
    }

    @Test
    void picturesAreTurnedByKeyAndAMissingOneSaysWhy(FxRobot robot) {
        PictureView view = new PictureView();
        show(robot, view);
        robot.interact(() -> view.setPages(List.of(
                new PictureView.Page.Shown(new WritableImage(10, 10), "first"),
                new PictureView.Page.Missing("The file is gone", "Put it back"))));
        robot.type(KeyCode.PAGE_DOWN).type(KeyCode.PAGE_DOWN);
        assertThat(view.pageIndexProperty().get()).isEqualTo(1);
        assertThat(view.getAccessibleText()).contains("The file is gone").contains("Put it back");
        robot.interact(() -> view.setPage(1, new PictureView.Page.Shown(new WritableImage(5, 5), "second")));
        assertThat(view.getAccessibleText()).isEqualTo("second");
        robot.type(KeyCode.PAGE_UP);
        assertThat(view.getAccessibleText()).isEqualTo("first");
    }

    @Test
    void theDifferenceIsMarkedWithoutColourAndCopiedClean(FxRobot robot) {
        DiffText text = new DiffText();
        show(robot, text);
        robot.interact(() -> text.setTexts("It is 42", "It is 24"));
        List<String> inserted = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (Node node : text.lookupAll("Text")) {
            Text run = (Text) node;
            if (run.isUnderline()) {
                inserted.add(run.getText());
            }
            if (run.isStrikethrough()) {
                deleted.add(run.getText());
            }
        }
        assertThat(inserted).containsExactly("24");
        assertThat(deleted).containsExactly("42");
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        List<String> copied = new ArrayList<>();
        robot.interact(() -> copied.add(Clipboard.getSystemClipboard().getString()));
        assertThat(copied).containsExactly("It is 24");
        robot.interact(() -> text.setTexts(null, "شكرا لك"));
        assertThat(text.lookup(".flow").getNodeOrientation()).isEqualTo(NodeOrientation.RIGHT_TO_LEFT);
        assertThat(text.lookupAll("Text")).hasSize(1);
    }

    @Test
    void facetsAreWalkedAndToggledByKey(FxRobot robot) {
        FacetList list = new FacetList("Benchmark");
        List<FacetList.FacetItem> items = IntStream.range(0, 20)
                .mapToObj(i -> new FacetList.FacetItem("value " + i, i, 20, false))
                .toList();
        List<String> toggled = new ArrayList<>();
        list.setOnToggle(item -> toggled.add(item.value()));
        show(robot, list);
        robot.interact(() -> list.setItems(items));
        settle(robot);
        assertThat(list.lookupAll(".check-box")).hasSize(8);
        CheckBox first = (CheckBox) list.lookup(".check-box");
        robot.interact(first::requestFocus);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.SPACE);
        assertThat(toggled).containsExactly("value 2");
        robot.type(KeyCode.END).type(KeyCode.DOWN).type(KeyCode.SPACE);
        settle(robot);
        assertThat(list.lookupAll(".check-box")).hasSize(20);
    }

    @Test
    void aLegendSwitchesCategories(FxRobot robot) {
        LegendBar legend = new LegendBar();
        List<BitSet> heard = new ArrayList<>();
        legend.setOnHidden(heard::add);
        show(robot, legend);
        robot.interact(
                () -> legend.setItems(List.of(new LegendBar.Item("maps", 47, 412), new LegendBar.Item("signs", 3, 3))));
        settle(robot);
        robot.clickOn("maps  47 / 412");
        assertThat(heard).containsExactly(BitSet.valueOf(new long[] {1}));
        robot.clickOn("maps  47 / 412");
        assertThat(heard.getLast().isEmpty()).isTrue();
    }

    @Test
    void barsSpeakAndPick(FxRobot robot) {
        ConfidenceBars bars = new ConfidenceBars();
        AtomicInteger picked = new AtomicInteger(-1);
        bars.setOnPick(picked::set);
        show(robot, bars);
        robot.interact(() -> bars.setBars(List.of(
                new ConfidenceBars.Bar("one", 0.9, "0.90", true, Verdict.RIGHT),
                new ConfidenceBars.Bar("two", 0.2, "0.20"))));
        settle(robot);
        Node second = bars.getChildrenUnmodifiable().get(1);
        assertThat(bars.getChildrenUnmodifiable().getFirst().getAccessibleText())
                .isEqualTo("one: 0.90, chosen, right");
        robot.interact(second::requestFocus);
        robot.type(KeyCode.ENTER);
        assertThat(picked).hasValue(1);
    }
}
