package dev.signalbox.ui.live;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is being done, or why it cannot be; takes no room at rest. */
final class PhaseLine extends HBox {
    private final LiveViewModel model;

    PhaseLine(LiveViewModel model) {
        super(10);
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("live-phase");
        model.phase().addListener((property, old, now) -> show(now));
        show(model.phase().get());
    }

    private void show(Phase now) {
        getChildren().clear();
        getStyleClass().removeAll("busy", "problem");
        setVisible(!(now instanceof Phase.Rest));
        setManaged(isVisible());
        switch (now) {
            case Phase.Rest rest -> setAccessibleText("");
            case Phase.Busy busy -> busy(busy.text());
            case Phase.Refused refused -> problem(refused.text());
            case Phase.Failed failed ->
                problem(failed.problem().what() + " " + failed.problem().next());
        }
    }

    private void busy(String text) {
        getStyleClass().add("busy");
        ProgressIndicator turning = new ProgressIndicator();
        turning.setPrefSize(16, 16);
        turning.setMinSize(16, 16);
        Button cancel = new Button(Messages.text("shell.cancel"));
        cancel.getStyleClass().addAll("flat", "small");
        cancel.setAccessibleText(Messages.text("live.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> model.cancel());
        getChildren().addAll(turning, label(text), cancel);
    }

    private void problem(String text) {
        getStyleClass().add("problem");
        Label label = label(text);
        label.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        getChildren().add(label);
    }

    private Label label(String text) {
        Label label = new Label(text);
        label.setId("live-phase-text");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.SOMETIMES);
        setAccessibleText(text);
        return label;
    }
}
