package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes a drawing as a PNG with a palette of its 256 commonest colours: a third of the size of true colour, and only
 * the rarest shades along edges move to a neighbour.
 */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class Png {
    private static final int COLOURS = 256;

    private Png() {}

    static void write(BufferedImage drawing, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            // Deflate level 6: level 9 takes four times as long for 7 % less.
            settings.setCompressionQuality(0.34f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(indexed(drawing), null, null), settings);
        } finally {
            writer.dispose();
        }
        Files.write(file, bytes.toByteArray());
    }

    static BufferedImage indexed(BufferedImage drawing) {
        int width = drawing.getWidth();
        int height = drawing.getHeight();
        int[] pixels = drawing.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0, run = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
            run++;
            if (i + 1 == pixels.length || (pixels[i + 1] & 0xffffff) != pixels[i]) {
                counts.merge(pixels[i], run, Integer::sum);
                run = 0;
            }
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        byte[] red = new byte[palette.size()];
        byte[] green = new byte[palette.size()];
        byte[] blue = new byte[palette.size()];
        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < palette.size(); i++) {
            int colour = palette.get(i);
            red[i] = (byte) (colour >> 16);
            green[i] = (byte) (colour >> 8);
            blue[i] = (byte) colour;
            index.put(colour, i);
        }
        IndexColorModel model = new IndexColorModel(8, palette.size(), red, green, blue);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        int last = palette.getFirst();
        int entry = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != last) {
                last = pixels[i];
                entry = index.computeIfAbsent(last, colour -> nearest(palette, colour));
            }
            pixels[i] = entry;
        }
        image.getRaster().setSamples(0, 0, width, height, 0, pixels);
        return image;
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
