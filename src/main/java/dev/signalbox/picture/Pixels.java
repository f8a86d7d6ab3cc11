package dev.signalbox.picture;

import dev.signalbox.model.Raster;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** Turns what a decoder returns into 8-bit sRGB without transparency. */
@UsesAwt("reads the decoder's BufferedImage")
final class Pixels {
    private Pixels() {}

    static Raster of(BufferedImage image, Colours meant) {
        ColorModel colours = image.getColorModel();
        ColorSpace space = colours.getColorSpace();
        if (!(colours instanceof IndexColorModel) && space.getType() == ColorSpace.TYPE_GRAY) {
            return grey(image, meant);
        }
        if (meant == Colours.STORED && wide(image)) {
            return samples(image);
        }
        if (space.isCS_sRGB() || colours instanceof IndexColorModel) {
            return packed(image, meant);
        }
        BufferedImage converted = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        new ColorConvertOp(null).filter(image, converted);
        return packed(converted, meant);
    }

    /** True for plain red, green and blue that getRGB would convert or round. */
    private static boolean wide(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        int bits = image.getSampleModel().getSampleSize(0);
        return colours instanceof ComponentColorModel
                && colours.getColorSpace().getType() == ColorSpace.TYPE_RGB
                && image.getSampleModel().getDataType() < DataBuffer.TYPE_INT
                && (bits == 16 || (bits == 8 && !colours.getColorSpace().isCS_sRGB()));
    }

    private static Raster samples(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int shift = image.getSampleModel().getSampleSize(0) - 8;
        int[] rgb = new int[width * height];
        int[] row = new int[width];
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < height; y++) {
                image.getRaster().getSamples(0, y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    rgb[y * width + x] |= (row[x] >>> shift & 0xFF) << 16 - 8 * band;
                }
            }
        }
        return new Raster(width, height, rgb);
    }

    private static Raster packed(BufferedImage image, Colours meant) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        boolean alpha = meant == Colours.SHOWN && image.getColorModel().hasAlpha();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = alpha ? overWhite(rgb[i]) : rgb[i] & 0xFFFFFF;
        }
        return new Raster(width, height, rgb);
    }

    // getRGB would take grey samples for linear light and brighten them; files mean them as they are.
    private static Raster grey(BufferedImage image, Colours meant) {
        int width = image.getWidth();
        int height = image.getHeight();
        java.awt.image.Raster samples = image.getRaster();
        int bits = image.getSampleModel().getSampleSize(0);
        boolean floats = image.getSampleModel().getDataType() >= DataBuffer.TYPE_FLOAT;
        long max = (1L << bits) - 1;
        boolean alpha = meant == Colours.SHOWN && image.getColorModel().hasAlpha() && samples.getNumBands() > 1;
        int[] rgb = new int[width * height];
        int[] row = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < height; y++) {
            if (floats) {
                float[] values = samples.getSamples(0, y, width, 1, 0, (float[]) null);
                for (int x = 0; x < width; x++) {
                    row[x] = (int) Math.clamp(Math.round(values[x] * 255.0), 0L, 255L);
                }
            } else {
                samples.getSamples(0, y, width, 1, 0, row);
                for (int x = 0; x < width; x++) {
                    row[x] = (int) ((Integer.toUnsignedLong(row[x]) * 255 + max / 2) / max);
                }
            }
            if (alpha) {
                samples.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int a = alpha && !floats ? (int) ((Integer.toUnsignedLong(alphas[x]) * 255 + max / 2) / max) : 255;
                rgb[y * width + x] = overWhite(a << 24 | row[x] << 16 | row[x] << 8 | row[x]);
            }
        }
        return new Raster(width, height, rgb);
    }

    private static int overWhite(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb & 0xFFFFFF;
        }
        int white = 255 * (255 - alpha);
        int red = ((argb >> 16 & 0xFF) * alpha + white + 127) / 255;
        int green = ((argb >> 8 & 0xFF) * alpha + white + 127) / 255;
        int blue = ((argb & 0xFF) * alpha + white + 127) / 255;
        return red << 16 | green << 8 | blue;
    }
}
