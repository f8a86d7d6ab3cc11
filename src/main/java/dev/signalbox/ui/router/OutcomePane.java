package dev.signalbox.ui.router;

import dev.signalbox.evaluation.Flip;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.LabOutcome;
import dev.signalbox.workbench.LabOutcome.Moved;
import dev.signalbox.workbench.LabOutcome.Side;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the pool in hand does to the dataset: EM before and after, and the queries that changed hands. */
final class OutcomePane extends VBox {
    private static final double ROW = 42;
    private static final List<String> EFFECTS = List.of("lab-gained", "lab-lost", "text-muted");

    private final ProfilesViewModel model;
    private final Label em = new Label();
    private final Label change = new Label();
    private final Label interval = muted();
    private final Label moved = new Label();
    private final Label unjudged = muted();
    private final Label speed = muted();
    private final TableView<Moved> table = new TableView<>();
    private final Button explore = new Button(Messages.text("gates.show.explore"));

    /** @param go brings a screen to the front by its id */
    OutcomePane(ProfilesViewModel model, Consumer<String> go) {
        super(10);
        this.model = model;
        setId("lab-outcome");
        getStyleClass().addAll("card-plain", "router-card");
        em.setId("lab-em");
        em.getStyleClass().addAll("title-3", "tabular");
        change.setId("lab-em-change");
        change.getStyleClass().add("tabular");
        HBox line = new HBox(10, em, change);
        line.setAlignment(Pos.BASELINE_LEFT);
        moved.setId("lab-moved");
        moved.setWrapText(true);
        moved.setMinHeight(USE_PREF_SIZE);
        explore.setId("lab-explore");
        explore.getStyleClass().add("small");
        explore.setAccessibleText(explore.getText());
        explore.setMinWidth(USE_PREF_SIZE);
        explore.setOnAction(event -> {
            model.select(table.getItems());
            go.accept("explore");
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, moved, space, explore);
        head.setAlignment(Pos.CENTER_LEFT);
        build();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(choices(), line, interval, unjudged, head, table, speed);
        model.outcome().addListener((property, old, now) -> show());
        model.millis().addListener((property, old, now) -> showSpeed());
        show();
    }

    /** Leaves room for what lies below it. */
    void beBrief(boolean brief) {
        interval.setVisible(!brief);
        interval.setManaged(!brief);
        table.setMinHeight(brief ? 90 : 140);
        table.setPrefHeight(brief ? 90 : 260);
    }

    private static Label muted() {
        Label label = new Label();
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private FlowPane choices() {
        ChoiceBox<String> split = new ChoiceBox<>(model.splits());
        split.setId("lab-split");
        split.setAccessibleText(Messages.text("lab.split.accessible"));
        split.valueProperty().bindBidirectional(model.split());
        Label name = new Label(Messages.text("lab.split"));
        name.setLabelFor(split);
        CheckBox selection = new CheckBox(Messages.text("gates.selection"));
        selection.selectedProperty().bindBidirectional(model.selectionOnly());
        name.setMinWidth(USE_PREF_SIZE);
        selection.setMinWidth(USE_PREF_SIZE);
        FlowPane line = new FlowPane(12, 8, new HBox(8, name, split), selection);
        ((HBox) line.getChildren().getFirst()).setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void build() {
        table.setId("lab-table");
        table.setAccessibleText(Messages.text("lab.table"));
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(140);
        table.setPrefHeight(260);
        Label none = new Label(Messages.text("lab.none"));
        none.getStyleClass().addAll("text-muted", "lab-none");
        none.setWrapText(true);
        table.setPlaceholder(none);
        table.setFixedCellSize(ROW);
        TableColumn<Moved, Moved> query = column("lab.column.query", 100);
        query.setCellFactory(_ -> new TwoLines() {
            @Override
            void fill(Moved row, Label first, Label second) {
                first.setText(model.key(row.query()));
                second.setText(sign(row.effect()) + text(row.effect()));
                second.getStyleClass().setAll("label", "lab-second", style(row.effect()));
            }
        });
        TableColumn<Moved, Moved> hands = column("lab.column.hands", 150);
        hands.setCellFactory(_ -> new TwoLines() {
            @Override
            void fill(Moved row, Label first, Label second) {
                first.setText(row.from());
                second.setText(Messages.text("lab.to", row.to()));
                second.getStyleClass().setAll("label", "lab-second");
            }
        });
        table.getColumns().setAll(List.of(query, hands));
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> focus(now));
        table.setOnMouseClicked(event -> focus(table.getSelectionModel().getSelectedItem()));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                focus(table.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
    }

    private static TableColumn<Moved, Moved> column(String key, double width) {
        TableColumn<Moved, Moved> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setSortable(false);
        return column;
    }

    private void focus(@Nullable Moved now) {
        if (now != null) {
            model.focus(now.query());
        }
    }

    private static String text(Flip.Effect effect) {
        return Messages.text("lab.effect." + effect.name().toLowerCase(Locale.ROOT));
    }

    private void show() {
        LabOutcome now = model.outcome().get();
        setDisable(now == null);
        if (now == null) {
            table.setItems(FXCollections.observableArrayList());
            return;
        }
        Side before = now.before();
        Side after = now.after();
        em.setText(
                after.judged() == 0
                        ? Messages.text("lab.em.none")
                        : after.equals(before)
                                ? Messages.text("lab.em", after.em())
                                : Messages.text("lab.em.moved", before.em(), after.em()));
        double delta = after.judged() == 0 ? 0 : (after.em() - before.em()) * 100;
        change.setText(after.equals(before) || after.judged() == 0 ? "" : Messages.text("lab.em.change", delta));
        change.getStyleClass().removeAll(EFFECTS);
        change.getStyleClass().add(delta > 0 ? "lab-gained" : delta < 0 ? "lab-lost" : "text-muted");
        interval.setText(Messages.text(
                "lab.interval", after.interval().low(), after.interval().high(), after.judged(), now.queries()));
        boolean made = model.pool().get().stream().anyMatch(c -> c.imaginary());
        unjudged.setText(Messages.text("lab.unjudged"));
        unjudged.setVisible(made);
        unjudged.setManaged(made);
        moved.setText(
                now.moved().isEmpty()
                        ? Messages.text("lab.moved.none")
                        : Messages.text(
                                "lab.moved",
                                now.moved().size(),
                                now.count(Flip.Effect.GAINED),
                                now.count(Flip.Effect.LOST),
                                now.count(Flip.Effect.SAME),
                                now.count(Flip.Effect.UNKNOWN)));
        explore.setDisable(now.moved().isEmpty());
        table.setItems(FXCollections.observableList(now.moved()));
        showSpeed();
    }

    private void showSpeed() {
        double took = model.millis().get();
        speed.setVisible(!Double.isNaN(took));
        speed.setText(Double.isNaN(took) ? "" : Messages.text("lab.speed", took));
    }

    /** A sign, so that colour is not the only mark. */
    private static String sign(Flip.Effect effect) {
        return switch (effect) {
            case GAINED -> "▲ ";
            case LOST -> "▼ ";
            default -> "· ";
        };
    }

    private static String style(Flip.Effect effect) {
        return switch (effect) {
            case GAINED -> "lab-gained";
            case LOST -> "lab-lost";
            default -> "text-muted";
        };
    }

    private abstract static class TwoLines extends TableCell<Moved, Moved> {
        private final Label first = new Label();
        private final Label second = new Label();
        private final VBox both = new VBox(first, second);

        TwoLines() {
            both.setAlignment(Pos.CENTER_LEFT);
        }

        abstract void fill(Moved row, Label one, Label two);

        @Override
        protected void updateItem(@Nullable Moved row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            fill(row, first, second);
            setAccessibleText(first.getText() + ", " + second.getText());
            setGraphic(both);
        }
    }
}
