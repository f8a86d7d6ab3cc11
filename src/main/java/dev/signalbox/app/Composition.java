package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.SettingsFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.evaluate.EvaluateScreen;
import dev.signalbox.ui.importing.ImportSheet;
import dev.signalbox.ui.importing.ImportViewModel;
import dev.signalbox.ui.live.LiveScreen;
import dev.signalbox.ui.live.LiveViewModel;
import dev.signalbox.ui.map.MapScreen;
import dev.signalbox.ui.map.MapViewModel;
import dev.signalbox.ui.models.ModelsScreen;
import dev.signalbox.ui.models.ModelsViewModel;
import dev.signalbox.ui.router.RouterScreen;
import dev.signalbox.ui.settings.SettingsScreen;
import dev.signalbox.ui.settings.SettingsViewModel;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Hints;
import dev.signalbox.ui.shell.MainWindow;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.Themes;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.train.TrainScreen;
import dev.signalbox.ui.tune.TuneScreen;
import dev.signalbox.ui.tune.advice.AdviceSection;
import dev.signalbox.ui.tune.calibration.CalibrationSection;
import dev.signalbox.ui.tune.frontier.FrontierSection;
import dev.signalbox.ui.tune.stages.StagesSection;
import dev.signalbox.ui.tune.whatif.WhatIfSection;
import dev.signalbox.workbench.RouterSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The only place that knows how objects fit together. Its constructor makes what the first frame shows and nothing else;
 * {@link #openFirst()} begins to read the data, {@link #afterFirstFrame()} says what went wrong so far.
 */
final class Composition implements AutoCloseable {
    private final AppPaths paths;
    private final EarlyStart early;
    private final Jobs jobs;
    private final Preferences preferences;
    private final UncaughtFailures failures;
    private final WorkbenchState state = new WorkbenchState();
    private final Commands commands = new Commands();
    private final UndoStack undo = new UndoStack();
    private final Hints hints = new Hints();
    private final MainWindow window;
    private final DatasetDesk desk;
    private final Scoring scoring;
    private final RouterSession routers = new RouterSession();
    private final Themes themes;
    private final WorkspaceOpener opener;
    private final ExploreParts explore;
    private final LiveViewModel live;
    private final @Nullable Path brokenSettings;
    private @Nullable Consumer<String> browser;
    private @Nullable Dialogs spoken;

    Composition(EarlyStart early) {
        this.early = early;
        paths = early.paths();
        SettingsFile.Loaded loaded = early.settings();
        brokenSettings = loaded.keptAside();
        jobs = new ThreadedJobs(
                Platform::runLater, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        preferences = new Preferences(loaded.settings(), early.settingsFile(), jobs, this::saveFailed);
        themes = new Themes(preferences.theme());
        window = new MainWindow(state, preferences, themes, jobs, commands, undo, hints);
        failures = new UncaughtFailures(
                failure -> Platform.runLater(() -> dialogs().error(failure)));
        Thread.setDefaultUncaughtExceptionHandler(failures);
        desk = new DatasetDesk(
                state, jobs, this::annotator, failure -> dialogs().error(failure));
        scoring = new Scoring(
                desk, state, jobs, paths.home(), failure -> dialogs().error(failure));
        opener = new WorkspaceOpener(paths, preferences, jobs, state, desk, this::dialogs, this::showImport);
        window.opener().set(opener);
        explore = new ExploreParts(window, state, desk, jobs, commands, undo, preferences, scoring, routers::use);
        live = new LiveViewModel(state, desk, jobs, routers::use, paths.home());
        window.install(screens());
    }

    /** Every screen, in the order of the rail. Constructors only: views are built when they are shown. */
    private List<Screen> screens() {
        MapViewModel map = new MapViewModel(
                state, desk, jobs, scoring, failure -> dialogs().error(failure));
        live.onAnswered(map::showLive);
        ModelsViewModel models = new ModelsViewModel(paths, preferences, desk, jobs, this::dialogs, System.getenv());
        LiveScreen liveScreen = new LiveScreen(live, this::dialogs);
        commands.register(Command.of("live.fromQuery", "live.fromQuery", Feather.ZAP, Command.GO, () -> {
                    window.show(liveScreen);
                    live.fromQuery();
                })
                .keys("Shortcut+L")
                .enabledWhen(state.focusedQuery()
                        .greaterThanOrEqualTo(0)
                        .and(desk.open().isNotNull())));
        return List.of(
                explore.screen(),
                liveScreen,
                new MapScreen(map, commands, this::dialogs, themes.dark()),
                new TuneScreen(
                        state,
                        desk,
                        jobs,
                        commands,
                        scoring,
                        explore.queue(),
                        this::dialogs,
                        paths.home(),
                        this::reveal,
                        List.of(
                                new FrontierSection(jobs, failure -> dialogs().error(failure)),
                                new WhatIfSection(jobs, commands, this::dialogs),
                                new StagesSection(desk, jobs, this::dialogs),
                                new CalibrationSection(desk, jobs),
                                new AdviceSection(desk, jobs, commands, paths.home()))),
                new EvaluateScreen(state, desk, jobs, scoring, this::dialogs),
                new RouterScreen(state, desk, jobs, routers::use, undo, commands, scoring, this::dialogs),
                new TrainScreen(state, desk, jobs, commands, scoring, paths.home(), models::library, this::dialogs),
                explore.review(),
                new ModelsScreen(models, this::reveal),
                new SettingsScreen(new SettingsViewModel(preferences, paths)));
    }

    /** Shows a folder in the file manager; where there is none, says where it is. */
    private void reveal(Path folder) {
        Consumer<String> known = browser;
        if (known == null) {
            dialogs().note(folder.toString(), null);
        } else {
            known.accept(folder.toUri().toString());
        }
    }

    /** @param opener shows addresses outside of the window */
    void useBrowser(Consumer<String> opener) {
        browser = opener;
    }

    /** Begins to open the workspace, while JavaFX still makes the window. */
    void openFirst() {
        opener.openFirst(early);
    }

    /** What needs a window to be said in. */
    void afterFirstFrame() {
        if (brokenSettings != null) {
            dialogs().note(Messages.text("shell.settings.broken", brokenSettings), null);
        }
    }

    /** Shows an import over the window: a dry run, then the person's decision. */
    private void showImport(Path source) {
        Workspace workspace = desk.workspace().get();
        if (workspace == null) {
            dialogs().note(Messages.text("importing.noWorkspace"), null);
            return;
        }
        ImportViewModel model = new ImportViewModel(
                workspace,
                source,
                jobs,
                dataset -> {
                    desk.refresh();
                    desk.show(dataset);
                },
                folder -> {
                    if (!preferences.agreedRoots().contains(folder)) {
                        preferences.agreedRoots().add(folder);
                    }
                });
        AtomicReference<@Nullable ImportSheet> sheet = new AtomicReference<>();
        sheet.set(new ImportSheet(
                model,
                () -> dialogs().chooseFolder(Messages.text("importing.pictures.title"), source.getParent()),
                () -> {
                    ImportSheet shown = sheet.get();
                    if (shown != null) {
                        window.overlays().close(shown);
                    }
                }));
        window.overlays().show(Objects.requireNonNull(sheet.get()), Pos.CENTER, model::cancel);
        model.look();
    }

    /** Who is said to have made a correction: the name from the settings, else the one of the machine's account. */
    private String annotator() {
        String name = preferences.annotator().get();
        return name == null || name.isBlank() ? System.getProperty("user.name", "unknown") : name.strip();
    }

    private void saveFailed(Throwable problem) {
        dialogs().error(new UserFacingException("settings.save", problem, String.valueOf(problem.getMessage())));
    }

    private Dialogs dialogs() {
        return Objects.requireNonNullElseGet(spoken, window::dialogs);
    }

    /** @param other in the place of the window's own: where no desktop can show its choosers of files */
    void useDialogs(Dialogs other) {
        spoken = other;
    }

    /** What a drop or a paste on Live goes to. */
    LiveViewModel live() {
        return live;
    }

    DatasetDesk desk() {
        return desk;
    }

    /** Brings a screen to the front by its id. */
    void show(String screen) {
        commands.run("go." + screen);
    }

    MainWindow window() {
        return window;
    }

    Preferences preferences() {
        return preferences;
    }

    LaunchOptions options() {
        return early.options();
    }

    @Override
    public void close() {
        window.close();
        explore.close();
        preferences.close();
        jobs.close();
        routers.close();
        opener.close();
        early.close();
    }
}
