package dev.signalbox.ui.evaluate;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.index.Clauses;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.FilterParser;
import dev.signalbox.index.FilterSyntaxException;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.evaluate.Board.Entry;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainingOverlap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Which queries, pool and baseline are compared, and what comes of it. Boards are made beside the UI thread, also after
 * every correction of a label; only the newest one arrives.
 */
public final class EvaluateViewModel implements AutoCloseable {
    private static final String TEST = "test";
    private static final String BOARD = "evaluate.board";
    private static final Key BEST_SINGLE = new Key(Kind.BEST_SINGLE, "");

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;

    private final ObservableList<String> splits = FXCollections.observableArrayList();
    private final ObservableList<String> fields = FXCollections.observableArrayList();
    private final StringProperty split = new SimpleStringProperty(OpenDataset.ALL);
    private final BooleanProperty selectionOnly = new SimpleBooleanProperty();
    private final ObjectProperty<PoolChoice> pool = new SimpleObjectProperty<>(PoolChoice.ALL);
    private final ObjectProperty<Set<String>> ticked = new SimpleObjectProperty<>(Set.of());
    private final ObjectProperty<@Nullable String> oracleField = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Key> chosen = new SimpleObjectProperty<>();
    private final ObjectProperty<Key> baseline = new SimpleObjectProperty<>(BEST_SINGLE);
    private final ObjectProperty<@Nullable String> slicing = new SimpleObjectProperty<>();

    private final ObjectProperty<IntervalMethod> intervals = new SimpleObjectProperty<>(IntervalMethod.PERCENTILE);
    private final ReadOnlyObjectWrapper<EvaluateState> condition =
            new ReadOnlyObjectWrapper<>(new EvaluateState.Busy());
    private final ReadOnlyObjectWrapper<@Nullable Board> board = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<Long, TrainingOverlap>> overlaps = new ReadOnlyObjectWrapper<>(Map.of());
    private @Nullable BoardMaker maker;
    private boolean settling;

    /** @param failed is told why something could not be found out */
    public EvaluateViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        desk.open().addListener((property, old, now) -> opened(now));
        desk.index().addListener((property, old, now) -> relabelled(old, now));
        desk.annotations().addListener((property, old, now) -> noted(old, now));
        desk.scores().addListener((property, old, now) -> reload());
        desk.selection().addListener((property, old, now) -> {
            if (selectionOnly.get()) {
                reload();
            }
        });
        for (var setting :
                List.of(split, selectionOnly, pool, ticked, oracleField, chosen, baseline, slicing, intervals)) {
            setting.addListener((property, old, now) -> reload());
        }
        opened(desk.open().get());
    }

    /** {@link OpenDataset#ALL}, then the dataset's splits. */
    public ObservableList<String> splits() {
        return splits;
    }

    /** Fields that the dataset oracle can choose by. */
    public ObservableList<String> fields() {
        return fields;
    }

    public StringProperty split() {
        return split;
    }

    /** True to look only at those queries of the split that all screens have selected. */
    public BooleanProperty selectionOnly() {
        return selectionOnly;
    }

    ObjectProperty<PoolChoice> pool() {
        return pool;
    }

    /** Ids of the VLMs of the custom pool. */
    ObjectProperty<Set<String>> ticked() {
        return ticked;
    }

    /** The field of the dataset oracle; null when the dataset has none. */
    ObjectProperty<@Nullable String> oracleField() {
        return oracleField;
    }

    /** Whose slices are shown; null for the first. */
    ObjectProperty<@Nullable Key> chosen() {
        return chosen;
    }

    /** What the others are held against. */
    ObjectProperty<Key> baseline() {
        return baseline;
    }

    /** How the queries are cut; null for the first way. */
    ObjectProperty<@Nullable String> slicing() {
        return slicing;
    }

    /** How resampled figures give intervals. */
    ObjectProperty<IntervalMethod> intervals() {
        return intervals;
    }

    ReadOnlyObjectProperty<EvaluateState> condition() {
        return condition.getReadOnlyProperty();
    }

    /** Null while it is made or cannot be. */
    ReadOnlyObjectProperty<@Nullable Board> board() {
        return board.getReadOnlyProperty();
    }

    /** By router's number what it may have learnt from, as far as it is known by now. */
    ReadOnlyObjectProperty<Map<Long, TrainingOverlap>> overlaps() {
        return overlaps.getReadOnlyProperty();
    }

    /** VLMs of the dataset in column order. */
    List<Vlm> vlms() {
        OpenDataset open = desk.open().get();
        return open == null ? List.of() : open.dataset().vlms();
    }

    /** Puts a VLM into the custom pool, or takes it out. */
    void tick(String vlm, boolean in) {
        Set<String> now = new TreeSet<>(ticked.get());
        if (in ? now.add(vlm) : now.remove(vlm)) {
            ticked.set(Set.copyOf(now));
        }
    }

    /** True when the scores were made before the dataset's last import. */
    boolean stale(Entry entry) {
        BoardMaker mine = maker;
        return mine != null && mine.stale(entry);
    }

    /** Makes a slice the filter of all screens, or takes it away again. */
    void pick(String value) {
        Board here = board.get();
        if (here == null) {
            return;
        }
        String by = here.question().slicing();
        if (here.table().fields().containsKey(by)) {
            change(rule -> rule.toggledValue(by, value));
            return;
        }
        int place = here.slicing().values().indexOf(value);
        BitSet queries = new BitSet();
        for (int query : here.slicing().members().get(place)) {
            queries.set(query, here.rows().contains(query));
        }
        state.selection().set(queries.equals(state.selection().get()) ? null : queries);
    }

    /** Makes the queries that one VLM has wrong and another right the filter of all screens, or no longer. */
    void pick(int wrong, int right) {
        Board here = board.get();
        if (here != null && wrong != right) {
            Filter first = new Filter.Relation(Filter.Outcome.WRONG, here.vlm(wrong));
            Filter second = new Filter.Relation(Filter.Outcome.RIGHT, here.vlm(right));
            change(rule -> rule.has(first) && rule.has(second)
                    ? rule.without(first).without(second)
                    : rule.without(Filter.Relation.class::isInstance)
                            .with(first)
                            .with(second));
        }
    }

    private void change(UnaryOperator<Clauses> flip) {
        Clauses now;
        try {
            now = Clauses.of(FilterParser.parse(state.filterRule().get()));
        } catch (FilterSyntaxException e) {
            now = new Clauses(List.of()); // one that cannot be read is replaced
        }
        state.filterRule().set(flip.apply(now).text());
    }

    /** Looks at everything again that there is. */
    void lookAtAll() {
        settling = true;
        selectionOnly.set(false);
        split.set(OpenDataset.ALL);
        pool.set(PoolChoice.ALL);
        settling = false;
        reload();
    }

    /** Makes the board again: there may be new scores. */
    public void reload() {
        DatasetIndex index = desk.index().get();
        Annotations annotations = desk.annotations().get();
        BoardMaker mine = maker;
        if (settling || mine == null || index == null || annotations == null) {
            return;
        }
        BoardMaker.Request request = new BoardMaker.Request(
                index,
                annotations,
                split.get(),
                selectionOnly.get() ? desk.selection().get() : null,
                pool.get(),
                ticked.get(),
                oracleField.get(),
                chosen.get(),
                baseline.get(),
                slicing.get(),
                intervals.get());
        latest.submit(
                BOARD,
                progress -> mine.make(request, progress),
                outcome -> {
                    settle(outcome);
                    Board rough = outcome.board();
                    if (rough != null && outcome.rough()) {
                        latest.submit(BOARD, progress -> mine.resampled(request, rough), this::settle, this::settle);
                    }
                },
                this::settle);
    }

    private void settle(Throwable problem) {
        settle(new BoardMaker.Outcome(new EvaluateState.Problem(problem), null));
    }

    private void settle(BoardMaker.Outcome outcome) {
        board.set(outcome.board());
        condition.set(outcome.state());
        if (outcome.board() != null) {
            lookForOverlaps(outcome.board());
        }
    }

    /** Reading a router's record and repeating its split takes a second on large data: it comes after the figures. */
    private void lookForOverlaps(Board now) {
        OpenDataset open = desk.open().get();
        List<RouterInfo> fresh = now.routers().stream()
                .map(Entry::info)
                .filter(router -> !overlaps.get().containsKey(router.id()))
                .toList();
        if (open == null || fresh.isEmpty() || latest.busy("evaluate.overlaps")) {
            return;
        }
        latest.submit(
                "evaluate.overlaps",
                progress -> {
                    Map<Long, TrainingOverlap> found = new HashMap<>();
                    for (RouterInfo router : fresh) {
                        progress.checkCancelled();
                        found.put(router.id(), TrainingOverlap.of(open, router));
                    }
                    return found;
                },
                found -> {
                    Map<Long, TrainingOverlap> all = new HashMap<>(overlaps.get());
                    all.putAll(found);
                    overlaps.set(Map.copyOf(all));
                },
                failed);
    }

    private void opened(@Nullable OpenDataset open) {
        settling = true;
        latest.cancel(BOARD);
        latest.cancel("evaluate.overlaps");
        overlaps.set(Map.of());
        board.set(null);
        condition.set(new EvaluateState.Busy());
        maker = open == null ? null : new BoardMaker(open);
        selectionOnly.set(false);
        pool.set(PoolChoice.ALL);
        chosen.set(null);
        baseline.set(BEST_SINGLE);
        slicing.set(null);
        List<String> found = new ArrayList<>(List.of(OpenDataset.ALL));
        if (open != null) {
            CodedColumn column = open.table().fields().get(Fields.SPLIT);
            if (column != null) {
                column.values().stream().filter(v -> !v.isEmpty()).sorted().forEach(found::add);
            }
        }
        splits.setAll(found);
        split.set(found.contains(TEST) ? TEST : OpenDataset.ALL);
        fields.setAll(maker == null ? List.of() : maker.fields());
        oracleField.set(fields.isEmpty() ? null : fields.getFirst());
        ticked.set(
                open == null
                        ? Set.of()
                        : Set.copyOf(open.dataset().vlms().stream().map(Vlm::id).toList()));
        settling = false;
        reload();
    }

    private void relabelled(@Nullable DatasetIndex old, @Nullable DatasetIndex now) {
        if (now != null && (old == null || old.labels() != now.labels())) {
            reload();
        }
    }

    /** Notes make slices; labels come with the index. */
    private void noted(@Nullable Annotations old, @Nullable Annotations now) {
        if (old != null && now != null && !old.notes().equals(now.notes())) {
            reload();
        }
    }

    @Override
    public void close() {
        latest.close();
    }

    Selection selection() {
        return desk.selection().get();
    }

    ReadOnlyObjectProperty<Selection> selections() {
        return desk.selection();
    }
}
