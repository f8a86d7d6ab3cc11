package dev.signalbox.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file to fetch.
 *
 * @param source where it is
 * @param target where it shall be; its folder exists
 * @param size   its bytes, or -1 when they are not known beforehand
 * @param sha256 what it must hash to, lower-case hex; null when that is not known: then what the server says counts
 */
public record FileRequest(
        URI source, Path target, long size, @Nullable String sha256) {
    /** Weights, JSON and word lists: data, never code. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}\\.(safetensors|json|txt)");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public FileRequest {
        if (!validName(String.valueOf(target.getFileName()))) {
            throw new IllegalArgumentException("Not a file that is ever fetched: " + target);
        }
        if (sha256 != null && !validHash(sha256)) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256);
        }
    }

    /** True for the plain name of a file that holds data: no folders, no pickles, nothing hidden. */
    public static boolean validName(String name) {
        return NAME.matcher(name).matches();
    }

    /** True for 64 digits of lower-case hex. */
    public static boolean validHash(String sha256) {
        return HASH.matcher(sha256).matches();
    }

    String name() {
        return String.valueOf(target.getFileName());
    }
}
