package dev.signalbox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, spoken to by prepared statements only. Used by one thread at a time. */
final class Session {
    /** Turns the current row into a value. */
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Begins a transaction. Not by a statement: unless the driver knows, it brackets every statement with attempts at one. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Ends a transaction that failed, also one that SQLite has rolled back by itself or whose commit failed. */
    void rollBack() throws SQLException {
        try {
            if (connection.getAutoCommit()) {
                run("ROLLBACK");
            } else {
                connection.rollback();
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** For bulk work; the caller closes it. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** For many rows; the caller flushes and closes it. */
    Batch batch(String sql) throws SQLException {
        return new Batch(prepare(sql));
    }

    /** Runs a statement that gives no rows; returns how many rows it changed. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bind(sql, values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bind(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.map(rows));
            }
            return all;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = bind(sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.map(rows)) : Optional.empty();
        }
    }

    /** The number in the first column of the only row, as of {@code INSERT ... RETURNING id} or {@code PRAGMA user_version}. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values)
                .orElseThrow(() -> new IllegalStateException("No row from: " + sql));
    }

    void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
