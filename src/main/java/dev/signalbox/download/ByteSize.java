package dev.signalbox.download;

import dev.signalbox.text.Messages;

/** Amounts of bytes for people, in powers of ten as the hub and file managers count. */
public final class ByteSize {
    private ByteSize() {}

    /** Such as {@code 605.2 MB}. */
    public static String text(long bytes) {
        if (bytes < 1_000) {
            return Messages.text("bytes.b", bytes);
        }
        if (bytes < 1_000_000) {
            return Messages.text("bytes.kb", bytes / 1e3);
        }
        return bytes < 1_000_000_000 ? Messages.text("bytes.mb", bytes / 1e6) : Messages.text("bytes.gb", bytes / 1e9);
    }
}
