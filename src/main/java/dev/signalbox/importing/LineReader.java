package dev.signalbox.importing;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes, without copying them, up to a length: a file that is one endless line costs that much memory and
 * no more. A carriage return before the line feed is cut off.
 */
public final class LineReader {
    /** A line that is longer than a reader takes. */
    public static final class TooLong extends UserFacingException {
        private static final long serialVersionUID = 1L;

        TooLong(long line, int maxLine) {
            super("line.long", line, maxLine >> 20);
        }
    }

    private final InputStream in;
    private final int maxLine;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private int next;
    private int filled;
    private boolean ended;
    private long line;
    private long read;

    /** @param maxLine the longest line that is taken, bytes */
    public LineReader(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    /**
     * Moves to the next line; false at the end.
     *
     * @throws TooLong when it has more than the given bytes
     */
    public boolean next() throws IOException {
        from = next;
        int scan = from;
        while (true) {
            for (; scan < filled; scan++) {
                if (buffer[scan] == '\n') {
                    to = scan > from && buffer[scan - 1] == '\r' ? scan - 1 : scan;
                    next = scan + 1;
                    line++;
                    return true;
                }
            }
            if (ended) {
                to = filled;
                next = filled;
                line++;
                return to > from;
            }
            scan -= from;
            fill();
            scan += from;
        }
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            from = 0;
        }
        if (filled >= maxLine) {
            line++;
            throw new TooLong(line, maxLine);
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
            read += count;
        }
    }

    /** The bytes that hold the line, from {@link #from()} to {@link #to()}; good until the next call of next. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the line begins in the buffer. */
    public int from() {
        return from;
    }

    /** Where the line ends in the buffer, exclusive. */
    public int to() {
        return to;
    }

    /** The line's number, counted from 1. */
    public long line() {
        return line;
    }

    /** Bytes read from the file so far. */
    public long read() {
        return read;
    }

    /** Leaves out the line's first bytes, such as a byte order mark. */
    public void skip(int bytes) {
        from = Math.min(to, from + bytes);
    }

    /** True for a line of blanks and tabs only. */
    public boolean blank() {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
