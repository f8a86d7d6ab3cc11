package dev.signalbox.ui.control;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Points stamped as smooth discs into a premultiplied pixel buffer: 519,180 in one frame where nodes or a Canvas need
 * from six to a hundred times longer.
 */
final class PointRaster {
    /** A slot's code for a point that is not drawn. */
    static final short HIDDEN = -1;

    /** Set in a slot's code when the point stands out of a selection. */
    static final short STANDS_OUT = 1 << 10;

    private static final int CATEGORY = STANDS_OUT - 1;
    private static final int DIM_ALPHA = 56;
    /** A disc lies at one of so many places between two pixels, each way. */
    private static final int PHASES = 4;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;
    private int[] colours = {};
    private PointLook look = new PointLook(0, 0);
    /** Premultiplied discs, by colour and phase; of each only the pixels that are not empty. */
    private int[] discs = {};

    /** Where those pixels lie, by phase: row * {@link #width} + column from the disc's corner. */
    private int[] offsets = {};

    /** Pixels of phase p are phases[p] .. phases[p + 1] - 1. */
    private final int[] phases = new int[PHASES * PHASES + 1];

    private int stampSide = 1;

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

    /** Premultiplied ARGB, row by row, as drawn last; shared, not to be changed. */
    int[] pixels() {
        return pixels;
    }

    /** Paints a frame and has it shown, on the UI thread. */
    void draw(
            PointIndex index,
            short[] codes,
            int[] palette,
            Viewport view,
            PointLook how,
            boolean selection,
            int every) {
        paint(index, codes, palette, view, how, selection, every);
        buffer.updateBuffer(b -> null);
    }

    /**
     * Paints a frame that nobody sees yet.
     *
     * @param codes     by slot: the category, an index into colours below 1024, with {@link #STANDS_OUT} or not; or
     *     {@link #HIDDEN}
     * @param palette   0xAARRGGBB
     * @param view      from points to this raster's pixels
     * @param selection true when what does not stand out is dimmed
     * @param every     1 draws all points, 2 every other one and so on
     */
    void paint(
            PointIndex index,
            short[] codes,
            int[] palette,
            Viewport view,
            PointLook how,
            boolean selection,
            int every) {
        Arrays.fill(pixels, 0);
        cut(palette, how);
        if (selection) {
            // Faded together, not one by one: a pile of dimmed points must not look like a point that stands out.
            pass(index, codes, view, 0, every);
            fade();
            pass(index, codes, view, STANDS_OUT, every);
        } else {
            pass(index, codes, view, -1, every);
        }
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

    /** @param wanted the {@link #STANDS_OUT} bit of those that are drawn, or -1 for all */
    private void pass(PointIndex index, short[] codes, Viewport view, int wanted, int every) {
        double reach = stampSide;
        index.within(
                view.worldX(-reach),
                view.worldY(-reach),
                view.worldX(width + reach),
                view.worldY(height + reach),
                (first, end) -> run(index.slotX(), index.slotY(), codes, view, wanted, first, end, every));
    }

    private void run(float[] x, float[] y, short[] codes, Viewport view, int wanted, int first, int end, int every) {
        double half = (stampSide - 1) / 2.0;
        float scale = (float) (view.scale() * PHASES);
        // Finest steps from the raster's corner, moved so that all that can be seen are positive.
        float shiftX = (float) ((view.shiftX() - half + stampSide) * PHASES);
        float shiftY = (float) ((view.shiftY() - half + stampSide) * PHASES);
        int limitX = (width + stampSide) * PHASES;
        int limitY = (height + stampSide) * PHASES;
        int wholeX = width * PHASES;
        int wholeY = height * PHASES;
        int near = stampSide * PHASES;
        int pixelsOfAll = phases[PHASES * PHASES];
        int begin = every == 1 ? first : first + (every - first % every) % every;
        for (int slot = begin; slot < end; slot += every) {
            int code = codes[slot];
            if (code < 0 || (wanted >= 0 && (code & STANDS_OUT) != wanted)) {
                continue;
            }
            int fineX = (int) (x[slot] * scale + shiftX);
            int fineY = (int) (y[slot] * scale + shiftY);
            if (fineX <= 0 || fineY <= 0 || fineX >= limitX || fineY >= limitY) {
                continue;
            }
            int phase = (fineY % PHASES) * PHASES + fineX % PHASES;
            int left = fineX / PHASES - stampSide;
            int top = fineY / PHASES - stampSide;
            int colour = (code & CATEGORY) * pixelsOfAll;
            if (fineX >= near && fineY >= near && fineX < wholeX && fineY < wholeY) {
                stamp(top * width + left, colour, phases[phase], phases[phase + 1]);
            } else {
                stampCut(left, top, colour, phases[phase], phases[phase + 1]);
            }
        }
    }

    private void stamp(int corner, int colour, int first, int end) {
        int[] onto = pixels;
        int[] where = offsets;
        int[] disc = discs;
        for (int i = first; i < end; i++) {
            int at = corner + where[i];
            onto[at] = over(disc[colour + i], onto[at]);
        }
    }

    /** The same where a part may lie beside the picture. */
    private void stampCut(int left, int top, int colour, int first, int end) {
        for (int i = first; i < end; i++) {
            int column = left + offsets[i] % width;
            int row = top + offsets[i] / width;
            if (column >= 0 && row >= 0 && column < width && row < height) {
                int at = row * width + column;
                pixels[at] = over(discs[colour + i], pixels[at]);
            }
        }
    }

    private static int over(int above, int under) {
        int alpha = above >>> 24;
        int rest = 256 - alpha - (alpha >> 7);
        return above + (((under & 0xFF00FF) * rest >>> 8 & 0xFF00FF) | ((under >>> 8 & 0xFF00FF) * rest & 0xFF00FF00));
    }

    /** Prepares the discs. */
    private void cut(int[] palette, PointLook how) {
        if (how.equals(look) && Arrays.equals(palette, colours)) {
            return;
        }
        look = how;
        colours = palette.clone();
        stampSide = Math.max(2, (int) Math.ceil(how.radius() * 2 + 1 + 1.0 / PHASES));
        int size = stampSide * stampSide;
        double centre = (stampSide - 1) / 2.0;
        int[] where = new int[PHASES * PHASES * size];
        int[] coverage = new int[where.length];
        int count = 0;
        for (int phase = 0; phase < PHASES * PHASES; phase++) {
            double middleX = centre + (phase % PHASES + 0.5) / PHASES - 0.5;
            double middleY = centre + (Math.floorDiv(phase, PHASES) + 0.5) / PHASES - 0.5;
            phases[phase] = count;
            for (int i = 0; i < size; i++) {
                double distance = Math.hypot(i % stampSide - middleX, Math.floorDiv(i, stampSide) - middleY);
                coverage[count] =
                        (int) Math.round(Math.clamp(how.radius() + 0.5 - distance, 0, 1) * how.opacity() * 255);
                if (coverage[count] > 0) {
                    where[count++] = i / stampSide * width + i % stampSide;
                }
            }
        }
        phases[PHASES * PHASES] = count;
        offsets = Arrays.copyOf(where, count);
        discs = new int[colours.length * count];
        for (int c = 0; c < colours.length; c++) {
            for (int i = 0; i < count; i++) {
                discs[c * count + i] = premultiplied(colours[c], coverage[i]);
            }
        }
    }

    private static int premultiplied(int colour, int alpha) {
        int red = (colour >> 16 & 0xFF) * alpha / 255;
        int green = (colour >> 8 & 0xFF) * alpha / 255;
        int blue = (colour & 0xFF) * alpha / 255;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
