package dev.signalbox.picture;

import dev.signalbox.model.Raster;

/** The eight EXIF orientations. */
public final class Orientation {
    private Orientation() {}

    /** The picture turned a quarter to the right. */
    public static Raster quarterTurn(Raster picture) {
        return apply(picture, 6);
    }

    /**
     * The picture as displayed.
     *
     * @param orientation 1..8; 2..4 mirror or turn by half, 5..8 swap width and height
     */
    static Raster apply(Raster stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        int w = stored.width();
        int h = stored.height();
        boolean swap = orientation >= 5;
        int width = swap ? h : w;
        int height = swap ? w : h;
        int[] rgb = new int[stored.rgb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = switch (orientation) {
                    case 2 -> y * w + (w - 1 - x);
                    case 3 -> (h - 1 - y) * w + (w - 1 - x);
                    case 4 -> (h - 1 - y) * w + x;
                    case 5 -> x * w + y;
                    case 6 -> (h - 1 - x) * w + y;
                    case 7 -> (h - 1 - x) * w + (w - 1 - y);
                    case 8 -> x * w + (w - 1 - y);
                    default -> throw new IllegalArgumentException("Not an orientation: " + orientation);
                };
                rgb[y * width + x] = stored.rgb()[from];
            }
        }
        return new Raster(width, height, rgb);
    }
}
