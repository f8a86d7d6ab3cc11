package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a drawing as a PNG with a palette of its 256 commonest colours; only the rarest shades along edges move to a
 * neighbour. The JDK's writer filters rows, which is for photographs: flat drawings come out larger by it and take
 * longer.
 */
@UsesAwt("reads the pixels of what the sample generator draws with Java2D")
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOURS = 256;

    private Png() {}

    static void write(BufferedImage drawing, Path file) throws IOException {
        Files.write(file, encode(drawing));
    }

    static byte[] encode(BufferedImage drawing) throws IOException {
        int width = drawing.getWidth();
        int height = drawing.getHeight();
        int[] pixels = drawing.getRGB(0, 0, width, height, null, 0, width);
        List<Integer> palette = palette(pixels);

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(file);
        png.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        // Eight bits to a pixel, colours from the palette, deflated, no other filter method, not interlaced.
        fields.write(new byte[] {8, 3, 0, 0, 0});
        chunk("IHDR", header.toByteArray(), png);
        ByteArrayOutputStream colours = new ByteArrayOutputStream();
        for (int colour : palette) {
            colours.write(colour >> 16);
            colours.write(colour >> 8);
            colours.write(colour);
        }
        chunk("PLTE", colours.toByteArray(), png);
        chunk("IDAT", deflated(indices(pixels, palette), width), png);
        chunk("IEND", new byte[0], png);
        return file.toByteArray();
    }

    private static List<Integer> palette(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0, run = 1; i < pixels.length; i++, run++) {
            if (i + 1 == pixels.length || pixels[i + 1] != pixels[i]) {
                counts.merge(pixels[i] & 0xffffff, run, Integer::sum);
                run = 0;
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static byte[] indices(int[] pixels, List<Integer> palette) {
        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < palette.size(); i++) {
            index.put(palette.get(i), i);
        }
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = i > 0 && pixels[i] == pixels[i - 1]
                    ? indices[i - 1]
                    : index.computeIfAbsent(pixels[i] & 0xffffff, colour -> nearest(palette, colour))
                            .byteValue();
        }
        return indices;
    }

    private static byte[] deflated(byte[] indices, int width) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(bytes, deflater)) {
            for (int start = 0; start < indices.length; start += width) {
                rows.write(0);
                rows.write(indices, start, width);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(String type, byte[] data, DataOutputStream png) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.writeInt(data.length);
        png.write(name);
        png.write(data);
        png.writeInt((int) sum.getValue());
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.size(); i++) {
            int red = (palette.get(i) >> 16 & 255) - (colour >> 16 & 255);
            int green = (palette.get(i) >> 8 & 255) - (colour >> 8 & 255);
            int blue = (palette.get(i) & 255) - (colour & 255);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
