package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Opener;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.ImportDataset;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens workspaces, the embedded sample, and hands results that people bring to the import. */
final class WorkspaceOpener implements Opener, AutoCloseable {
    private final AppPaths paths;
    private final Preferences preferences;
    private final Jobs jobs;
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Supplier<Dialogs> dialogs;
    private final Consumer<Path> importing;

    /** @param importing shows the import of a file or folder, with its dry run */
    WorkspaceOpener(
            AppPaths paths,
            Preferences preferences,
            Jobs jobs,
            WorkbenchState state,
            DatasetDesk desk,
            Supplier<Dialogs> dialogs,
            Consumer<Path> importing) {
        this.paths = paths;
        this.preferences = preferences;
        this.jobs = jobs;
        this.state = state;
        this.desk = desk;
        this.dialogs = dialogs;
        this.importing = importing;
    }

    /** Opens the workspace that the start began with; one without any dataset gets the embedded sample. */
    void openFirst(EarlyStart early) {
        Workspace ready = early.takeIfReady();
        if (ready != null) { // and so the first frame shows it
            use(ready);
        } else {
            open(early.firstWorkspace(), early::takeWorkspace);
        }
    }

    @Override
    public void openWorkspace(Path folder) {
        open(folder, () -> null);
    }

    @Override
    public void openResults(Path path) {
        importing.accept(path);
    }

    @Override
    public void openSample() {
        Workspace workspace = desk.workspace().get();
        if (workspace != null) {
            jobs.submit(Messages.text("app.job.sample"), progress -> {
                        bringSample(workspace, progress);
                        return workspace;
                    })
                    .onDone(done -> {
                        desk.refresh();
                        workspace.datasets().list().stream()
                                .filter(dataset -> dataset.root().equals(sample()))
                                .findFirst()
                                .ifPresent(desk::show);
                    })
                    .onFailed(dialogs.get()::error);
        }
    }

    /** @param begun what was opened of it already, or null; called once, as part of the job */
    private void open(Path folder, Supplier<@Nullable Workspace> begun) {
        Workspace old = desk.workspace().get();
        if (old != null && old.folder().equals(folder.toAbsolutePath().normalize())) {
            return;
        }
        state.opening().set(true);
        jobs.submit(Messages.text("app.job.workspace", folder), progress -> {
                    Workspace early = begun.get();
                    Workspace workspace = early != null ? early : Workspace.open(folder);
                    try {
                        if (workspace.datasets().list().isEmpty() && !workspace.readOnly() && hasSample()) {
                            bringSample(workspace, progress);
                        }
                        return workspace;
                    } catch (RuntimeException e) {
                        workspace.close();
                        throw e;
                    }
                })
                .onDone(this::use)
                .onFailed(dialogs.get()::error)
                .onFinally(() -> state.opening().set(false));
    }

    private void use(Workspace workspace) {
        Workspace old = desk.workspace().get();
        desk.use(workspace);
        preferences.workspace().set(workspace.folder());
        workspace.readOnlyReason().ifPresent(reason -> dialogs.get().note(reason, null));
        if (old != null) {
            // Readers of the old one may still be at work; closing waits for them and must not hold the window.
            jobs.submit(Messages.text("app.job.close", old.folder()), progress -> {
                        old.close();
                        return old.folder();
                    })
                    .onFailed(dialogs.get()::error);
        }
    }

    private boolean hasSample() {
        return Files.isDirectory(sample());
    }

    private Path sample() {
        return paths.home().resolve("datasets").resolve("sample");
    }

    private void bringSample(Workspace workspace, Progress progress) {
        new ImportDataset(workspace).run(sample(), "m2", null, List.of(), false, progress);
        if (Files.isDirectory(RouterLibrary.sampleFolder(paths.home()))) {
            new RouterLibrary(workspace, paths.home()).resolve(RouterLibrary.SAMPLE);
        }
    }

    @Override
    public void close() {
        Workspace workspace = desk.workspace().get();
        desk.close();
        if (workspace != null) {
            workspace.close();
        }
    }
}
