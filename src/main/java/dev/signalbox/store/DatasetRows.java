package dev.signalbox.store;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the small rows of datasets and VLMs. */
final class DatasetRows {
    static final String VLM_COLUMNS = "v.id, v.profile, v.pool, v.price_input, v.price_output, v.price_image";

    private static final String COLUMNS =
            "id, name, root, format, source, licence, simulated, created, queries, outputs, data_hash";

    private DatasetRows() {}

    static List<Dataset> all(Session session) throws SQLException {
        Map<Long, List<Vlm>> vlms = new HashMap<>();
        for (long id : session.list("SELECT id FROM dataset", row -> row.getLong(1))) {
            vlms.put(id, vlms(session, id));
        }
        return session.list(
                "SELECT " + COLUMNS + " FROM dataset ORDER BY name",
                row -> dataset(row, vlms.getOrDefault(row.getLong(1), List.of())));
    }

    static Optional<Dataset> byName(Session session, String name) throws SQLException {
        Optional<Long> id = session.first("SELECT id FROM dataset WHERE name = ?", row -> row.getLong(1), name);
        return id.isEmpty() ? Optional.empty() : Optional.of(byId(session, id.get()));
    }

    /**
     * @throws IllegalArgumentException when there is none of that id
     */
    static Dataset byId(Session session, long id) throws SQLException {
        List<Vlm> vlms = vlms(session, id);
        return session.first("SELECT " + COLUMNS + " FROM dataset WHERE id = ?", row -> dataset(row, vlms), id)
                .orElseThrow(() -> new IllegalArgumentException("No dataset " + id));
    }

    static List<Vlm> vlms(Session session, long dataset) throws SQLException {
        return session.list(
                "SELECT " + VLM_COLUMNS + " FROM dataset_vlm d JOIN vlm v ON v.id = d.vlm WHERE d.dataset = ?"
                        + " ORDER BY d.position",
                DatasetRows::vlm,
                dataset);
    }

    static Vlm vlm(ResultSet row) throws SQLException {
        Price price = row.getObject(4) == null ? null : new Price(row.getDouble(4), row.getDouble(5), row.getDouble(6));
        return new Vlm(row.getString(1), row.getString(2), Pool.valueOf(row.getString(3)), price);
    }

    private static Dataset dataset(ResultSet row, List<Vlm> vlms) throws SQLException {
        return new Dataset(
                row.getLong(1),
                row.getString(2),
                Path.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getInt(9),
                row.getLong(10),
                vlms,
                row.getString(11));
    }
}
