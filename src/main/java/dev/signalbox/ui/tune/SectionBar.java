package dev.signalbox.ui.tune;

import dev.signalbox.text.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Switches between the threshold and the further pages; not there when there are none. */
final class SectionBar extends HBox {
    private final TuneViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<TuneSection, Node> views = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable TuneSection> chosen = new ReadOnlyObjectWrapper<>();

    SectionBar(TuneViewModel model, List<TuneSection> sections) {
        this.model = model;
        setId("tune-sections");
        getStyleClass().add("tune-sections");
        setVisible(!sections.isEmpty());
        setManaged(!sections.isEmpty());
        getChildren().add(button("threshold", "tune.section.threshold", null));
        for (TuneSection section : sections) {
            getChildren().add(button(section.id(), section.titleKey(), section));
        }
        for (int i = 0; i < getChildren().size(); i++) {
            getChildren()
                    .get(i)
                    .getStyleClass()
                    .add(i == 0 ? "left-pill" : i == getChildren().size() - 1 ? "right-pill" : "center-pill");
        }
        group.selectToggle(group.getToggles().getFirst());
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old); // one page is always in front
            } else {
                chosen.set((TuneSection) now.getUserData());
            }
        });
    }

    /** The page in front; null for the threshold's. */
    ReadOnlyObjectProperty<@Nullable TuneSection> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** The node of the page in front; null for the threshold's. */
    @Nullable
    Node view() {
        TuneSection section = chosen.get();
        return section == null ? null : views.computeIfAbsent(section, s -> s.view(model));
    }

    private ToggleButton button(String id, String titleKey, @Nullable TuneSection section) {
        ToggleButton button = new ToggleButton(Messages.text(titleKey));
        button.setId("tune-section-" + id);
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        button.setUserData(section);
        button.setToggleGroup(group);
        return button;
    }
}
