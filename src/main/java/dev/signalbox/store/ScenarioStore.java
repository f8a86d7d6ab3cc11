package dev.signalbox.store;

import dev.signalbox.model.Scenario;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Saved cascade settings, by name within a dataset. */
public final class ScenarioStore {
    private final Database database;
    private final Clock clock;

    ScenarioStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Saves; a scenario of the same dataset and name is replaced and keeps its id. Returns it with id and time. */
    public Scenario save(Scenario scenario) {
        long created = clock.millis();
        long id = database.write(session -> session.number(
                "INSERT INTO scenario (dataset, name, first_router, second_router, tau, split, stages, metrics,"
                        + " created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dataset, name) DO UPDATE SET"
                        + " first_router = excluded.first_router, second_router = excluded.second_router, tau ="
                        + " excluded.tau, split = excluded.split, stages = excluded.stages, metrics = excluded.metrics,"
                        + " created = excluded.created RETURNING id",
                scenario.dataset(),
                scenario.name(),
                scenario.first(),
                scenario.second(),
                scenario.tau(),
                scenario.split(),
                scenario.stages(),
                scenario.metrics(),
                created));
        return new Scenario(
                id,
                scenario.dataset(),
                scenario.name(),
                scenario.first(),
                scenario.second(),
                scenario.tau(),
                scenario.split(),
                scenario.stages(),
                scenario.metrics(),
                Instant.ofEpochMilli(created));
    }

    /** A dataset's scenarios by name. */
    public List<Scenario> list(long dataset) {
        return database.read(session -> session.list(
                "SELECT id, dataset, name, first_router, second_router, tau, split, stages, metrics, created FROM"
                        + " scenario WHERE dataset = ? ORDER BY name",
                ScenarioStore::scenario,
                dataset));
    }

    public void delete(long id) {
        database.write(session -> session.run("DELETE FROM scenario WHERE id = ?", id));
    }

    private static Scenario scenario(ResultSet row) throws SQLException {
        return new Scenario(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getObject(5) == null ? null : row.getLong(5),
                row.getDouble(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)));
    }
}
