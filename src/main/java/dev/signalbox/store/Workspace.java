package dev.signalbox.store;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A workspace: a folder with {@code workspace.sqlite}, and {@code embeddings/} and {@code projections/} with safetensors files beside it. Safe to use from any thread: one
 * writes at a time, readers never wait. A second instance on the same folder opens it read-only; its writes fail with
 * {@code workspace.readOnly}.
 */
public final class Workspace implements AutoCloseable {
    /** The database's name in the folder. */
    public static final String FILE = "workspace.sqlite";

    private final Path folder;
    private final WorkspaceLock lock;
    private final Database database;
    private final int schemaVersion;
    private final DatasetStore datasets;
    private final VlmStore vlms;
    private final EventStore events;
    private final RouterStore routers;
    private final ScoreStore scores;
    private final ProjectionStore projections;
    private final ScenarioStore scenarios;
    private final SavedFilterStore filters;

    private Workspace(Path folder, WorkspaceLock lock, Database database, int schemaVersion, Clock clock) {
        this.folder = folder;
        this.lock = lock;
        this.database = database;
        this.schemaVersion = schemaVersion;
        datasets = new DatasetStore(database, folder, clock);
        vlms = new VlmStore(database);
        events = new EventStore(database, clock);
        routers = new RouterStore(database, folder, clock);
        scores = new ScoreStore(database, folder, clock);
        projections = new ProjectionStore(database, folder, clock);
        scenarios = new ScenarioStore(database, clock);
        filters = new SavedFilterStore(database, clock);
    }

    /**
     * Opens a workspace; creates folder and file when they are not there, migrates an older one after a backup into {@code backups/}.
     *
     * @throws UserFacingException {@code workspace.newer}, {@code workspace.foreign} (not a workspace), {@code workspace.damaged},
     *     {@code workspace.folder} (cannot be used), {@code workspace.older} (needs migrating, but another instance has it)
     */
    public static Workspace open(Path folder) {
        return open(folder, Schema.CURRENT, Clock.systemUTC());
    }

    static Workspace open(Path given, Schema schema, Clock clock) {
        Path folder = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            WorkspaceLock lock = WorkspaceLock.acquire(folder);
            boolean fine = false;
            try {
                Database database = database(folder, lock, schema, clock);
                fine = true;
                return new Workspace(folder, lock, database, schema.version(), clock);
            } finally {
                if (!fine) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new UserFacingException("workspace.folder", e, folder, String.valueOf(e.getMessage()));
        }
    }

    private static Database database(Path folder, WorkspaceLock lock, Schema schema, Clock clock) throws IOException {
        Path file = folder.resolve(FILE);
        String refusal = lock.refusal();
        boolean immutable = lock.unwritable();
        if (Files.notExists(file)) {
            if (refusal != null) {
                throw new UserFacingException("workspace.absent", folder, refusal);
            }
            schema.create(file);
        }
        int found = schema.inspect(file, immutable);
        if (found < schema.version()) {
            if (refusal != null) {
                throw new UserFacingException("workspace.older", folder, refusal);
            }
            schema.upgrade(file, found, clock);
        }
        return new Database(file, refusal != null, immutable);
    }

    public Path folder() {
        return folder;
    }

    public boolean readOnly() {
        return database.readOnly();
    }

    /** Why it is read-only, for people; empty when it can be written. */
    public Optional<String> readOnlyReason() {
        return Optional.ofNullable(lock.refusal());
    }

    public int schemaVersion() {
        return schemaVersion;
    }

    public DatasetStore datasets() {
        return datasets;
    }

    public VlmStore vlms() {
        return vlms;
    }

    public EventStore events() {
        return events;
    }

    public RouterStore routers() {
        return routers;
    }

    public ScoreStore scores() {
        return scores;
    }

    public ProjectionStore projections() {
        return projections;
    }

    public ScenarioStore scenarios() {
        return scenarios;
    }

    public SavedFilterStore filters() {
        return filters;
    }

    /** Looks for damage: SQLite's own check, foreign keys, columns, files that should be there. Empty when healthy. */
    public List<String> check() {
        return new HealthCheck(database, this).problems();
    }

    @Override
    public void close() {
        // The lock must outlive the last write, and go even when that fails.
        try (lock) {
            database.close();
        } catch (IOException e) {
            throw new UserFacingException("workspace.folder", e, folder, String.valueOf(e.getMessage()));
        }
    }
}
