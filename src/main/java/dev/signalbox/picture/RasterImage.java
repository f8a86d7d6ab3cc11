package dev.signalbox.picture;

import dev.signalbox.model.Raster;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** A raster as the toolkit draws it. */
public final class RasterImage {
    private RasterImage() {}

    /** The same pixels, opaque. For any thread. */
    public static Image of(Raster raster) {
        int[] argb = new int[raster.rgb().length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | raster.rgb()[i];
        }
        return new WritableImage(new PixelBuffer<>(
                raster.width(), raster.height(), IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
    }
}
