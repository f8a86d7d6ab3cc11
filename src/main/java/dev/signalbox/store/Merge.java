package dev.signalbox.store;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Works out what a draft adds to a dataset: grows its columns in memory, counts, and writes nothing. A preview ends here; an import goes
 * on to write what is collected here.
 */
final class Merge {
    private static final int STEP = 4096;

    private final Session session;
    private final long dataset;
    private final Columns columns;
    private final DatasetDraft draft;
    private final Progress progress;

    private final Map<String, Integer> ordinals = new HashMap<>();
    private final List<String> vlmIds;
    private final int firstVlm;
    private final int firstAdded;
    private final List<Query> added = new ArrayList<>();
    private final int firstAnswer;
    private final List<String> answers = new ArrayList<>();
    private final Map<String, Integer> answerNumbers = new HashMap<>();
    private final List<BitSet> touched = new ArrayList<>();
    private int outputsAdded;
    private int unchanged;
    private int conflicts;

    /**
     * @param dataset 0 for one that does not exist yet
     * @param columns what is stored; grows
     * @param vlmIds  the dataset's VLMs in column order
     */
    Merge(Session session, long dataset, Columns columns, List<String> vlmIds, DatasetDraft draft, Progress progress)
            throws SQLException {
        this.session = session;
        this.dataset = dataset;
        this.columns = columns;
        this.vlmIds = new ArrayList<>(vlmIds);
        this.draft = draft;
        this.progress = progress;
        firstVlm = vlmIds.size();
        firstAdded = columns.rows();
        firstAnswer = session.first(
                        "SELECT max(id) FROM answer WHERE id BETWEEN ? AND ?",
                        row -> row.getObject(1) == null ? 0 : RowId.number(row.getLong(1)) + 1,
                        RowId.of(dataset, 0),
                        RowId.last(dataset))
                .orElse(0);
        queries();
        vlms();
        outputs();
    }

    private void queries() throws SQLException {
        for (int i = 0; i < firstAdded; i++) {
            ordinals.put(columns.keys.get(i), i);
        }
        try (PreparedStatement stored = session.prepare("SELECT question, reference FROM query WHERE id = ?")) {
            int done = 0;
            for (Query query : draft.queries()) {
                step(done++, draft.queries().size(), 0, 0.1);
                Integer known = ordinals.putIfAbsent(query.key(), firstAdded + added.size());
                if (known == null) {
                    added.add(query);
                } else if (!same(query, known, stored)) {
                    conflicts++;
                }
            }
        }
        columns.grow(firstAdded + added.size());
        Map<String, Columns.OfField> fields = new HashMap<>();
        columns.fields.forEach(field -> fields.put(field.name, field));
        for (int i = 0; i < added.size(); i++) {
            Query query = added.get(i);
            columns.keys.add(query.key());
            columns.pictures.add(joined(query));
            for (Map.Entry<String, String> entry : new TreeMap<>(query.fields()).entrySet()) {
                Columns.OfField field = fields.computeIfAbsent(entry.getKey(), this::newField);
                field.codes[firstAdded + i] = field.code(entry.getValue());
            }
        }
    }

    private Columns.OfField newField(String name) {
        Columns.OfField field = new Columns.OfField(name, List.of(), columns.rows());
        columns.fields.add(field);
        return field;
    }

    private static String joined(Query query) {
        for (String path : query.pictures()) {
            if (path.isEmpty() || path.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("Not a picture path of query " + query.key());
            }
        }
        return String.join("\0", query.pictures());
    }

    private boolean same(Query query, int ordinal, PreparedStatement stored) throws SQLException {
        if (ordinal >= firstAdded) {
            Query other = added.get(ordinal - firstAdded);
            return query.question().equals(other.question()) && Objects.equals(query.reference(), other.reference());
        }
        stored.setLong(1, RowId.of(dataset, ordinal));
        try (ResultSet row = stored.executeQuery()) {
            if (!row.next()) {
                throw ColumnCodec.damaged();
            }
            return query.question().equals(row.getString(1)) && Objects.equals(query.reference(), row.getString(2));
        }
    }

    private void vlms() {
        for (Vlm vlm : draft.vlms()) {
            if (!vlmIds.contains(vlm.id())) {
                vlmIds.add(vlm.id());
                columns.vlms.add(new Columns.OfVlm(columns.rows()));
            }
        }
        vlmIds.forEach(id -> touched.add(new BitSet()));
    }

    private void outputs() throws SQLException {
        Map<String, Integer> positions = new HashMap<>();
        for (int k = 0; k < vlmIds.size(); k++) {
            positions.put(vlmIds.get(k), k);
        }
        try (AnswerTexts stored = new AnswerTexts(session, dataset, firstVlm)) {
            int done = 0;
            for (Output output : draft.outputs()) {
                step(done++, draft.outputs().size(), 0.1, 0.3);
                Integer ordinal = ordinals.get(output.queryKey());
                Integer position = positions.get(output.vlmId());
                if (ordinal == null) {
                    throw new UserFacingException("import.unknownQuery", output.queryKey(), output.vlmId());
                }
                if (position == null) {
                    throw new UserFacingException("import.unknownVlm", output.vlmId(), output.queryKey());
                }
                Columns.OfVlm vlm = columns.vlms.get(position);
                if (vlm.label[ordinal] == Columns.ABSENT) {
                    put(vlm, ordinal, output);
                    touched.get(position).set(ordinal / Columns.CHUNK);
                    outputsAdded++;
                } else if (vlm.label[ordinal] == output.label().code()
                        && output.text().equals(text(vlm.answer[ordinal], stored))) {
                    unchanged++;
                } else {
                    conflicts++;
                }
            }
        }
    }

    private void put(Columns.OfVlm vlm, int ordinal, Output output) {
        vlm.label[ordinal] = output.label().code();
        vlm.cost[ordinal] = output.cost();
        vlm.latency[ordinal] = output.latency();
        vlm.inputTokens[ordinal] = output.inputTokens();
        vlm.outputTokens[ordinal] = output.outputTokens();
        Integer known = answerNumbers.get(output.text());
        if (known == null) {
            known = firstAnswer + answers.size();
            answers.add(output.text());
            answerNumbers.put(output.text(), known);
        }
        vlm.answer[ordinal] = known;
    }

    private String text(int number, AnswerTexts stored) throws SQLException {
        return number >= firstAnswer ? answers.get(number - firstAnswer) : stored.get(number);
    }

    private void step(int done, int all, double from, double share) {
        if (done % STEP == 0) {
            progress.checkCancelled();
            progress.update(from + share * done / all, Messages.text("store.progress.compare"));
        }
    }

    Columns columns() {
        return columns;
    }

    List<String> vlmIds() {
        return vlmIds;
    }

    /** The column of the first VLM that is new to the dataset. */
    int firstVlm() {
        return firstVlm;
    }

    /** The ordinal of the first new query. */
    int firstAdded() {
        return firstAdded;
    }

    List<Query> added() {
        return added;
    }

    /** The number of the first new answer text. */
    int firstAnswer() {
        return firstAnswer;
    }

    List<String> answers() {
        return answers;
    }

    /** Whether a chunk of a VLM's columns changed. */
    boolean touched(int vlm, int chunk) {
        return touched.get(vlm).get(chunk);
    }

    ImportOutcome outcome(Dataset now) {
        return new ImportOutcome(now, added.size(), outputsAdded, vlmIds.size() - firstVlm, unchanged, conflicts);
    }

    int outputsAdded() {
        return outputsAdded;
    }
}
