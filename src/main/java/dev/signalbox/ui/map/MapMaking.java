package dev.signalbox.ui.map;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.MapDataset;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ProfileVectors;
import dev.signalbox.workbench.UnfinishedMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** How the map screen makes a map: one at a time, moving while it is made, to be halted, stopped and gone on with. */
final class MapMaking {
    private final MapViewModel model;
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final ProfileVectors profiles;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<@Nullable Job<?>> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable MapRun> run = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<MapRun.@Nullable Shown> moving = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable UnfinishedMap> unfinished = new ReadOnlyObjectWrapper<>();

    private @Nullable PlacedMap underway;

    MapMaking(
            MapViewModel model,
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            ProfileVectors profiles,
            Consumer<Throwable> failed) {
        this.model = model;
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.profiles = profiles;
        this.failed = failed;
    }

    /** The map in the making, or null. */
    ReadOnlyObjectProperty<@Nullable Job<?>> job() {
        return job.getReadOnlyProperty();
    }

    /** The run behind the job, or null. */
    ReadOnlyObjectProperty<@Nullable MapRun> run() {
        return run.getReadOnlyProperty();
    }

    /** The newest frame of the map in the making, or null. */
    ReadOnlyObjectProperty<MapRun.@Nullable Shown> moving() {
        return moving.getReadOnlyProperty();
    }

    /** A map that was stopped and can go on, or null. */
    ReadOnlyObjectProperty<@Nullable UnfinishedMap> unfinished() {
        return unfinished.getReadOnlyProperty();
    }

    /** True from the wish to stop to the end, which comes with the next look at it. */
    ReadOnlyBooleanProperty stopping() {
        return stopping.getReadOnlyProperty();
    }

    /** Tells what a look into the workspace found of a stopped map. */
    void found(@Nullable UnfinishedMap left) {
        unfinished.set(job.get() == null ? left : null);
    }

    /** @param from where to go on, or null to begin */
    void start(MapSubject subject, MapOptions options, ScoreSet scored, @Nullable TsneState from) {
        OpenDataset open = desk.open().get();
        RouterInfo with = state.router().get();
        if (open == null
                || with == null
                || job.get() != null
                || state.readOnly().get()) {
            return;
        }
        Workspace workspace = open.workspace();
        MapRun going = new MapRun(jobs, subject, options, workspace, scored, from, shown -> {
            if (here(open, with)) {
                move(shown, scored, subject, options);
            }
        });
        String title = Messages.text(
                subject.ofPairs() ? "map.job.pairs" : "map.job",
                MapViewModel.methodName(options.method()),
                open.dataset().name());
        Job<MapDataset.Made> made = jobs.submit(Lane.LONG, title, progress -> {
            MapDataset.Made done = new MapDataset(workspace, profiles)
                    .make(open, with, subject, options, going.within(progress), progress);
            UnfinishedMap.delete(workspace, scored, subject.kind());
            return done;
        });
        unfinished.set(null);
        stopping.set(false);
        run.set(going);
        job.set(made);
        made.onFailed(failed).onFinally(() -> {
            job.set(null);
            run.set(null);
            moving.set(null);
            underway = null;
            stopping.set(false);
            if (here(open, with)) {
                model.ended(subject.kind(), made.state() == JobState.DONE ? options.method() : null);
            }
        });
    }

    private boolean here(OpenDataset open, RouterInfo with) {
        return desk.open().get() == open && with.equals(state.router().get());
    }

    private void move(MapRun.Shown shown, ScoreSet scored, MapSubject subject, MapOptions options) {
        if (job.get() == null) {
            return;
        }
        if (moving.get() == null) {
            PlacedMap first = PlacedMap.inTheMaking(
                    scored, subject, options, shown.frame().xy());
            underway = first;
            model.began(first, options);
        }
        moving.set(shown);
    }

    /** The map in the making, where it is one of this kind by this method. */
    @Nullable
    PlacedMap now(MapSubject.Kind kind, MapOptions.Method method) {
        PlacedMap shown = underway;
        MapRun.Shown frame = moving.get();
        if (shown == null || frame == null || method != MapOptions.Method.TSNE) {
            return null;
        }
        return shown.ofPairs() == (kind == MapSubject.Kind.PAIRS)
                ? shown.at(frame.frame().xy())
                : null;
    }

    /** Halts the map in the making, or lets it go on. */
    void pause(boolean halt) {
        MapRun going = run.get();
        if (going != null) {
            going.setPaused(halt);
        }
    }

    /** Stops it; what was done can be gone on with. */
    void cancel() {
        Job<?> running = job.get();
        if (running != null) {
            stopping.set(true);
            running.cancel();
        }
    }
}
