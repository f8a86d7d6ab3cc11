package dev.signalbox.ui.live;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.live.WhatIfViewModel.Line;
import dev.signalbox.ui.live.WhatIfViewModel.Outcome;
import dev.signalbox.workbench.Perturbation;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What every change of the question does to every confidence and gate weight. */
final class WhatIfPane extends VBox {
    private static final double NARROW = 56;
    private static final double ROW = 25;
    private static final double THUMB = 40;
    /** Names and pictures above the columns, with the table's edge. */
    private static final double HEAD = 72;
    /** Smaller differences than the table writes out are no difference to people. */
    private static final double SHOWN = .0005;

    private final WhatIfViewModel model;
    private final Runnable left;
    private final TableView<Line> table = new TableView<>();
    private final StackPane body = new StackPane();
    private final VBox result;
    private final Label title = new Label();
    private final Label note = new Label();
    private final Label simulated = new Label(Messages.text("live.simulated"));

    /** @param left told when somebody closes it, who then has the keyboard nowhere */
    WhatIfPane(WhatIfViewModel model, Runnable left) {
        super(12);
        this.model = model;
        this.left = left;
        setId("live-whatif");
        getStyleClass().addAll("live-result", "live-whatif");
        Button back = new Button(Messages.text("live.whatif.back"), new FontIcon(Feather.ARROW_LEFT));
        back.setId("live-whatif-back");
        back.getStyleClass().addAll("flat", "small");
        back.setAccessibleText(back.getText());
        back.setTooltip(new Tooltip(Messages.text("live.whatif.back.tip")));
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(event -> leave());
        title.getStyleClass().add("card-heading");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        simulated.getStyleClass().addAll("badge", "simulated");
        simulated.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(10, back, title, simulated);
        head.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().addAll("text-muted", "text-small");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.setId("live-whatif-note");
        build();
        result = new VBox(8, note, table, new SeenPane(model));
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave();
                event.consume();
            }
        });
        model.subject().addListener((property, old, now) -> show());
        model.phase().addListener((property, old, now) -> show());
        model.outcome().addListener((property, old, now) -> fill());
        model.tau().addListener((property, old, now) -> fill());
        fill();
        show();
    }

    private void leave() {
        model.leave();
        left.run();
    }

    private void build() {
        table.setId("live-whatif-table");
        table.setAccessibleText(Messages.text("live.whatif.table"));
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<Line, Line> name = column(Messages.text("live.whatif.name"), 104, 260);
        name.setPrefWidth(116);
        name.setCellFactory(_ -> new NameCell());
        TableColumn<Line, Line> base = column(Messages.text("live.whatif.base"), 54, 72);
        base.setCellFactory(_ -> new BaseCell());
        table.getColumns().add(name);
        table.getColumns().add(base);
        for (Perturbation change : Perturbation.values()) {
            TableColumn<Line, Line> column = column("", NARROW, 130);
            column.setId(change.key());
            column.setCellFactory(_ -> new DeltaCell(change));
            table.getColumns().add(column);
        }
        table.getFocusModel().focusedCellProperty().addListener(observable -> select());
    }

    private static TableColumn<Line, Line> column(String title, double least, double most) {
        TableColumn<Line, Line> column = new TableColumn<>(title);
        column.setMinWidth(least);
        column.setPrefWidth(least);
        column.setMaxWidth(most);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        return column;
    }

    private void select() {
        int column = table.getFocusModel().getFocusedCell().getColumn() - 2;
        if (column >= 0 && column < Perturbation.values().length) {
            model.selected().set(Perturbation.values()[column]);
        }
    }

    /** Puts the keyboard on the table, or on the way back while there is none. */
    void focus() {
        if (table.getScene() != null && model.outcome().get() != null) {
            table.requestFocus();
        } else {
            requestFocus();
        }
    }

    private void show() {
        Attempt attempt = model.subject().get();
        if (attempt == null) {
            return;
        }
        title.setText(Messages.text("live.whatif.title", attempt.question().strip()));
        simulated.setVisible(attempt.router().simulated());
        simulated.setManaged(simulated.isVisible());
        switch (model.phase().get()) {
            case Phase.Rest rest -> body.getChildren().setAll(result);
            case Phase.Busy busy -> body.getChildren().setAll(busy(busy.text()));
            case Phase.Refused refused -> body.getChildren().setAll(problem(refused.text()));
            case Phase.Failed failed ->
                body.getChildren()
                        .setAll(problem(
                                failed.problem().what() + " " + failed.problem().next()));
        }
    }

    private VBox busy(String text) {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setPrefSize(24, 24);
        Label label = new Label(text);
        Button cancel = new Button(Messages.text("shell.cancel"));
        cancel.setId("live-whatif-cancel");
        cancel.setAccessibleText(Messages.text("live.cancel"));
        cancel.setOnAction(event -> leave());
        return centred(turning, label, cancel);
    }

    private static VBox problem(String text) {
        Label label = new Label(text, new FontIcon(Feather.ALERT_TRIANGLE));
        label.setId("live-whatif-problem");
        label.setWrapText(true);
        return centred(label);
    }

    private static VBox centred(Node... nodes) {
        VBox box = new VBox(12, nodes);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void fill() {
        Outcome found = model.outcome().get();
        table.getItems().setAll(model.lines());
        double height = ROW * table.getItems().size() + HEAD;
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        if (found == null) {
            return;
        }
        String swapped = found.report().swapped();
        note.setText(
                swapped == null
                        ? Messages.text("live.whatif.note")
                        : Messages.text("live.whatif.note.swapped", swapped));
        for (Perturbation change : Perturbation.values()) {
            table.getColumns()
                    .get(change.ordinal() + 2)
                    .setGraphic(header(change, found.thumbs().get(change)));
        }
    }

    private static VBox header(Perturbation change, @Nullable Image seen) {
        Label name = new Label(Messages.text("live.whatif.change." + change.key()));
        name.getStyleClass().add("live-change");
        name.setMinWidth(USE_PREF_SIZE);
        VBox head = new VBox(4);
        if (seen != null) {
            ImageView picture = new ImageView(seen);
            picture.setFitWidth(THUMB);
            picture.setFitHeight(THUMB);
            head.getChildren().add(picture);
        }
        head.getChildren().add(name);
        head.setAlignment(Pos.BOTTOM_CENTER);
        Tooltip.install(head, new Tooltip(Messages.text("live.whatif.why." + change.key())));
        return head;
    }

    private static final class NameCell extends TableCell<Line, Line> {
        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : line.name());
            setTooltip(empty || line == null || line.expert() ? null : new Tooltip(line.name()));
            getStyleClass().removeAll("live-chosen-name", "text-muted");
            if (!empty && line != null && (line.held() || line.expert())) {
                getStyleClass().add(line.held() ? "live-chosen-name" : "text-muted");
            }
        }
    }

    private static final class BaseCell extends TableCell<Line, Line> {
        BaseCell() {
            getStyleClass().add("live-number");
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : Messages.text("live.whatif.value", line.base()));
        }
    }

    /** A difference, tinted by its size, with a mark where the VLM is chosen. */
    private static final class DeltaCell extends TableCell<Line, Line> {
        private final Perturbation change;
        private final Region tint = new Region();
        private final Label number = new Label();
        private final StackPane both = new StackPane(tint, number);

        DeltaCell(Perturbation change) {
            this.change = change;
            getStyleClass().add("live-delta");
            number.getStyleClass().add("live-number");
            StackPane.setAlignment(number, Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("picked", "moved");
            if (empty || line == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            double delta = line.deltas().get(change.ordinal());
            boolean picked = line.chosen().get(change.ordinal());
            number.setText(text(delta));
            tint.getStyleClass().setAll(delta < 0 ? "live-down" : "live-up");
            tint.setOpacity(Double.isNaN(delta) ? 0 : Math.min(1, Math.abs(delta) * 2));
            if (picked) {
                getStyleClass().add(line.held() ? "picked" : "moved");
            }
            String name = Messages.text("live.whatif.change." + change.key());
            setAccessibleText(Messages.text(
                    picked ? "live.whatif.cell.chosen" : "live.whatif.cell", line.name(), name, number.getText()));
            setGraphic(both);
        }

        private static String text(double delta) {
            if (Double.isNaN(delta)) {
                return "–";
            }
            return delta == 0
                    ? "0"
                    : Math.abs(delta) < SHOWN
                            ? Messages.text("live.whatif.tiny")
                            : Messages.text("live.whatif.delta", delta);
        }
    }
}
