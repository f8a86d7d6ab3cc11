package dev.signalbox.store;

import dev.signalbox.model.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The append-only history of a workspace. The database itself refuses to change or delete a line. */
public final class EventStore {
    private static final String COLUMNS =
            "id, at, actor, kind, dataset, query, vlm, old_value, new_value, reason FROM event";

    private final Database database;
    private final Clock clock;

    EventStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Appends a line; it survives a crash of program or machine from when this returns.
     *
     * @return the event with its id and the time at which it was stored
     * @throws IllegalArgumentException when it is about a query or VLM that the dataset does not have
     */
    public Event append(Event event) {
        return append(List.of(event)).getFirst();
    }

    /**
     * Appends lines in one transaction: all of them or none.
     *
     * @return the events with their ids and the time at which they were stored
     * @throws IllegalArgumentException when one is about a query or VLM that its dataset does not have; nothing was stored
     */
    public List<Event> append(List<Event> events) {
        for (Event event : events) {
            if (event.kind() == Event.Kind.LABEL && event.vlm() == null) {
                throw new IllegalArgumentException("A label belongs to a VLM's output");
            }
        }
        return database.write(session -> {
            Map<Long, Integer> sizes = new HashMap<>();
            long at = clock.millis();
            List<Event> stored = new ArrayList<>(events.size());
            for (Event event : events) {
                Integer queries = sizes.get(event.dataset());
                if (queries == null) {
                    queries = session.first(
                                    "SELECT queries FROM dataset WHERE id = ?", row -> row.getInt(1), event.dataset())
                            .orElseThrow(() -> new IllegalArgumentException("No dataset " + event.dataset()));
                    sizes.put(event.dataset(), queries);
                }
                Objects.checkIndex(event.query(), queries);
                stored.add(append(session, event, at));
            }
            return stored;
        });
    }

    private static Event append(Session session, Event event, long at) throws SQLException {
        if (event.vlm() != null
                && session.number(
                                "SELECT count(*) FROM dataset_vlm WHERE dataset = ? AND vlm = ?",
                                event.dataset(),
                                event.vlm())
                        == 0) {
            throw new IllegalArgumentException("No VLM " + event.vlm() + " in dataset " + event.dataset());
        }
        long id = session.number(
                "INSERT INTO event (at, actor, kind, dataset, query, vlm, old_value, new_value, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                at,
                event.actor(),
                event.kind().name(),
                event.dataset(),
                event.query(),
                event.vlm(),
                event.oldValue(),
                event.newValue(),
                event.reason());
        return new Event(
                id,
                Instant.ofEpochMilli(at),
                event.actor(),
                event.kind(),
                event.dataset(),
                event.query(),
                event.vlm(),
                event.oldValue(),
                event.newValue(),
                event.reason());
    }

    /** Everything that happened to a dataset, oldest first. */
    public List<Event> all(long dataset) {
        return database.read(session ->
                session.list("SELECT " + COLUMNS + " WHERE dataset = ? ORDER BY id", EventStore::event, dataset));
    }

    /** Everything that happened to one query, oldest first. */
    public List<Event> of(long dataset, int query) {
        return database.read(session -> session.list(
                "SELECT " + COLUMNS + " WHERE dataset = ? AND query = ? ORDER BY id",
                EventStore::event,
                dataset,
                query));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                Event.Kind.valueOf(row.getString(4)),
                row.getLong(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
