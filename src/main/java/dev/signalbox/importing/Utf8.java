package dev.signalbox.importing;

/** Finds bytes that are not UTF-8 before a parser replaces them in silence. */
final class Utf8 {
    private Utf8() {}

    /**
     * The index of the first byte that starts no valid sequence, or -1. Overlong forms and surrogates are
     * not valid; neither is a zero byte, which UTF-8 allows but no text holds.
     */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int lead = bytes[i];
            if (lead > 0) {
                i++;
                continue;
            }
            lead &= 0xFF;
            int length = lead >= 0xC2 && lead <= 0xDF
                    ? 2
                    : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
            if (length == 0 || i + length > to) {
                return i;
            }
            int second = bytes[i + 1] & 0xFF;
            int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < low || second > high) {
                return i;
            }
            for (int k = 2; k < length; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return i;
                }
            }
            i += length;
        }
        return -1;
    }
}
