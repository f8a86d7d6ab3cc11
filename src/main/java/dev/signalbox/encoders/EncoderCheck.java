package dev.signalbox.encoders;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of an encoder's folder found.
 *
 * @param id         the encoder, or the folder's name
 * @param good       true when nothing is wrong
 * @param kind       what it encodes, or null when that could not be told
 * @param dimensions of its vectors, or 0
 * @param files      its files as they are now, hashed anew
 * @param problems   what is wrong, for people
 */
public record EncoderCheck(
        String id,
        Path folder,
        boolean good,
        @Nullable EncoderKind kind,
        int dimensions,
        List<StoredFile> files,
        List<String> problems) {
    public EncoderCheck {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
