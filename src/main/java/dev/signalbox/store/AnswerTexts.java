package dev.signalbox.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dataset's distinct answers by number. Reads them in blocks and keeps the recent ones: answers of neighbouring queries lie near one
 * another, once per import that brought a VLM, so that a pass over all queries reads the table about once in bounded memory.
 */
final class AnswerTexts implements AutoCloseable {
    private static final int BLOCK = 512;

    private final PreparedStatement statement;
    private final long dataset;
    private final Map<Integer, String[]> blocks;

    AnswerTexts(Session session, long dataset, int vlms) throws SQLException {
        this.dataset = dataset;
        int room = 32 + 4 * vlms;
        blocks = new LinkedHashMap<>(2 * room, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String[]> eldest) {
                return size() > room;
            }
        };
        statement = session.prepare("SELECT id, text FROM answer WHERE id BETWEEN ? AND ?");
    }

    String get(int number) throws SQLException {
        String[] block = blocks.get(number / BLOCK);
        if (block == null) {
            block = read(number / BLOCK);
            blocks.put(number / BLOCK, block);
        }
        String text = block[number % BLOCK];
        if (text == null) {
            throw ColumnCodec.damaged();
        }
        return text;
    }

    private String[] read(int number) throws SQLException {
        String[] block = new String[BLOCK];
        long first = RowId.of(dataset, number * BLOCK);
        statement.setLong(1, first);
        statement.setLong(2, first + BLOCK - 1);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                block[(int) (row.getLong(1) - first)] = row.getString(2);
            }
        }
        return block;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
