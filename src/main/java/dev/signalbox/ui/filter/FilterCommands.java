package dev.signalbox.ui.filter;

import dev.signalbox.index.Filter;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import javafx.application.Platform;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.feather.Feather;

/** What can be asked of the filter from anywhere. */
public final class FilterCommands {
    private static final String GROUP = "filterbar.group";

    private FilterCommands() {}

    /** @param usable true while a dataset is shown */
    public static void register(
            Commands commands, FilterBarViewModel model, FilterBar bar, FilterRow row, ObservableBooleanValue usable) {
        commands.register(Command.of(
                        "filter.focus",
                        "filterbar.command.focus",
                        Feather.FILTER,
                        GROUP,
                        // Later, so that the slash that asked for the field is not typed into it.
                        () -> Platform.runLater(bar::focusField))
                .keys("Shortcut+F", "Slash")
                .enabledWhen(usable));
        commands.register(Command.of("filter.clear", "filterbar.clear.all", Feather.X_CIRCLE, GROUP, model::clear)
                .keys("Shortcut+Shift+F")
                .enabledWhen(usable));
        commands.register(Command.of("filter.save", "filterbar.save", Feather.BOOKMARK, GROUP, row::save)
                .enabledWhen(usable));
        tally(commands, model, usable, "one", Filter.Quantity.ONE, Feather.USER_CHECK);
        tally(commands, model, usable, "none", Filter.Quantity.NONE, Feather.X);
        tally(commands, model, usable, "all", Filter.Quantity.ALL, Feather.CHECK);
        commands.register(Command.of(
                        "filter.corrected",
                        "filterbar.corrected",
                        Feather.EDIT_3,
                        GROUP,
                        () -> model.toggle(new Filter.Corrected(true)))
                .enabledWhen(usable));
    }

    private static void tally(
            Commands commands,
            FilterBarViewModel model,
            ObservableBooleanValue usable,
            String name,
            Filter.Quantity quantity,
            Feather icon) {
        commands.register(Command.of(
                        "filter." + name,
                        "filterbar.tally." + name,
                        icon,
                        GROUP,
                        () -> model.toggle(new Filter.Tally(quantity)))
                .enabledWhen(usable));
    }
}
