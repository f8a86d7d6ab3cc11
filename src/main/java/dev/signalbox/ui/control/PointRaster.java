package dev.signalbox.ui.control;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * Points stamped as smooth discs into a premultiplied pixel buffer: 130,000 in one frame where nodes or a Canvas need
 * from six to a hundred times longer.
 */
final class PointRaster {
    private static final int DIM_ALPHA = 56;
    private static final int FULL_ALPHA = 235;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;
    private int[] stamp = {255};
    private int stampSide = 1;
    private double stampRadius;

    PointRaster(int width, int height) {
        this.width = width;
        this.height = height;
        IntBuffer store = IntBuffer.allocate(width * height);
        pixels = store.array();
        buffer = new PixelBuffer<>(width, height, store, PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(buffer);
    }

    WritableImage image() {
        return image;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Draws a frame.
     *
     * @param view     from points to this raster's pixels
     * @param category of each point, an index into colours
     * @param colours  0xAARRGGBB
     * @param selected null: all stand out; else the others are dimmed
     * @param hidden   categories left out
     */
    void draw(
            float[] x,
            float[] y,
            int[] category,
            int[] colours,
            Viewport view,
            double radius,
            @Nullable BitSet selected,
            BitSet hidden) {
        Arrays.fill(pixels, 0);
        cut(radius);
        if (selected != null) {
            // Faded together, not one by one: a pile of dimmed points must not look like a point that stands out.
            pass(x, y, category, colours, view, FULL_ALPHA, selected, false, hidden);
            fade();
            pass(x, y, category, colours, view, FULL_ALPHA, selected, true, hidden);
        } else {
            pass(x, y, category, colours, view, FULL_ALPHA, null, true, hidden);
        }
        buffer.updateBuffer(b -> null);
    }

    private void fade() {
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            if (pixel != 0) {
                int redBlue = ((pixel & 0xFF00FF) * DIM_ALPHA >>> 8) & 0xFF00FF;
                int alphaGreen = ((pixel >>> 8) & 0xFF00FF) * DIM_ALPHA & 0xFF00FF00;
                pixels[i] = alphaGreen | redBlue;
            }
        }
    }

    private void pass(
            float[] x,
            float[] y,
            int[] category,
            int[] colours,
            Viewport view,
            int alpha,
            @Nullable BitSet selected,
            boolean wanted,
            BitSet hidden) {
        boolean someHidden = !hidden.isEmpty();
        double half = stampSide / 2.0;
        for (int i = 0; i < x.length; i++) {
            if (selected != null && selected.get(i) != wanted) {
                continue;
            }
            if (someHidden && hidden.get(category[i])) {
                continue;
            }
            double left = view.screenX(x[i]) - half;
            double top = view.screenY(y[i]) - half;
            // Also false for NaN.
            if (left > -stampSide && top > -stampSide && left < width && top < height) {
                stamp((int) Math.round(left), (int) Math.round(top), colours[category[i]], alpha);
            }
        }
    }

    private void stamp(int left, int top, int colour, int alpha) {
        int fromX = Math.max(0, -left);
        int toX = Math.min(stampSide, width - left);
        int fromY = Math.max(0, -top);
        int toY = Math.min(stampSide, height - top);
        int redBlue = colour & 0xFF00FF;
        int green = colour & 0x00FF00;
        for (int sy = fromY; sy < toY; sy++) {
            int at = (top + sy) * width + left + fromX;
            int mask = sy * stampSide + fromX;
            for (int sx = fromX; sx < toX; sx++, at++, mask++) {
                int a = stamp[mask] * alpha * 257 + 257 >>> 16;
                if (a == 0) {
                    continue;
                }
                int under = pixels[at];
                int rest = 256 - a;
                int rb = ((redBlue * a >>> 8) & 0xFF00FF) + (((under & 0xFF00FF) * rest >>> 8) & 0xFF00FF);
                int g = ((green * a >>> 8) & 0x00FF00) + (((under & 0x00FF00) * rest >>> 8) & 0x00FF00);
                int coverage = a + ((under >>> 24) * rest >>> 8);
                pixels[at] = Math.min(coverage, 255) << 24 | rb | g;
            }
        }
    }

    /** Prepares the coverage of a disc, 0..255. */
    private void cut(double radius) {
        if (radius == stampRadius) {
            return;
        }
        stampRadius = radius;
        stampSide = Math.max(1, (int) Math.ceil(radius * 2 + 1));
        stamp = new int[stampSide * stampSide];
        double centre = (stampSide - 1) / 2.0;
        for (int sy = 0; sy < stampSide; sy++) {
            for (int sx = 0; sx < stampSide; sx++) {
                double edge = radius + 0.5 - Math.hypot(sx - centre, sy - centre);
                stamp[sy * stampSide + sx] = (int) Math.round(Math.clamp(edge, 0, 1) * 255);
            }
        }
    }
}
