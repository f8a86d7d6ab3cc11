package dev.signalbox.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.util.Arrays;
import java.util.List;

/**
 * Column chunks as bytes, little-endian. Reading never trusts a length: what does not fit is a damaged file.
 *
 * <ul>
 *   <li>integers: one byte of width (1, 2 or 4), then the values in that width, signed
 *   <li>doubles and floats: the values
 *   <li>texts: I32 count, count x I32 length in bytes, then the UTF-8 of all
 * </ul>
 */
final class ColumnCodec {
    private ColumnCodec() {}

    static byte[] ofInts(int[] values, int from, int to) {
        int low = 0;
        int high = 0;
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        int width = fits(low, high, Byte.MIN_VALUE, Byte.MAX_VALUE)
                ? 1
                : fits(low, high, Short.MIN_VALUE, Short.MAX_VALUE) ? 2 : 4;
        byte[] data = new byte[1 + (to - from) * width];
        ByteBuffer out = wrap(data).put((byte) width);
        for (int i = from; i < to; i++) {
            switch (width) {
                case 1 -> out.put((byte) values[i]);
                case 2 -> out.putShort((short) values[i]);
                default -> out.putInt(values[i]);
            }
        }
        return data;
    }

    private static boolean fits(int low, int high, int least, int most) {
        return low >= least && high <= most;
    }

    /** Fills {@code values} from {@code from} on; shorter chunks leave the rest as it is. */
    static void intoInts(byte[] data, int[] values, int from) throws SQLDataException {
        ByteBuffer in = wrap(data);
        int width = in.hasRemaining() ? in.get() : 0;
        if (width != 1 && width != 2 && width != 4) {
            throw damaged();
        }
        int count = count(in.remaining(), width, values.length - from);
        for (int i = from; i < from + count; i++) {
            values[i] = switch (width) {
                case 1 -> in.get();
                case 2 -> in.getShort();
                default -> in.getInt();
            };
        }
    }

    static byte[] ofDoubles(double[] values, int from, int to) {
        byte[] data = new byte[(to - from) * Double.BYTES];
        wrap(data).asDoubleBuffer().put(values, from, to - from);
        return data;
    }

    static void intoDoubles(byte[] data, double[] values, int from) throws SQLDataException {
        int count = count(data.length, Double.BYTES, values.length - from);
        wrap(data).asDoubleBuffer().get(values, from, count);
    }

    static byte[] ofFloats(float[] values) {
        byte[] data = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        wrap(data).asFloatBuffer().put(values);
        return data;
    }

    /** Fills {@code count} values; the chunk must hold exactly that many. */
    static void intoFloats(byte[] data, float[] values, int from, int count) throws SQLDataException {
        if (data.length != (long) count * Float.BYTES || count > values.length - from) {
            throw damaged();
        }
        wrap(data).asFloatBuffer().get(values, from, count);
    }

    static void intoBytes(byte[] data, byte[] values, int from) throws SQLDataException {
        System.arraycopy(data, 0, values, from, count(data.length, 1, values.length - from));
    }

    static byte[] ofTexts(List<String> values) {
        byte[][] texts = new byte[values.size()][];
        int bytes = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
            bytes = Math.addExact(bytes, texts[i].length);
        }
        byte[] data = new byte[Math.addExact(bytes, 4 * (texts.length + 1))];
        ByteBuffer out = wrap(data);
        out.putInt(texts.length);
        for (byte[] text : texts) {
            out.putInt(text.length);
        }
        for (byte[] text : texts) {
            out.put(text);
        }
        return data;
    }

    static List<String> texts(byte[] data) throws SQLDataException {
        ByteBuffer in = wrap(data);
        int count = data.length < 4 ? -1 : in.getInt();
        if (count < 0 || count > in.remaining() / 4) {
            throw damaged();
        }
        String[] values = new String[count];
        int at = 4 * (count + 1);
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            if (length < 0 || length > data.length - at) {
                throw damaged();
            }
            values[i] = new String(data, at, length, StandardCharsets.UTF_8);
            at += length;
        }
        return Arrays.asList(values);
    }

    private static int count(int bytes, int width, int room) throws SQLDataException {
        if (bytes % width != 0 || bytes / width > room) {
            throw damaged();
        }
        return bytes / width;
    }

    /** Told apart from other failures in {@link Database#failure}. */
    static SQLDataException damaged() {
        return new SQLDataException("A column chunk has the wrong size");
    }

    private static ByteBuffer wrap(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }
}
