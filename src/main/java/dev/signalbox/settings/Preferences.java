package dev.signalbox.settings;

import dev.signalbox.task.Debounce;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The settings as properties. Every change is saved, a moment after the last one; {@link #close()} saves at once. */
public final class Preferences implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(500);

    private final SettingsFile file;
    private final Jobs jobs;
    private final Consumer<Throwable> saveFailed;
    private final Debounce debounce;
    private Settings saved;

    private final ObjectProperty<ThemeChoice> theme;
    private final StringProperty annotator;
    private final IntegerProperty engineThreads;
    private final IntegerProperty thumbnailSize;
    private final ObjectProperty<@Nullable Path> workspace;
    private final ObjectProperty<@Nullable WindowBounds> bounds;
    private final BooleanProperty railCollapsed;
    private final ObservableList<Path> agreedRoots;
    private final ObjectProperty<ModelSettings> models;

    /**
     * @param settings   what was loaded
     * @param saveFailed hears, on the callback executor, of a save that failed
     */
    public Preferences(Settings settings, SettingsFile file, Jobs jobs, Consumer<Throwable> saveFailed) {
        this.file = file;
        this.jobs = jobs;
        this.saveFailed = saveFailed;
        this.debounce = new Debounce(jobs, QUIET);
        this.saved = settings;
        theme = new SimpleObjectProperty<>(Objects.requireNonNull(settings.theme()));
        annotator = new SimpleStringProperty(settings.annotator());
        engineThreads = new SimpleIntegerProperty(settings.engineThreads());
        thumbnailSize = new SimpleIntegerProperty(settings.thumbnailSize());
        workspace = new SimpleObjectProperty<>(settings.workspace());
        bounds = new SimpleObjectProperty<>(settings.bounds());
        railCollapsed = new SimpleBooleanProperty(settings.railCollapsed());
        agreedRoots = FXCollections.observableArrayList(Objects.requireNonNull(settings.agreedRoots()));
        models = new SimpleObjectProperty<>(Objects.requireNonNull(settings.models()));
        InvalidationListener change = property -> debounce.call(this::saveSoon);
        List.of(theme, annotator, engineThreads, thumbnailSize, workspace, bounds, railCollapsed, agreedRoots, models)
                .forEach(property -> property.addListener(change));
    }

    /** The properties as the record that goes to disk. */
    public Settings snapshot() {
        return new Settings(
                theme.get(),
                annotator.get(),
                engineThreads.get(),
                thumbnailSize.get(),
                workspace.get(),
                bounds.get(),
                railCollapsed.get(),
                List.copyOf(agreedRoots),
                models.get());
    }

    private void saveSoon() {
        Settings now = snapshot();
        if (now.equals(saved)) {
            return;
        }
        saved = now;
        jobs.submitQuiet(Lane.IO, "settings", progress -> {
                    file.save(now);
                    return now;
                })
                .onFailed(saveFailed);
    }

    /** Saves what is not saved yet, on this thread. */
    @Override
    public void close() {
        debounce.close();
        Settings now = snapshot();
        if (!now.equals(saved)) {
            try {
                file.save(now);
                saved = now;
            } catch (IOException problem) {
                saveFailed.accept(problem);
            }
        }
    }

    public ObjectProperty<ThemeChoice> theme() {
        return theme;
    }

    public StringProperty annotator() {
        return annotator;
    }

    public IntegerProperty engineThreads() {
        return engineThreads;
    }

    public IntegerProperty thumbnailSize() {
        return thumbnailSize;
    }

    public ObjectProperty<@Nullable Path> workspace() {
        return workspace;
    }

    public ObjectProperty<@Nullable WindowBounds> bounds() {
        return bounds;
    }

    public BooleanProperty railCollapsed() {
        return railCollapsed;
    }

    public ObservableList<Path> agreedRoots() {
        return agreedRoots;
    }

    public ObjectProperty<ModelSettings> models() {
        return models;
    }
}
