package dev.signalbox.model;

/**
 * A decoded picture: sRGB, orientation applied, alpha composed over white, so that every consumer sees the same pixels.
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
