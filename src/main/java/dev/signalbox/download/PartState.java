package dev.signalbox.download;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a file on its way, in a small file beside it.
 *
 * @param source where the bytes so far came from
 * @param etag   the server's mark of that version, or null when it gave none that can be relied on
 * @param size   bytes of the whole, or -1
 * @param sha256 what the whole must hash to, or null
 * @param done   what it hashed to once it was whole and accepted, or null while it is on its way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartState(
        String source,
        @Nullable String etag,
        long size,
        @Nullable String sha256,
        @Nullable String done) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1 << 16;

    /** The bytes so far. */
    static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static Path file(Path target) {
        return target.resolveSibling(target.getFileName() + ".part.json");
    }

    /** Null when there is none, or none that can be read: then the file is fetched anew. */
    static @Nullable PartState read(Path target) throws IOException {
        Path file = file(target);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return null;
        }
        try {
            PartState state = JSON.readValue(file.toFile(), PartState.class);
            return state == null || state.source() == null ? null : state;
        } catch (com.fasterxml.jackson.core.JacksonException torn) {
            return null;
        }
    }

    /** Puts this in the place of what was remembered, in one step. */
    void write(Path target) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".part.json.tmp");
        Files.write(fresh, JSON.writeValueAsBytes(this));
        Files.move(fresh, file(target), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    PartState accepted(String hash) {
        return new PartState(source, etag, size, sha256, hash);
    }

    /** Forgets the file's way here, and what had come of it. */
    static void forget(Path target) throws IOException {
        Files.deleteIfExists(part(target));
        Files.deleteIfExists(file(target));
        Files.deleteIfExists(target.resolveSibling(target.getFileName() + ".part.json.tmp"));
    }
}
