package dev.signalbox.ui.map;

import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Screen;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The map in the rail. */
public final class MapScreen implements Screen {
    private final MapViewModel model;
    private final Commands commands;
    private final ReadOnlyBooleanProperty dark;
    private @Nullable MapView view;

    /** @param dark whether the theme is dark, for colours that no style sheet gives */
    public MapScreen(MapViewModel model, Commands commands, Supplier<Dialogs> dialogs, ReadOnlyBooleanProperty dark) {
        this.model = model;
        this.commands = commands;
        this.dark = dark;
        ObservableBooleanValue shown =
                Bindings.createBooleanBinding(() -> model.phase().get() == MapViewModel.Phase.READY, model.phase());
        commands.register(Command.of(
                        "map.export", "map.export", Feather.DOWNLOAD, Command.VIEW, () -> made().export(dialogs.get()))
                .enabledWhen(shown));
        commands.register(Command.of("map.clear", "map.clear", Feather.X_CIRCLE, Command.VIEW, model::clear)
                .enabledWhen(model.state().selection().isNotNull()));
        commands.register(Command.of("map.fit", "map.fit", Feather.MAXIMIZE, Command.VIEW, () -> made().fit())
                .enabledWhen(shown));
    }

    @Override
    public String id() {
        return "map";
    }

    @Override
    public String titleKey() {
        return "map.title";
    }

    @Override
    public Ikon icon() {
        return Feather.MAP;
    }

    @Override
    public Node view() {
        return made();
    }

    private MapView made() {
        if (view == null) {
            view = new MapView(model, commands, dark);
        }
        return view;
    }

    @Override
    public void shown() {
        made().focusPlot();
    }

    @Override
    public void close() {
        model.close();
    }
}
