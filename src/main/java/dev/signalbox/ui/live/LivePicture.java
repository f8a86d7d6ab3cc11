package dev.signalbox.ui.live;

import dev.signalbox.model.Raster;
import dev.signalbox.ui.shell.Problem;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** The picture that is asked about, as far as it is there. */
sealed interface LivePicture {
    /** The question is a text alone. */
    record None() implements LivePicture {}

    /** On its way. */
    record Loading(String name) implements LivePicture {}

    /**
     * Decoded.
     *
     * @param decodeNanos what the decoding took
     * @param preview     at most {@link Pixels#PREVIEW} pixels along a side
     */
    record Ready(Source source, Raster raster, long decodeNanos, Image preview) implements LivePicture {}

    /** Cannot be used. */
    record Failed(String name, Problem problem) implements LivePicture {}

    /** Where it came from, or null when there is no picture in use. */
    default @Nullable Source source() {
        return null;
    }
}
