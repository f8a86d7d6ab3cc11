package dev.signalbox.ui.shell;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Selection;
import dev.signalbox.index.Sort;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the selected queries are walked through: the grid shows it, “next” and “previous” follow it. While
 * somebody corrects labels nothing moves: a query may leave the order, the others keep their places. For the UI thread.
 */
public final class QueryOrder implements AutoCloseable {
    private static final int[] NOTHING = {};

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ObjectProperty<Sort> sort = new SimpleObjectProperty<>(Sort.IMPORTED);
    private final ReadOnlyObjectWrapper<int[]> order = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<int[]> walk = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private int @Nullable [] lead;
    private @Nullable Basis basis;
    private int place;
    private int walkAt;

    /** What an order was made for: while it stays the same, only labels have changed. */
    private record Basis(
            Object table,
            String rule,
            @Nullable BitSet chosen,
            Sort sort,
            @Nullable Object scores) {}

    public QueryOrder(WorkbenchState state, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        desk.selection().addListener((property, old, now) -> refresh());
        desk.index().addListener((property, old, now) -> refresh());
        sort.addListener((property, old, now) -> refresh());
        order.addListener((property, old, now) -> rewalk());
        state.focusedQuery().addListener((property, old, now) -> remember());
    }

    /**
     * Lets “next” and “previous” follow the list of the screen in front, such as the review queue, instead of the grid’s order.
     *
     * @param queries its ordinals in order, never written to; null for the grid’s order again
     */
    public void lead(int @Nullable [] queries) {
        lead = queries;
        rewalk();
    }

    private void rewalk() {
        int[] now = lead == null ? order.get() : lead;
        if (walk.get() != now) {
            walk.set(now);
            rememberWalk();
        }
    }

    /** True when “next” and “previous” follow another list than the grid’s order. */
    public boolean led() {
        return lead != null;
    }

    /** What “next” and “previous” follow: the order, or the list of the screen in front. */
    public ReadOnlyObjectProperty<int[]> walk() {
        return walk.getReadOnlyProperty();
    }

    /** The focused query’s place in the walk, or -1 when it is not in it. */
    public int walkPlace() {
        return placeOf(state.focusedQuery().get(), walk.get());
    }

    /** What the order goes by; set it to order anew. */
    public ObjectProperty<Sort> sort() {
        return sort;
    }

    /** The selected queries’ ordinals in order; a new array after every change, never to be written to. */
    public ReadOnlyObjectProperty<int[]> order() {
        return order.getReadOnlyProperty();
    }

    /** False until the open dataset has been filtered and ordered once: an empty order then means nothing yet. */
    public ReadOnlyBooleanProperty ready() {
        return ready.getReadOnlyProperty();
    }

    /** The place of a query in the order, or -1. */
    public int placeOf(int query) {
        return placeOf(query, order.get());
    }

    private static int placeOf(int query, int[] now) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] == query) {
                return i;
            }
        }
        return -1;
    }

    /** The focused query’s place in the order, or -1 when the filter hides it. */
    public int place() {
        return placeOf(state.focusedQuery().get());
    }

    /** Where the focused query stood when it was last in the order. */
    public int lastPlace() {
        return place;
    }

    /** Focuses the query that many places further; stops at the ends. False when there was nowhere to go. */
    public boolean step(int by) {
        int[] now = walk.get();
        if (now.length == 0) {
            return false;
        }
        int at = walkPlace();
        // A query that has just left the order stood between its neighbours: the next one has taken its place.
        int to = at >= 0 ? at + by : by > 0 ? walkAt + by - 1 : walkAt + by;
        int query = now[Math.clamp(to, 0, now.length - 1)];
        if (query == state.focusedQuery().get()) {
            return false;
        }
        state.focusedQuery().set(query);
        return true;
    }

    private void remember() {
        int at = place();
        if (at >= 0) {
            place = at;
        }
        rememberWalk();
    }

    private void rememberWalk() {
        int at = walkPlace();
        if (at >= 0) {
            walkAt = at;
        }
    }

    private void refresh() {
        DatasetIndex index = desk.index().get();
        Selection selection = desk.selection().get();
        if (index == null) {
            latest.cancel("order");
            basis = null;
            ready.set(false);
            order.set(NOTHING);
            return;
        }
        Basis now = new Basis(
                index.table(),
                state.filterRule().get(),
                state.selection().get(),
                sort.get(),
                desk.scores().get());
        int[] before = order.get();
        boolean sameBasis = now.equals(basis);
        Sort by = sort.get();
        // The desk has this very selection until a dataset's first filtering is over.
        boolean filtered = selection != Selection.none() || index.size() == 0;
        Consumer<int[]> show = made -> {
            basis = now;
            order.set(made);
            ready.set(filtered);
            boolean gone = place() < 0 && (!sameBasis || state.focusedQuery().get() < 0);
            if (gone && made.length > 0) {
                state.focusedQuery().set(made[0]);
            }
            remember();
        };
        if (!sameBasis && by.equals(Sort.IMPORTED)) {
            // Nothing to sort: the grid need not wait a frame for it.
            latest.cancel("order");
            show.accept(index.sorted(selection, by));
            return;
        }
        latest.submit(
                "order",
                progress -> sameBasis ? kept(before, selection, index, by) : index.sorted(selection, by),
                show,
                failed);
    }

    private static int[] kept(int[] before, Selection selection, DatasetIndex index, Sort by) {
        int[] stay = IntStream.of(before).filter(selection::contains).toArray();
        int[] come = index.sorted(selection.minus(Selection.of(before)), by);
        return IntStream.concat(IntStream.of(stay), IntStream.of(come)).toArray();
    }

    @Override
    public void close() {
        latest.close();
    }
}
