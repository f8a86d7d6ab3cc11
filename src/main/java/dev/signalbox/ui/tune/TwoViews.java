package dev.signalbox.ui.tune;

import dev.signalbox.text.Messages;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** Switches between two views of the same thing, one of which is always in front; the first to begin with. */
public final class TwoViews extends HBox {
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton first;

    /** Each with its node's id and the key of its words. */
    public TwoViews(String firstId, String firstKey, String secondId, String secondKey) {
        first = toggle(firstId, firstKey, "left-pill");
        getChildren().setAll(first, toggle(secondId, secondKey, "right-pill"));
        group.selectToggle(first);
    }

    private ToggleButton toggle(String id, String key, String style) {
        ToggleButton toggle = new ToggleButton(Messages.text(key));
        toggle.setId(id);
        toggle.getStyleClass().addAll("small", style);
        toggle.setAccessibleText(toggle.getText());
        toggle.setToggleGroup(group);
        return toggle;
    }

    /** Whether the first of them is in front. */
    public boolean first() {
        return first.isSelected();
    }

    /** Called when the other one comes to the front. */
    public void onChange(Runnable changed) {
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old);
            } else {
                changed.run();
            }
        });
    }
}
