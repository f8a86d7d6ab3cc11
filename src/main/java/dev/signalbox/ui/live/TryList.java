package dev.signalbox.ui.live;

import dev.signalbox.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was asked in this session, newest first; a click or Enter brings a try back. */
final class TryList extends VBox {
    private static final double THUMB = 36;

    private final LiveViewModel model;
    private final ListView<Attempt> list;

    TryList(LiveViewModel model) {
        super(6);
        this.model = model;
        Label heading = new Label(Messages.text("live.tries"));
        heading.getStyleClass().add("section-heading");
        list = new ListView<>(model.history());
        list.setId("live-tries");
        list.setAccessibleText(Messages.text("live.tries"));
        list.setPlaceholder(placeholder());
        list.getStyleClass().add("live-tries");
        list.setFixedCellSize(52);
        list.setPrefHeight(170);
        list.setMinHeight(110);
        list.setCellFactory(view -> new Cell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                restore(list.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        model.shownAttempt()
                .addListener((property, old, now) -> list.getSelectionModel().select(now));
        heading.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text("live.tries.count", model.history().size()), model.history()));
        getChildren().addAll(heading, list);
    }

    private static Label placeholder() {
        Label label = new Label(Messages.text("live.tries.none"));
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setTextAlignment(TextAlignment.CENTER);
        label.setPadding(new Insets(0, 16, 0, 16));
        return label;
    }

    private void restore(@Nullable Attempt attempt) {
        if (attempt != null) {
            model.restore(attempt);
        }
    }

    private final class Cell extends ListCell<Attempt> {
        private final ImageView thumb = new ImageView();
        private final FontIcon text = new FontIcon(Feather.TYPE);
        private final Label question = new Label();
        private final Label chosen = new Label();
        private final HBox line;

        Cell() {
            thumb.setFitWidth(THUMB);
            thumb.setFitHeight(THUMB);
            thumb.setPreserveRatio(true);
            chosen.getStyleClass().addAll("text-muted", "text-small");
            StackPane picture = new StackPane(thumb, text);
            picture.setMinSize(THUMB, THUMB);
            picture.setMaxSize(THUMB, THUMB);
            VBox words = new VBox(question, chosen);
            words.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            line = new HBox(10, picture, words);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(event -> restore(getItem()));
        }

        @Override
        protected void updateItem(@Nullable Attempt attempt, boolean empty) {
            super.updateItem(attempt, empty);
            if (empty || attempt == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            thumb.setImage(attempt.thumb());
            text.setVisible(attempt.thumb() == null);
            question.setText(attempt.question().lines().findFirst().orElse(""));
            String id = attempt.answer().chosen();
            chosen.setText(Messages.text("live.try", attempt.number(), id, attempt.confidence(id)));
            setAccessibleText(question.getText() + ". " + chosen.getText());
            setGraphic(line);
        }
    }
}
