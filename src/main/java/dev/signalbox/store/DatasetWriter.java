package dev.signalbox.store;

import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Price;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what a {@link Merge} found, inside the caller's transaction. */
final class DatasetWriter {
    private static final int STEP = 4096;

    private final Session session;
    private final DatasetDraft draft;
    private final Merge merge;
    private final Progress progress;

    DatasetWriter(Session session, DatasetDraft draft, Merge merge, Progress progress) {
        this.session = session;
        this.draft = draft;
        this.merge = merge;
        this.progress = progress;
    }

    /** A row for a dataset that does not exist yet; its counts follow. */
    static long create(Session session, DatasetDraft draft, Clock clock) throws SQLException {
        return session.number(
                "INSERT INTO dataset (name, root, format, source, licence, simulated, created, queries, outputs,"
                        + " data_hash, revision) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '', 0) RETURNING id",
                draft.name(),
                draft.root().toString(),
                draft.format(),
                draft.source(),
                draft.licence(),
                draft.simulated() ? 1 : 0,
                clock.millis());
    }

    void write(long dataset) throws SQLException {
        vlms(dataset);
        queries(dataset);
        images(dataset);
        answers(dataset);
        progress.checkCancelled();
        progress.update(0.9, Messages.text("store.progress.columns"));
        ColumnChunks.save(session, dataset, merge);
        progress.checkCancelled();
        session.run(
                "UPDATE dataset SET queries = ?, outputs = outputs + ?, simulated = max(simulated, ?), data_hash = ?,"
                        + " revision = revision + 1 WHERE id = ?",
                merge.columns().rows(),
                merge.outputsAdded(),
                draft.simulated() ? 1 : 0,
                hash(dataset),
                dataset);
        progress.checkCancelled();
        progress.update(1, Messages.text("store.progress.commit"));
    }

    /** Adds VLMs, and gives known ones what they lacked; a profile or price that is there stays. */
    void vlms(long dataset) throws SQLException {
        for (Vlm vlm : draft.vlms()) {
            Price price = vlm.price();
            session.run(
                    "INSERT INTO vlm (id, profile, pool, price_input, price_output, price_image) VALUES (?, ?, ?, ?,"
                        + " ?, ?) ON CONFLICT (id) DO UPDATE SET profile = CASE profile WHEN '' THEN excluded.profile"
                        + " ELSE profile END, price_input = coalesce(price_input, excluded.price_input), price_output"
                        + " = coalesce(price_output, excluded.price_output), price_image = coalesce(price_image,"
                        + " excluded.price_image)",
                    vlm.id(),
                    vlm.profile(),
                    vlm.pool().name(),
                    price == null ? null : price.inputPerMillion(),
                    price == null ? null : price.outputPerMillion(),
                    price == null ? null : price.perImage());
        }
        for (int k = merge.firstVlm(); k < merge.vlmIds().size(); k++) {
            session.run(
                    "INSERT INTO dataset_vlm (dataset, position, vlm) VALUES (?, ?, ?)",
                    dataset,
                    k,
                    merge.vlmIds().get(k));
        }
    }

    private void queries(long dataset) throws SQLException {
        try (Batch insert = session.batch("INSERT INTO query (id, key, question, reference) VALUES (?, ?, ?, ?)")) {
            List<Query> added = merge.added();
            for (int i = 0; i < added.size(); i++) {
                step(i, added.size(), 0.3, 0.1);
                Query query = added.get(i);
                insert.add(RowId.of(dataset, merge.firstAdded() + i), query.key(), query.question(), query.reference());
            }
            insert.flush();
        }
    }

    /** Adds pictures, completes those that were only referred to before, and ties the new queries to theirs. */
    void images(long dataset) throws SQLException {
        Map<String, Long> ids = new HashMap<>();
        Map<String, Boolean> seen = new HashMap<>();
        session.list(
                "SELECT id, path, sha256 IS NOT NULL FROM image WHERE id BETWEEN ? AND ?",
                row -> {
                    ids.put(row.getString(2), row.getLong(1));
                    seen.put(row.getString(2), row.getBoolean(3));
                    return row.getLong(1);
                },
                RowId.of(dataset, 0),
                RowId.last(dataset));
        try (Batch insert = session.batch(
                        "INSERT INTO image (id, path, sha256, format, width, height, bytes) VALUES (?, ?, ?, ?, ?, ?,"
                            + " ?) ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, format = excluded.format,"
                            + " width = excluded.width, height = excluded.height, bytes = excluded.bytes");
                Batch missing = session.batch("INSERT INTO image (id, path) VALUES (?, ?)");
                Batch tie = session.batch("INSERT INTO query_image (query, position, image) VALUES (?, ?, ?)")) {
            int done = 0;
            for (PictureFile picture : draft.pictures()) {
                step(done++, draft.pictures().size(), 0.4, 0.05);
                if (!seen.getOrDefault(picture.path(), false)) {
                    long id = ids.computeIfAbsent(picture.path(), path -> RowId.of(dataset, ids.size()));
                    insert.add(
                            id,
                            picture.path(),
                            picture.sha256(),
                            picture.format(),
                            picture.width(),
                            picture.height(),
                            picture.bytes());
                    seen.put(picture.path(), true);
                }
            }
            insert.flush();
            List<Query> added = merge.added();
            for (Query query : added) {
                for (String path : query.pictures()) {
                    if (!ids.containsKey(path)) {
                        long id = RowId.of(dataset, ids.size());
                        ids.put(path, id);
                        missing.add(id, path);
                    }
                }
            }
            missing.flush();
            for (int i = 0; i < added.size(); i++) {
                step(i, added.size(), 0.45, 0.05);
                List<String> paths = added.get(i).pictures();
                for (int position = 0; position < paths.size(); position++) {
                    tie.add(RowId.of(dataset, merge.firstAdded() + i), position, ids.get(paths.get(position)));
                }
            }
            tie.flush();
        }
    }

    private void answers(long dataset) throws SQLException {
        try (Batch insert = session.batch("INSERT INTO answer (id, text) VALUES (?, ?)")) {
            List<String> answers = merge.answers();
            for (int i = 0; i < answers.size(); i++) {
                step(i, answers.size(), 0.5, 0.4);
                insert.add(RowId.of(dataset, merge.firstAnswer() + i), answers.get(i));
            }
            insert.flush();
        }
    }

    private String hash(long dataset) throws SQLException {
        DataHash hash = new DataHash();
        if (merge.firstAdded() > 0) {
            try (PreparedStatement stored = session.prepare(
                    "SELECT key, question, reference FROM query WHERE id BETWEEN ? AND ? ORDER BY id")) {
                stored.setLong(1, RowId.of(dataset, 0));
                stored.setLong(2, RowId.of(dataset, merge.firstAdded() - 1));
                try (ResultSet row = stored.executeQuery()) {
                    while (row.next()) {
                        hash.query(row.getString(1), row.getString(2), row.getString(3));
                    }
                }
            }
        }
        for (Query query : merge.added()) {
            hash.query(query.key(), query.question(), query.reference());
        }
        return hash.finish(merge.vlmIds(), merge.columns().vlms);
    }

    private void step(int done, int all, double from, double share) {
        if (done % STEP == 0) {
            progress.checkCancelled();
            progress.update(from + share * done / all, Messages.text("store.progress.write"));
        }
    }
}
