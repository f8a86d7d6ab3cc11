package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Vlm;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What is asked: queries, pool, and what the dataset oracle goes by. */
final class EvaluateBar extends FlowPane {
    private final EvaluateViewModel model;
    private final ComboBox<String> split;

    EvaluateBar(EvaluateViewModel model) {
        super(16, 8);
        this.model = model;
        getStyleClass().add("evaluate-bar");
        setAlignment(Pos.CENTER_LEFT);
        split = box(
                "evaluate-split",
                "evaluate.split",
                model.splits(),
                model.split(),
                value -> value.equals(OpenDataset.ALL) ? Messages.text("evaluate.split.all") : value);
        ComboBox<PoolChoice> pool = box(
                "evaluate-pool",
                "evaluate.pool",
                FXCollections.observableArrayList(PoolChoice.values()),
                model.pool(),
                value -> Messages.text("evaluate.pool." + value.name().toLowerCase(Locale.ROOT)));
        ComboBox<String> field =
                box("evaluate-field", "evaluate.field", model.fields(), model.oracleField(), value -> value);
        HBox byField = labelled("evaluate.field", field);
        byField.visibleProperty().bind(model.oracleField().isNotNull());
        byField.managedProperty().bind(byField.visibleProperty());
        HBox pools = labelled("evaluate.pool", pool);
        pools.getChildren().add(custom());
        ComboBox<IntervalMethod> intervals = box(
                "evaluate-intervals",
                "evaluate.intervals",
                FXCollections.observableArrayList(IntervalMethod.values()),
                model.intervals(),
                value -> switch (value) {
                    case PERCENTILE -> Messages.text("evaluate.intervals.percentile");
                    case BCA -> Messages.text("evaluate.intervals.bca");
                });
        intervals.setTooltip(new Tooltip(Messages.text("evaluate.intervals.why")));
        getChildren()
                .addAll(
                        labelled("evaluate.split", split),
                        pools,
                        byField,
                        labelled("evaluate.intervals", intervals),
                        selectionOnly());
    }

    void focusFirst() {
        split.requestFocus();
    }

    private static HBox labelled(String key, Region control) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("text-muted");
        label.setLabelFor(control);
        label.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(8, label, control);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static <T extends @Nullable Object> ComboBox<T> box(
            String id, String key, ObservableList<T> items, Property<T> value, Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>(items);
        box.setId(id);
        box.setAccessibleText(Messages.text(key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return item == null ? "" : name.apply(item);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("The box is not editable");
            }
        });
        box.setValue(value.getValue());
        value.addListener((property, old, now) -> box.setValue(now));
        box.valueProperty().addListener((property, old, now) -> {
            // A list that is filled anew takes the choice away for a moment.
            if (now != null && items.contains(now)) {
                value.setValue(now);
            }
        });
        return box;
    }

    private MenuButton custom() {
        MenuButton menu = new MenuButton();
        menu.setId("evaluate-custom");
        menu.visibleProperty().bind(model.pool().isEqualTo(PoolChoice.CUSTOM));
        menu.managedProperty().bind(menu.visibleProperty());
        Runnable name = () -> {
            menu.setText(Messages.text(
                    "evaluate.pool.ticked",
                    model.ticked().get().size(),
                    model.vlms().size()));
            menu.setAccessibleText(menu.getText());
        };
        model.ticked().addListener((property, old, now) -> name.run());
        name.run();
        menu.setOnShowing(event -> {
            List<CustomMenuItem> items = model.vlms().stream().map(this::item).toList();
            menu.getItems().setAll(items);
        });
        menu.getItems().add(new CustomMenuItem(new Label())); // an empty menu does not open
        return menu;
    }

    private CustomMenuItem item(Vlm vlm) {
        CheckBox box = new CheckBox(vlm.id());
        box.setSelected(model.ticked().get().contains(vlm.id()));
        box.selectedProperty().addListener((property, old, now) -> model.tick(vlm.id(), now));
        CustomMenuItem item = new CustomMenuItem(box, false);
        item.setOnAction(event -> box.setSelected(!box.isSelected()));
        return item;
    }

    private CheckBox selectionOnly() {
        CheckBox box = new CheckBox();
        box.setId("evaluate-selection");
        Runnable name = () -> {
            Selection selection = model.selection();
            box.setText(Messages.text("evaluate.selection", selection.size()));
            box.setAccessibleText(box.getText());
        };
        model.selections().addListener((property, old, now) -> name.run());
        name.run();
        box.selectedProperty().bindBidirectional(model.selectionOnly());
        return box;
    }
}
