package dev.signalbox.ui.settings;

import dev.signalbox.ui.shell.Screen;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The settings in the rail. */
public final class SettingsScreen implements Screen {
    private final SettingsViewModel model;
    private @Nullable SettingsView view;

    public SettingsScreen(SettingsViewModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String titleKey() {
        return "settings.title";
    }

    @Override
    public Ikon icon() {
        return Feather.SETTINGS;
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new SettingsView(model);
        }
        return view;
    }

    @Override
    public boolean needsDataset() {
        return false;
    }

    @Override
    public boolean usesSelection() {
        return false;
    }

    @Override
    public boolean atFoot() {
        return true;
    }
}
