package dev.signalbox.picture;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a picture's first bytes say, read without decoding a pixel. The format comes from the content; the file's name
 * is not asked.
 *
 * @param format {@code png}, {@code jpeg}, {@code gif}, {@code bmp}, {@code webp} or {@code tiff}
 * @param width  pixels as displayed, that is with the EXIF orientation applied
 * @param height pixels as displayed
 * @param orientation EXIF orientation 1..8 (1: stored as displayed)
 */
public record PictureHeader(String format, int width, int height, int orientation) {
    /** Larger pictures are refused: decoded they would not fit beside anything else. */
    public static final long MAX_PIXELS = 100_000_000;

    /**
     * Reads a file's header.
     *
     * @throws UserFacingException when it is missing, unreadable, no picture, damaged or above {@link #MAX_PIXELS}
     */
    public static PictureHeader read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(new ByteSource.OfChannel(channel), name(file));
        } catch (NoSuchFileException e) {
            throw new UserFacingException("picture.missing", e, name(file));
        } catch (IOException e) {
            throw new UserFacingException("picture.unreadable", e, name(file));
        }
    }

    /** Like {@link #read(Path)} for bytes at hand; the name appears in messages only. */
    public static PictureHeader read(byte[] bytes, String name) {
        try {
            return read(new ByteSource.OfBytes(bytes), name);
        } catch (IOException e) {
            throw new UserFacingException("picture.unreadable", e, name);
        }
    }

    /** True when a file name's extension belongs to this format, or says nothing. */
    public boolean fits(String fileName) {
        return PictureFormat.fits(format, fileName);
    }

    static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    private static PictureHeader read(ByteSource source, String name) throws IOException {
        if (source.size() == 0) {
            throw new UserFacingException("picture.empty", name);
        }
        PictureFormat format = PictureFormat.of(source);
        if (format == null) {
            throw new UserFacingException("picture.unknown", name, PictureFormat.describe(source));
        }
        HeaderParser.Size size;
        try {
            size = HeaderParser.parse(source, format);
        } catch (ByteSource.EndReached e) {
            throw new UserFacingException("picture.truncated", e, name);
        }
        if (size == null || size.width() < 1 || size.height() < 1) {
            throw new UserFacingException("picture.damaged", name, format.id());
        }
        if (size.width() * size.height() > MAX_PIXELS) {
            throw new UserFacingException(
                    "picture.toolarge", name, size.width(), size.height(), MAX_PIXELS / 1_000_000);
        }
        boolean turned = size.orientation() >= 5;
        return new PictureHeader(
                format.id(),
                Math.toIntExact(turned ? size.height() : size.width()),
                Math.toIntExact(turned ? size.width() : size.height()),
                size.orientation());
    }
}
