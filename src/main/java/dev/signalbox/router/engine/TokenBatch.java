package dev.signalbox.router.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Texts of different lengths in one matrix, padded on the right.
 *
 * @param ids    [B * length]
 * @param mask   [B * length], 1 for tokens and 0 for padding
 * @param length of the longest text
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the engine at once
record TokenBatch(long[] ids, float[] mask, int length) {
    static TokenBatch of(List<long[]> texts, int padding) {
        int longest = texts.stream().mapToInt(t -> t.length).max().orElse(1);
        long[] ids = new long[texts.size() * longest];
        float[] mask = new float[ids.length];
        Arrays.fill(ids, padding);
        for (int i = 0; i < texts.size(); i++) {
            long[] text = texts.get(i);
            System.arraycopy(text, 0, ids, i * longest, text.length);
            Arrays.fill(mask, i * longest, i * longest + text.length, 1);
        }
        return new TokenBatch(ids, mask, longest);
    }

    int size() {
        return ids.length / length;
    }

    /** True when some text is shorter than others. */
    boolean padded() {
        for (float value : mask) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }
}
