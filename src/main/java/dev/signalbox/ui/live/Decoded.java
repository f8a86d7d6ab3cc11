package dev.signalbox.ui.live;

import dev.signalbox.model.Raster;
import dev.signalbox.picture.PictureDecoder;
import java.nio.file.Path;
import javafx.scene.image.Image;

/** A picture as the router sees it and as the screen does. */
record Decoded(Source source, Raster raster, long nanos, Image preview) {
    static Decoded of(Path path) {
        long start = System.nanoTime();
        return of(new Source.File(path), PictureDecoder.decode(path), start);
    }

    static Decoded of(Image image, String name) {
        long start = System.nanoTime();
        Raster raster = Pixels.raster(image, name);
        return of(new Source.Pixels(raster, name), raster, start);
    }

    static Decoded of(Source.Pixels pixels) {
        return of(pixels, pixels.raster(), System.nanoTime());
    }

    private static Decoded of(Source source, Raster raster, long start) {
        long nanos = System.nanoTime() - start;
        return new Decoded(source, raster, nanos, Pixels.image(raster, Pixels.PREVIEW));
    }
}
