package dev.signalbox.exporting;

/**
 * What the person chose.
 *
 * @param pictures true to copy the pictures beside the records; for folders only
 */
public record ExportOptions(boolean pictures) {
    /** Records only. */
    public static final ExportOptions DEFAULT = new ExportOptions(false);
}
