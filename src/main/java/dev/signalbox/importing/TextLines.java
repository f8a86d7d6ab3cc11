package dev.signalbox.importing;

import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Walks over a text file's lines and stops, with a problem, at what is no UTF-8 text or has no end. */
final class TextLines {
    /** Longer lines are refused: no record needs them. */
    static final int MAX_LINE = 16 << 20;

    /** What to do with one line. */
    @FunctionalInterface
    interface Each {
        /** Returns false to stop reading. */
        boolean line(Place place, byte[] buffer, int from, int to) throws IOException;
    }

    private final Problems problems;
    private final Progress progress;

    TextLines(Problems problems, Progress progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /** Calls back for every good line that is not blank; false when the file could not be read to its end. */
    boolean read(Path file, Each each) {
        String name = Sources.name(file);
        Place whole = new Place(name);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Math.max(1, Files.size(file));
            LineReader lines = new LineReader(in, MAX_LINE);
            try {
                while (lines.next()) {
                    if ((lines.line() & 0x3FF) == 1) {
                        progress.checkCancelled();
                        progress.update(
                                Math.min(1, lines.read() / (double) size), Messages.text("import.progress.read", name));
                    }
                    if (lines.line() == 1 && !begins(whole, lines)) {
                        return false;
                    }
                    if (!lines.blank() && !line(new Place(name, lines.line()), lines, each)) {
                        return false;
                    }
                }
                return true;
            } catch (LineReader.TooLong e) {
                problems.error(new Place(name, lines.line()), "line.long", MAX_LINE >> 20);
                return false;
            }
        } catch (IOException e) {
            problems.error(whole, "file.unreadable", String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Skips UTF-8's byte order mark; refuses UTF-16's. */
    private boolean begins(Place whole, LineReader lines) {
        byte[] buffer = lines.buffer();
        int from = lines.from();
        int length = lines.to() - from;
        int first = length > 0 ? buffer[from] & 0xFF : 0;
        int second = length > 1 ? buffer[from + 1] & 0xFF : 0;
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            problems.error(whole, "encoding.utf16");
            return false;
        }
        if (first == 0xEF && second == 0xBB && length > 2 && (buffer[from + 2] & 0xFF) == 0xBF) {
            lines.skip(3);
        }
        return true;
    }

    private boolean line(Place place, LineReader lines, Each each) throws IOException {
        byte[] buffer = lines.buffer();
        int invalid = Utf8.firstInvalid(buffer, lines.from(), lines.to());
        if (invalid < 0) {
            return each.line(place, buffer, lines.from(), lines.to());
        }
        if (buffer[invalid] == 0) {
            problems.error(place, "encoding.zero");
            return false;
        }
        String hex = String.format(Locale.ROOT, "0x%02X", buffer[invalid] & 0xFF);
        problems.error(place, "encoding", hex, invalid - lines.from() + 1);
        return true;
    }
}
