package dev.signalbox.model;

/**
 * How many tokens every answer took, as imported.
 *
 * @param input  [K][n] tokens read, -1 unknown
 * @param output [K][n] tokens written, -1 unknown
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied
public record TokenCounts(int[][] input, int[][] output) {
    /** Whether tokens of a VLM's answer are known. */
    public boolean known(int column, int query) {
        return input[column][query] >= 0 && output[column][query] >= 0;
    }

    /** Whether tokens of any of a VLM's answers are known. */
    public boolean any(int column) {
        for (int query = 0; query < input[column].length; query++) {
            if (known(column, query)) {
                return true;
            }
        }
        return false;
    }
}
