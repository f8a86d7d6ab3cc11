package dev.signalbox.model;

/**
 * A picture that a dataset refers to; the file stays where it is.
 *
 * @param path   relative to the dataset's root, '/' between names
 * @param sha256 of the file's bytes, lower-case hex
 * @param format recognised from the content, such as {@code png}, {@code jpeg}, {@code webp}
 * @param width  pixels
 * @param height pixels
 * @param bytes  the file's size
 */
public record PictureFile(String path, String sha256, String format, int width, int height, long bytes) {}
