package dev.signalbox.ui.tune;

import dev.signalbox.index.Selection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is asked: routers, queries, and the threshold. */
final class TuneBar extends VBox {
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final TuneViewModel model;
    private final TextField field = new TextField();
    private final Slider slider = new Slider(0, 1, 0.5);
    private boolean showing;

    TuneBar(TuneViewModel model, DatasetDesk desk, Commands commands, PoolViewModel pool) {
        this.model = model;
        getStyleClass().add("tune-bar");
        FlowPane what = new FlowPane(
                12,
                8,
                labelled("tune.first", routers("tune-first", "tune.first", model.first(), false)),
                labelled("tune.second", routers("tune-second", "tune.second", model.second(), true)),
                labelled("tune.split", split()),
                selectionOnly(desk),
                new PoolPopover(model, pool));
        what.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(what, threshold(commands));
        follow();
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

    /** @param none true to offer “one router for both pools” as well */
    private ComboBox<Optional<RouterInfo>> routers(
            String id, String key, ObjectProperty<@Nullable RouterInfo> chosen, boolean none) {
        ComboBox<Optional<RouterInfo>> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(Messages.text(key));
        box.setPrefWidth(168);
        box.setConverter(new StringConverter<>() {
            @Override
            @SuppressWarnings("NullableOptional") // a combo box without a choice hands null over
            public String toString(@Nullable Optional<RouterInfo> router) {
                if (router == null || router.isEmpty()) {
                    return none ? Messages.text("tune.second.none") : "";
                }
                RouterInfo info = router.get();
                return info.simulated() ? Messages.text("tune.router.simulated", info.name()) : info.name();
            }

            @Override
            public Optional<RouterInfo> fromString(String text) {
                return Optional.empty(); // the box is not editable
            }
        });
        InvalidationListener fill = change -> {
            boolean outer = showing;
            showing = true;
            List<Optional<RouterInfo>> items = new ArrayList<>();
            if (none) {
                items.add(Optional.empty());
            }
            model.routers().forEach(router -> items.add(Optional.of(router)));
            box.getItems().setAll(items);
            box.setValue(Optional.ofNullable(chosen.get()));
            showing = outer;
        };
        model.routers().addListener(fill);
        chosen.addListener(fill);
        fill.invalidated(chosen);
        box.valueProperty().addListener((property, old, now) -> {
            if (!showing && now != null) {
                chosen.set(now.orElse(null));
            }
        });
        return box;
    }

    private ComboBox<String> split() {
        ComboBox<String> box = new ComboBox<>(model.splits());
        box.setId("tune-split");
        box.setAccessibleText(Messages.text("tune.split"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String value) {
                return value == null ? "" : value.equals(OpenDataset.ALL) ? Messages.text("tune.split.all") : value;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        box.setValue(model.split().get());
        model.split().addListener((property, old, now) -> box.setValue(now));
        box.valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                model.split().set(now);
            }
        });
        return box;
    }

    private CheckBox selectionOnly(DatasetDesk desk) {
        CheckBox box = new CheckBox();
        box.setId("tune-selection");
        Runnable name = () -> {
            Selection selection = desk.selection().get();
            box.setText(Messages.text("tune.selection", selection.size()));
            box.setAccessibleText(box.getText());
        };
        desk.selection().addListener((property, old, now) -> name.run());
        name.run();
        box.selectedProperty().bindBidirectional(model.selectionOnly());
        return box;
    }

    private HBox threshold(Commands commands) {
        Label label = new Label(Messages.text("tune.tau"));
        label.getStyleClass().add("tune-tau");
        label.setTooltip(new Tooltip(Messages.text("tune.tau.why")));
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(field);
        slider.setId("tune-slider");
        slider.setAccessibleText(Messages.text("tune.tau.accessible"));
        slider.setMinWidth(120);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.valueProperty().addListener((property, old, now) -> {
            if (!showing) {
                model.setTau(Math.rint(now.doubleValue() * 1000) / 1000);
            }
        });
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::sliderKey);
        field.setId("tune-field");
        field.setAccessibleText(Messages.text("tune.tau.accessible"));
        field.setPrefColumnCount(6);
        field.setMinWidth(76);
        field.setOnAction(event -> commit());
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
        model.tau().addListener((property, old, now) -> follow());
        Button best = commands.button(TuneScreen.BEST);
        Button save = commands.button(TuneScreen.SAVE);
        best.setMinWidth(USE_PREF_SIZE);
        save.setMinWidth(USE_PREF_SIZE);
        save.getStyleClass().add("accent");
        MenuButton report = new MenuButton(
                "",
                new FontIcon(Feather.FILE_TEXT),
                commands.menuItem(TuneScreen.REPORT),
                commands.menuItem(TuneScreen.CARD));
        report.setId("tune-report-menu");
        report.setAccessibleText(Messages.text("tune.report"));
        report.setTooltip(new Tooltip(Messages.text("tune.report")));
        report.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(12, label, slider, field, best, save, report);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    void focusThreshold() {
        slider.requestFocus();
    }

    private void follow() {
        showing = true;
        slider.setValue(model.tau().get());
        field.setText(Figures.tau(model.tau().get()));
        field.pseudoClassStateChanged(WRONG, false);
        showing = false;
    }

    private void commit() {
        try {
            double value = Double.parseDouble(field.getText().strip().replace(',', '.'));
            if (value >= 0 && value <= 1) {
                model.setTau(value);
                follow();
                return;
            }
        } catch (NumberFormatException e) {
            // Said by the field's colour and tooltip below.
        }
        field.pseudoClassStateChanged(WRONG, true);
        field.setTooltip(new Tooltip(Messages.text("tune.tau.range")));
    }

    private void sliderKey(KeyEvent event) {
        double step = event.isShiftDown() ? TuneViewModel.BIG_STEP : TuneViewModel.STEP;
        switch (event.getCode()) {
            case LEFT, DOWN -> model.step(-step);
            case RIGHT, UP -> model.step(step);
            case HOME -> model.setTau(0);
            case END -> model.setTau(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void fieldKey(KeyEvent event) {
        double step = event.isShiftDown() ? TuneViewModel.BIG_STEP : TuneViewModel.STEP;
        switch (event.getCode()) {
            case DOWN -> model.step(-step);
            case UP -> model.step(step);
            case ESCAPE -> follow();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
