package dev.signalbox.ui.map;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The question that was asked live last, as a star on the shown map; it comes back on the next map. For the UI thread. */
final class LiveStar implements AutoCloseable {
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<Optional<LivePlace>> place = new ReadOnlyObjectWrapper<>(Optional.empty());
    private float @Nullable [] asked;
    private @Nullable Ground ground;

    LiveStar(Jobs jobs, Consumer<Throwable> failed) {
        latest = new Latest(jobs, Lane.LONG); // the first one on a large map keeps a thread for seconds
        this.failed = failed;
    }

    /** Where it lies, about; empty when nothing was asked or it has no place on this map. */
    ReadOnlyObjectProperty<Optional<LivePlace>> place() {
        return place.getReadOnlyProperty();
    }

    /** Another map is shown, or none. */
    void on(@Nullable PlacedMap map, @Nullable Workspace workspace, @Nullable ScoreSet scored) {
        latest.cancel("map.live");
        place.set(Optional.empty());
        ground = map == null || workspace == null || scored == null || map.moving() || map.ofPairs()
                ? null
                : new Ground(workspace.scores().vectors(scored), map);
        find();
    }

    /** Something was asked, or null: what was asked belongs to another router or dataset. */
    void ask(float @Nullable [] fused) {
        asked = fused == null ? null : fused.clone();
        find();
    }

    private void find() {
        Ground under = ground;
        float[] fused = asked;
        if (under == null || fused == null) {
            latest.cancel("map.live");
            place.set(Optional.empty());
            return;
        }
        latest.submit(
                "map.live",
                progress -> under.place(fused, progress),
                found -> {
                    if (ground == under) {
                        place.set(found);
                    }
                },
                failed);
    }

    @Override
    public void close() {
        latest.close();
    }
}
