package dev.signalbox.store;

import dev.signalbox.model.SavedFilter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Saved filter rules, by name within a dataset. */
public final class SavedFilterStore {
    private final Database database;
    private final Clock clock;

    SavedFilterStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Saves; a filter of the same dataset and name is replaced and keeps its id. Returns it with id and time. */
    public SavedFilter save(SavedFilter filter) {
        long created = clock.millis();
        long id = database.write(session -> session.number(
                "INSERT INTO saved_filter (dataset, name, rule, created) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (dataset, name) DO UPDATE SET rule = excluded.rule, created = excluded.created"
                        + " RETURNING id",
                filter.dataset(),
                filter.name(),
                filter.rule(),
                created));
        return new SavedFilter(id, filter.dataset(), filter.name(), filter.rule(), Instant.ofEpochMilli(created));
    }

    /** A dataset's filters by name. */
    public List<SavedFilter> list(long dataset) {
        return database.read(session -> session.list(
                "SELECT id, dataset, name, rule, created FROM saved_filter WHERE dataset = ? ORDER BY name",
                row -> new SavedFilter(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5))),
                dataset));
    }

    public void delete(long id) {
        database.write(session -> session.run("DELETE FROM saved_filter WHERE id = ?", id));
    }
}
