package dev.signalbox.store;

import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The connections to one SQLite file: one that writes, behind a lock, and as many that read as threads ask for. In WAL mode
 * readers never wait for the writer; every read sees one snapshot.
 */
final class Database implements AutoCloseable {
    /** What to do with a connection. */
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Bytes of a disk that is as good as full. */
    private static final long LEAST_ROOM = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int IDLE_READERS = 4;

    private final Path file;
    private final boolean readOnly;
    private final boolean immutable;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private final @Nullable Session writer;
    private volatile boolean closed;

    /**
     * @param immutable true when nothing can be created beside the file, so that SQLite must not try
     */
    Database(Path file, boolean readOnly, boolean immutable) {
        this.file = file;
        this.readOnly = readOnly;
        this.immutable = immutable;
        try {
            writer = readOnly ? null : connect(file, false, false);
            if (writer != null) {
                // Bounds what a big import leaves behind as a log.
                writer.number("PRAGMA journal_size_limit = 67108864");
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Opens a connection with foreign keys on; a writing one uses the write-ahead log and syncs every commit. */
    static Session connect(Path file, boolean readOnly, boolean immutable) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(10_000);
        // Else the driver asks for the last row id after every insert; we ask by RETURNING where we want it.
        config.setGetGeneratedKeys(false);
        if (readOnly) {
            config.setReadOnly(true);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        String address = immutable ? file.toUri() + "?immutable=1" : file.toString();
        return new Session(config.createConnection("jdbc:sqlite:" + address));
    }

    boolean readOnly() {
        return readOnly;
    }

    /** Runs in one snapshot; what it must see together it must ask in one call. */
    <T> T read(Work<T> work) {
        try {
            Session session = idle.poll();
            if (session == null) {
                checkOpen();
                session = connect(file, true, immutable);
            }
            boolean fine = false;
            try {
                session.begin();
                T result = work.run(session);
                session.commit();
                fine = true;
                return result;
            } finally {
                // A session that failed in the middle is not worth saving: closing it ends its transaction.
                if (fine && !closed && idle.size() < IDLE_READERS) {
                    idle.push(session);
                } else {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs in one transaction: all of it is durable when this returns, or none of it happened. */
    <T> T write(Work<T> work) {
        Session session = writer;
        if (session == null) {
            throw new UserFacingException("workspace.readOnly", file);
        }
        writing.lock();
        try {
            checkOpen();
            session.begin();
            boolean done = false;
            try {
                T result = work.run(session);
                session.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(session);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    private static void rollBack(Session session) {
        try {
            session.rollBack();
        } catch (SQLException e) {
            // The cause is already on its way up; after some errors SQLite has rolled back by itself.
            LOG.warn("Rolling back: {}", e.getMessage());
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The workspace is closed: " + file);
        }
    }

    /** The failure that a person understands behind a driver's exception. */
    UserFacingException failure(SQLException e) {
        return failure(e, file);
    }

    static UserFacingException failure(SQLException e, Path file) {
        SQLiteErrorCode code =
                e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        // Extended codes keep the plain code in their low byte.
        int plain = code.code & 0xff;
        if (e instanceof SQLDataException
                || plain == SQLiteErrorCode.SQLITE_CORRUPT.code
                || plain == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new UserFacingException("workspace.damaged", e, file);
        }
        // Memory beside the file that cannot grow is told as a failed read or write.
        if (plain == SQLiteErrorCode.SQLITE_FULL.code
                || plain == SQLiteErrorCode.SQLITE_IOERR.code && file.toFile().getUsableSpace() < LEAST_ROOM) {
            return new UserFacingException("workspace.full", e, file);
        }
        if (plain == SQLiteErrorCode.SQLITE_BUSY.code || plain == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new UserFacingException("workspace.busy", e, file);
        }
        if (plain == SQLiteErrorCode.SQLITE_READONLY.code) {
            return new UserFacingException("workspace.readOnly", e, file);
        }
        return new UserFacingException("workspace.failed", e, file, String.valueOf(e.getMessage()));
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            for (Session session = idle.poll(); session != null; session = idle.poll()) {
                session.close();
            }
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }
}
