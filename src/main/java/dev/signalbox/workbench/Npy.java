package dev.signalbox.workbench;

import dev.signalbox.projection.neighbours.Points;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's npy format, versions 1 to 3, of matrices of little-endian floating numbers. The header is a Python literal, which
 * is matched and never evaluated; nothing it says is believed before it fits the file. Objects (pickles) are refused.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int BUFFER = 1 << 20;
    private static final Pattern KIND = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]{0,100})\\)");

    /** What a header says. */
    private record Header(char kind, int bytes, boolean columnsFirst, int rows, int columns, long start) {}

    private Npy() {}

    /**
     * Reads a matrix as 32-bit floats.
     *
     * @throws dev.signalbox.text.UserFacingException {@code numbers.broken} when it is not such a file
     */
    static Points read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Header header = header(file, channel);
            float[] values = new float[header.rows * header.columns];
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            long at = header.start;
            int done = 0;
            while (done < values.length) {
                int now = Math.min(values.length - done, BUFFER / header.bytes);
                full(channel, buffer.clear().limit(now * header.bytes), at);
                buffer.flip();
                for (int i = 0; i < now; i++) {
                    values[place(header, done + i)] = switch (header.bytes) {
                        case 2 -> Float.float16ToFloat(buffer.getShort());
                        case 4 -> buffer.getFloat();
                        default -> (float) buffer.getDouble();
                    };
                }
                done += now;
                at += (long) now * header.bytes;
            }
            return new Points(header.rows, header.columns, values);
        } catch (EOFException e) {
            throw NumberFile.broken(file, "truncated");
        }
    }

    private static int place(Header header, int i) {
        return header.columnsFirst ? i % header.rows * header.columns + i / header.rows : i;
    }

    private static Header header(Path file, FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        full(channel, start.limit(10), 0);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.get(i) != MAGIC[i]) {
                throw NumberFile.broken(file, "npy.magic");
            }
        }
        int version = start.get(6);
        if (version < 1 || version > 3) {
            throw NumberFile.broken(file, "npy.version", version);
        }
        long length = Short.toUnsignedInt(start.getShort(8));
        int before = 10;
        if (version > 1) {
            full(channel, start.clear(), 0);
            length = Integer.toUnsignedLong(start.getInt(8));
            before = 12;
        }
        if (length > LONGEST_HEADER || before + length > channel.size()) {
            throw NumberFile.broken(file, "truncated");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        full(channel, bytes, before);
        String text = new String(bytes.array(), version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return header(file, text, before + length, channel.size());
    }

    private static Header header(Path file, String text, long start, long size) {
        Matcher kind = KIND.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!kind.find() || !order.find() || !shape.find()) {
            throw NumberFile.broken(file, "npy.header");
        }
        if (!kind.group(1).matches("<f[248]")) {
            throw NumberFile.broken(file, "npy.type", kind.group(1));
        }
        int bytes = kind.group(1).charAt(2) - '0';
        String[] sides = shape.group(1).replaceAll("[\\sL]", "").split(",", -1);
        if (sides.length < 2 || sides.length > 3 || sides.length == 3 && !sides[2].isEmpty() || sides[1].isEmpty()) {
            throw NumberFile.broken(file, "npy.shape", shape.group(1));
        }
        long rows = side(file, sides[0]);
        long columns = side(file, sides[1]);
        if (columns < 1 || rows * columns > Integer.MAX_VALUE - 64) {
            throw NumberFile.broken(file, columns < 1 ? "matrix" : "large");
        }
        if (size - start < rows * columns * bytes) {
            throw NumberFile.broken(file, "truncated");
        }
        return new Header('f', bytes, order.group(1).equals("True"), (int) rows, (int) columns, start);
    }

    private static long side(Path file, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw NumberFile.broken(file, "npy.shape", text);
        }
        return Long.parseLong(text);
    }

    private static void full(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
        long position = at;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException();
            }
            position += read;
        }
    }

    /** Writes a matrix of 32-bit floats, version 1; the file appears whole or not at all. */
    public static void write(Path file, float[] values, int rows, int columns) throws IOException {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int padded = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer header = ByteBuffer.allocate(10 + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
        header.put((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, header.flip());
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < rows * columns; done += BUFFER / 4) {
                int now = Math.min(BUFFER / 4, rows * columns - done);
                buffer.clear().asFloatBuffer().put(values, done, now);
                write(channel, buffer.limit(4 * now));
            }
            channel.force(false);
        }
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
