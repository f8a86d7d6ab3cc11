package dev.signalbox.ui.settings;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.settings.Version;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

/** What the settings screen shows and changes. */
public final class SettingsViewModel {
    private final Preferences preferences;
    private final AppPaths paths;

    /**
     * A folder the app uses.
     *
     * @param name for people
     */
    public record Place(String name, Path path) {}

    public SettingsViewModel(Preferences preferences, AppPaths paths) {
        this.preferences = preferences;
        this.paths = paths;
    }

    public ObjectProperty<ThemeChoice> theme() {
        return preferences.theme();
    }

    public StringProperty annotator() {
        return preferences.annotator();
    }

    public IntegerProperty engineThreads() {
        return preferences.engineThreads();
    }

    public IntegerProperty thumbnailSize() {
        return preferences.thumbnailSize();
    }

    public ObservableList<Path> agreedRoots() {
        return preferences.agreedRoots();
    }

    /** 1 up to as many threads as this machine has. */
    public int mostThreads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, Settings.MAX_THREADS);
    }

    public List<Place> places() {
        return List.of(
                new Place(Messages.text("settings.place.config"), paths.config()),
                new Place(Messages.text("settings.place.data"), paths.data()),
                new Place(Messages.text("settings.place.cache"), paths.cache()),
                new Place(Messages.text("settings.place.logs"), paths.logs()),
                new Place(Messages.text("settings.place.home"), paths.home()));
    }

    /** What this build runs on, one fact per line, for reports. */
    public String versions() {
        return Messages.text(
                "settings.versions",
                Version.current(),
                String.valueOf(Runtime.version()),
                System.getProperty("javafx.runtime.version", "?"),
                System.getProperty("os.name", "?") + " " + System.getProperty("os.arch", "?"));
    }
}
