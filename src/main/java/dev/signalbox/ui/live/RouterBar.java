package dev.signalbox.ui.live;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which router answers, what it learnt from, and where it computes. */
final class RouterBar extends HBox {
    private final LiveViewModel model;
    private final ComboBox<RouterInfo> choice = new ComboBox<>();
    private final Label simulated = new Label(Messages.text("live.simulated"));
    private boolean filling;

    RouterBar(LiveViewModel model) {
        super(10);
        this.model = model;
        getStyleClass().add("live-routers");
        setAlignment(Pos.CENTER_LEFT);
        choice.setId("live-router");
        choice.setAccessibleText(Messages.text("live.router"));
        choice.setMinWidth(96);
        choice.setPrefWidth(200);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RouterInfo router) {
                return router == null ? Messages.text("live.router.none") : router.name();
            }

            @Override
            public @Nullable RouterInfo fromString(String name) {
                return null;
            }
        });
        choice.valueProperty().addListener((property, old, now) -> {
            if (!filling && now != null) {
                model.state().router().set(now);
            }
        });
        Label name = new Label(Messages.text("live.router"));
        name.setLabelFor(choice);
        name.setMinWidth(Region.USE_PREF_SIZE);
        simulated.getStyleClass().addAll("badge", "simulated");
        simulated.setId("live-simulated");
        simulated.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label engine = new Label(null, new FontIcon(Feather.CPU));
        engine.setId("live-engine");
        engine.getStyleClass().add("text-muted");
        engine.setMinWidth(Region.USE_PREF_SIZE);
        engine.textProperty().bind(model.engine());
        engine.visibleProperty().bind(model.engine().isNotEmpty());
        getChildren().addAll(name, choice, simulated, space, engine);
    }

    void refresh() {
        RouterInfo now = model.state().router().get();
        filling = true;
        List<RouterInfo> known = model.known();
        choice.getItems().setAll(known);
        if (now != null && !known.contains(now)) {
            choice.getItems().add(now);
        }
        choice.setValue(now);
        choice.setDisable(choice.getItems().isEmpty());
        filling = false;
        simulated.setVisible(now != null && now.simulated());
        simulated.setManaged(simulated.isVisible());
    }
}
