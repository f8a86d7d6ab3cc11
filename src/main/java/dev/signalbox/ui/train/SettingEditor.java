package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/** Makes the control in which a setting is changed. */
final class SettingEditor {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private SettingEditor() {}

    static Control of(SettingField field, String id) {
        Control control = switch (field.kind()) {
            case SWITCH -> box(field);
            case CHOICE -> choice(field);
            default -> text(field);
        };
        control.setId(id);
        control.setAccessibleText(field.shortName());
        control.setAccessibleHelp(field.help());
        control.setTooltip(new Tooltip(field.help() + "\n" + field.range() + "; "
                + Messages.text("train.default", field.standard().get())));
        field.problem().addListener((property, old, now) -> control.pseudoClassStateChanged(WRONG, !now.isEmpty()));
        return control;
    }

    private static TextField text(SettingField field) {
        TextField text = new TextField();
        text.setPrefColumnCount(9);
        text.textProperty().bindBidirectional(field.text());
        return text;
    }

    static CheckBox box(SettingField field) {
        CheckBox box = new CheckBox();
        box.setSelected(Boolean.parseBoolean(field.text().get()));
        field.text().addListener((property, old, now) -> box.setSelected(Boolean.parseBoolean(now)));
        box.selectedProperty().addListener((property, old, now) -> {
            if (Boolean.parseBoolean(field.text().get()) != now) {
                field.text().set(String.valueOf(now));
            }
        });
        return box;
    }

    private static ComboBox<String> choice(SettingField field) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(field.choices());
        box.setValue(field.text().get());
        field.text().addListener((property, old, now) -> box.setValue(now));
        box.valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                field.text().set(now);
            }
        });
        return box;
    }
}
