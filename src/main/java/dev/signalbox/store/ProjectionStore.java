package dev.signalbox.store;

import dev.signalbox.model.Projection;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stored maps: a row each, and a safetensors file with the placed queries. */
public final class ProjectionStore {
    /**
     * Where queries were placed.
     *
     * @param ordinals [m] query ordinals
     * @param xy       [m * 2] x, y, x, y ...
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, never copied
    public record Points(Projection projection, int[] ordinals, float[] xy) {}

    private static final String ORDINALS = "ordinals";
    private static final String XY = "xy";
    private static final String SELECT =
            "SELECT id, dataset, router, method, seed, options, file, points, created FROM projection";

    private final Database database;
    private final Path folder;
    private final Clock clock;

    ProjectionStore(Database database, Path folder, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
    }

    /** Stores a map; id, file, rows and time are given here. The file is whole before the row that names it is there. */
    public Projection add(Projection projection, int[] ordinals, float[] xy) {
        if (xy.length != 2 * ordinals.length) {
            throw new IllegalArgumentException(ordinals.length + " points need twice as many coordinates");
        }
        return database.write(session -> {
            long created = clock.millis();
            long id = session.number(
                    "INSERT INTO projection (dataset, router, method, seed, options, file, points, created)"
                            + " VALUES (?, ?, ?, ?, ?, '', ?, ?) RETURNING id",
                    projection.dataset(),
                    projection.router(),
                    projection.method(),
                    projection.seed(),
                    projection.options(),
                    ordinals.length,
                    created);
            String file = "projections/" + id + ".safetensors";
            write(folder.resolve(file), ordinals, xy);
            session.run("UPDATE projection SET file = ? WHERE id = ?", file, id);
            return new Projection(
                    id,
                    projection.dataset(),
                    projection.router(),
                    projection.method(),
                    projection.seed(),
                    projection.options(),
                    file,
                    ordinals.length,
                    Instant.ofEpochMilli(created));
        });
    }

    /** A dataset's maps, oldest first. */
    public List<Projection> list(long dataset) {
        return database.read(session ->
                session.list(SELECT + " WHERE dataset = ? ORDER BY id", ProjectionStore::projection, dataset));
    }

    /** The newest map of a router's vectors by a method. */
    public Optional<Projection> latest(long dataset, long router, String method) {
        return database.read(session -> session.first(
                SELECT + " WHERE dataset = ? AND router = ? AND method = ? ORDER BY id DESC LIMIT 1",
                ProjectionStore::projection,
                dataset,
                router,
                method));
    }

    /**
     * @throws dev.signalbox.text.UserFacingException {@code workspace.vectors} when the file is damaged, {@code workspace.file} when it is gone
     */
    public Points load(long id) {
        Projection projection = database.read(
                        session -> session.first(SELECT + " WHERE id = ?", ProjectionStore::projection, id))
                .orElseThrow(() -> new IllegalArgumentException("No projection " + id));
        Path path = folder.resolve(projection.file());
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            Safetensors header = Safetensors.read(file, path);
            Safetensors.Tensor ordinals = header.require(ORDINALS, "I32", 1, path);
            Safetensors.Tensor xy = header.require(XY, "F32", 2, path);
            int rows = projection.rows();
            if (!ordinals.shape().equals(List.of(rows)) || !xy.shape().equals(List.of(rows, 2))) {
                throw Safetensors.broken(path, null);
            }
            return new Points(
                    projection,
                    Safetensors.readInts(file, ordinals.from(), rows),
                    Safetensors.readFloats(file, xy.from(), 2 * rows));
        } catch (IOException e) {
            throw VectorFile.failure(path, e);
        }
    }

    private static void write(Path path, int[] ordinals, float[] xy) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Map<String, Safetensors.Tensor> shapes = new LinkedHashMap<>();
        shapes.put(ORDINALS, Safetensors.tensor("I32", ordinals.length));
        shapes.put(XY, Safetensors.tensor("F32", ordinals.length, 2));
        Safetensors layout = Safetensors.layout(shapes, Map.of());
        try {
            Files.createDirectories(path.getParent());
            try (FileChannel file = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                layout.writeHeader(file);
                Safetensors.writeInts(
                        file, layout.require(ORDINALS, "I32", 1, draft).from(), ordinals);
                Safetensors.writeFloats(
                        file, layout.require(XY, "F32", 2, draft).from(), xy);
                file.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw VectorFile.failure(path, e);
        }
    }

    private static Projection projection(ResultSet row) throws SQLException {
        return new Projection(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                Instant.ofEpochMilli(row.getLong(9)));
    }
}
