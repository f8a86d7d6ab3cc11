package dev.signalbox.store;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The routers that a workspace knows, with the checkpoints behind them. */
public final class RouterStore {
    private static final String SELECT =
            "SELECT r.id, r.name, r.kind, c.path, c.sha256, r.config, r.simulated, r.created"
                    + " FROM router r JOIN checkpoint c ON c.id = r.checkpoint";

    private final Database database;
    private final Path folder;
    private final Clock clock;

    RouterStore(Database database, Path folder, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Adds a router; its id and time are given here. A router of the same name and the same checkpoint is returned as it is, with the
     * checkpoint's place brought up to date.
     *
     * @throws UserFacingException {@code router.name} when the name belongs to another checkpoint
     */
    public RouterInfo add(RouterInfo router) {
        return database.write(session -> {
            long checkpoint = session.number(
                    "INSERT INTO checkpoint (path, sha256) VALUES (?, ?)"
                            + " ON CONFLICT (sha256) DO UPDATE SET path = excluded.path RETURNING id",
                    stored(router.checkpoint()),
                    router.sha256());
            Optional<RouterInfo> same = session.first(SELECT + " WHERE r.name = ?", this::router, router.name());
            if (same.isPresent()) {
                if (!same.get().sha256().equals(router.sha256())) {
                    throw new UserFacingException("router.name", router.name());
                }
                return same.get();
            }
            long created = clock.millis();
            long id = session.number(
                    "INSERT INTO router (name, kind, checkpoint, config, simulated, created) VALUES (?, ?, ?, ?, ?, ?)"
                            + " RETURNING id",
                    router.name(),
                    router.kind(),
                    checkpoint,
                    router.config(),
                    router.simulated() ? 1 : 0,
                    created);
            return new RouterInfo(
                    id,
                    router.name(),
                    router.kind(),
                    router.checkpoint(),
                    router.sha256(),
                    router.config(),
                    router.simulated(),
                    Instant.ofEpochMilli(created));
        });
    }

    /** All routers, oldest first. */
    public List<RouterInfo> list() {
        return database.read(session -> session.list(SELECT + " ORDER BY r.id", this::router));
    }

    /**
     * @throws IllegalArgumentException when there is none of that id
     */
    public RouterInfo get(long id) {
        return database.read(session -> session.first(SELECT + " WHERE r.id = ?", this::router, id))
                .orElseThrow(() -> new IllegalArgumentException("No router " + id));
    }

    public Optional<RouterInfo> byName(String name) {
        return database.read(session -> session.first(SELECT + " WHERE r.name = ?", this::router, name));
    }

    /** The newest router of a checkpoint. */
    public Optional<RouterInfo> bySha(String sha256) {
        return database.read(session ->
                session.first(SELECT + " WHERE c.sha256 = ? ORDER BY r.id DESC LIMIT 1", this::router, sha256));
    }

    /** Relative inside the workspace, so that the folder can be moved. */
    private String stored(Path checkpoint) {
        Path absolute = checkpoint.toAbsolutePath().normalize();
        return absolute.startsWith(folder)
                ? folder.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }

    private RouterInfo router(ResultSet row) throws SQLException {
        return new RouterInfo(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                folder.resolve(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }
}
