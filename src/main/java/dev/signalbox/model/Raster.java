package dev.signalbox.model;

/**
 * A decoded picture, upright and opaque: as shown (sRGB, over white) unless its decoder was asked for stored colours.
 *
 * @param rgb [width * height] as 0x00RRGGBB, row by row from the top left. Treat as read-only.
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are shared, never copied
public record Raster(int width, int height, int[] rgb) {
    public Raster {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException("A raster of " + width + " x " + height + " needs as many pixels");
        }
    }
}
