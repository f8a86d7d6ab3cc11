package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.SettingsFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Background;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start needs from the disk, read on a thread of its own while JavaFX loads itself on another: the settings and
 * the workspace that will open first.
 */
final class EarlyStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

    private final AppPaths paths;
    private final LaunchOptions options;
    private final SettingsFile file;
    private final CompletableFuture<SettingsFile.Loaded> settings = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Workspace> workspace = new CompletableFuture<>();
    private volatile boolean filled;
    private boolean taken;

    private EarlyStart(AppPaths paths, LaunchOptions options) {
        this.paths = paths;
        this.options = options;
        this.file = new SettingsFile(paths.settingsFile());
    }

    /** Begins to read. */
    static EarlyStart begin(AppPaths paths, LaunchOptions options) {
        EarlyStart early = new EarlyStart(paths, options);
        Background.start("signalbox-early", early::read);
        return early;
    }

    private void read() {
        Logs.alsoTo(paths.logs());
        try {
            settings.complete(file.load());
        } catch (RuntimeException | Error problem) {
            settings.completeExceptionally(problem);
        }
        Workspace opened = null;
        try {
            Path folder = firstWorkspace();
            // What is not there yet gets the sample, which takes a while: a job, with its progress.
            if (Files.isRegularFile(folder.resolve(Workspace.FILE))) {
                opened = Workspace.open(folder);
                filled = !opened.datasets().list().isEmpty();
            }
        } catch (UserFacingException e) {
            // Said to the person by the job that tries again, with a window to say it in.
            LOG.debug("Not opened early", e);
        } finally {
            workspace.complete(opened);
        }
    }

    AppPaths paths() {
        return paths;
    }

    LaunchOptions options() {
        return options;
    }

    SettingsFile settingsFile() {
        return file;
    }

    /** Waits for the settings. */
    SettingsFile.Loaded settings() {
        return settings.join();
    }

    /** The folder asked for, or the last one, or the default one. */
    Path firstWorkspace() {
        Path asked = options.workspace();
        Path last = settings().settings().workspace();
        if (asked != null) {
            return asked;
        }
        return last != null && Files.isRegularFile(last.resolve(Workspace.FILE)) ? last : paths.defaultWorkspace();
    }

    /** Hands over the first workspace if it is open by now and holds a dataset; else null. */
    @Nullable
    Workspace takeIfReady() {
        return workspace.isDone() && filled ? takeWorkspace() : null;
    }

    /** Waits for the first workspace and hands it over, once; null when there is none that could be opened. */
    synchronized @Nullable Workspace takeWorkspace() {
        Workspace opened = taken ? null : workspace.join();
        taken = true;
        return opened;
    }

    /** Closes the workspace if nobody took it. */
    @Override
    public void close() {
        Workspace left = takeWorkspace();
        if (left != null) {
            left.close();
        }
    }
}
