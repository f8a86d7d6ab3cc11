package dev.signalbox.importing;

/** Cuts source texts to what fits into a message. */
final class Texts {
    private static final int MAX = 120;

    private Texts() {}

    /** At most 120 characters on one line, without control characters. */
    static String shorten(String text) {
        String start = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
        return start.replaceAll("\\p{Cntrl}+", " ");
    }
}
