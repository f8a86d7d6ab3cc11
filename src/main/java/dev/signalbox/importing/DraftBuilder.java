package dev.signalbox.importing;

import dev.signalbox.model.Fields;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins rows into queries with several outputs, and tells where rows contradict each other. */
final class DraftBuilder {
    /** More answers than any routing study has; beyond it something else was given to import. */
    private static final int MAX_OUTPUTS = 5_000_000;

    /** Other fields than the standard ones are kept while they have at most this many values. */
    private static final int FEW_VALUES = 12;

    private static final int MANY_VALUES = 200;

    /** A query as far as it is known. */
    static final class Entry {
        final String key;
        final Place place;
        private @Nullable String question;
        private @Nullable String reference;
        private List<String> pictures = List.of();
        private final Map<String, String> fields = new HashMap<>(8);
        private int[] outputs = new int[8];

        Entry(String key, Place place) {
            this.key = key;
            this.place = place;
            Arrays.fill(outputs, -1);
        }

        List<String> pictures() {
            return pictures;
        }
    }

    private final Problems problems;
    private final boolean exactMatch;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> vlms = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private final Set<String> varying = new HashSet<>();
    private final long maxText = Runtime.getRuntime().maxMemory() / 4;
    private long text;

    /** With exactMatch, labels that contradict plain exact match (ARMS, section 3.1) are told. */
    DraftBuilder(Problems problems, boolean exactMatch) {
        this.problems = problems;
        this.exactMatch = exactMatch;
    }

    /** Takes one row in; false when there is no room for more. Needs a key, and a VLM unless the row is a query alone. */
    boolean add(Place place, Row row) {
        String key = Objects.requireNonNull(row.key);
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(key, place);
            entries.put(key, entry);
            text += key.length();
        }
        query(place, row, entry);
        if (row.vlm != null) {
            output(place, row, entry, row.vlm);
        }
        if (outputs.size() > MAX_OUTPUTS || text > maxText) {
            problems.error(place, "toomuch", outputs.size());
            return false;
        }
        return true;
    }

    private void query(Place place, Row row, Entry entry) {
        if (row.question != null && !row.question.equals(entry.question)) {
            if (entry.question == null) {
                entry.question = row.question;
                text += row.question.length();
            } else {
                problems.error(place, "query.question", entry.key, entry.place);
            }
        }
        if (row.reference != null && !row.reference.equals(entry.reference)) {
            if (entry.reference == null) {
                entry.reference = row.reference;
                text += row.reference.length();
            } else {
                problems.error(place, "query.reference", entry.key, row.reference, entry.reference, entry.place);
            }
        }
        if (!row.pictures.isEmpty() && !row.pictures.equals(entry.pictures)) {
            if (entry.pictures.isEmpty()) {
                entry.pictures = row.pictures.stream().map(this::word).toList();
            } else {
                problems.error(place, "query.pictures", entry.key, entry.place);
            }
        }
        row.fields.forEach((name, value) -> {
            String known = entry.fields.putIfAbsent(word(name), word(value));
            if (known == null || known.equals(value)) {
                return;
            }
            if (Fields.STANDARD.contains(name)) {
                problems.warning(place, "query.field", entry.key, name, value, known);
            } else {
                varying.add(name);
            }
        });
    }

    private void output(Place place, Row row, Entry entry, String vlm) {
        int column = vlms.computeIfAbsent(vlm, id -> vlms.size());
        Output output = new Output(
                entry.key,
                word(vlm),
                row.text == null ? "" : row.text,
                row.label,
                row.cost,
                row.latency,
                row.inputTokens,
                row.outputTokens);
        if (column >= entry.outputs.length) {
            int known = entry.outputs.length;
            entry.outputs = Arrays.copyOf(entry.outputs, Math.max(column + 1, known * 2));
            Arrays.fill(entry.outputs, known, entry.outputs.length, -1);
        }
        int earlier = entry.outputs[column];
        if (earlier >= 0) {
            if (outputs.get(earlier).equals(output)) {
                problems.info(place, "duplicate.same", entry.key, vlm);
            } else {
                problems.error(place, "duplicate.differs", entry.key, vlm);
            }
            return;
        }
        entry.outputs[column] = outputs.size();
        outputs.add(output);
        text += output.text().length();
        if (exactMatch && entry.reference != null) {
            checkLabel(place, output, entry.reference);
        }
    }

    private void checkLabel(Place place, Output output, String reference) {
        boolean same = output.text().strip().equals(reference.strip());
        String kind = switch (output.label()) {
            case RIGHT -> same ? "" : "label.right";
            case WRONG -> same ? "label.wrong" : "";
            case UNKNOWN -> "";
        };
        if (!kind.isEmpty()) {
            problems.warning(place, kind, output.vlmId(), output.text(), reference);
        }
    }

    private String word(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    List<Output> outputs() {
        return outputs;
    }

    /** The VLMs that answered, in order of first appearance. */
    Set<String> vlms() {
        return vlms.keySet();
    }

    /**
     * The joined queries.
     *
     * @param pictures a named picture's path relative to the dataset's root; absent for refused ones
     * @param keep     other fields to keep whatever their values
     */
    List<Query> queries(Map<String, String> pictures, Set<String> keep) {
        Set<String> kept = keptFields(keep);
        List<Query> queries = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            if (entry.question == null) {
                problems.error(entry.place, "query.noquestion", entry.key);
            }
            entry.fields.keySet().retainAll(kept);
            List<String> paths = new ArrayList<>(entry.pictures.size());
            for (String named : entry.pictures) {
                String path = pictures.get(named);
                if (path != null) {
                    paths.add(path);
                }
            }
            queries.add(new Query(
                    entry.key, entry.question == null ? "" : entry.question, entry.reference, paths, entry.fields));
        }
        return queries;
    }

    /** The standard fields, and those others that say the same in every row of a query and take few values. */
    private Set<String> keptFields(Set<String> keep) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            entry.fields.forEach((name, value) -> {
                Set<String> distinct = values.computeIfAbsent(name, key -> new LinkedHashSet<>());
                if (distinct.size() <= MANY_VALUES) {
                    distinct.add(value);
                }
            });
        }
        Set<String> kept = new HashSet<>(Fields.STANDARD);
        values.forEach((name, distinct) -> {
            int count = distinct.size();
            boolean few = count <= FEW_VALUES || count <= Math.min(MANY_VALUES, entries.size() / 4);
            if (!varying.contains(name) && (few || keep.contains(name))) {
                kept.add(name);
            }
        });
        return kept;
    }
}
