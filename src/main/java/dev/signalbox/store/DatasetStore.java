package dev.signalbox.store;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Output;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Query;
import dev.signalbox.model.TokenCounts;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The datasets of a workspace, as imported. Ids that do not exist are an {@link IllegalArgumentException}. */
public final class DatasetStore {
    private record Cached(long revision, SoftReference<Columns> columns) {}

    private final Database database;
    private final Path folder;
    private final Clock clock;
    private final Map<Long, Cached> cache = new ConcurrentHashMap<>();

    DatasetStore(Database database, Path folder, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
    }

    /** All datasets by name. */
    public List<Dataset> list() {
        return database.read(DatasetRows::all);
    }

    public Optional<Dataset> byName(String name) {
        return database.read(session -> DatasetRows.byName(session, name));
    }

    public Dataset get(long id) {
        return database.read(session -> DatasetRows.byId(session, id));
    }

    /**
     * Stores a draft in one transaction: all of it or none, also when cancelled. A dataset of that name gets the queries, VLMs and outputs
     * that it lacks, by key; what it has stays as it is.
     *
     * @throws java.util.concurrent.CancellationException when cancelled; nothing was stored
     */
    public ImportOutcome store(DatasetDraft draft, Progress progress) {
        return database.write(session -> {
            Optional<Dataset> existing = DatasetRows.byName(session, draft.name());
            Merge merge = merge(session, existing, draft, progress);
            DatasetWriter writer = new DatasetWriter(session, draft, merge, progress);
            long id = existing.isPresent() ? existing.get().id() : DatasetWriter.create(session, draft, clock);
            if (existing.isPresent() && merge.outcome(existing.get()).nothingNew()) {
                writer.vlms(id);
                writer.images(id);
            } else {
                writer.write(id);
            }
            return merge.outcome(DatasetRows.byId(session, id));
        });
    }

    /** What {@link #store} would do; writes nothing. */
    public ImportOutcome preview(DatasetDraft draft) {
        return database.read(session -> {
            Optional<Dataset> existing = DatasetRows.byName(session, draft.name());
            Merge merge = merge(session, existing, draft, Progress.NONE);
            Optional<Dataset> known = existing;
            Map<String, Vlm> vlms = new HashMap<>();
            draft.vlms().forEach(vlm -> vlms.put(vlm.id(), vlm));
            known.ifPresent(dataset -> dataset.vlms().forEach(vlm -> vlms.put(vlm.id(), vlm)));
            return merge.outcome(new Dataset(
                    known.map(Dataset::id).orElse(0L),
                    draft.name(),
                    known.map(Dataset::root).orElse(draft.root()),
                    known.map(Dataset::format).orElse(draft.format()),
                    known.map(Dataset::source).orElse(draft.source()),
                    known.map(Dataset::licence).orElse(draft.licence()),
                    draft.simulated() || known.map(Dataset::simulated).orElse(false),
                    known.map(Dataset::created).orElseGet(() -> Instant.ofEpochMilli(clock.millis())),
                    merge.columns().rows(),
                    known.map(Dataset::outputs).orElse(0L) + merge.outputsAdded(),
                    merge.vlmIds().stream()
                            .map(id -> Objects.requireNonNull(vlms.get(id)))
                            .toList(),
                    known.map(Dataset::dataHash).orElse("")));
        });
    }

    private static Merge merge(Session session, Optional<Dataset> existing, DatasetDraft draft, Progress progress)
            throws SQLException {
        // Never the cached columns: a merge grows what it gets.
        Columns columns =
                existing.isPresent() ? ColumnChunks.load(session, existing.get().id()) : new Columns(0);
        long id = existing.map(Dataset::id).orElse(0L);
        List<String> vlms = existing.map(Dataset::vlms).orElse(List.of()).stream()
                .map(Vlm::id)
                .toList();
        return new Merge(session, id, columns, vlms, draft, progress);
    }

    /** The coded columns, read as a few large pieces: half a million outputs take some hundredths of a second. */
    public DatasetTable table(long dataset) {
        return database.read(session -> columns(session, dataset).table(DatasetRows.byId(session, dataset)));
    }

    /** The tokens of all answers, from the same columns as {@link #table}. */
    public TokenCounts tokens(long dataset) {
        return database.read(session -> {
            List<Columns.OfVlm> vlms = columns(session, dataset).vlms;
            return new TokenCounts(
                    vlms.stream().map(vlm -> vlm.inputTokens).toArray(int[][]::new),
                    vlms.stream().map(vlm -> vlm.outputTokens).toArray(int[][]::new));
        });
    }

    public Query query(long dataset, int ordinal) {
        return database.read(session -> {
            Columns columns = columns(session, dataset);
            Objects.checkIndex(ordinal, columns.rows());
            return session.first(
                            "SELECT question, reference FROM query WHERE id = ?",
                            row -> new Query(
                                    columns.keys.get(ordinal),
                                    row.getString(1),
                                    row.getString(2),
                                    Columns.split(columns.pictures.get(ordinal)),
                                    columns.fieldsOf(ordinal)),
                            RowId.of(dataset, ordinal))
                    .orElseThrow(ColumnCodec::damaged);
        });
    }

    public String question(long dataset, int ordinal) {
        return database.read(session -> session.first(
                        "SELECT question FROM query WHERE id = ?", row -> row.getString(1), RowId.of(dataset, ordinal))
                .orElseThrow(() -> new IllegalArgumentException("No query " + ordinal + " in dataset " + dataset)));
    }

    /** The outputs of one query, in column order; VLMs without one are left out. */
    public List<Output> outputs(long dataset, int ordinal) {
        return database.read(session -> {
            Columns columns = columns(session, dataset);
            Objects.checkIndex(ordinal, columns.rows());
            List<Vlm> vlms = DatasetRows.vlms(session, dataset);
            List<Output> outputs = new ArrayList<>();
            for (int k = 0; k < vlms.size(); k++) {
                Columns.OfVlm vlm = columns.vlms.get(k);
                if (vlm.label[ordinal] != Columns.ABSENT) {
                    String text = session.first(
                                    "SELECT text FROM answer WHERE id = ?",
                                    row -> row.getString(1),
                                    RowId.of(dataset, vlm.answer[ordinal]))
                            .orElseThrow(ColumnCodec::damaged);
                    outputs.add(new Output(
                            columns.keys.get(ordinal),
                            vlms.get(k).id(),
                            text,
                            Correctness.of(vlm.label[ordinal]),
                            vlm.cost[ordinal],
                            vlm.latency[ordinal],
                            vlm.inputTokens[ordinal],
                            vlm.outputTokens[ordinal]));
                }
            }
            return outputs;
        });
    }

    /** Shows all texts in one pass, in bounded memory. */
    public void forEachText(long dataset, TextVisitor visitor) {
        database.read(session -> {
            Columns columns = columns(session, dataset);
            List<Columns.OfVlm> vlms = columns.vlms;
            int ordinal = 0;
            try (AnswerTexts texts = new AnswerTexts(session, dataset, vlms.size());
                    PreparedStatement statement = session.prepare(
                            "SELECT question, reference FROM query WHERE id BETWEEN ? AND ? ORDER BY id")) {
                statement.setLong(1, RowId.of(dataset, 0));
                statement.setLong(2, RowId.last(dataset));
                try (ResultSet row = statement.executeQuery()) {
                    for (; row.next(); ordinal++) {
                        List<@Nullable String> answers = new ArrayList<>(vlms.size());
                        for (Columns.OfVlm vlm : vlms) {
                            int number = vlm.answer[ordinal];
                            answers.add(number < 0 ? null : texts.get(number));
                        }
                        visitor.visit(ordinal, row.getString(1), row.getString(2), answers);
                    }
                }
            }
            if (ordinal != columns.rows()) {
                throw ColumnCodec.damaged();
            }
            return ordinal;
        });
    }

    /** Shows the questions alone, in ordinal order; much faster than all texts. The visitor may throw to stop. */
    public void forEachQuestion(long dataset, QuestionVisitor visitor) {
        database.read(session -> {
            int ordinal = 0;
            try (PreparedStatement statement =
                    session.prepare("SELECT question FROM query WHERE id BETWEEN ? AND ? ORDER BY id")) {
                statement.setLong(1, RowId.of(dataset, 0));
                statement.setLong(2, RowId.last(dataset));
                try (ResultSet row = statement.executeQuery()) {
                    for (; row.next(); ordinal++) {
                        visitor.visit(ordinal, row.getString(1));
                    }
                }
            }
            return ordinal;
        });
    }

    /** The pictures whose files were seen at an import, by path. */
    public List<PictureFile> pictures(long dataset) {
        return database.read(session -> session.list(
                "SELECT path, sha256, format, width, height, bytes FROM image"
                        + " WHERE id BETWEEN ? AND ? AND sha256 IS NOT NULL ORDER BY path",
                row -> new PictureFile(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getLong(6)),
                RowId.of(dataset, 0),
                RowId.last(dataset)));
    }

    /** Says where a dataset's pictures lie now. */
    public void relocate(long dataset, Path root) {
        database.write(session -> session.run("UPDATE dataset SET root = ? WHERE id = ?", root.toString(), dataset));
    }

    /**
     * Removes a dataset with its scores, maps, scenarios and filters. Corrections stay in the history.
     *
     * @param withCorrections must be true when people corrected something in it
     * @throws UserFacingException {@code dataset.corrected} otherwise
     */
    public void delete(long dataset, boolean withCorrections) {
        List<Path> files = database.write(session -> {
            Dataset gone = DatasetRows.byId(session, dataset);
            long events = session.number("SELECT count(*) FROM event WHERE dataset = ?", dataset);
            if (events > 0 && !withCorrections) {
                throw new UserFacingException("dataset.corrected", gone.name(), events);
            }
            List<Path> stale = new ArrayList<>();
            session.list("SELECT file FROM projection WHERE dataset = ?", row -> row.getString(1), dataset)
                    .forEach(file -> stale.add(folder.resolve(file)));
            session.list(
                            "SELECT id, router FROM score_set WHERE dataset = ?",
                            row -> ScoreStore.vectorName(dataset, row.getLong(2), row.getLong(1)),
                            dataset)
                    .forEach(file -> stale.add(folder.resolve(file)));
            long first = RowId.of(dataset, 0);
            long last = RowId.last(dataset);
            session.run("DELETE FROM query_image WHERE query BETWEEN ? AND ?", first, last);
            session.run("DELETE FROM image WHERE id BETWEEN ? AND ?", first, last);
            session.run("DELETE FROM query WHERE id BETWEEN ? AND ?", first, last);
            session.run("DELETE FROM answer WHERE id BETWEEN ? AND ?", first, last);
            session.run("DELETE FROM dataset WHERE id = ?", dataset);
            return stale;
        });
        cache.remove(dataset);
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UserFacingException("workspace.file", e, file, String.valueOf(e.getMessage()));
            }
        }
    }

    private Columns columns(Session session, long dataset) throws SQLException {
        long revision = session.first("SELECT revision FROM dataset WHERE id = ?", row -> row.getLong(1), dataset)
                .orElseThrow(() -> new IllegalArgumentException("No dataset " + dataset));
        Cached cached = cache.get(dataset);
        Columns columns = cached != null && cached.revision == revision ? cached.columns.get() : null;
        if (columns == null) {
            columns = ColumnChunks.load(session, dataset);
            cache.put(dataset, new Cached(revision, new SoftReference<>(columns)));
        }
        return columns;
    }
}
