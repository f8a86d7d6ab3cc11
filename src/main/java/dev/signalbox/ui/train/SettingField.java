package dev.signalbox.ui.train;

import dev.signalbox.router.arms.TrainingSettings.Kind;
import dev.signalbox.router.arms.TrainingSettings.Setting;
import dev.signalbox.text.Messages;
import java.math.BigDecimal;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One setting of the form: its default, what stands in its field, and why that does not do. */
final class SettingField {
    private final String name;
    private final Kind kind;
    private final List<String> choices;
    private final ReadOnlyStringWrapper standard;
    private final StringProperty text;
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    SettingField(Setting setting) {
        name = setting.name();
        kind = setting.kind();
        choices = setting.choices();
        standard = new ReadOnlyStringWrapper(tidy(setting.value()));
        text = new SimpleStringProperty(standard.get());
        text.addListener((property, old, now) -> changed.set(!same(now, standard.get())));
    }

    /** As in training.json, such as {@code config.clip}. */
    String name() {
        return name;
    }

    /** The name as a person writes it: without {@code config.}. */
    String shortName() {
        return name.startsWith("config.") ? name.substring("config.".length()) : name;
    }

    Kind kind() {
        return kind;
    }

    /** What a {@link Kind#CHOICE} takes. */
    List<String> choices() {
        return choices;
    }

    String help() {
        return Messages.text("train.help." + name);
    }

    /** What it takes, in words. */
    String range() {
        return Messages.has("train.range." + name)
                ? Messages.text("train.range." + name)
                : switch (kind) {
                    case SWITCH -> "true, false";
                    case CHOICE -> String.join(", ", choices);
                    case WHOLE -> Messages.text("train.range.whole");
                    case NUMBER -> Messages.text("train.range.number");
                    case NUMBERS -> Messages.text("train.range.numbers");
                    case TEXT -> Messages.text("train.range.text");
                };
    }

    /** What stands in the field. */
    StringProperty text() {
        return text;
    }

    /** What it is when nobody changes it. */
    ReadOnlyStringProperty standard() {
        return standard.getReadOnlyProperty();
    }

    /** True when it differs from its default. */
    ReadOnlyBooleanProperty changed() {
        return changed.getReadOnlyProperty();
    }

    /** Why the text does not do; empty when it does. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    void problem(String why) {
        problem.set(why);
    }

    void reset() {
        text.set(standard.get());
    }

    /** Takes another default; a field that nobody changed follows it. */
    void standard(String value) {
        boolean follows = !changed.get();
        standard.set(tidy(value));
        if (follows) {
            reset();
        }
        changed.set(!same(text.get(), standard.get()));
    }

    private String tidy(String value) {
        return kind == Kind.NUMBER ? Figures.number(Double.parseDouble(value)) : value;
    }

    private boolean same(String one, String other) {
        if (one.strip().equals(other)) {
            return true;
        }
        try {
            return (kind == Kind.NUMBER || kind == Kind.WHOLE)
                    && new BigDecimal(one.strip()).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
