package dev.signalbox.importing;

import java.nio.charset.StandardCharsets;

/** Cuts source texts to what fits into a message. */
final class Texts {
    private static final int MAX = 200;

    private Texts() {}

    /** At most 200 characters on one line, without control characters. */
    static String shorten(String text) {
        String start = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
        return start.replaceAll("\\p{Cntrl}+", " ");
    }

    /** The text without halves of surrogate pairs, which no file can hold: JSON can name them by escapes. */
    static String encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }
}
