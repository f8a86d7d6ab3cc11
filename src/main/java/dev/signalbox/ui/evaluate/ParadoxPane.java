package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.Paradox;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How often one VLM is right where another is wrong, as a heat map. A cell is a click away from its queries. */
final class ParadoxPane extends VBox {
    private static final double ROW = 32;

    private final EvaluateViewModel model;
    private final TableView<Integer> table = new TableView<>();
    private List<String> names = List.of();
    /** The lowest and the highest share: tints run between them. */
    private double least;

    private double most;

    ParadoxPane(EvaluateViewModel model) {
        this.model = model;
        getStyleClass().add("evaluate-tab");
        Label why = new Label(Messages.text("evaluate.paradox.why"));
        why.getStyleClass().addAll("text-muted", "text-small");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        table.setId("evaluate-paradox");
        table.setAccessibleText(Messages.text("evaluate.paradox"));
        table.getStyleClass().addAll("dense", "evaluate-table", "evaluate-heat");
        table.setFixedCellSize(ROW);
        table.setMinHeight(140);
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.setOnMouseClicked(event -> pick());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                pick();
                event.consume();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(table, why);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private void pick() {
        TablePosition<?, ?> cell = table.getFocusModel().getFocusedCell();
        Board board = model.board().get();
        int column = cell.getColumn() - 1;
        if (board != null
                && cell.getRow() >= 0
                && cell.getRow() < board.pool().length
                && column >= 0
                && column < board.pool().length) {
            model.pick(board.pool()[cell.getRow()], board.pool()[column]);
        }
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        List<String> now = IntStream.of(board.pool()).mapToObj(board::vlm).toList();
        if (!now.equals(names)) {
            names = now;
            columns(board);
        }
        least = 1;
        most = 0;
        for (int wrong : board.pool()) {
            for (int right : board.pool()) {
                double rescue = board.paradox().rescue(wrong, right);
                if (wrong != right && !Double.isNaN(rescue)) {
                    least = Math.min(least, rescue);
                    most = Math.max(most, rescue);
                }
            }
        }
        table.getItems().setAll(IntStream.of(board.pool()).boxed().toList());
    }

    private void columns(Board board) {
        List<TableColumn<Integer, ?>> columns = new ArrayList<>();
        TableColumn<Integer, String> wrong = Columns.words("evaluate.paradox.wrong", 150, column -> {
            Board here = model.board().get();
            return here == null ? "" : here.vlm(column);
        });
        wrong.setSortable(false);
        wrong.setReorderable(false);
        columns.add(wrong);
        for (int column : board.pool()) {
            TableColumn<Integer, Integer> right = new TableColumn<>(board.vlm(column));
            right.setSortable(false);
            right.setReorderable(false);
            right.setPrefWidth(112);
            right.getStyleClass().add("evaluate-number");
            right.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
            right.setCellFactory(_ -> new HeatCell(column));
            columns.add(right);
        }
        table.getColumns().setAll(columns);
    }

    /** A share, tinted by its size. */
    private final class HeatCell extends TableCell<Integer, Integer> {
        private final int right;
        private final Region tint = new Region();
        private final Label share = new Label();
        private final StackPane both = new StackPane(tint, share);

        HeatCell(int right) {
            this.right = right;
            getStyleClass().add("evaluate-heat-cell");
            tint.getStyleClass().add("evaluate-tint");
            share.getStyleClass().add("tabular");
        }

        @Override
        protected void updateItem(@Nullable Integer wrong, boolean empty) {
            super.updateItem(wrong, empty);
            Board board = model.board().get();
            if (empty || wrong == null || board == null || wrong == right) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText("");
                return;
            }
            Paradox paradox = board.paradox();
            double rescue = paradox.rescue(wrong, right);
            share.setText(Figures.percent(rescue));
            tint.setOpacity(
                    Double.isNaN(rescue) ? 0 : most > least ? 0.1 + 0.9 * (rescue - least) / (most - least) : 0.5);
            String text = Messages.text(
                    "evaluate.paradox.cell",
                    board.vlm(wrong),
                    board.vlm(right),
                    paradox.right()[wrong][right],
                    paradox.wrong()[wrong][right],
                    Figures.percent(rescue));
            setTooltip(new Tooltip(text));
            setAccessibleText(text);
            setGraphic(both);
        }
    }
}
