package dev.signalbox.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds a picture's size and EXIF orientation in its header; every loop is bounded by the file's own length. */
final class HeaderParser {
    /** Stored size in pixels before orientation; long, because headers lie. */
    record Size(long width, long height, int orientation) {}

    /** More blocks than any honest header has before its size. */
    private static final int MAX_BLOCKS = 10_000;

    private static final int ORIENTATION = 0x0112;

    private HeaderParser() {}

    static @Nullable Size parse(ByteSource source, PictureFormat format) throws IOException {
        return switch (format) {
            case PNG -> png(source);
            case JPEG -> jpeg(source);
            case GIF -> new Size(source.u16(6, true), source.u16(8, true), 1);
            case BMP -> bmp(source);
            case WEBP -> webp(source);
            case TIFF -> tiff(source);
        };
    }

    private static @Nullable Size png(ByteSource source) throws IOException {
        if (!source.has(12, "IHDR")) {
            return null;
        }
        long width = source.u32(16, false);
        long height = source.u32(20, false);
        int orientation = 1;
        long at = 33;
        for (int i = 0; i < MAX_BLOCKS && at + 12 <= source.size(); i++) {
            if (source.has(at + 4, "eXIf")) {
                orientation = exif(source, at + 8);
            } else if (source.has(at + 4, "IDAT") || source.has(at + 4, "IEND")) {
                break;
            }
            at += 12 + source.u32(at, false);
        }
        return new Size(width, height, orientation);
    }

    private static @Nullable Size jpeg(ByteSource source) throws IOException {
        int orientation = 1;
        long at = 2;
        for (int i = 0; i < MAX_BLOCKS; i++) {
            if (source.u8(at) != 0xFF) {
                return null;
            }
            int marker = source.u8(at + 1);
            if (marker == 0xFF) { // fill byte
                at++;
                continue;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) { // markers without a length
                at += 2;
                continue;
            }
            int length = source.u16(at + 2, false);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new Size(source.u16(at + 7, false), source.u16(at + 5, false), orientation);
            }
            if (marker == 0xD9 || marker == 0xDA || length < 2) {
                return null;
            }
            if (marker == 0xE1 && source.has(at + 4, "Exif\0\0")) {
                orientation = exif(source, at + 10);
            }
            at += 2 + length;
        }
        return null;
    }

    private static Size bmp(ByteSource source) throws IOException {
        if (source.u32(14, true) == 12) {
            return new Size(source.u16(18, true), source.u16(20, true), 1);
        }
        // A negative height means that rows run from the top.
        return new Size(source.u32(18, true), Math.abs((long) (int) source.u32(22, true)), 1);
    }

    private static @Nullable Size webp(ByteSource source) throws IOException {
        if (source.has(12, "VP8 ")) {
            return new Size(source.u16(26, true) & 0x3FFF, source.u16(28, true) & 0x3FFF, 1);
        }
        if (source.has(12, "VP8L")) {
            long bits = source.u32(21, true);
            return new Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, 1);
        }
        if (!source.has(12, "VP8X")) {
            return null;
        }
        long width = 1 + (source.u32(24, true) & 0xFFFFFF);
        long height = 1 + source.u16(27, true) + ((long) source.u8(29) << 16);
        int orientation = 1;
        long at = 30;
        for (int i = 0; i < MAX_BLOCKS && at + 8 <= source.size(); i++) {
            long length = source.u32(at + 4, true);
            if (source.has(at, "EXIF")) {
                orientation = exif(source, source.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
            }
            at += 8 + length + (length & 1);
        }
        return new Size(width, height, orientation);
    }

    private static @Nullable Size tiff(ByteSource source) throws IOException {
        boolean little = source.u8(0) == 'I';
        long directory = source.u32(4, little);
        long width = value(source, 0, directory, little, 0x0100);
        long height = value(source, 0, directory, little, 0x0101);
        return width < 0 || height < 0
                ? null
                : new Size(width, height, orientation(value(source, 0, directory, little, ORIENTATION)));
    }

    /** The orientation in an EXIF block; damage there never spoils the picture itself. */
    private static int exif(ByteSource source, long start) throws IOException {
        try {
            boolean little = source.has(start, "II*\0");
            if (!little && !source.has(start, "MM\0*")) {
                return 1;
            }
            long directory = start + source.u32(start + 4, little);
            return orientation(value(source, start, directory, little, ORIENTATION));
        } catch (ByteSource.EndReached e) {
            return 1;
        }
    }

    private static int orientation(long value) {
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    /** A SHORT or LONG of the first directory, or -1. */
    private static long value(ByteSource source, long base, long directory, boolean little, int tag)
            throws IOException {
        if (directory < base + 8) {
            return -1;
        }
        int entries = source.u16(directory, little);
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + 12L * i;
            if (source.u16(at, little) == tag) {
                int type = source.u16(at + 2, little);
                return type == 3 ? source.u16(at + 8, little) : type == 4 ? source.u32(at + 8, little) : -1;
            }
        }
        return -1;
    }
}
