package dev.signalbox.cli;

/** The standard streams for the launcher, which has no window to speak in. */
public final class Terminal {
    private Terminal() {}

    /** One line on the error stream. */
    public static void complain(String sentence) {
        System.err.println(sentence);
    }
}
