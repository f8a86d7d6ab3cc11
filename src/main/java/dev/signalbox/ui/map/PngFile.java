package dev.signalbox.ui.map;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Makes a PNG file of pictures one below the other: 8-bit RGB without alpha, filter “up”. */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngFile() {}

    /** All of the file’s bytes. */
    static byte[] encode(MapPicture.Pixels... parts) throws IOException {
        int width = 1;
        int height = 0;
        for (MapPicture.Pixels part : parts) {
            width = Math.max(width, part.width());
            height += part.height();
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(data)) {
            byte[] before = new byte[3 * width];
            for (MapPicture.Pixels part : parts) {
                for (int y = 0; y < part.height(); y++) {
                    before = row(part, y, width, before, rows);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        chunk(file, "IDAT", data.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] row(MapPicture.Pixels part, int y, int width, byte[] before, DeflaterOutputStream out)
            throws IOException {
        byte[] now = new byte[3 * width];
        for (int x = 0; x < width; x++) {
            // What is narrower than the widest goes on in the colour of its last pixel.
            int argb = part.argb()[y * part.width() + Math.min(x, part.width() - 1)];
            now[3 * x] = (byte) (argb >> 16);
            now[3 * x + 1] = (byte) (argb >> 8);
            now[3 * x + 2] = (byte) argb;
        }
        out.write(2);
        byte[] difference = new byte[now.length];
        for (int i = 0; i < now.length; i++) {
            difference[i] = (byte) (now[i] - before[i]);
        }
        out.write(difference);
        return now;
    }

    private static void chunk(DataOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeInt(content.length);
        file.write(name);
        file.write(content);
        file.writeInt((int) sum.getValue());
    }
}
