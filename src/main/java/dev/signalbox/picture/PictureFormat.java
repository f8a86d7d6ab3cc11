package dev.signalbox.picture;

import dev.signalbox.text.Messages;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The picture formats that can be decoded, told apart by their first bytes. */
@SuppressWarnings("ImmutableEnumChecker") // List.of
enum PictureFormat {
    PNG("png"),
    JPEG("jpg", "jpeg", "jfif", "jpe"),
    GIF("gif"),
    BMP("bmp", "dib"),
    WEBP("webp"),
    TIFF("tif", "tiff");

    private final List<String> extensions;

    PictureFormat(String... extensions) {
        this.extensions = List.of(extensions);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable PictureFormat of(ByteSource source) throws IOException {
        if (source.has(0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (source.has(0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (source.has(0, "GIF87a") || source.has(0, "GIF89a")) {
            return GIF;
        }
        if (source.has(0, "RIFF") && source.has(8, "WEBP")) {
            return WEBP;
        }
        if (source.has(0, "II*\0") || source.has(0, "MM\0*")) {
            return TIFF;
        }
        // "BM" alone also begins plain text; the reserved words of a bitmap are zero.
        if (source.has(0, "BM") && source.has(6, "\0\0\0\0")) {
            return BMP;
        }
        return null;
    }

    /** True when a file name's extension (lower case, no dot) belongs to this format, or says nothing. */
    static boolean fits(String format, String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        for (PictureFormat other : values()) {
            if (other.extensions.contains(extension)) {
                return other.id().equals(format);
            }
        }
        return true;
    }

    /** A word for what a file that is none of these pictures seems to be: a text key's last part. */
    static String describe(ByteSource source) throws IOException {
        String kind;
        if (source.has(0, "PK\3\4") || source.has(0, "PK\5\6")) {
            kind = "zip";
        } else if (source.has(0, "%PDF")) {
            kind = "pdf";
        } else if (source.has(4, "ftyphei") || source.has(4, "ftypmif1")) {
            kind = "heic";
        } else if (source.has(4, "ftypavi")) {
            kind = "avif";
        } else if (source.has(0, "<svg") || source.has(0, "<?xml")) {
            kind = "svg";
        } else if (source.has(0, "<!DOCTYPE") || source.has(0, "<html") || source.has(0, "<!doctype")) {
            kind = "html";
        } else if (source.has(0, "version https://git-lfs")) {
            kind = "lfs";
        } else if (source.has(0, "\u001f\u008b")) {
            kind = "gzip";
        } else {
            kind = "other";
        }
        return Messages.text("picture.kind." + kind);
    }
}
