package dev.signalbox.ui.tune;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.TuneDataset;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A threshold for every VLM of the first pool; empty fields share the common one. */
final class VlmThresholdsPane extends VBox {
    private final TuneViewModel model;
    private final VlmThresholdsViewModel own;
    private final GridPane grid = new GridPane(12, 4);
    private final Label outcome = new Label();
    private List<Integer> shown = List.of();

    VlmThresholdsPane(TuneViewModel model, VlmThresholdsViewModel own) {
        this.model = model;
        this.own = own;
        setSpacing(8);
        getStyleClass().add("tune-tab");
        Button best = new Button(Messages.text("tune.own.best"), new FontIcon(Feather.TARGET));
        best.setId("tune-own-best");
        best.getStyleClass().add("small");
        best.setAccessibleText(best.getText());
        best.setTooltip(new Tooltip(Messages.text("tune.own.best.why")));
        best.disableProperty().bind(own.busy());
        best.setOnAction(event -> own.seek());
        Hyperlink same = new Hyperlink(Messages.text("tune.own.same"));
        same.setId("tune-own-same");
        same.setAccessibleText(same.getText());
        same.disableProperty().bind(model.own().map(map -> map.isEmpty()));
        same.setOnAction(event -> {
            own.share();
            same.setVisited(false);
        });
        FlowPane actions = new FlowPane(8, 8, best, same);
        actions.setAlignment(Pos.CENTER_LEFT);
        outcome.setId("tune-own-outcome");
        outcome.setWrapText(true);
        outcome.getStyleClass().addAll("text-muted", "text-small");
        outcome.setMinHeight(USE_PREF_SIZE);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(120);
        ColumnConstraints field = new ColumnConstraints();
        field.setMinWidth(72);
        ColumnConstraints count = new ColumnConstraints();
        count.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(name, field, count);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().addAll(actions, outcome, scroll);
        own.rows().addListener((property, old, now) -> show(now));
        own.found().addListener((property, old, now) -> explain(now));
        model.tau().addListener((property, old, now) -> prompt());
        show(own.rows().get());
        explain(null);
    }

    private void explain(TuneDataset.@Nullable Report report) {
        TuneDataset.Found found = report == null ? null : report.found();
        Double shared = found == null ? null : found.sharedEm();
        outcome.setText(
                found == null || shared == null
                        ? Messages.text("tune.own.why")
                        : Messages.text(
                                "tune.own.found",
                                found.queries(),
                                Figures.percent(found.em()),
                                Figures.percent(shared)));
    }

    private void show(List<VlmThresholdsViewModel.Row> rows) {
        List<Integer> columns =
                rows.stream().map(VlmThresholdsViewModel.Row::column).toList();
        if (!columns.equals(shown)) {
            shown = columns;
            grid.getChildren().clear();
            for (int i = 0; i < rows.size(); i++) {
                grid.addRow(i, new Label(rows.get(i).vlm()), field(rows.get(i)), count());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            VlmThresholdsViewModel.Row row = rows.get(i);
            TextField field = (TextField) grid.getChildren().get(3 * i + 1);
            if (!field.isFocused() || field.getText().equals(field.getUserData())) { // nothing is being typed
                write(field, row.own());
            }
            ((Label) grid.getChildren().get(3 * i + 2))
                    .setText(Messages.text("tune.own.kept", row.kept(), row.first()));
        }
        prompt();
    }

    private static Label count() {
        Label label = new Label();
        label.getStyleClass().addAll("text-muted", "tabular");
        return label;
    }

    private void prompt() {
        for (int i = 0; i < shown.size(); i++) {
            ((TextField) grid.getChildren().get(3 * i + 1))
                    .setPromptText(Figures.tau(model.tau().get()));
        }
    }

    private static void write(TextField field, @Nullable Double tau) {
        field.setText(tau == null ? "" : Figures.tau(tau));
        field.setUserData(field.getText());
        field.pseudoClassStateChanged(TuneBar.WRONG, false);
    }

    /** Takes effect with Enter or when it is left; empty shares the common threshold. */
    private TextField field(VlmThresholdsViewModel.Row row) {
        TextField field = new TextField();
        field.setId("tune-own-" + row.column());
        field.setAccessibleText(Messages.text("tune.own.of", row.vlm()));
        field.setTooltip(new Tooltip(field.getAccessibleText()));
        field.setPrefColumnCount(5);
        field.getStyleClass().add("small");
        field.setOnAction(event -> commit(field, row.column()));
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit(field, row.column());
            }
        });
        return field;
    }

    private void commit(TextField field, int column) {
        String text = field.getText().strip().replace(',', '.');
        Double before = model.own().get().get(column);
        try {
            double tau = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            boolean right = text.isEmpty() || tau >= 0 && tau <= 1;
            field.pseudoClassStateChanged(TuneBar.WRONG, !right);
            if (right && Double.compare(tau, before == null ? Double.NaN : before) != 0) {
                own.set(column, tau);
            }
        } catch (NumberFormatException e) {
            field.pseudoClassStateChanged(TuneBar.WRONG, true); // the field's colour says it
        }
    }
}
