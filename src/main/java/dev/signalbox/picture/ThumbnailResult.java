package dev.signalbox.picture;

import javafx.scene.image.Image;

/** What became of a request to {@link Thumbnails}. */
public sealed interface ThumbnailResult {
    /** The picture, upright, over white, no larger than the box asked for and never enlarged. */
    record Ready(Image image) implements ThumbnailResult {}

    /**
     * No picture.
     *
     * @param reason what is wrong, for people
     * @param next   what they can do
     */
    record Failed(String reason, String next) implements ThumbnailResult {}
}
