package dev.signalbox.store;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routers' confidences and gate weights on datasets, kept chunk by chunk as they are computed, so that scoring can stop and go on. */
public final class ScoreStore {
    private static final String SELECT =
            "SELECT id, dataset, router, gates, rows_done, rows_total, router_hash, data_hash,"
                    + " created FROM score_set";

    private final Database database;
    private final Path folder;
    private final Clock clock;

    ScoreStore(Database database, Path folder, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Begins a set, or finds the one to go on with: same dataset, router, VLMs in the same order, gates, total and both hashes. Its
     * {@link ScoreSet#rows()} say where to go on; it may be complete.
     */
    public ScoreSet begin(
            long dataset, long router, List<String> vlms, int gates, int total, String routerHash, String dataHash) {
        if (vlms.isEmpty() || gates < 0 || total < 0) {
            throw new IllegalArgumentException("A score set has VLMs, and gates and rows of zero or more");
        }
        return database.write(session -> {
            for (ScoreSet set : sets(
                    session,
                    " WHERE dataset = ? AND router = ? AND router_hash = ? AND data_hash = ? AND gates = ?"
                            + " AND rows_total = ? ORDER BY rows_done DESC, id DESC",
                    dataset,
                    router,
                    routerHash,
                    dataHash,
                    gates,
                    total)) {
                if (set.vlms().equals(vlms)) {
                    return set;
                }
            }
            long created = clock.millis();
            long id = session.number(
                    "INSERT INTO score_set (dataset, router, gates, rows_done, rows_total, router_hash, data_hash,"
                            + " created) VALUES (?, ?, ?, 0, ?, ?, ?, ?) RETURNING id",
                    dataset,
                    router,
                    gates,
                    total,
                    routerHash,
                    dataHash,
                    created);
            for (int k = 0; k < vlms.size(); k++) {
                session.run(
                        "INSERT INTO score_set_vlm (score_set, position, vlm) VALUES (?, ?, ?)", id, k, vlms.get(k));
            }
            return new ScoreSet(
                    id, dataset, router, vlms, gates, 0, total, routerHash, dataHash, Instant.ofEpochMilli(created));
        });
    }

    /**
     * Adds the next rows, durable when this returns.
     *
     * @param firstRow   the number of rows stored so far
     * @param confidence [m * K], row-major
     * @param gate       [m * gates], row-major
     */
    public void append(long set, int firstRow, float[] confidence, float[] gate) {
        database.write(session -> {
            ScoreSet now = find(session, set);
            int width = now.vlms().size();
            int rows = confidence.length / width;
            if (firstRow != now.rows()
                    || rows == 0
                    || confidence.length != rows * width
                    || gate.length != rows * now.gates()
                    || rows > now.total() - now.rows()) {
                throw new IllegalArgumentException("Rows " + firstRow + " + " + rows + " do not continue " + now);
            }
            session.run(
                    "INSERT INTO score_chunk (score_set, first_row, confidence, gate) VALUES (?, ?, ?, ?)",
                    set,
                    firstRow,
                    ColumnCodec.ofFloats(confidence),
                    ColumnCodec.ofFloats(gate));
            return session.run("UPDATE score_set SET rows_done = ? WHERE id = ?", firstRow + rows, set);
        });
    }

    /** What is stored of a set, complete or not. */
    public Scores load(long set) {
        return database.read(session -> {
            ScoreSet found = find(session, set);
            int width = found.vlms().size();
            float[] confidence = new float[Math.multiplyExact(found.rows(), width)];
            float[] gate = new float[Math.multiplyExact(found.rows(), found.gates())];
            int done = 0;
            try (PreparedStatement statement = session.prepare(
                    "SELECT first_row, confidence, gate FROM score_chunk WHERE score_set = ? ORDER BY first_row")) {
                statement.setLong(1, set);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        byte[] data = row.getBytes(2);
                        int rows = data.length / Float.BYTES / width;
                        if (row.getInt(1) != done) {
                            throw ColumnCodec.damaged();
                        }
                        ColumnCodec.intoFloats(data, confidence, done * width, rows * width);
                        ColumnCodec.intoFloats(row.getBytes(3), gate, done * found.gates(), rows * found.gates());
                        done += rows;
                    }
                }
            }
            if (done != found.rows()) {
                throw ColumnCodec.damaged();
            }
            return new Scores(found, confidence, gate);
        });
    }

    /** The newest complete set of a router on a dataset; the newest incomplete one when none is complete. */
    public Optional<ScoreSet> latest(long dataset, long router) {
        return database
                .read(session -> sets(
                        session,
                        " WHERE dataset = ? AND router = ? ORDER BY rows_done = rows_total DESC, id DESC LIMIT 1",
                        dataset,
                        router))
                .stream()
                .findFirst();
    }

    /** All sets of a dataset, oldest first. */
    public List<ScoreSet> list(long dataset) {
        return database.read(session -> sets(session, " WHERE dataset = ? ORDER BY id", dataset));
    }

    /** Where the fused query vectors of a set belong (see {@link VectorFile}); the file need not exist. */
    public Path vectors(ScoreSet set) {
        return folder.resolve(vectorName(set.dataset(), set.router(), set.id()));
    }

    /** Removes a set and its vectors. */
    public void delete(ScoreSet set) {
        database.write(session -> session.run("DELETE FROM score_set WHERE id = ?", set.id()));
        Path file = vectors(set);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserFacingException("workspace.file", e, file, String.valueOf(e.getMessage()));
        }
    }

    static String vectorName(long dataset, long router, long set) {
        return "embeddings/" + dataset + "-" + router + "-" + set + ".safetensors";
    }

    private static ScoreSet find(Session session, long id) throws SQLException {
        List<ScoreSet> found = sets(session, " WHERE id = ?", id);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No score set " + id);
        }
        return found.getFirst();
    }

    private static List<ScoreSet> sets(Session session, String where, @Nullable Object... values) throws SQLException {
        List<ScoreSet> sets = new ArrayList<>();
        for (ScoreSet set : session.list(SELECT + where, ScoreStore::withoutVlms, values)) {
            List<String> vlms = session.list(
                    "SELECT vlm FROM score_set_vlm WHERE score_set = ? ORDER BY position",
                    row -> row.getString(1),
                    set.id());
            if (vlms.isEmpty()) {
                throw ColumnCodec.damaged();
            }
            sets.add(new ScoreSet(
                    set.id(),
                    set.dataset(),
                    set.router(),
                    vlms,
                    set.gates(),
                    set.rows(),
                    set.total(),
                    set.routerHash(),
                    set.dataHash(),
                    set.created()));
        }
        return sets;
    }

    private static ScoreSet withoutVlms(ResultSet row) throws SQLException {
        return new ScoreSet(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                List.of(),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)));
    }
}
