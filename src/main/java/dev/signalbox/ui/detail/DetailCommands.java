package dev.signalbox.ui.detail;

import dev.signalbox.model.Correctness;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the focused query by keyboard, on every screen that shows it. */
public final class DetailCommands {
    private static final String GROUP = "detail.group";

    private final Commands commands;
    private final DetailViewModel model;
    private final DetailView view;
    private final BooleanProperty full;

    public DetailCommands(Commands commands, DetailViewModel model, DetailView view, BooleanProperty full) {
        this.commands = commands;
        this.model = model;
        this.view = view;
        this.full = full;
    }

    /**
     * Registers them.
     *
     * @param usable true while a query is focused on a screen that shows it
     * @param back   gives the keyboard back when the full view closes
     */
    public void register(ObservableBooleanValue usable, Runnable back) {
        commands.register(
                Command.of("detail.right", "detail.command.right", Feather.CHECK, GROUP, () -> mark(Correctness.RIGHT))
                        .keys(digits(""))
                        .enabledWhen(usable));
        commands.register(
                Command.of("detail.wrong", "detail.command.wrong", Feather.X, GROUP, () -> mark(Correctness.WRONG))
                        .keys(digits("Shift+"))
                        .enabledWhen(usable));
        commands.register(Command.of(
                        "detail.restore",
                        "detail.command.restore",
                        Feather.ROTATE_CCW,
                        GROUP,
                        () -> mark(Correctness.UNKNOWN))
                .keys(digits("Alt+"))
                .enabledWhen(usable));
        add("detail.reference", "detail.reference.edit", Feather.EDIT_2, view::editReference, usable, "R");
        add("detail.note", "detail.note.edit", Feather.MESSAGE_SQUARE, view::editNote, usable, "N");
        add("detail.next", "detail.next", Feather.CHEVRON_DOWN, () -> model.step(1), usable, "J", "Alt+Down");
        add("detail.previous", "detail.previous", Feather.CHEVRON_UP, () -> model.step(-1), usable, "K", "Alt+Up");
        add("detail.diff", "detail.diff", Feather.GIT_COMMIT, this::flipDiff, usable, "D");
        add("detail.full", "detail.full", Feather.MAXIMIZE_2, () -> full.set(!full.get()), usable, "F");
        commands.register(Command.of("detail.close", "detail.close", Feather.MINIMIZE_2, GROUP, () -> full.set(false))
                .keys("Esc")
                .enabledWhen(full));
        full.addListener((property, old, now) -> javafx.application.Platform.runLater(() -> {
            if (now) {
                view.focusBody();
            } else {
                back.run();
            }
        }));
        // In the picture 0 and 1 would zoom; here digits always mark, also right after a click on the picture.
        view.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (inPicture(event) && number(event.getCode()) > 0) {
                commands.handle(event);
            }
        });
    }

    private boolean inPicture(KeyEvent event) {
        return event.getTarget() == view.picture();
    }

    private void add(
            String id, String textKey, Feather icon, Runnable action, ObservableBooleanValue usable, String... keys) {
        commands.register(
                Command.of(id, textKey, icon, GROUP, action).keys(keys).enabledWhen(usable));
    }

    private void flipDiff() {
        model.diff().set(!model.diff().get());
    }

    private static String[] digits(String modifier) {
        return IntStream.rangeClosed(1, 18)
                .mapToObj(i -> modifier + (i <= 9 ? String.valueOf(i) : "Numpad " + (i - 9)))
                .toArray(String[]::new);
    }

    private void mark(Correctness label) {
        int number = commands.pressed().map(DetailCommands::number).orElse(0);
        model.mark(number > 0 ? number - 1 : model.current().get(), label);
    }

    /** 1 to 9, or 0 for another key. */
    static int number(KeyCode code) {
        return switch (code) {
            case DIGIT1, NUMPAD1 -> 1;
            case DIGIT2, NUMPAD2 -> 2;
            case DIGIT3, NUMPAD3 -> 3;
            case DIGIT4, NUMPAD4 -> 4;
            case DIGIT5, NUMPAD5 -> 5;
            case DIGIT6, NUMPAD6 -> 6;
            case DIGIT7, NUMPAD7 -> 7;
            case DIGIT8, NUMPAD8 -> 8;
            case DIGIT9, NUMPAD9 -> 9;
            default -> 0;
        };
    }
}
