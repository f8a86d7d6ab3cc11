package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.Paradox;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.HeatMap;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How often one VLM is right where another is wrong, as a heat map. A cell is a click away from its queries. */
final class ParadoxPane extends VBox {
    private final EvaluateViewModel model;
    private final HeatMap map = new HeatMap();

    ParadoxPane(EvaluateViewModel model) {
        this.model = model;
        getStyleClass().add("evaluate-tab");
        Label why = new Label(Messages.text("evaluate.paradox.why"));
        why.getStyleClass().addAll("text-muted", "text-small");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        map.setId("evaluate-paradox");
        map.setAccessibleText(Messages.text("evaluate.paradox"));
        map.setMinHeight(140);
        map.setOnPick(this::pick);
        VBox.setVgrow(map, Priority.ALWAYS);
        getChildren().addAll(map, why);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private void pick(int row, int column) {
        Board board = model.board().get();
        if (board != null && row < board.pool().length && column < board.pool().length) {
            model.pick(board.pool()[row], board.pool()[column]);
        }
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        map.setCells(
                Messages.text("evaluate.paradox.wrong"),
                IntStream.of(board.pool())
                        .mapToObj(column -> new HeatMap.Column(board.vlm(column), 66, 160))
                        .toList());
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (int wrong : board.pool()) {
            for (int right : board.pool()) {
                double rescue = board.paradox().rescue(wrong, right);
                if (wrong != right && !Double.isNaN(rescue)) {
                    range.accept(rescue);
                }
            }
        }
        List<HeatMap.Row> rows = new ArrayList<>();
        for (int wrong : board.pool()) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int right : board.pool()) {
                cells.add(
                        wrong == right
                                ? new HeatMap.Cell("", "", Double.NaN, "")
                                : cell(
                                        board,
                                        wrong,
                                        right,
                                        HeatMap.heat(board.paradox().rescue(wrong, right), range)));
            }
            rows.add(new HeatMap.Row(board.vlm(wrong), cells, false));
        }
        map.getItems().setAll(rows);
    }

    private static HeatMap.Cell cell(Board board, int wrong, int right, double heat) {
        Paradox paradox = board.paradox();
        String share = Figures.percent(paradox.rescue(wrong, right));
        return new HeatMap.Cell(
                share,
                "",
                heat,
                Messages.text(
                        "evaluate.paradox.cell",
                        board.vlm(wrong),
                        board.vlm(right),
                        paradox.right()[wrong][right],
                        paradox.wrong()[wrong][right],
                        share));
    }
}
