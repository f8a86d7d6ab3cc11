package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.SettingsFile;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.live.LiveScreen;
import dev.signalbox.ui.live.LiveViewModel;
import dev.signalbox.ui.settings.SettingsScreen;
import dev.signalbox.ui.settings.SettingsViewModel;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Hints;
import dev.signalbox.ui.shell.MainWindow;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.Themes;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.RouterSession;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The only place that knows how objects fit together. Its constructor makes what the first frame shows and nothing else;
 * {@link #afterFirstFrame()} starts what may take time.
 */
final class Composition implements AutoCloseable {
    private final AppPaths paths;
    private final LaunchOptions options;
    private final Jobs jobs;
    private final Preferences preferences;
    private final UncaughtFailures failures;
    private final WorkbenchState state = new WorkbenchState();
    private final Commands commands = new Commands();
    private final UndoStack undo = new UndoStack();
    private final Hints hints = new Hints();
    private final MainWindow window;
    private final DatasetDesk desk;
    private final RouterSession routers = new RouterSession();
    private final WorkspaceOpener opener;
    private final @Nullable Path brokenSettings;

    Composition(AppPaths paths, LaunchOptions options) {
        this.paths = paths;
        this.options = options;
        SettingsFile file = new SettingsFile(paths.settingsFile());
        SettingsFile.Loaded loaded = file.load();
        brokenSettings = loaded.keptAside();
        jobs = new ThreadedJobs(
                Platform::runLater, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        preferences = new Preferences(loaded.settings(), file, jobs, this::saveFailed);
        Themes themes = new Themes(preferences.theme());
        window = new MainWindow(state, preferences, themes, jobs, commands, undo, hints);
        failures = new UncaughtFailures(
                failure -> Platform.runLater(() -> dialogs().error(failure)));
        Thread.setDefaultUncaughtExceptionHandler(failures);
        desk = new DatasetDesk(
                state, jobs, preferences.annotator()::get, failure -> dialogs().error(failure));
        opener = new WorkspaceOpener(paths, preferences, jobs, desk, this::dialogs, path -> {});
        window.opener().set(opener);
        window.install(screens());
    }

    /** Every screen, in the order of the rail. Constructors only: views are built when they are shown. */
    private List<Screen> screens() {
        LiveViewModel live = new LiveViewModel(state, desk, jobs, routers::use, paths.home());
        LiveScreen liveScreen = new LiveScreen(live, this::dialogs);
        commands.register(Command.of("live.fromQuery", "live.fromQuery", Feather.ZAP, Command.GO, () -> {
                    window.show(liveScreen);
                    live.fromQuery();
                })
                .keys("Shortcut+L")
                .enabledWhen(state.focusedQuery()
                        .greaterThanOrEqualTo(0)
                        .and(desk.open().isNotNull())));
        return List.of(liveScreen, new SettingsScreen(new SettingsViewModel(preferences, paths)));
    }

    /** What waited for the first frame: the workspace, the engine. Runs on the UI thread and must start jobs only. */
    void afterFirstFrame() {
        if (brokenSettings != null) {
            dialogs().note(Messages.text("shell.settings.broken", brokenSettings), null);
        }
        opener.openFirst(options.workspace());
    }

    private void saveFailed(Throwable problem) {
        dialogs().error(new UserFacingException("settings.save", problem, String.valueOf(problem.getMessage())));
    }

    private Dialogs dialogs() {
        return window.dialogs();
    }

    MainWindow window() {
        return window;
    }

    Preferences preferences() {
        return preferences;
    }

    LaunchOptions options() {
        return options;
    }

    @Override
    public void close() {
        window.close();
        preferences.close();
        jobs.close();
        routers.close();
        opener.close();
    }
}
