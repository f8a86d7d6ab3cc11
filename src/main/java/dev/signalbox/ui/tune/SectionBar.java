package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.Messages;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Switches between the threshold and the further pages; not there when there are none. */
final class SectionBar extends HBox {
    private final TuneViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final Label calibrated = new Label();
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
        pills();
        calibrated.setId("tune-calibrated");
        calibrated.getStyleClass().addAll("text-muted", "text-small", "tune-calibrated");
        calibrated.setMinWidth(0);
        getChildren().add(calibrated);
        setAlignment(Pos.CENTER_LEFT);
        model.calibrations().methods().addListener((property, old, now) -> showCalibrated());
        model.study().addListener((property, old, now) -> showCalibrated());
        showCalibrated();
        group.selectToggle(group.getToggles().getFirst());
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old); // one page is always in front
            } else {
                chosen.set((TuneSection) now.getUserData());
            }
        });
    }

    /** Says on every page that thresholds mean calibrated confidences. */
    private void showCalibrated() {
        Set<String> words = new LinkedHashSet<>(); // both routers may be the same one
        for (RouterInfo router :
                new RouterInfo[] {model.first().get(), model.second().get()}) {
            CalibrationMethod method = model.calibrations().of(router);
            if (router != null && method != CalibrationMethod.NONE) {
                words.add(Messages.text("tune.calibrated", router.name(), Calibrations.word(method)));
            }
        }
        calibrated.setText(String.join(", ", words));
        calibrated.setVisible(!words.isEmpty());
    }

    private void pills() {
        for (int i = 0; i < getChildren().size(); i++) {
            getChildren()
                    .get(i)
                    .getStyleClass()
                    .add(i == 0 ? "left-pill" : i == getChildren().size() - 1 ? "right-pill" : "center-pill");
        }
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

    /** Brings the page to the front that a saved setting belongs to, with the setting; false when none says so. */
    boolean open(Scenario scenario) {
        for (Toggle toggle : group.getToggles()) {
            if (toggle.getUserData() instanceof TuneSection section && section.opens(scenario)) {
                group.selectToggle(toggle);
                view();
                section.open(scenario);
                return true;
            }
        }
        return false;
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
