package dev.signalbox.ui.shell;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.ScoreDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Starts the scoring of the open dataset as a job that people see, one at a time, and tells the desk when it is over.
 * What was scored before it stopped is kept, and the next start goes on from there. For the UI thread.
 */
public final class Scoring {
    private final DatasetDesk desk;
    private final WorkbenchState state;
    private final Jobs jobs;
    private final Path home;
    private final Consumer<Throwable> failed;

    private final ReadOnlyObjectWrapper<@Nullable Job<?>> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper ended = new ReadOnlyLongWrapper();

    /**
     * Nothing runs yet.
     *
     * @param home   the tree with the embedded router
     * @param failed is told why a router or a dataset could not be used
     */
    public Scoring(DatasetDesk desk, WorkbenchState state, Jobs jobs, Path home, Consumer<Throwable> failed) {
        this.desk = desk;
        this.state = state;
        this.jobs = jobs;
        this.home = home;
        this.failed = failed;
        desk.workspace().addListener((property, old, now) -> cancel());
    }

    /** The scoring that runs, or null. */
    public ReadOnlyObjectProperty<@Nullable Job<?>> job() {
        return job.getReadOnlyProperty();
    }

    /** Goes up by one whenever a scoring is over, also when it failed or was cancelled: there may be new scores. */
    public ReadOnlyLongProperty ended() {
        return ended.getReadOnlyProperty();
    }

    /** Scores the open dataset with a router; nothing happens while another scoring runs or without a dataset. */
    public void start(RouterInfo router) {
        OpenDataset open = desk.open().get();
        if (open != null && job.get() == null) {
            run(open, Messages.text("scoring.job", open.dataset().name(), router.name()), library -> router);
        }
    }

    /** True when this installation has the embedded router. */
    public boolean hasEmbedded() {
        return Files.isDirectory(RouterLibrary.sampleFolder(home));
    }

    /** Takes the embedded router into the workspace and scores with it. */
    public void startEmbedded() {
        add(RouterLibrary.SAMPLE);
    }

    /** Takes the router of a checkpoint folder into the workspace and scores with it. */
    public void start(Path checkpoint) {
        add(checkpoint.toString());
    }

    /** Stops what runs; what was scored stays. */
    public void cancel() {
        Job<?> running = job.get();
        if (running != null) {
            running.cancel();
        }
    }

    private void add(String spec) {
        OpenDataset open = desk.open().get();
        if (open != null && job.get() == null) {
            run(open, Messages.text("scoring.job", open.dataset().name(), spec), library -> library.resolve(spec));
        }
    }

    private interface Which {
        RouterInfo of(RouterLibrary library);
    }

    private void run(OpenDataset open, String title, Which which) {
        Workspace workspace = open.workspace();
        Job<RouterInfo> started = jobs.submit(Lane.CPU, title, progress -> {
            progress.update(-1, Messages.text("scoring.loading"));
            RouterInfo router = which.of(new RouterLibrary(workspace, home));
            // A router of its own: live questions must not wait until half a million queries are scored.
            try (OpenRouter loaded = RouterLibrary.load(router)) {
                new ScoreDataset(workspace).run(open, loaded, progress);
            }
            return router;
        });
        job.set(started);
        started.onFailed(failed).onFinally(() -> {
            job.set(null);
            if (desk.workspace().get() == workspace) {
                desk.refresh();
                if (started.state() == dev.signalbox.task.JobState.DONE
                        && state.router().get() == null) {
                    state.router().set(started.result());
                } else {
                    desk.loadScores();
                }
            }
            ended.set(ended.get() + 1);
        });
    }
}
