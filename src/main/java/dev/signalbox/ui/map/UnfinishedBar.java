package dev.signalbox.ui.map;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.UnfinishedMap;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says that a map was stopped on the way, and lets it go on. */
final class UnfinishedBar extends HBox {
    private final MapViewModel model;
    private final Label text = new Label();

    UnfinishedBar(MapViewModel model) {
        super(12);
        this.model = model;
        setId("map-unfinished");
        getStyleClass().add("map-progress");
        setAlignment(Pos.CENTER_LEFT);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button go = new Button(Messages.text("map.unfinished.go"), new FontIcon(Feather.PLAY));
        go.setId("map-go-on");
        go.getStyleClass().add("small");
        go.setOnAction(event -> model.goOn());
        getChildren().addAll(text, go);
        model.making().unfinished().addListener((property, old, now) -> update());
        model.state().readOnly().addListener((property, old, now) -> update());
        update();
    }

    private void update() {
        UnfinishedMap left = model.making().unfinished().get();
        boolean shown = left != null && !model.state().readOnly().get();
        setVisible(shown);
        setManaged(shown);
        if (left != null) {
            text.setText(Messages.text(
                    "map.unfinished", left.state().iteration(), left.options().iterations()));
        }
    }
}
