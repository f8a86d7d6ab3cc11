package dev.signalbox.ui.shell;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command of the app, by id, and the ways to reach them. For the UI thread. */
public final class Commands {
    private static final int RECENT = 8;

    private final Map<String, Command> all = new LinkedHashMap<>();
    private @Nullable KeyCode pressed;
    private final ObservableList<String> recent = FXCollections.observableArrayList();
    private final ObservableList<String> recentView = FXCollections.unmodifiableObservableList(recent);

    /** Adds a command. @throws IllegalStateException when its id or one of its keys is taken */
    public Command register(Command command) {
        if (all.containsKey(command.id())) {
            throw new IllegalStateException("Command " + command.id() + " is declared twice");
        }
        for (KeyCombination keys : command.keys()) {
            all.values().stream()
                    .filter(other -> other.keys().contains(keys))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalStateException(
                                keys.getDisplayText() + " belongs to " + other.id() + " and to " + command.id());
                    });
        }
        all.put(command.id(), command);
        return command;
    }

    public Collection<Command> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    public Optional<Command> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The command of an id. @throws IllegalArgumentException when there is none */
    public Command get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("No command " + id));
    }

    /** Runs an enabled command; false when it is disabled. */
    public boolean run(Command command) {
        if (!command.enabled().get()) {
            return false;
        }
        recent.remove(command.id());
        recent.addFirst(command.id());
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        command.action().run();
        return true;
    }

    public boolean run(String id) {
        return run(get(id));
    }

    /** Ids of what was run last, newest first. */
    public ObservableList<String> recent() {
        return recentView;
    }

    /**
     * Runs the command of a key press that no control wanted. A key that types a character does not run a command while
     * a text field has the focus.
     */
    public void handle(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl
                && !event.isShortcutDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey()
                && event.getCode() != KeyCode.ESCAPE;
        if (typing) {
            return;
        }
        pressed = event.getCode();
        try {
            for (Command command : all.values()) {
                for (KeyCombination keys : command.keys()) {
                    if (keys.match(event) && run(command)) {
                        event.consume();
                        return;
                    }
                }
            }
        } finally {
            pressed = null;
        }
    }

    /** The key that the command running now was asked by: what one with many keys, such as digits, goes by. */
    public Optional<KeyCode> pressed() {
        return Optional.ofNullable(pressed);
    }

    /** A button with icon and text. */
    public Button button(String id) {
        Command command = get(id);
        Button button = new Button(command.text(), new FontIcon(command.icon()));
        wire(button, command);
        return button;
    }

    /** A flat button with the icon only; the text is its tooltip and its accessible text. */
    public Button iconButton(String id) {
        Button button = button(id);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("button-icon", "flat");
        return button;
    }

    private void wire(Button button, Command command) {
        button.setId("command-" + command.id().replace('.', '-'));
        button.setAccessibleText(command.text());
        button.setAccessibleRole(AccessibleRole.BUTTON);
        String keys = command.keyText();
        button.setTooltip(new Tooltip(keys.isEmpty() ? command.text() : command.text() + "  " + keys));
        button.disableProperty().bind(disabled(command));
        button.setOnAction(event -> run(command));
    }

    /** A menu item with icon, text and keys. */
    public MenuItem menuItem(String id) {
        Command command = get(id);
        MenuItem item = new MenuItem(command.text(), new FontIcon(command.icon()));
        item.setId("menu-" + command.id().replace('.', '-'));
        if (!command.keys().isEmpty()) {
            item.setAccelerator(command.keys().getFirst());
        }
        item.disableProperty().bind(disabled(command));
        item.setOnAction(event -> run(command));
        return item;
    }

    private static BooleanExpression disabled(Command command) {
        return Bindings.not(command.enabled());
    }
}
