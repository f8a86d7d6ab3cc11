package dev.signalbox.ui.models;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The hub's address, the proxy, the folder that models are kept in, and what computes here. */
final class ConnectionCard extends VBox {
    ConnectionCard(ModelsViewModel model) {
        HubSettings place = model.place();
        setSpacing(14);
        getStyleClass().add("card-plain");
        TextField hub = field("models-hub", place.settings().get().hub(), place.usualHub());
        TextField proxy = field("models-proxy", place.settings().get().proxy(), Messages.text("models.proxy.prompt"));
        Label trouble = new Label();
        trouble.setId("models-connection-trouble");
        trouble.getStyleClass().add("model-trouble");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.managedProperty().bind(trouble.visibleProperty());
        Runnable look = () -> {
            trouble.setText(place.trouble());
            trouble.setVisible(!trouble.getText().isEmpty());
        };
        Runnable typed = () -> {
            place.connect(hub.getText(), proxy.getText());
            look.run();
        };
        hub.textProperty().addListener((property, old, now) -> typed.run());
        proxy.textProperty().addListener((property, old, now) -> typed.run());
        look.run();
        Label folder = new Label();
        folder.setId("models-folder");
        folder.getStyleClass().add("path");
        folder.textProperty()
                .bind(place.settings().map(settings -> place.folder().toString()));
        Button change = new Button(Messages.text("models.folder.change"), new FontIcon(Feather.FOLDER));
        change.setId("models-folder-change");
        change.getStyleClass().add("small");
        change.setAccessibleText(Messages.text("models.folder.title"));
        change.setOnAction(event -> model.chooseFolder());
        change.setMinWidth(Region.USE_PREF_SIZE);
        HBox kept = new HBox(12, folder, change);
        kept.setAlignment(Pos.CENTER_LEFT);
        Label devices = new Label();
        devices.setId("models-devices");
        devices.setWrapText(true);
        devices.setMinHeight(Region.USE_PREF_SIZE);
        devices.textProperty().bind(model.devices());
        getChildren()
                .addAll(
                        line("models.hub", hub),
                        line("models.proxy", proxy),
                        trouble,
                        line("models.folder", kept),
                        line("models.devices", devices));
    }

    private static TextField field(String id, String text, String prompt) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setPromptText(prompt);
        field.setPrefColumnCount(34);
        field.setMaxWidth(460);
        return field;
    }

    private static HBox line(String key, Region control) {
        Label name = new Label(Messages.text(key));
        name.setMinWidth(150);
        name.setLabelFor(control);
        control.setAccessibleText(Messages.text(key));
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(12, name, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
