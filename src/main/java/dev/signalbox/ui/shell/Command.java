package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something a person can ask for, declared once: menus, the palette, buttons, tooltips, accessible texts and the key
 * sheet all come from here. Make one with {@link #of}, then refine it.
 *
 * @param id      stable, such as {@code theme.toggle}
 * @param textKey the key of its name
 * @param icon    its picture
 * @param group   the key of the heading it is listed under
 * @param keys    key combinations, the first one is shown
 * @param enabled false while it makes no sense
 */
public record Command(
        String id,
        String textKey,
        Ikon icon,
        String group,
        List<KeyCombination> keys,
        ObservableBooleanValue enabled,
        Runnable action) {
    /** Headings of menus and of the key sheet. */
    public static final String GO = "shell.group.go";

    public static final String WORKSPACE = "shell.group.workspace";
    public static final String EDIT = "shell.group.edit";
    public static final String VIEW = "shell.group.view";
    public static final String HELP = "shell.group.help";

    public Command {
        keys = List.copyOf(keys);
    }

    /** A command without keys, always enabled. */
    public static Command of(String id, String textKey, Ikon icon, String group, Runnable action) {
        return new Command(id, textKey, icon, group, List.of(), always(), action);
    }

    /** With more keys, written as in {@link KeyCombination#valueOf}: {@code Shortcut+Shift+P}. */
    public Command keys(String... combinations) {
        List<KeyCombination> all = new ArrayList<>(keys);
        for (String combination : combinations) {
            KeyCombination keysOf = KeyCombination.valueOf(combination);
            // Characters depend on the keyboard's layout, and not every platform can look them up.
            if (!(keysOf instanceof KeyCodeCombination)) {
                throw new IllegalArgumentException("Name the key, not its character: " + combination);
            }
            all.add(keysOf);
        }
        return new Command(id, textKey, icon, group, all, enabled, action);
    }

    public Command enabledWhen(ObservableBooleanValue condition) {
        return new Command(id, textKey, icon, group, keys, condition, action);
    }

    /** Its name for people. */
    public String text() {
        return Messages.text(textKey);
    }

    /** Its first keys for people, empty without keys. */
    public String keyText() {
        return keys.isEmpty() ? "" : keys.getFirst().getDisplayText();
    }

    private static BooleanBinding always() {
        return Bindings.createBooleanBinding(() -> true);
    }
}
