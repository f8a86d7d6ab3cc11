package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.Slice;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.CompareRouters;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The chosen way of choosing against the baseline by the values of a field. A slice is a click away from every screen. */
final class SlicesPane extends VBox {
    private static final PseudoClass SMALL = PseudoClass.getPseudoClass("small");
    private static final double ROW = 32;

    private final EvaluateViewModel model;
    private final TableView<Slice> table = new TableView<>();
    private final ComboBox<String> by = new ComboBox<>();
    private final Label who = new Label();
    private boolean showing;

    SlicesPane(EvaluateViewModel model) {
        this.model = model;
        getStyleClass().add("evaluate-tab");
        by.setId("evaluate-slicing");
        by.setAccessibleText(Messages.text("evaluate.slices.by"));
        by.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String value) {
                return value == null ? "" : name(value);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        by.valueProperty().addListener((property, old, now) -> {
            if (!showing && now != null) {
                model.slicing().set(now);
            }
        });
        Label label = new Label(Messages.text("evaluate.slices.by"));
        label.getStyleClass().add("text-muted");
        label.setLabelFor(by);
        HBox choice = new HBox(8, label, by);
        choice.setAlignment(Pos.CENTER_LEFT);
        who.setId("evaluate-slices-who");
        FlowPane head = new FlowPane(16, 8, choice, who);
        head.setAlignment(Pos.CENTER_LEFT);
        Label why = new Label(Messages.text("evaluate.slices.why", Slice.LEAST));
        why.getStyleClass().addAll("text-muted", "text-small");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        build();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table, why);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private String name(String slicing) {
        Board board = model.board().get();
        if (board != null && board.table().fields().containsKey(slicing)) {
            return slicing;
        }
        return switch (slicing) {
            case CompareRouters.RIGHT -> Messages.text("evaluate.slicing.right");
            case CompareRouters.LENGTH -> Messages.text("evaluate.slicing.length");
            case CompareRouters.PICTURES -> Messages.text("evaluate.slicing.pictures");
            case CompareRouters.NOTES -> Messages.text("evaluate.slicing.notes");
            default -> slicing;
        };
    }

    private void build() {
        table.setId("evaluate-slices");
        table.setAccessibleText(Messages.text("evaluate.slices"));
        table.getStyleClass().addAll("dense", "evaluate-table");
        table.setFixedCellSize(ROW);
        table.setMinHeight(140);
        table.setRowFactory(_ -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable Slice item, boolean empty) {
                super.updateItem(item, empty);
                boolean small = !empty && item != null && item.small();
                pseudoClassStateChanged(SMALL, small);
                setTooltip(small ? new Tooltip(Messages.text("evaluate.slice.small", Slice.LEAST)) : null);
            }
        });
        table.getColumns()
                .setAll(List.of(
                        Columns.words(
                                "evaluate.column.slice",
                                180,
                                slice -> slice.value().isEmpty()
                                        ? Messages.text("evaluate.slice.without")
                                        : slice.value()),
                        Columns.number(
                                "evaluate.column.queries",
                                76,
                                Slice::queries,
                                slice -> Messages.text("evaluate.count", slice.queries())),
                        Columns.number(
                                "evaluate.column.slice.em", 72, Slice::first, slice -> Figures.percent(slice.first())),
                        Columns.number(
                                "evaluate.column.slice.baseline",
                                84,
                                Slice::second,
                                slice -> Figures.percent(slice.second())),
                        Columns.number(
                                "evaluate.column.difference",
                                100,
                                Slice::difference,
                                slice -> Figures.points(slice.difference())),
                        Columns.number("evaluate.column.p", 80, Slice::p, slice -> Figures.p(slice.p())),
                        Columns.number(
                                "evaluate.column.adjusted",
                                108,
                                Slice::adjusted,
                                slice -> Figures.p(slice.adjusted()))));
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 1 && event.getTarget() instanceof javafx.scene.Node node && inRow(node)) {
                pick();
            }
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                pick();
                event.consume();
            }
        });
    }

    /** A click on a column's header sorts and picks nothing. */
    private static boolean inRow(javafx.scene.Node target) {
        for (javafx.scene.Node node = target; node != null; node = node.getParent()) {
            if (node instanceof TableRow<?> row) {
                return !row.isEmpty();
            }
        }
        return false;
    }

    private void pick() {
        Slice slice = table.getSelectionModel().getSelectedItem();
        if (slice != null) {
            model.pick(slice.value());
        }
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        showing = true;
        if (!by.getItems().equals(board.slicings())) {
            by.getItems().setAll(board.slicings());
        }
        by.setValue(board.question().slicing());
        showing = false;
        who.setText(Messages.text(
                "evaluate.slices.who",
                StandingWords.name(board.standings().get(board.question().chosen())),
                StandingWords.name(board.standings().get(board.question().baseline()))));
        Slice before = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(board.slices());
        table.sort();
        if (before != null) {
            board.slices().stream()
                    .filter(slice -> slice.value().equals(before.value()))
                    .findFirst()
                    .ifPresent(slice -> table.getSelectionModel().select(slice));
        }
    }
}
