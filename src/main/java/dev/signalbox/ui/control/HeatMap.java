package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers tinted by their size. Arrow keys go from cell to cell; Enter, Space or a click picks one. Names of columns are
 * never cut: where they do not fit side by side they stand upright.
 */
public final class HeatMap extends TableView<HeatMap.Row> {
    /**
     * A number.
     *
     * @param detail a second, small line; empty for none
     * @param heat   how strongly it is tinted, 0..1; NaN for a plain number
     * @param spoken the whole cell in words, which is its tooltip as well
     */
    public record Cell(String text, String detail, double heat, String spoken) {}

    /**
     * A line.
     *
     * @param name  stands before the cells
     * @param cells one per column
     * @param whole stands out, as the sum of the others does
     */
    public record Row(String name, List<Cell> cells, boolean whole) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A column of cells, {@code least} to {@code most} pixels wide. */
    public record Column(String title, double least, double most) {}

    /** Hears what was picked. */
    public interface Pick {
        /** Places among the rows, and among the columns without the names. */
        void picked(int row, int column);
    }

    private static final double HEIGHT = 42;
    private static final double NAMES = 96;
    /** What a header needs beside its name. */
    private static final double AROUND = 22;
    /** What the table needs beside its columns: its edge and the bar that scrolls it. */
    private static final double EDGE = 16;

    private final List<Label> titles = new ArrayList<>();
    private List<Column> columns = List.of();
    private boolean upright;
    private Pick onPick = (row, column) -> {};

    public HeatMap() {
        getStyleClass().add("heat-map");
        setFixedCellSize(HEIGHT);
        getSelectionModel().setCellSelectionEnabled(true);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setOnMouseClicked(event -> pick());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                pick();
                event.consume();
            }
        });
    }

    /**
     * Columns, made anew only when they differ.
     *
     * @param names what the column of the rows' names is called
     */
    public void setCells(String names, List<Column> wanted) {
        if (!getColumns().isEmpty() && columns.equals(wanted)) {
            titles.getFirst().setText(names);
            return;
        }
        columns = List.copyOf(wanted);
        titles.clear();
        upright = false;
        List<TableColumn<Row, ?>> made = new ArrayList<>();
        TableColumn<Row, Row> first = column(new Column(names, NAMES, 260));
        first.setCellFactory(column -> new NameCell());
        made.add(first);
        for (int i = 0; i < columns.size(); i++) {
            TableColumn<Row, Row> column = column(columns.get(i));
            column.getStyleClass().add("heat-number");
            int own = i;
            column.setCellFactory(c -> new HeatCell(own));
            made.add(column);
        }
        getColumns().setAll(made);
    }

    /**
     * How strongly a number is tinted: from the lowest to the highest there is, which are often close together.
     *
     * @return 0.05..1, NaN for NaN
     */
    public static double heat(double value, DoubleSummaryStatistics range) {
        double span = range.getMax() - range.getMin();
        return span > 0 ? 0.05 + 0.95 * (value - range.getMin()) / span : Double.isNaN(value) ? value : 0.5;
    }

    /** Hears picks of cells, not of names. */
    public void setOnPick(Pick handler) {
        onPick = handler;
    }

    @SuppressWarnings("rawtypes") // as JavaFX hands them out
    private void pick() {
        TablePosition at = getFocusModel().getFocusedCell();
        int column = at.getColumn() - 1;
        if (at.getRow() >= 0 && at.getRow() < getItems().size() && column >= 0 && column < columns.size()) {
            onPick.picked(at.getRow(), column);
        }
    }

    @Override
    protected void layoutChildren() {
        turn();
        super.layoutChildren();
    }

    /** Names stand upright when they do not fit side by side. */
    private void turn() {
        if (titles.isEmpty() || getWidth() <= 0) {
            return;
        }
        TableColumn<Row, ?> first = getColumns().getFirst();
        first.setMinWidth(Math.max(NAMES, Math.ceil(titles.getFirst().prefWidth(-1)) + AROUND));
        double needed = EDGE + Math.max(first.getPrefWidth(), first.getMinWidth());
        for (int i = 0; i < columns.size(); i++) {
            needed += wide(i);
        }
        boolean turned = needed > getWidth();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn<Row, ?> column = getColumns().get(i + 1);
            double least = turned ? columns.get(i).least() : wide(i);
            column.setMaxWidth(Math.max(least, columns.get(i).most()));
            column.setMinWidth(least);
            if (turned != upright) {
                Label title = titles.get(i + 1);
                title.setRotate(turned ? -90 : 0);
                // Only a group takes the room that its content takes after it was turned.
                column.setGraphic(null);
                column.setGraphic(turned ? new Group(title) : title);
            }
        }
        upright = turned;
    }

    /** The width at which a column's name stands in one line. */
    private double wide(int column) {
        return Math.max(
                columns.get(column).least(), Math.ceil(titles.get(column + 1).prefWidth(-1)) + AROUND);
    }

    private TableColumn<Row, Row> column(Column wanted) {
        // A label of its own, since the header's has no tooltip and names are longer than cells are wide.
        Label title = new Label(wanted.title());
        title.setTooltip(new Tooltip(wanted.title()));
        title.setMinWidth(USE_PREF_SIZE);
        titles.add(title);
        TableColumn<Row, Row> column = new TableColumn<>();
        column.setGraphic(title);
        column.setMinWidth(wanted.least());
        column.setPrefWidth(1.3 * wanted.least());
        column.setMaxWidth(wanted.most());
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        return column;
    }

    private static void mark(TableCell<Row, Row> cell, @Nullable Row row) {
        cell.getStyleClass().remove("heat-whole");
        if (row != null && row.whole()) {
            cell.getStyleClass().add("heat-whole");
        }
    }

    private static final class NameCell extends TableCell<Row, Row> {
        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            mark(this, row);
            setText(row == null ? null : row.name());
            setTooltip(row == null ? null : new Tooltip(row.name()));
        }
    }

    private static final class HeatCell extends TableCell<Row, Row> {
        private final int place;
        private final Region tint = new Region();
        private final Label number = new Label();
        private final Label detail = new Label();
        private final StackPane both;

        HeatCell(int place) {
            this.place = place;
            getStyleClass().add("heat-cell");
            tint.getStyleClass().add("heat-tint");
            detail.getStyleClass().addAll("text-muted", "heat-detail");
            detail.setMinWidth(USE_PREF_SIZE);
            detail.managedProperty().bind(detail.visibleProperty());
            VBox lines = new VBox(number, detail);
            lines.setAlignment(Pos.CENTER_RIGHT);
            lines.getStyleClass().add("heat-lines");
            both = new StackPane(tint, lines);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            mark(this, row);
            if (empty || row == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText("");
                return;
            }
            Cell cell = row.cells().get(place);
            number.setText(cell.text());
            detail.setText(cell.detail());
            detail.setVisible(!cell.detail().isEmpty());
            tint.setOpacity(Double.isNaN(cell.heat()) ? 0 : Math.clamp(cell.heat(), 0, 1));
            setTooltip(cell.spoken().isEmpty() ? null : new Tooltip(cell.spoken()));
            setAccessibleText(cell.spoken().isEmpty() ? cell.text() : cell.spoken());
            setGraphic(both);
        }
    }
}
