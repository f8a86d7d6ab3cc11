package dev.signalbox.ui.map;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Selection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ProfileVectors;
import dev.signalbox.workbench.UnfinishedMap;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the map shows and what its gestures do. A place is a point’s number on the map; all sharing with other screens
 * goes through the state, in ordinals. For the UI thread.
 */
public final class MapViewModel implements AutoCloseable {
    /** What there is to show. */
    enum Phase {
        LOADING,
        NO_ROUTER,
        NO_SCORES,
        NO_MAP,
        READY
    }

    /** How a gesture’s points join those chosen before. */
    enum Joining {
        REPLACE,
        ADD,
        SUBTRACT
    }

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Scoring scoring;
    private final Consumer<Throwable> failed;
    private final Latest latest;

    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable PlacedMap> map = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<MapSubject.Kind> kind = new ReadOnlyObjectWrapper<>(MapSubject.Kind.QUERIES);
    private final ReadOnlyObjectWrapper<MapOptions.Method> method = new ReadOnlyObjectWrapper<>(MapOptions.Method.TSNE);
    private final ReadOnlyObjectWrapper<@Nullable BitSet> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Integer> focused = new ReadOnlyObjectWrapper<>(-1);
    private final MapMaking making;
    private final MapColours colours;
    private final LiveStar live;

    private final MapLayers layers;
    private final PlaceDescriber describer;
    private @Nullable ScoreSet scored;
    private long dataset = -1;
    private long router = -1;

    public MapViewModel(
            WorkbenchState state, DatasetDesk desk, Jobs jobs, Scoring scoring, Consumer<Throwable> failed) {
        this(state, desk, jobs, scoring, ProfileVectors.BY_ROUTER, failed);
    }

    MapViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Scoring scoring,
            ProfileVectors profiles,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.scoring = scoring;
        this.failed = failed;
        this.latest = new Latest(jobs, Lane.IO);
        this.layers = new MapLayers(map(), selected(), desk, jobs, failed);
        this.describer = new PlaceDescriber(desk, latest, failed);
        this.colours = new MapColours(map(), desk, latest, failed);
        this.live = new LiveStar(jobs, failed);
        this.making = new MapMaking(this, state, desk, jobs, profiles, failed);
        desk.open().addListener((property, old, now) -> arrive());
        state.router().addListener((property, old, now) -> arrive());
        scoring.ended().addListener((property, old, now) -> load(null));
        desk.selection().addListener((property, old, now) -> reselect());
        state.focusedQuery().addListener((property, old, now) -> refocus());
        map.addListener((property, old, now) -> {
            live.on(now, desk.workspace().get(), scored);
            reselect();
            refocus();
            colours.update();
        });
        arrive();
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** The map that is shown, or null. */
    ReadOnlyObjectProperty<@Nullable PlacedMap> map() {
        return map.getReadOnlyProperty();
    }

    /** What the points of the shown map are, or of the one that is missing. */
    ReadOnlyObjectProperty<MapSubject.Kind> kind() {
        return kind.getReadOnlyProperty();
    }

    /** The method whose newest map is shown. */
    ReadOnlyObjectProperty<MapOptions.Method> method() {
        return method.getReadOnlyProperty();
    }

    MapColours colours() {
        return colours;
    }

    /** Places that pass the filter and the choice, or null when every query does. */
    ReadOnlyObjectProperty<@Nullable BitSet> selected() {
        return selected.getReadOnlyProperty();
    }

    /** The place of the query in the detail pane, or -1. */
    ReadOnlyObjectProperty<Integer> focused() {
        return focused.getReadOnlyProperty();
    }

    /** The map in the making, or null. */
    ReadOnlyObjectProperty<@Nullable Job<?>> job() {
        return making.job();
    }

    MapMaking making() {
        return making;
    }

    LiveStar live() {
        return live;
    }

    /** What lies over the points. */
    MapLayers layers() {
        return layers;
    }

    Scoring scoring() {
        return scoring;
    }

    Jobs jobs() {
        return jobs;
    }

    WorkbenchState state() {
        return state;
    }

    /** Shows the newest map of a method. */
    void show(MapOptions.Method other) {
        if (other != method.get()) {
            method.set(other);
            reload(other);
        }
    }

    /** Shows the newest map of a kind. */
    void show(MapSubject.Kind other) {
        if (other != kind.get()) {
            kind.set(other);
            map.set(null);
            reload(method.get());
        }
    }

    /** The map in the making comes back, or the newest one of the method, or of any when there is none. */
    private void reload(MapOptions.Method wanted) {
        PlacedMap made = making.now(kind.get(), wanted);
        if (made == null) {
            load(wanted);
        } else {
            latest.cancel("map.load");
            map.set(made);
            phase.set(Phase.READY);
        }
    }

    /** How many queries and VLMs the shown router has scored; a map of pairs takes no more. */
    Optional<ScoreSet> scored() {
        return Optional.ofNullable(scored);
    }

    /** Makes a map of the kind that is shown, of as many queries as usual. */
    void compute(MapOptions options) {
        compute(
                kind.get() == MapSubject.Kind.QUERIES ? MapSubject.QUERIES : MapSubject.pairs(PairCounts.usual(scored)),
                options);
    }

    /** Makes a map as a job that people see; it is kept and shown. Nothing happens while another one is made. */
    void compute(MapSubject subject, MapOptions options) {
        ScoreSet set = scored;
        if (set != null) {
            making.start(subject, options, set, null);
        }
    }

    /** Goes on with the map that was stopped. */
    void goOn() {
        ScoreSet set = scored;
        UnfinishedMap left = making.unfinished().get();
        if (left != null && set != null) {
            making.start(left.subject(), left.options(), set, left.state());
        }
    }

    /** The map in the making began to move. */
    void began(PlacedMap moving, MapOptions options) {
        kind.set(moving.ofPairs() ? MapSubject.Kind.PAIRS : MapSubject.Kind.QUERIES);
        method.set(options.method());
        map.set(moving);
        phase.set(Phase.READY);
    }

    /** The map in the making ended; null when it left nothing new. Whoever looks at the other kind by now stays there. */
    void ended(MapSubject.Kind of, MapOptions.@Nullable Method made) {
        if (of == kind.get()) {
            load(made);
        } else {
            load(method.get());
        }
    }

    /** Stops the map in the making. */
    void cancel() {
        making.cancel();
    }

    /** Scores the dataset with the chosen router, or with the embedded one when none is chosen. */
    void score() {
        RouterInfo with = state.router().get();
        if (with != null) {
            scoring.start(with);
        } else if (scoring.hasEmbedded()) {
            scoring.startEmbedded();
        }
    }

    /** A gesture chose places; none, to replace, lets every query back in. */
    void choose(int[] places, Joining joining) {
        PlacedMap shown = map.get();
        if (shown == null) {
            return;
        }
        BitSet chosen = shown.ordinals(places);
        BitSet before = state.selection().get();
        if (joining == Joining.ADD && before != null) {
            chosen.or(before);
        } else if (joining == Joining.SUBTRACT) {
            BitSet rest = before == null ? everything() : (BitSet) before.clone();
            rest.andNot(chosen);
            chosen = rest;
        }
        state.selection().set(chosen.isEmpty() ? null : chosen);
    }

    private BitSet everything() {
        BitSet all = new BitSet();
        desk.selection().get().forEach(all::set);
        return all;
    }

    /** Lets every query back in. */
    void clear() {
        state.selection().set(null);
    }

    /** Shows a place’s query in the detail pane. */
    void open(int place) {
        PlacedMap shown = map.get();
        if (shown != null) {
            state.focusedQuery().set(shown.ordinal(place));
        }
    }

    /** Key and category of a place’s query at once, then also the first line of its question. */
    void describe(int place, Consumer<Described> onText) {
        describer.describe(place, map.get(), colours.colouring().get(), onText);
    }

    /** What the pointer rests on. */
    record Described(int place, String key, String question, String category) {}

    /** Marks by a star where a question that was asked live lies. */
    public void showLive(float[] fused) {
        live.ask(fused);
    }

    /** Under the map: how it was made. */
    String caption() {
        PlacedMap shown = map.get();
        return shown == null ? "" : Texts.caption(shown);
    }

    /** What a map would be that is not there yet. */
    String missing() {
        ScoreSet set = scored;
        if (kind.get() == MapSubject.Kind.QUERIES || set == null) {
            return Messages.text("map.empty.map.why");
        }
        int queries = PairCounts.usual(set);
        return Messages.text(
                queries < set.total() ? "map.empty.pairs.some" : "map.empty.pairs.why",
                queries,
                set.vlms().size(),
                (long) queries * set.vlms().size(),
                set.total());
    }

    /** For screen readers. */
    String summary() {
        PlacedMap shown = map.get();
        if (shown == null) {
            return Messages.text("map.title");
        }
        BitSet chosen = selected.get();
        ColourBy by = colours.by().get();
        return Messages.text(
                "map.summary",
                shown.size(),
                chosen == null ? shown.size() : chosen.cardinality(),
                methodName(method.get()),
                by == null ? "" : by.title());
    }

    /** The open dataset’s name, or nothing. */
    String datasetName() {
        OpenDataset open = desk.open().get();
        return open == null ? "" : open.dataset().name();
    }

    /** True when the points stand for simulated data. */
    boolean simulated() {
        OpenDataset open = desk.open().get();
        return open != null && open.dataset().simulated();
    }

    static String methodName(MapOptions.Method method) {
        return switch (method) {
            case TSNE -> Messages.text("map.tsne");
            case UMAP -> Messages.text("map.umap");
            case PCA -> Messages.text("map.pca");
        };
    }

    private void arrive() {
        OpenDataset open = desk.open().get();
        RouterInfo now = state.router().get();
        long here = open == null ? -1 : open.dataset().id();
        long with = now == null ? -1 : now.id();
        if (here != dataset || with != router) {
            cancel();
            live.ask(null);
        }
        dataset = here;
        router = with;
        load(null);
    }

    /** @param wanted the newest map of this method, or null for the newest of any */
    private void load(MapOptions.@Nullable Method wanted) {
        OpenDataset open = desk.open().get();
        RouterInfo with = state.router().get();
        if (open == null) {
            latest.cancel("map.load");
            show(MapShelf.Found.nothing(method.get()), Phase.LOADING);
            return;
        }
        if (with == null) {
            latest.cancel("map.load");
            show(MapShelf.Found.nothing(method.get()), Phase.NO_ROUTER);
            return;
        }
        if (map.get() == null) {
            phase.set(Phase.LOADING);
        }
        MapSubject.Kind of = kind.get();
        latest.submit(
                "map.load",
                progress -> MapShelf.look(open, with, of, wanted),
                found -> show(
                        found,
                        found.map() != null ? Phase.READY : found.scored() == null ? Phase.NO_SCORES : Phase.NO_MAP),
                problem -> {
                    show(MapShelf.Found.nothing(method.get()), Phase.NO_MAP);
                    failed.accept(problem);
                });
    }

    private void show(MapShelf.Found found, Phase next) {
        scored = found.scored();
        making.found(found.unfinished());
        method.set(found.method());
        map.set(found.map());
        phase.set(next);
    }

    private void reselect() {
        PlacedMap shown = map.get();
        DatasetIndex index = desk.index().get();
        Selection passing = desk.selection().get();
        if (shown == null || index == null || passing.size() == index.size()) {
            selected.set(null);
            return;
        }
        BitSet places = new BitSet(shown.size());
        for (int place = 0; place < shown.size(); place++) {
            if (passing.contains(shown.ordinal(place))) {
                places.set(place);
            }
        }
        selected.set(places);
    }

    private void refocus() {
        PlacedMap shown = map.get();
        int query = state.focusedQuery().get();
        focused.set(shown == null || query < 0 ? -1 : shown.place(query));
    }

    @Override
    public void close() {
        cancel();
        layers.close();
        live.close();
        latest.close();
    }
}
