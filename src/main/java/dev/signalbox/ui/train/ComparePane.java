package dev.signalbox.ui.train;

import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.TestScore;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Figures and differing settings of the ticked runs, one column each, and what the scored ones are worth. */
final class ComparePane extends VBox {
    private static final double ROW = 28;

    private final TableView<Comparison.Row> table = new TableView<>();
    private final Label unlike = Nodes.problem("train-unlike");
    private final VBox verdicts = new VBox(4);
    private List<String> columns = List.of();

    ComparePane(RunsViewModel model) {
        setId("train-compare");
        setSpacing(8);
        getStyleClass().addAll("card-plain", "train-card");
        Label title = new Label(Messages.text("train.compare"));
        title.getStyleClass().add("card-heading");
        verdicts.setId("train-verdicts");
        table.setId("train-table");
        table.setAccessibleText(Messages.text("train.compare"));
        table.getStyleClass().addAll("dense", "striped", "edge-to-edge");
        table.setFixedCellSize(ROW);
        table.setSelectionModel(null);
        getChildren().addAll(title, verdicts, unlike, table);
        model.compared().addListener((property, old, now) -> show(now));
        show(model.compared().get());
    }

    private void show(List<RunLine> runs) {
        setManaged(!runs.isEmpty());
        setVisible(!runs.isEmpty());
        List<String> names = runs.stream().map(RunLine::name).toList();
        if (!names.equals(columns) || table.getColumns().isEmpty()) {
            columns = names;
            fillColumns();
        }
        List<Comparison.Row> rows = Comparison.rows(runs);
        if (!rows.equals(table.getItems())) {
            table.getItems().setAll(rows);
        }
        double height = (rows.size() + 1) * ROW + 18;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        unlike.setText(Comparison.unlike(runs) ? Messages.text("train.compare.unlike") : "");
        verdicts.getChildren().clear();
        for (RunLine run : runs) {
            TestScore score = run.score();
            if (score != null) {
                Label label = Nodes.wrapped(verdict(run, score));
                label.getStyleClass().add("train-verdict");
                verdicts.getChildren().add(label);
            }
        }
        verdicts.setManaged(!verdicts.getChildren().isEmpty());
    }

    private void fillColumns() {
        table.getColumns().clear();
        TableColumn<Comparison.Row, String> name = new TableColumn<>(Messages.text("train.compare.figure"));
        name.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(cell.getValue().name()));
        name.setCellFactory(column -> new NameCell());
        name.setPrefWidth(190);
        name.setSortable(false);
        table.getColumns().add(name);
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            TableColumn<Comparison.Row, String> column = new TableColumn<>(columns.get(i));
            column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(
                    at < cell.getValue().values().size()
                            ? cell.getValue().values().get(at)
                            : ""));
            column.setPrefWidth(230);
            column.setSortable(false);
            table.getColumns().add(column);
        }
    }

    /** A name with what it means; settings are marked as such. */
    private static final class NameCell extends TableCell<Comparison.Row, String> {
        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            Comparison.Row row = empty ? null : getTableRow().getItem();
            setText(empty ? null : text);
            setTooltip(row == null || row.why().isEmpty() ? null : new Tooltip(row.why()));
            getStyleClass().remove("train-setting-name");
            if (row != null && row.setting()) {
                getStyleClass().add("train-setting-name");
            }
        }
    }

    /** EM beside the simplest alternatives, with intervals, whichever wins. */
    static String verdict(RunLine run, TestScore score) {
        StringBuilder said = new StringBuilder(Messages.text(
                "train.score.line",
                run.name(),
                score.judged(),
                score.dataset(),
                Figures.percent(
                        score.em(), score.interval().low(), score.interval().high()),
                score.single() == null ? Figures.NONE : score.single(),
                Figures.percent(
                        score.singleEm(),
                        score.singleInterval().low(),
                        score.singleInterval().high()),
                Figures.percent(
                        score.random(),
                        score.randomInterval().low(),
                        score.randomInterval().high()),
                Figures.percent(score.oracle())));
        PairedTest gain = score.gain();
        if (score.single() != null && gain != null && gain.queries() > 0) {
            double low = gain.interval().low();
            double high = gain.interval().high();
            String key =
                    low > 0 ? "train.score.clear.better" : high < 0 ? "train.score.clear.worse" : "train.score.unclear";
            said.append(' ')
                    .append(Messages.text(
                            key,
                            Figures.points(gain.difference()),
                            Figures.points(low),
                            Figures.points(high),
                            score.single()));
        }
        if (run.history().simulated()) {
            said.append(' ').append(Messages.text("train.score.simulated"));
        }
        return said.toString();
    }
}
