package dev.signalbox.model;

import java.util.List;
import java.util.Map;

/**
 * A dataset's coded columns in memory: what filters, metrics and maps run on. Texts stay in the workspace.
 *
 * @param dataset   the dataset these columns belong to; n = {@code dataset.queries()}, K = {@code dataset.vlms().size()}
 * @param keys      query keys by ordinal
 * @param fields    coded fields by name, in the order in which screens list them
 * @param imported  [K][n] imported label codes (see {@link Correctness#code()}); -1 also where there is no output
 * @param answered  [K][n] true where an output is stored
 * @param costs     [K][n] US dollars, NaN unknown
 * @param latencies [K][n] seconds, NaN unknown
 * @param pictures  [n] picture paths relative to the dataset's root, several per query possible
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied: half a million rows
public record DatasetTable(
        Dataset dataset,
        List<String> keys,
        Map<String, CodedColumn> fields,
        byte[][] imported,
        boolean[][] answered,
        float[][] costs,
        float[][] latencies,
        List<List<String>> pictures) {
    /** Number of queries n. */
    public int size() {
        return keys.size();
    }

    /** Number of VLMs K. */
    public int width() {
        return imported.length;
    }
}
