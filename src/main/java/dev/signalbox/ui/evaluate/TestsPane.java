package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.McNemar;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.IntervalBar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every way of choosing against the baseline on the same queries. */
final class TestsPane extends VBox {
    private static final double ROW = 32;

    /** A way of choosing with its test. */
    private record Row(Standing standing, PairedTest test) {
        double p() {
            McNemar mcNemar = test.mcNemar();
            return mcNemar == null ? Double.NaN : mcNemar.p();
        }

        double error() {
            McNemar mcNemar = test.mcNemar();
            return mcNemar == null ? Double.NaN : mcNemar.standardError();
        }

        double count(ToIntFunction<McNemar> of) {
            McNemar mcNemar = test.mcNemar();
            return mcNemar == null ? Double.NaN : of.applyAsInt(mcNemar);
        }
    }

    private final TableView<Row> table = new TableView<>();
    private double reach = 0.1;

    TestsPane(EvaluateViewModel model) {
        getStyleClass().add("evaluate-tab");
        Label why = new Label(Messages.text("evaluate.tests.why"));
        why.getStyleClass().addAll("text-muted", "text-small");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        build();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(table, why);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private void build() {
        table.setId("evaluate-tests");
        table.setAccessibleText(Messages.text("evaluate.tests"));
        table.getStyleClass().addAll("dense", "evaluate-table");
        table.setFixedCellSize(ROW);
        table.setMinHeight(140);
        table.getColumns()
                .setAll(List.of(
                        Columns.words("evaluate.column.name", 150, row -> StandingWords.name(row.standing())),
                        Columns.number(
                                "evaluate.column.difference",
                                100,
                                row -> row.test().difference(),
                                row -> Figures.points(row.test().difference())),
                        Columns.drawn(
                                "evaluate.column.difference.interval",
                                150,
                                row -> row.test().difference(),
                                Bar::new),
                        Columns.number("evaluate.column.p", 80, Row::p, row -> Figures.p(row.p())),
                        Columns.words("evaluate.column.verdict", 190, TestsPane::verdict),
                        Columns.number(
                                "evaluate.column.better",
                                104,
                                row -> row.count(m -> m.paired().better()),
                                row -> count(row.count(m -> m.paired().better()))),
                        Columns.number(
                                "evaluate.column.worse",
                                116,
                                row -> row.count(m -> m.paired().worse()),
                                row -> count(row.count(m -> m.paired().worse()))),
                        Columns.number(
                                "evaluate.column.error",
                                64,
                                Row::error,
                                row -> Figures.points(row.error()).replace("+", "")),
                        Columns.number(
                                "evaluate.column.queries",
                                76,
                                row -> row.test().queries(),
                                row -> count(row.test().queries()))));
    }

    private static String count(double number) {
        return Double.isNaN(number) ? Figures.NONE : Messages.text("evaluate.count", number);
    }

    /** In words, so that neither colour nor sign is the only mark. */
    private static String verdict(Row row) {
        PairedTest test = row.test();
        if (test.queries() == 0) {
            return Figures.NONE;
        }
        boolean clear = test.interval().low() > 0 || test.interval().high() < 0;
        boolean random = test.mcNemar() == null;
        return !clear || !random && row.p() > 0.05
                ? Messages.text("evaluate.verdict.unclear")
                : Messages.text(test.difference() > 0 ? "evaluate.verdict.better" : "evaluate.verdict.worse");
    }

    private final class Bar implements Columns.Drawing<Row> {
        private final IntervalBar bar = new IntervalBar();
        private final Tooltip tooltip = new Tooltip();

        Bar(TableCell<Row, Double> cell) {
            cell.setTooltip(tooltip);
        }

        @Override
        public Node node() {
            return bar;
        }

        @Override
        public void show(Row row) {
            PairedTest test = row.test();
            bar.setAxis(-reach, reach, 0);
            bar.show(
                    test.interval().low(),
                    test.difference(),
                    test.interval().high(),
                    row.standing().kind() != Standing.Kind.ROUTER);
            String text = Messages.text(
                    "evaluate.difference",
                    Figures.points(test.difference()),
                    Figures.points(test.interval().low()),
                    Figures.points(test.interval().high()));
            bar.setAccessibleText(text);
            tooltip.setText(text);
        }
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        List<Row> rows = new ArrayList<>();
        reach = 0.05;
        for (int i = 0; i < board.tests().size(); i++) {
            if (i != board.question().baseline()) {
                PairedTest test = board.tests().get(i);
                rows.add(new Row(board.standings().get(i), test));
                reach = Math.max(
                        reach,
                        Math.max(
                                Math.abs(test.interval().low()),
                                Math.abs(test.interval().high())));
            }
        }
        reach = Math.ceil(20 * reach) / 20;
        table.getItems().setAll(rows);
        table.sort();
    }
}
