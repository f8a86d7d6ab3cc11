package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Whose encoders a router that begins anew has, and whether they learn. */
final class EncodersRow extends VBox {
    private final SetupViewModel model;
    /** Whom they are of; nobody for encoders of its own. */
    private record Lender(@Nullable RouterInfo router) {}

    private final ComboBox<Lender> box = new ComboBox<>();
    private boolean filling;

    EncodersRow(SetupViewModel model) {
        this.model = model;
        box.setId("train-encoders");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Lender lender) {
                RouterInfo router = lender == null ? null : lender.router();
                return router == null
                        ? Messages.text("train.encoders.own")
                        : Messages.text("train.encoders.of", router.name());
            }

            @Override
            public @Nullable Lender fromString(String text) {
                return null; // the box is not editable
            }
        });
        box.valueProperty().addListener((property, old, now) -> {
            if (!filling && now != null) {
                model.encoders().set(now.router());
            }
        });
        CheckBox cached = new CheckBox(Messages.text("train.encoders.cached"));
        cached.setId("train-cached");
        cached.setTooltip(new Tooltip(Messages.text("train.encoders.cached.why")));
        cached.setSelected(model.cached().get());
        model.cached().addListener((property, old, now) -> cached.setSelected(now));
        cached.setOnAction(event -> model.cache(cached.isSelected()));
        setSpacing(8);
        getChildren().setAll(Nodes.labelled(Messages.text("train.encoders"), box), cached);
        InvalidationListener changed = change -> fill();
        model.routers().addListener(changed);
        model.encoders().addListener(changed);
        model.strategy().addListener(changed);
        fill();
    }

    private void fill() {
        filling = true;
        List<Lender> choices = new ArrayList<>(List.of(new Lender(null)));
        model.routers().forEach(router -> choices.add(new Lender(router)));
        box.getItems().setAll(choices);
        box.setValue(new Lender(model.encoders().get()));
        filling = false;
        boolean anew = !model.strategy().get().incremental();
        setVisible(anew);
        setManaged(anew);
    }
}
