package dev.signalbox.ui.router;

import dev.signalbox.evaluation.GateTable;
import dev.signalbox.evaluation.GateTable.Row;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.control.ConfidenceBars.Bar;
import dev.signalbox.ui.control.HeatMap;
import dev.signalbox.ui.control.HeatMap.Cell;
import dev.signalbox.ui.control.HeatMap.Column;
import dev.signalbox.ui.router.ExpertsViewModel.Picked;
import dev.signalbox.ui.shell.ExpertSwitches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The heat map of experts by the values of a field, with what the gate does over all. */
final class GatePane extends VBox {
    private static final double CELL = 72;

    private final ExpertsViewModel model;
    private final Label summary = new Label();
    private final ConfidenceBars shares = new ConfidenceBars();
    private final HeatMap table = new HeatMap();
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
        table.setMinHeight(240);
        table.setOnPick((row, expert) -> {
            GateTable now = model.table().get();
            if (now != null && expert < model.experts()) {
                model.pick(row == 0 ? null : now.rows().get(row - 1).value(), expert);
            }
        });
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
        List<Column> columns = new ArrayList<>();
        for (int expert = 0; expert < model.experts(); expert++) {
            columns.add(new Column(Messages.text("experts.expert", expert + 1), CELL, 200));
        }
        columns.add(new Column(Messages.text("gates.column.queries"), 66, 110));
        columns.add(new Column(Messages.text("gates.column.entropy"), 66, 110));
        table.setCells(Messages.text("gates.column.value"), columns);
        List<HeatMap.Row> rows = new ArrayList<>(List.of(row(all, true)));
        now.rows().forEach(row -> rows.add(row(row, false)));
        table.getItems().setAll(rows);
    }

    private HeatMap.Row row(Row row, boolean all) {
        List<Cell> cells = new ArrayList<>();
        for (int expert = 0; expert < model.experts(); expert++) {
            double mean = row.mean().get(expert);
            int leads = row.dominant().get(expert);
            cells.add(new Cell(
                    Messages.text("experts.weight", mean),
                    Messages.text("gates.cell.largest", leads),
                    1.3 * mean,
                    Messages.text("gates.cell.accessible", row.value(), expert + 1, mean, leads, row.queries())));
        }
        cells.add(new Cell(Messages.text("gates.queries", row.queries()), "", Double.NaN, ""));
        cells.add(new Cell(
                Messages.text("gates.entropy", row.entropy()), "", Double.NaN, Messages.text("gates.entropy.why")));
        String name =
                all ? Messages.text("gates.all") : row.value().isEmpty() ? Messages.text("gates.without") : row.value();
        return new HeatMap.Row(name, cells, all);
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
}
