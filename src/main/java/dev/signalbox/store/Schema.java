package dev.signalbox.store;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * The schema that this program speaks: its version and where its migrations lie. Flyway takes about a second to start, so it runs only
 * when {@code PRAGMA user_version}, which the last migration sets, says that there is something to do.
 */
record Schema(int version, List<String> locations) {
    static final Schema CURRENT = new Schema(2, List.of("classpath:sql/migration"));

    /** "SgBx" in SQLite's application_id. */
    static final int APPLICATION_ID = 0x53674278;

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** Creates the file under another name first: a file of the right name is always a whole workspace. */
    void create(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        for (String tail : List.of("", "-journal", "-wal", "-shm")) {
            Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + tail));
        }
        // A log whose database is gone must not be taken for the new one's.
        for (String tail : List.of("-wal", "-shm")) {
            Path stray = file.resolveSibling(file.getFileName() + tail);
            if (Files.exists(stray)) {
                Files.move(
                        stray,
                        stray.resolveSibling(stray.getFileName() + ".stray"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try {
            migrations(draft).migrate();
        } catch (FlywayException e) {
            throw new UserFacingException("workspace.creation", e, file);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Looks at an existing file before anything is written to it.
     *
     * @return the version it has
     * @throws UserFacingException when it is no workspace, damaged, or newer than this program
     */
    int inspect(Path file, boolean immutable) throws IOException {
        checkHeader(file);
        try {
            Session session = Database.connect(file, true, immutable);
            try {
                long application = session.number("PRAGMA application_id");
                int found = (int) session.number("PRAGMA user_version");
                // Reads the first pages, so that SQLite compares the file's size with what its header promises.
                session.number("SELECT count(*) FROM sqlite_schema");
                if (application != APPLICATION_ID || found < 1) {
                    throw new UserFacingException("workspace.foreign", file);
                }
                if (found > version) {
                    throw new UserFacingException("workspace.newer", file, found, version);
                }
                return found;
            } finally {
                session.close();
            }
        } catch (SQLException e) {
            throw Database.failure(e, file);
        }
    }

    /** Backs an older file up, then migrates it. */
    void upgrade(Path file, int found, Clock clock) throws IOException {
        Path backups = Files.createDirectories(file.resolveSibling("backups"));
        String stamp = LocalDateTime.now(clock).format(STAMP);
        Path backup = backups.resolve("workspace-v" + found + "-" + stamp + ".sqlite");
        for (int i = 2; Files.exists(backup); i++) {
            backup = backups.resolve("workspace-v" + found + "-" + stamp + "-" + i + ".sqlite");
        }
        try {
            Session session = Database.connect(file, false, false);
            try {
                session.run("VACUUM INTO ?", backup.toString());
            } finally {
                session.close();
            }
        } catch (SQLException e) {
            throw Database.failure(e, file);
        }
        LOG.info("Migrating {} from version {} to {}; backup: {}", file, found, version, backup);
        try {
            migrations(file).migrate();
        } catch (FlywayException e) {
            throw new UserFacingException("workspace.migration", e, file, found, version, backup);
        }
    }

    private Flyway migrations(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(locations.toArray(String[]::new))
                .load();
    }

    private static void checkHeader(Path file) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(100);
        }
        boolean magic = header.length >= MAGIC.length
                && ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        if (header.length > 0 && !magic) {
            throw new UserFacingException("workspace.foreign", file);
        }
        if (header.length < 100) {
            throw new UserFacingException("workspace.damaged", file);
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            // Pages may still wait in the log; SQLite itself compares sizes then.
            return;
        }
        int pageSize = ByteBuffer.wrap(header).getShort(16) & 0xffff;
        long pages = ByteBuffer.wrap(header).getInt(28) & 0xffffffffL;
        if (Files.size(file) < pages * (pageSize == 1 ? 65_536 : pageSize)) {
            throw new UserFacingException("workspace.damaged", file);
        }
    }
}
