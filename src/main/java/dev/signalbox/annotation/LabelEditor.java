package dev.signalbox.annotation;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Event;
import dev.signalbox.model.Review;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes labels, references, notes and the review queue. Every change is written to the history before it is in force; when that fails,
 * nothing changes. Undo and redo are changes of their own: history only grows. What is already in force is not written
 * again. For one thread at a time.
 */
public final class LabelEditor {
    /** {@link Event#newValue()} of a label. */
    public static final String RIGHT = "right";

    /** {@link Event#newValue()} of a label. */
    public static final String WRONG = "wrong";

    /** {@link Event#reason()} of an event that takes another back. */
    public static final String UNDO = "undo";

    /** {@link Event#reason()} of an event that repeats one that was taken back. */
    public static final String REDO = "redo";

    private final EventSink sink;
    private final DatasetTable table;
    private final IntFunction<@Nullable String> importedReference;
    private final String actor;
    private final Clock clock;
    private final Deque<List<Change>> done = new ArrayDeque<>();
    private final Deque<List<Change>> undone = new ArrayDeque<>();
    private Annotations annotations;

    /** What a change did to one target; null stands for what was imported. */
    private record Change(
            Event.Kind kind,
            int query,
            int column,
            @Nullable String before,
            @Nullable String after) {
        Change inverse() {
            return new Change(kind, query, column, after, before);
        }
    }

    /**
     * An editor that goes on from what is in force.
     *
     * @param importedReference the reference as imported by query ordinal, or null
     * @param actor             who is said to have made the changes
     */
    public LabelEditor(
            EventSink sink,
            DatasetTable table,
            Annotations annotations,
            IntFunction<@Nullable String> importedReference,
            String actor,
            Clock clock) {
        this.sink = sink;
        this.table = table;
        this.annotations = annotations;
        this.importedReference = importedReference;
        this.actor = actor;
        this.clock = clock;
    }

    /** What is in force now. */
    public Annotations annotations() {
        return annotations;
    }

    /** Marks an output; {@code UNKNOWN} clears the correction. Returns the event written, or null when nothing changed. */
    public @Nullable Event mark(int query, int column, Correctness label) {
        boolean asImported = label == Correctness.UNKNOWN || label.code() == table.imported()[column][query];
        return change(Event.Kind.LABEL, query, column, asImported ? null : name(label));
    }

    /** Clears the correction of an output: what was imported is in force again. */
    public @Nullable Event clear(int query, int column) {
        return change(Event.Kind.LABEL, query, column, null);
    }

    /** Corrects a reference; null or the imported text restores the import. */
    public @Nullable Event setReference(int query, @Nullable String reference) {
        boolean asImported = Objects.equals(reference, importedReference.apply(query));
        return change(Event.Kind.REFERENCE, query, -1, asImported ? null : reference);
    }

    /** Writes a note; null or blank takes it away. */
    public @Nullable Event setNote(int query, @Nullable String note) {
        return change(Event.Kind.NOTE, query, -1, note == null || note.isBlank() ? null : note.strip());
    }

    /**
     * Puts queries into the review queue, or into another state there, or takes them out; written and undone as one change.
     *
     * @param wanted by query ordinal; null takes the query out of the queue
     * @return the queries that changed
     */
    public int review(Map<Integer, @Nullable Review> wanted) {
        List<Change> changes = new ArrayList<>();
        wanted.forEach((query, review) -> {
            Objects.checkIndex(query, table.size());
            String before = inForce(Event.Kind.REVIEW, query, -1);
            String after = review == null ? null : review.text();
            if (!Objects.equals(before, after)) {
                changes.add(new Change(Event.Kind.REVIEW, query, -1, before, after));
            }
        });
        if (!changes.isEmpty()) {
            make(changes);
        }
        return changes.size();
    }

    private @Nullable Event change(Event.Kind kind, int query, int column, @Nullable String after) {
        Objects.checkIndex(query, table.size());
        String before = inForce(kind, query, column);
        if (Objects.equals(before, after)) {
            return null;
        }
        return make(List.of(new Change(kind, query, column, before, after)));
    }

    private Event make(List<Change> changes) {
        Event event = write(changes, null);
        done.push(changes);
        undone.clear();
        return event;
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** Takes the last change back. Returns its last event, or null when there is nothing to undo. */
    public @Nullable Event undo() {
        List<Change> last = done.peek();
        if (last == null) {
            return null;
        }
        Event event = write(last.stream().map(Change::inverse).toList(), UNDO);
        undone.push(done.pop());
        return event;
    }

    /** Repeats the change that was taken back last. Returns its last event, or null when there is none. */
    public @Nullable Event redo() {
        List<Change> next = undone.peek();
        if (next == null) {
            return null;
        }
        Event event = write(next, REDO);
        done.push(undone.pop());
        return event;
    }

    private Event write(List<Change> changes, @Nullable String reason) {
        List<Event> events =
                changes.stream().map(change -> event(change, reason)).toList();
        Event last = sink.append(events).getLast();
        annotations = apply(changes);
        return last;
    }

    private Event event(Change change, @Nullable String reason) {
        String vlm = change.column < 0
                ? null
                : table.dataset().vlms().get(change.column).id();
        String shown = change.before == null ? imported(change) : change.before;
        return new Event(
                0,
                clock.instant(),
                actor,
                change.kind,
                table.dataset().id(),
                change.query,
                vlm,
                shown,
                change.after,
                reason);
    }

    private Annotations apply(List<Change> changes) {
        Annotations result = annotations;
        Map<Integer, @Nullable Review> reviews = new HashMap<>();
        for (Change change : changes) {
            String after = change.after;
            switch (change.kind) {
                case LABEL ->
                    result = result.withLabels(result.labels().with(change.query, change.column, label(change)));
                case REFERENCE -> result = result.withReference(change.query, after);
                case NOTE -> result = result.withNote(change.query, after);
                case REVIEW -> reviews.put(change.query, after == null ? null : Review.parse(after));
            }
        }
        return reviews.isEmpty() ? result : result.withReviews(reviews);
    }

    private Correctness label(Change change) {
        return change.after == null
                ? Correctness.of(table.imported()[change.column][change.query])
                : Correctness.of(change.after.equals(RIGHT));
    }

    /** The correction in force, or null for what was imported. */
    private @Nullable String inForce(Event.Kind kind, int query, int column) {
        return switch (kind) {
            case LABEL ->
                annotations.labels().corrected(query, column)
                        ? name(annotations.labels().get(query, column))
                        : null;
            case REFERENCE -> annotations.reference(query);
            case NOTE -> annotations.note(query);
            case REVIEW -> {
                Review review = annotations.review(query);
                yield review == null ? null : review.text();
            }
        };
    }

    private @Nullable String imported(Change change) {
        return switch (change.kind) {
            case LABEL -> name(Correctness.of(table.imported()[change.column][change.query]));
            case REFERENCE -> importedReference.apply(change.query);
            case NOTE, REVIEW -> null;
        };
    }

    private static @Nullable String name(Correctness label) {
        return switch (label) {
            case RIGHT -> RIGHT;
            case WRONG -> WRONG;
            case UNKNOWN -> null;
        };
    }
}
