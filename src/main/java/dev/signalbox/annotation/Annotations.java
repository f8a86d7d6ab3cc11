package dev.signalbox.annotation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Event;
import dev.signalbox.model.Review;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that people changed on a dataset and that is in force: the newest event of a kind on one target wins, an
 * event without a new value restores what was imported. Immutable.
 *
 * @param labels     imported labels with the corrections laid over
 * @param references corrected reference answers by query ordinal
 * @param notes      notes by query ordinal
 * @param reviews    the review queue by query ordinal
 */
public record Annotations(
        Labels labels, Map<Integer, String> references, Map<Integer, String> notes, Map<Integer, Review> reviews) {
    private static final Logger LOG = LoggerFactory.getLogger(Annotations.class);

    public Annotations {
        references = Collections.unmodifiableMap(references);
        notes = Collections.unmodifiableMap(notes);
        reviews = Collections.unmodifiableMap(reviews);
    }

    /** Nothing changed yet. */
    public static Annotations none(DatasetTable table) {
        return new Annotations(Labels.of(table), Map.of(), Map.of(), Map.of());
    }

    /**
     * Rebuilds what is in force from the history, oldest event first. Events of other datasets are passed over, and so
     * are, with a line in the log, events on queries or VLMs that this dataset does not have.
     */
    public static Annotations replay(List<Event> events, DatasetTable table) {
        Labels.Draft labels = Labels.of(table).edit();
        Map<Integer, String> references = new HashMap<>();
        Map<Integer, String> notes = new HashMap<>();
        Map<Integer, Review> reviews = new HashMap<>();
        int strangers = 0;
        for (Event event : events) {
            if (event.dataset() != table.dataset().id()) {
                continue;
            }
            String vlm = event.vlm();
            int column = vlm == null ? -1 : table.dataset().column(vlm);
            boolean known = event.query() >= 0 && event.query() < table.size();
            if (!known || (event.kind() == Event.Kind.LABEL && column < 0)) {
                strangers++;
                continue;
            }
            switch (event.kind()) {
                case LABEL -> labels.set(event.query(), column, label(event.newValue(), table, event.query(), column));
                case REFERENCE -> put(references, event.query(), event.newValue());
                case NOTE -> put(notes, event.query(), event.newValue());
                case REVIEW ->
                    put(reviews, event.query(), event.newValue() == null ? null : Review.parse(event.newValue()));
            }
        }
        if (strangers > 0) {
            LOG.warn(
                    "{} events are on queries or VLMs that dataset {} does not have",
                    strangers,
                    table.dataset().id());
        }
        return new Annotations(labels.toLabels(), references, notes, reviews);
    }

    private static Correctness label(@Nullable String value, DatasetTable table, int query, int column) {
        return switch (value) {
            case null -> Correctness.of(table.imported()[column][query]);
            case LabelEditor.RIGHT -> Correctness.RIGHT;
            case LabelEditor.WRONG -> Correctness.WRONG;
            default -> throw new IllegalArgumentException("Not a label: " + value);
        };
    }

    private static <V> void put(Map<Integer, V> map, int query, @Nullable V value) {
        if (value == null) {
            map.remove(query);
        } else {
            map.put(query, value);
        }
    }

    /** The corrected reference, or null when the imported one is in force. */
    public @Nullable String reference(int query) {
        return references.get(query);
    }

    /** The note on a query, or null. */
    public @Nullable String note(int query) {
        return notes.get(query);
    }

    /** The query's place in the review queue, or null when it is not in it. */
    public @Nullable Review review(int query) {
        return reviews.get(query);
    }

    /** Labels and references that differ from what was imported; notes are not corrections, and neither is the queue. */
    public int corrections() {
        return labels.corrections() + references.size();
    }

    /** The queries with a corrected reference. */
    public Selection referenced() {
        return Selection.of(
                references.keySet().stream().mapToInt(Integer::intValue).toArray());
    }

    Annotations withLabels(Labels other) {
        return new Annotations(other, references, notes, reviews);
    }

    Annotations withReference(int query, @Nullable String reference) {
        Map<Integer, String> changed = new HashMap<>(references);
        put(changed, query, reference);
        return new Annotations(labels, changed, notes, reviews);
    }

    Annotations withNote(int query, @Nullable String note) {
        Map<Integer, String> changed = new HashMap<>(notes);
        put(changed, query, note);
        return new Annotations(labels, references, changed, reviews);
    }

    /** Several at once; null takes a query out of the queue. */
    Annotations withReviews(Map<Integer, @Nullable Review> now) {
        Map<Integer, Review> changed = new HashMap<>(reviews);
        now.forEach((query, review) -> put(changed, query, review));
        return new Annotations(labels, references, notes, changed);
    }
}
