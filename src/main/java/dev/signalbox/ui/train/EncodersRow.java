package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
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
    private final ComboBox<Lender> box = new ComboBox<>();
    private boolean filling;

    EncodersRow(SetupViewModel model) {
        this.model = model;
        box.setId("train-encoders");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Lender lender) {
                return lender == null ? "" : lender.title();
            }

            @Override
            public @Nullable Lender fromString(String text) {
                return null; // the box is not editable
            }
        });
        box.valueProperty().addListener((property, old, now) -> {
            if (!filling && now != null) {
                model.encoders().set(now);
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
        model.lenders().addListener(changed);
        model.encoders().addListener(changed);
        model.strategy().addListener(changed);
        fill();
    }

    private void fill() {
        filling = true;
        box.getItems().setAll(model.lenders());
        box.setValue(model.encoders().get());
        filling = false;
        boolean anew = !model.strategy().get().incremental();
        setVisible(anew);
        setManaged(anew);
    }
}
