package dev.signalbox.ui.router;

import dev.signalbox.evaluation.GateTable;
import dev.signalbox.evaluation.GateTable.Row;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.control.ConfidenceBars.Bar;
import dev.signalbox.ui.router.ExpertsViewModel.Picked;
import dev.signalbox.ui.shell.ExpertSwitches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The heat map of experts by the values of a field, with what the gate does over all. */
final class GatePane extends VBox {
    private static final double ROW = 42;
    private static final double CELL = 72;

    private final ExpertsViewModel model;
    private final Label summary = new Label();
    private final ConfidenceBars shares = new ConfidenceBars();
    private final TableView<Row> table = new TableView<>();
    private final Label picked = new Label();
    private final HBox pickedBar;

    /** @param go brings a screen to the front by its id */
    GatePane(ExpertsViewModel model, Consumer<String> go) {
        super(12);
        this.model = model;
        setId("router-experts");
        getStyleClass().add("router-page");
        summary.setId("gates-summary");
        summary.setWrapText(true);
        summary.getStyleClass().add("router-lead");
        Label heading = new Label(Messages.text("gates.overview"));
        heading.getStyleClass().addAll("text-muted", "text-small");
        shares.setMaxWidth(520);
        VBox overview = new VBox(8, summary, heading, shares);
        overview.getStyleClass().addAll("card-plain", "router-card");
        picked.setId("gates-picked");
        picked.setWrapText(true);
        picked.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(picked, Priority.ALWAYS);
        picked.setMaxWidth(Double.MAX_VALUE);
        pickedBar = new HBox(
                8,
                picked,
                button("gates-explore", "gates.show.explore", () -> go.accept("explore")),
                button("gates-map", "gates.show.map", () -> go.accept("map")),
                button("gates-clear", "gates.show.clear", model::clear));
        pickedBar.setAlignment(Pos.CENTER_LEFT);
        pickedBar.getStyleClass().add("router-picked");
        build();
        VBox.setVgrow(table, Priority.ALWAYS);
        Label explain = new Label(Messages.text("gates.lead.explain"));
        explain.getStyleClass().addAll("text-muted", "text-small");
        explain.setWrapText(true);
        explain.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(overview, choices(), pickedBar, table, explain);
        model.table().addListener((property, old, now) -> show());
        model.picked().addListener((property, old, now) -> showPicked());
        show();
        showPicked();
    }

    private static Button button(String id, String key, Runnable action) {
        Button button = new Button(Messages.text(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private HBox choices() {
        ChoiceBox<String> field = new ChoiceBox<>(model.fields());
        field.setId("gates-field");
        field.setAccessibleText(Messages.text("gates.field.accessible"));
        field.valueProperty().bindBidirectional(model.field());
        Label name = new Label(Messages.text("gates.field"));
        name.setLabelFor(field);
        CheckBox selection = new CheckBox(Messages.text("gates.selection"));
        selection.setId("gates-selection");
        selection.selectedProperty().bindBidirectional(model.selectionOnly());
        HBox line = new HBox(8, name, field, selection);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void build() {
        table.setId("gates-table");
        table.setAccessibleText(Messages.text("gates.table"));
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("gates-table");
        table.setMinHeight(240);
        table.setOnMouseClicked(event -> pick());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                pick();
                event.consume();
            }
        });
    }

    @SuppressWarnings("rawtypes") // as JavaFX hands them out
    private void pick() {
        int expert = table.getFocusModel().getFocusedCell().getColumn() - 1;
        int row = table.getFocusModel().getFocusedCell().getRow();
        if (row >= 0
                && expert >= 0
                && expert < model.experts()
                && row < table.getItems().size()) {
            model.pick(row == 0 ? null : table.getItems().get(row).value(), expert);
        }
    }

    private void show() {
        GateTable now = model.table().get();
        if (now == null) {
            return;
        }
        Row all = now.all();
        summary.setText(Messages.text(
                "gates.summary", all.queries(), model.experts(), all.entropy(), ExpertSwitches.words(all.entropy())));
        List<Bar> bars = new ArrayList<>();
        for (int expert = 0; expert < model.experts(); expert++) {
            bars.add(new Bar(
                    Messages.text("experts.expert", expert + 1),
                    all.share(expert),
                    Messages.text("experts.weight", all.share(expert))));
        }
        shares.setBars(bars);
        if (table.getColumns().size() != model.experts() + 3) {
            columns();
        }
        List<Row> rows = new ArrayList<>(List.of(all));
        rows.addAll(now.rows());
        table.getItems().setAll(rows);
    }

    private void columns() {
        List<TableColumn<Row, ?>> columns = new ArrayList<>();
        TableColumn<Row, Row> values = column("gates.column.value", 96, 260, (cell, row) -> {
            String value = row.value();
            boolean first = cell.getIndex() == 0;
            cell.setText(first ? Messages.text("gates.all") : value.isEmpty() ? Messages.text("gates.without") : value);
            cell.setTooltip(new Tooltip(cell.getText()));
        });
        values.getStyleClass().remove("gates-number");
        columns.add(values);
        for (int expert = 0; expert < model.experts(); expert++) {
            TableColumn<Row, Row> column = plain(Messages.text("experts.expert", expert + 1), CELL, 200);
            int own = expert;
            column.setCellFactory(_ -> new WeightCell(own));
            columns.add(column);
        }
        columns.add(column("gates.column.queries", 66, 110, (cell, row) -> {
            cell.setText(Messages.text("gates.queries", row.queries()));
            cell.getStyleClass().add("gates-number");
        }));
        TableColumn<Row, Row> entropy = column("gates.column.entropy", 66, 110, (cell, row) -> {
            cell.setText(Messages.text("gates.entropy", row.entropy()));
            cell.getStyleClass().add("gates-number");
            cell.setTooltip(new Tooltip(Messages.text("gates.entropy.why")));
        });
        columns.add(entropy);
        table.getColumns().setAll(columns);
    }

    private static TableColumn<Row, Row> plain(String title, double least, double most) {
        TableColumn<Row, Row> column = new TableColumn<>(title);
        column.getStyleClass().add("gates-number");
        column.setMinWidth(least);
        column.setPrefWidth(1.3 * least);
        column.setMaxWidth(most);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        return column;
    }

    private interface Fill {
        void fill(TableCell<Row, Row> cell, Row row);
    }

    private static TableColumn<Row, Row> column(String key, double least, double most, Fill fill) {
        TableColumn<Row, Row> column = plain(Messages.text(key), least, most);
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                setTooltip(null);
                getStyleClass().removeAll("gates-first", "gates-number");
                if (!empty && row != null) {
                    fill.fill(this, row);
                    if (getIndex() == 0) {
                        getStyleClass().add("gates-first");
                    }
                }
            }
        });
        return column;
    }

    private void showPicked() {
        Picked now = model.picked().get();
        pickedBar.setVisible(now != null);
        pickedBar.setManaged(now != null);
        if (now != null) {
            String value = now.value() == null
                    ? Messages.text("gates.all")
                    : now.value().isEmpty() ? Messages.text("gates.without") : now.value();
            picked.setText(Messages.text("gates.picked", now.queries(), value, now.expert() + 1));
        }
    }

    /** A mean weight, tinted by its size, with the number of queries in which it is the largest. */
    private static final class WeightCell extends TableCell<Row, Row> {
        private final int expert;
        private final Region tint = new Region();
        private final Label weight = new Label();
        private final Label leads = new Label();
        private final StackPane both;

        WeightCell(int expert) {
            this.expert = expert;
            getStyleClass().add("gates-cell");
            tint.getStyleClass().add("gates-tint");
            leads.getStyleClass().addAll("text-muted", "gates-leads");
            leads.setMinWidth(USE_PREF_SIZE);
            VBox lines = new VBox(weight, leads);
            lines.setAlignment(Pos.CENTER_RIGHT);
            lines.getStyleClass().add("gates-lines");
            both = new StackPane(tint, lines);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            double mean = row.mean().get(expert);
            weight.setText(Messages.text("experts.weight", mean));
            leads.setText(Messages.text("gates.cell.largest", row.dominant().get(expert)));
            tint.setOpacity(Math.clamp(1.3 * mean, 0, 1));
            setAccessibleText(Messages.text(
                    "gates.cell.accessible",
                    row.value(),
                    expert + 1,
                    mean,
                    row.dominant().get(expert),
                    row.queries()));
            setGraphic(both);
        }
    }
}
