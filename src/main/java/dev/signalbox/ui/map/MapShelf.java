package dev.signalbox.ui.map;

import dev.signalbox.model.Projection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.MapDataset;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.UnfinishedMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of maps lies in a workspace. Free of state; reads files, so beside the UI thread. */
final class MapShelf {
    private MapShelf() {}

    /**
     * What a look into the workspace found.
     *
     * @param scored     the complete scores of the dataset as it is, or null
     * @param map        the newest map, or null
     * @param unfinished a map that was stopped, or null
     */
    record Found(
            @Nullable ScoreSet scored,
            @Nullable PlacedMap map,
            MapOptions.Method method,
            @Nullable UnfinishedMap unfinished) {
        static Found nothing(MapOptions.Method method) {
            return new Found(null, null, method, null);
        }
    }

    /** @param wanted the newest map of this method, or null for the newest of any */
    static Found look(OpenDataset open, RouterInfo with, MapSubject.Kind kind, MapOptions.@Nullable Method wanted) {
        Workspace workspace = open.workspace();
        long id = open.dataset().id();
        ScoreSet set = workspace
                .scores()
                .latest(id, with.id())
                .filter(ScoreSet::complete)
                .filter(s -> s.rows() == open.table().size())
                .orElse(null);
        Projection newest = workspace.projections().list(id).stream()
                .filter(p -> p.router() == with.id())
                .filter(p -> PlacedMap.kind(p) == kind)
                .filter(p -> wanted == null || p.method().equals(stored(wanted)))
                .reduce((before, after) -> after)
                .orElse(null);
        UnfinishedMap left =
                set == null ? null : UnfinishedMap.read(workspace, set, kind).orElse(null);
        if (newest == null) {
            return new Found(set, null, wanted == null ? MapOptions.Method.TSNE : wanted, left);
        }
        return new Found(
                set,
                PlacedMap.of(workspace.projections().load(newest.id()), set),
                MapDataset.method(newest.method()),
                left);
    }

    private static String stored(MapOptions.Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
