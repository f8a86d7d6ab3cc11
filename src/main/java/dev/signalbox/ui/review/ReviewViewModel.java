package dev.signalbox.ui.review;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Review;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.QueryOrder;
import dev.signalbox.ui.shell.ReviewQueue;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ReviewList;
import dev.signalbox.workbench.ReviewList.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The review queue while somebody works it off. Nothing moves meanwhile: what was ordered when the screen came to the front keeps its
 * place, what is sent later comes after it.
 */
public final class ReviewViewModel implements AutoCloseable {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final QueryOrder order;
    private final ReviewQueue queue;
    private final Jobs jobs;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.WAITING);
    private final ReadOnlyObjectWrapper<@Nullable List<Item>> all = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Item>> items = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private @Nullable ReviewList list;
    private boolean keep;
    private boolean aim;

    /** @param failed is told why the queue could not be read */
    public ReviewViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            QueryOrder order,
            ReviewQueue queue,
            Jobs jobs,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.order = order;
        this.queue = queue;
        this.jobs = jobs;
        this.latest = new Latest(jobs, Lane.IO);
        this.failed = failed;
        desk.open().addListener((property, old, now) -> {
            list = null;
            keep = false;
            aim = true;
            all.set(null);
            read();
        });
        desk.annotations().addListener((property, old, now) -> read());
        desk.index().addListener((property, old, now) -> read());
        desk.scores().addListener((property, old, now) -> {
            keep = false;
            read();
        });
        desk.selection().addListener((property, old, now) -> choose());
        show.addListener((property, old, now) -> {
            aim = true;
            choose();
        });
        all.addListener((property, old, now) -> choose());
        front.addListener((property, old, now) -> {
            keep = false;
            aim = now;
            all.set(null);
            read();
            lead();
        });
    }

    /** True while the screen is in front: “next” and “previous” then follow the queue. */
    public BooleanProperty front() {
        return front;
    }

    ObjectProperty<Show> show() {
        return show;
    }

    /** The whole queue in order, or null while it is being read. */
    ReadOnlyObjectProperty<@Nullable List<Item>> all() {
        return all.getReadOnlyProperty();
    }

    /** What is listed: the part that is to be shown, of it what the filter leaves. */
    ReadOnlyObjectProperty<List<Item>> items() {
        return items.getReadOnlyProperty();
    }

    /** True while the dataset is looked through for suspected errors. */
    ReadOnlyBooleanProperty searching() {
        return searching.getReadOnlyProperty();
    }

    public IntegerProperty focusedQuery() {
        return state.focusedQuery();
    }

    ReadOnlyBooleanProperty readOnly() {
        return state.readOnly();
    }

    /** True when the focused query is in the queue. */
    boolean queued() {
        Annotations now = queue.annotations();
        return now != null && now.review(state.focusedQuery().get()) != null;
    }

    /** Lets the filter leave everything. */
    void clearFilter() {
        state.filterRule().set("");
        state.selection().set(null);
    }

    long count(Show part) {
        List<Item> now = all.get();
        return now == null
                ? 0
                : now.stream().filter(item -> part.takes(item.review().state())).count();
    }

    /** “12 / 47”: done, of all. */
    String progress() {
        return Messages.text("review.progress", count(Show.DONE), count(Show.ALL));
    }

    /** 0..1; NaN for an empty queue. */
    double fraction() {
        return (double) count(Show.DONE) / count(Show.ALL);
    }

    /** The focused query's place in what is listed, or -1. */
    int place() {
        return placeOf(state.focusedQuery().get(), items.get());
    }

    private static int placeOf(int query, List<Item> now) {
        return IntStream.range(0, now.size())
                .filter(i -> now.get(i).query() == query)
                .findFirst()
                .orElse(-1);
    }

    /** Marks the focused query as done, leaves it for later, or lets it wait again; then goes on to the next that waits. */
    public void put(Review.State to) {
        int query = state.focusedQuery().get();
        int next = to == Review.State.OPEN ? query : nextAfter(query);
        if (queue.put(query, to) && next >= 0) {
            state.focusedQuery().set(next);
        }
    }

    /** Takes the focused query out of the queue and goes on to the next that waits. */
    public void remove() {
        int query = state.focusedQuery().get();
        Annotations now = queue.annotations();
        if (now == null || now.review(query) == null) {
            return;
        }
        int next = nextAfter(query);
        if (queue.remove(query) && next >= 0) {
            state.focusedQuery().set(next);
        }
    }

    /** The next query that waits, after this one or else from the top; -1 when none does. */
    private int nextAfter(int query) {
        List<Item> now = items.get();
        int at = placeOf(query, now);
        return IntStream.range(1, now.size() + 1)
                .map(step -> (at + step) % now.size())
                .mapToObj(now::get)
                .filter(item -> item.review().state() == Review.State.OPEN && item.query() != query)
                .mapToInt(Item::query)
                .findFirst()
                .orElse(-1);
    }

    /** Looks through all labels for likely errors and sends what it finds. */
    public void findSuspects() {
        ReviewList reader = reader();
        DatasetIndex index = desk.index().get();
        Annotations annotations = desk.annotations().get();
        if (reader == null || index == null || annotations == null || searching.get()) {
            return;
        }
        searching.set(true);
        var job = jobs.submit(
                Messages.text("review.suspects.job"), progress -> reader.suspects(index, annotations, progress));
        job.onDone(found -> {
            searching.set(false);
            if (reader.open() == desk.open().get()) {
                send(found);
            }
        });
        job.onFailed(problem -> {
            searching.set(false);
            failed.accept(problem);
        });
        job.onCancelled(() -> searching.set(false));
    }

    private void send(Map<Integer, Review> found) {
        // What somebody has looked at and left as it is comes back only by hand.
        Annotations now = queue.annotations();
        Map<Integer, Review> fresh = new HashMap<>(found);
        fresh.keySet().removeIf(query -> now != null && now.review(query) != null);
        if (fresh.isEmpty()) {
            queue.say(Messages.text("review.suspects.none"));
        } else {
            queue.send(fresh);
        }
    }

    private @Nullable ReviewList reader() {
        OpenDataset open = desk.open().get();
        if (open != null && list == null) {
            list = new ReviewList(open);
        }
        return list;
    }

    private void read() {
        ReviewList reader = reader();
        DatasetIndex index = desk.index().get();
        Annotations annotations = desk.annotations().get();
        if (!front.get() || reader == null || index == null || annotations == null) {
            return;
        }
        Scores scores = desk.scores().get();
        List<Item> before = keep ? all.get() : null;
        latest.submit(
                "review",
                progress -> {
                    List<Item> now = reader.items(index, annotations, scores, progress);
                    return before == null ? now : kept(before, now);
                },
                made -> {
                    keep = true;
                    all.set(made);
                },
                failed);
    }

    /** What was there keeps its place; what came stands after it. */
    private static List<Item> kept(List<Item> before, List<Item> now) {
        Map<Integer, Integer> places = new HashMap<>();
        before.forEach(item -> places.put(item.query(), places.size()));
        List<Item> result = new ArrayList<>(now);
        result.sort(Comparator.comparingInt(item -> places.getOrDefault(item.query(), Integer.MAX_VALUE)));
        return result;
    }

    private void choose() {
        List<Item> now = all.get();
        Selection passing = desk.selection().get();
        items.set(
                now == null
                        ? List.of()
                        : now.stream()
                                .filter(item -> show.get().takes(item.review().state()))
                                .filter(item -> passing.contains(item.query()))
                                .toList());
        lead();
    }

    private void lead() {
        if (!front.get()) {
            order.lead(null);
            return;
        }
        int[] queries = items.get().stream().mapToInt(Item::query).toArray();
        order.lead(queries.length == 0 ? null : queries);
        if (aim && queries.length > 0) {
            aim = false;
            if (order.walkPlace() < 0) {
                int next = nextAfter(-1);
                state.focusedQuery().set(next < 0 ? queries[0] : next);
            }
        }
    }

    @Override
    public void close() {
        latest.close();
    }
}
