package dev.signalbox.ui.live;

import dev.signalbox.model.Raster;
import dev.signalbox.picture.PictureHeader;
import dev.signalbox.text.UserFacingException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

/** Pixels between JavaFX and the encoders. */
final class Pixels {
    /** Longest side of what the screen shows. */
    static final int PREVIEW = 1024;

    /** Longest side in the list of tries. */
    static final int THUMB = 112;

    private Pixels() {}

    /**
     * The pixels of an image composed over white, as files are read.
     *
     * @throws UserFacingException when it is empty or above {@link PictureHeader#MAX_PIXELS}
     */
    static Raster raster(Image image, String name) {
        PixelReader reader = image.getPixelReader();
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        if (reader == null || width < 1 || height < 1) {
            throw new UserFacingException("picture.empty", name);
        }
        if ((long) width * height > PictureHeader.MAX_PIXELS) {
            throw new UserFacingException(
                    "picture.toolarge", name, width, height, PictureHeader.MAX_PIXELS / 1_000_000);
        }
        int[] pixels = new int[width * height];
        reader.getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = overWhite(pixels[i]);
        }
        return new Raster(width, height, pixels);
    }

    private static int overWhite(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb & 0xFFFFFF;
        }
        int white = (255 - alpha) * 255;
        int red = ((argb >> 16 & 255) * alpha + white + 127) / 255;
        int green = ((argb >> 8 & 255) * alpha + white + 127) / 255;
        int blue = ((argb & 255) * alpha + white + 127) / 255;
        return red << 16 | green << 8 | blue;
    }

    /** A picture for the screen, each pixel the mean of those it stands for, at most so long along a side. */
    static Image image(Raster raster, int longest) {
        int most = Math.max(raster.width(), raster.height());
        int width = most <= longest ? raster.width() : Math.max(1, (int) ((long) raster.width() * longest / most));
        int height = most <= longest ? raster.height() : Math.max(1, (int) ((long) raster.height() * longest / most));
        int[] out = new int[width * height];
        for (int y = 0; y < height; y++) {
            int top = (int) ((long) y * raster.height() / height);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * raster.height() / height));
            for (int x = 0; x < width; x++) {
                int left = (int) ((long) x * raster.width() / width);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * raster.width() / width));
                out[y * width + x] = 0xFF000000 | mean(raster, left, top, right, bottom);
            }
        }
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), out, 0, width);
        return image;
    }

    private static int mean(Raster raster, int left, int top, int right, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = raster.rgb()[y * raster.width() + x];
                red += rgb >> 16 & 255;
                green += rgb >> 8 & 255;
                blue += rgb & 255;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }
}
