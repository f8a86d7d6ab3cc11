package dev.signalbox.ui.evaluate;

import dev.signalbox.text.Messages;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Columns that sort by the number behind their text, unknown ones last. */
final class Columns {
    private Columns() {}

    /** A column of numbers, right-aligned. */
    static <R> TableColumn<R, Double> number(
            String key, double width, ToDoubleFunction<R> value, Function<R, String> text) {
        TableColumn<R, Double> column = column(key, width, value);
        column.getStyleClass().add("evaluate-number");
        column.setCellFactory(_ -> new Cell<>((cell, row) -> cell.setText(text.apply(row))) {
            {
                getStyleClass().add("evaluate-number");
            }
        });
        return column;
    }

    /** A column of words. */
    static <R> TableColumn<R, String> words(String key, double width, Function<R, String> text) {
        TableColumn<R, String> column = new TableColumn<>();
        title(column, key);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        return column;
    }

    /** A column whose cells are filled by hand. */
    static <R> TableColumn<R, Double> drawn(
            String key, double width, ToDoubleFunction<R> value, Function<TableCell<R, Double>, Drawing<R>> drawing) {
        TableColumn<R, Double> column = column(key, width, value);
        column.setCellFactory(_ -> {
            Cell<R> cell = new Cell<>((own, row) -> {});
            Drawing<R> mine = drawing.apply(cell);
            cell.fill = (own, row) -> {
                mine.show(row);
                own.setGraphic(mine.node());
            };
            return cell;
        });
        return column;
    }

    /** What a drawn cell holds. */
    interface Drawing<R> {
        Node node();

        void show(R row);
    }

    private static <R> TableColumn<R, Double> column(String key, double width, ToDoubleFunction<R> value) {
        TableColumn<R, Double> column = new TableColumn<>();
        title(column, key);
        column.setPrefWidth(width);
        column.setSortType(TableColumn.SortType.DESCENDING); // the best first
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
        column.setComparator((a, b) -> {
            boolean down = column.getSortType() == TableColumn.SortType.DESCENDING;
            if (a.isNaN() || b.isNaN()) {
                int order = Boolean.compare(a.isNaN(), b.isNaN());
                return down ? -order : order;
            }
            return Double.compare(a, b);
        });
        return column;
    }

    private static void title(TableColumn<?, ?> column, String key) {
        Label title = new Label(Messages.text(key));
        column.setText(title.getText());
        if (Messages.has(key + ".why")) {
            title.setTooltip(new Tooltip(Messages.text(key + ".why")));
            title.setMinWidth(Region.USE_PREF_SIZE);
            column.setText("");
            column.setGraphic(title);
        }
    }

    private static class Cell<R> extends TableCell<R, Double> {
        private BiConsumer<TableCell<R, Double>, R> fill;

        Cell(BiConsumer<TableCell<R, Double>, R> fill) {
            this.fill = fill;
        }

        @Override
        protected void updateItem(@Nullable Double item, boolean empty) {
            super.updateItem(item, empty);
            R row = empty || getTableRow() == null ? null : getTableRow().getItem();
            setText(null);
            setGraphic(null);
            if (row != null) {
                fill.accept(this, row);
            }
        }
    }
}
