package dev.signalbox.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes a dataset's {@link Columns} as rows of {@code column_chunk}. A chunk that is not there, and the rows that a short one
 * does not reach, are absent, so that new queries and new VLMs only touch what they change.
 */
final class ColumnChunks {
    private static final String KEY = "key";
    private static final String PICTURES = "pictures";
    private static final String FIELD = "field";
    private static final String LABEL = "label";
    private static final String COST = "cost";
    private static final String LATENCY = "latency";
    private static final String INPUT_TOKENS = "input_tokens";
    private static final String OUTPUT_TOKENS = "output_tokens";
    private static final String ANSWER = "answer";

    private ColumnChunks() {}

    static Columns load(Session session, long dataset) throws SQLException {
        int rows = (int) session.number("SELECT queries FROM dataset WHERE id = ?", dataset);
        int width = (int) session.number("SELECT count(*) FROM dataset_vlm WHERE dataset = ?", dataset);
        Columns columns = new Columns(rows);
        for (int k = 0; k < width; k++) {
            columns.vlms.add(new Columns.OfVlm(rows));
        }
        columns.fields.addAll(session.list(
                "SELECT name, dictionary FROM field WHERE dataset = ? ORDER BY position",
                row -> new Columns.OfField(row.getString(1), ColumnCodec.texts(row.getBytes(2)), rows),
                dataset));
        Map<Integer, List<String>> keys = new TreeMap<>();
        Map<Integer, List<String>> pictures = new TreeMap<>();
        try (PreparedStatement statement =
                session.prepare("SELECT kind, position, chunk, data FROM column_chunk WHERE dataset = ?")) {
            statement.setLong(1, dataset);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String kind = row.getString(1);
                    int chunk = row.getInt(3);
                    byte[] data = row.getBytes(4);
                    switch (kind) {
                        case KEY -> keys.put(chunk, ColumnCodec.texts(data));
                        case PICTURES -> pictures.put(chunk, ColumnCodec.texts(data));
                        default -> place(columns, kind, row.getInt(2), chunk, data);
                    }
                }
            }
        }
        keys.values().forEach(columns.keys::addAll);
        pictures.values().forEach(columns.pictures::addAll);
        if (columns.keys.size() != rows || columns.pictures.size() != rows) {
            throw ColumnCodec.damaged();
        }
        return columns;
    }

    private static void place(Columns columns, String kind, int position, int chunk, byte[] data) throws SQLException {
        int from = chunk * Columns.CHUNK;
        int width = kind.equals(FIELD) ? columns.fields.size() : columns.vlms.size();
        if (position < 0 || position >= width || from < 0 || from >= columns.rows()) {
            throw ColumnCodec.damaged();
        }
        if (kind.equals(FIELD)) {
            ColumnCodec.intoInts(data, columns.fields.get(position).codes, from);
            return;
        }
        Columns.OfVlm vlm = columns.vlms.get(position);
        switch (kind) {
            case LABEL -> ColumnCodec.intoBytes(data, vlm.label, from);
            case COST -> ColumnCodec.intoDoubles(data, vlm.cost, from);
            case LATENCY -> ColumnCodec.intoDoubles(data, vlm.latency, from);
            case INPUT_TOKENS -> ColumnCodec.intoInts(data, vlm.inputTokens, from);
            case OUTPUT_TOKENS -> ColumnCodec.intoInts(data, vlm.outputTokens, from);
            case ANSWER -> ColumnCodec.intoInts(data, vlm.answer, from);
            default -> throw ColumnCodec.damaged();
        }
    }

    /** Writes what an import changed: everything of the new queries, and the chunks of outputs it touched. */
    static void save(Session session, long dataset, Merge merge) throws SQLException {
        Columns columns = merge.columns();
        int chunks = (columns.rows() + Columns.CHUNK - 1) / Columns.CHUNK;
        boolean grown = merge.firstAdded() < columns.rows();
        try (PreparedStatement statement =
                session.prepare("INSERT INTO column_chunk (dataset, kind, position, chunk, data)"
                        + " VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (dataset, kind, position, chunk) DO UPDATE SET data = excluded.data")) {
            statement.setLong(1, dataset);
            Writer writer = new Writer(statement);
            for (int chunk = grown ? merge.firstAdded() / Columns.CHUNK : chunks; chunk < chunks; chunk++) {
                int from = chunk * Columns.CHUNK;
                int to = Math.min(columns.rows(), from + Columns.CHUNK);
                writer.put(KEY, 0, chunk, ColumnCodec.ofTexts(columns.keys.subList(from, to)));
                writer.put(PICTURES, 0, chunk, ColumnCodec.ofTexts(columns.pictures.subList(from, to)));
                for (int f = 0; f < columns.fields.size(); f++) {
                    writer.ints(FIELD, f, chunk, columns.fields.get(f).codes, from, to);
                }
            }
            for (int k = 0; k < columns.vlms.size(); k++) {
                Columns.OfVlm vlm = columns.vlms.get(k);
                for (int chunk = 0; chunk < chunks; chunk++) {
                    if (merge.touched(k, chunk)) {
                        int from = chunk * Columns.CHUNK;
                        int to = Math.min(columns.rows(), from + Columns.CHUNK);
                        writer.put(LABEL, k, chunk, Arrays.copyOfRange(vlm.label, from, to));
                        writer.doubles(COST, k, chunk, vlm.cost, from, to);
                        writer.doubles(LATENCY, k, chunk, vlm.latency, from, to);
                        writer.ints(INPUT_TOKENS, k, chunk, vlm.inputTokens, from, to);
                        writer.ints(OUTPUT_TOKENS, k, chunk, vlm.outputTokens, from, to);
                        writer.ints(ANSWER, k, chunk, vlm.answer, from, to);
                    }
                }
            }
        }
        for (int f = 0; grown && f < columns.fields.size(); f++) {
            Columns.OfField field = columns.fields.get(f);
            session.run(
                    "INSERT INTO field (dataset, position, name, dictionary) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (dataset, position) DO UPDATE SET dictionary = excluded.dictionary",
                    dataset,
                    f,
                    field.name,
                    ColumnCodec.ofTexts(field.values));
        }
    }

    /** Leaves chunks out that hold nothing: most free VLMs have no cost at all. */
    private record Writer(PreparedStatement statement) {
        void ints(String kind, int position, int chunk, int[] values, int from, int to) throws SQLException {
            for (int i = from; i < to; i++) {
                if (values[i] != -1) {
                    put(kind, position, chunk, ColumnCodec.ofInts(values, from, to));
                    return;
                }
            }
        }

        void doubles(String kind, int position, int chunk, double[] values, int from, int to) throws SQLException {
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(values[i])) {
                    put(kind, position, chunk, ColumnCodec.ofDoubles(values, from, to));
                    return;
                }
            }
        }

        void put(String kind, int position, int chunk, byte[] data) throws SQLException {
            statement.setString(2, kind);
            statement.setInt(3, position);
            statement.setInt(4, chunk);
            statement.setBytes(5, data);
            statement.executeUpdate();
        }
    }
}
