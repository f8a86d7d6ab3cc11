package dev.signalbox.ui.map;

import dev.signalbox.clusters.Contours;
import dev.signalbox.clusters.DensityGrid;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.NameClusters;
import dev.signalbox.workbench.OpenDataset;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** What can be laid over the map’s points: lines of equal density and the names of clusters. For the UI thread. */
final class MapLayers implements AutoCloseable {
    /** Shares of the points that lie inside the lines, the outermost first. */
    static final double[] SHARES = {0.95, 0.75, 0.5, 0.25, 0.1};

    private final ReadOnlyObjectProperty<@Nullable PlacedMap> map;
    private final ReadOnlyObjectProperty<@Nullable BitSet> selected;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty density = new SimpleBooleanProperty(false);
    private final BooleanProperty names = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<List<Contours.Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<NameClusters.Named>> clusters = new ReadOnlyObjectWrapper<>(List.of());

    MapLayers(
            ReadOnlyObjectProperty<@Nullable PlacedMap> map,
            ReadOnlyObjectProperty<@Nullable BitSet> selected,
            DatasetDesk desk,
            Jobs jobs,
            Consumer<Throwable> failed) {
        this.map = map;
        this.selected = selected;
        this.desk = desk;
        this.failed = failed;
        latest = new Latest(jobs, Lane.IO);
        map.addListener((property, old, now) -> {
            lines.set(List.of());
            clusters.set(List.of());
            measure();
            name();
        });
        selected.addListener((property, old, now) -> measure());
        density.addListener((property, old, now) -> measure());
        names.addListener((property, old, now) -> name());
    }

    /** Whether density is shown. */
    BooleanProperty density() {
        return density;
    }

    /** Whether clusters are named. */
    BooleanProperty names() {
        return names;
    }

    /** Lines around {@link #SHARES} of the points that stand out; empty while density is not shown. */
    ReadOnlyObjectProperty<List<Contours.Line>> lines() {
        return lines.getReadOnlyProperty();
    }

    /** The clusters with a name, the largest first; empty while they are not named. */
    ReadOnlyObjectProperty<List<NameClusters.Named>> clusters() {
        return clusters.getReadOnlyProperty();
    }

    private void measure() {
        PlacedMap shown = map.get();
        if (shown == null || shown.moving() || !density.get()) {
            latest.cancel("map.density");
            lines.set(List.of());
            return;
        }
        BitSet counted = selected.get();
        latest.submit(
                "map.density",
                progress -> {
                    DensityGrid grid = DensityGrid.of(shown.x(), shown.y(), counted);
                    progress.checkCancelled();
                    return Contours.of(grid, grid.levels(SHARES));
                },
                lines::set,
                failed);
    }

    private void name() {
        PlacedMap shown = map.get();
        OpenDataset open = desk.open().get();
        if (shown == null || open == null || shown.moving() || !names.get()) {
            latest.cancel("map.names");
            clusters.set(List.of());
            return;
        }
        latest.submit(
                "map.names",
                progress -> shown.ofPairs()
                        ? NameClusters.nameByKind(shown.x(), shown.y(), shown.kinds(), shown.vlms(), progress)
                        : new NameClusters(open)
                                .name(shown.x(), shown.y(), shown.points().ordinals(), progress),
                clusters::set,
                failed);
    }

    @Override
    public void close() {
        latest.close();
    }
}
