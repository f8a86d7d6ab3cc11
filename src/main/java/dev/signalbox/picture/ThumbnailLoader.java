package dev.signalbox.picture;

import dev.signalbox.model.Raster;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes to a box. JavaFX's own decoders scale while they read, many times faster than ImageIO and in a fraction of the
 * memory; what they cannot read goes to the other decoder.
 */
final class ThumbnailLoader {
    /** Decodes anything, leaving out rows and columns until about so many pixels remain. */
    interface Decoder {
        Raster decode(Path file, long maxPixels);
    }

    /** A GIF would be decoded frame by frame to its end, however many there are. */
    private static final Set<String> DIRECT = Set.of("png", "jpeg", "bmp");

    private final Function<Path, PictureHeader> headers;
    private final Decoder decoder;

    ThumbnailLoader(Function<Path, PictureHeader> headers, Decoder decoder) {
        this.headers = headers;
        this.decoder = decoder;
    }

    /** The picture, upright, over white, at most as large as the box. */
    Image load(Path file, int boxWidth, int boxHeight) {
        PictureHeader header = headers.apply(file);
        Raster raster = DIRECT.contains(header.format()) ? direct(file, header, boxWidth, boxHeight) : null;
        if (raster == null) {
            // Four times the box leaves enough to average, so that thin lines of charts survive.
            Raster large = decoder.decode(file, 4L * boxWidth * boxHeight);
            raster = shrink(large, boxWidth, boxHeight);
        }
        return RasterImage.of(raster);
    }

    /** Null when JavaFX cannot decode it, such as a CMYK JPEG. */
    private static @Nullable Raster direct(Path file, PictureHeader header, int boxWidth, int boxHeight) {
        boolean turned = header.orientation() >= 5;
        int width = turned ? header.height() : header.width();
        int height = turned ? header.width() : header.height();
        int wide = turned ? boxHeight : boxWidth;
        int high = turned ? boxWidth : boxHeight;
        boolean fits = width <= wide && height <= high;
        try (InputStream in = Files.newInputStream(file)) {
            Image image = fits ? new Image(in) : new Image(in, wide, high, true, true);
            if (image.isError() || image.getWidth() < 1 || image.getHeight() < 1) {
                return null;
            }
            return Orientation.apply(overWhite(image), header.orientation());
        } catch (NoSuchFileException e) {
            throw new UserFacingException("picture.missing", e, PictureHeader.name(file));
        } catch (IOException e) {
            throw new UserFacingException("picture.unreadable", e, PictureHeader.name(file));
        }
    }

    private static Raster overWhite(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            int alpha = pixels[i] >>> 24;
            if (alpha != 255) {
                int rgb = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int channel = pixels[i] >> shift & 0xFF;
                    rgb |= (channel * alpha + 255 * (255 - alpha) + 127) / 255 << shift;
                }
                pixels[i] = rgb;
            } else {
                pixels[i] &= 0xFFFFFF;
            }
        }
        return new Raster(width, height, pixels);
    }

    /** Averages whole areas down into the box; smaller pictures stay as they are. */
    static Raster shrink(Raster large, int boxWidth, int boxHeight) {
        double scale = Math.min((double) boxWidth / large.width(), (double) boxHeight / large.height());
        if (scale >= 1) {
            return large;
        }
        int width = Math.clamp(Math.round(large.width() * scale), 1, boxWidth);
        int height = Math.clamp(Math.round(large.height() * scale), 1, boxHeight);
        int[] small = new int[width * height];
        for (int y = 0; y < height; y++) {
            int top = (int) ((long) y * large.height() / height);
            int bottom = Math.max(top + 1, (int) ((y + 1L) * large.height() / height));
            for (int x = 0; x < width; x++) {
                int left = (int) ((long) x * large.width() / width);
                int right = Math.max(left + 1, (int) ((x + 1L) * large.width() / width));
                small[y * width + x] = average(large, left, top, right, bottom);
            }
        }
        return new Raster(width, height, small);
    }

    private static int average(Raster raster, int left, int top, int right, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = raster.rgb()[y * raster.width() + x];
                red += rgb >> 16 & 0xFF;
                green += rgb >> 8 & 0xFF;
                blue += rgb & 0xFF;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        return (int) ((red + count / 2) / count << 16 | (green + count / 2) / count << 8 | (blue + count / 2) / count);
    }
}
