package dev.signalbox.encoders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.download.FileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that an encoder's folder is complete and was checked; written last, so that a folder without it is not used.
 *
 * @param id         the entry of the catalogue
 * @param repository where on the hub it came from
 * @param revision   and which commit
 * @param hub        the hub's address
 * @param files      what was fetched
 * @param problem    what a later check found wrong, or null: with a problem it is not used either
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
        int format,
        String id,
        String repository,
        String revision,
        String hub,
        List<StoredFile> files,
        @Nullable String problem) {
    static final String FILE = "signalbox-model.json";
    private static final int FORMAT = 1;
    private static final long LARGEST = 1 << 16;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Manifest {
        files = files == null ? List.of() : List.copyOf(files);
    }

    static Manifest of(CatalogueEntry entry, String hub, List<StoredFile> files) {
        return new Manifest(FORMAT, entry.id(), entry.repository(), entry.revision(), hub, files, null);
    }

    Manifest withProblem(@Nullable String found) {
        return new Manifest(format, id, repository, revision, hub, files, found);
    }

    /** Null when there is none, or none that can be read. */
    static @Nullable Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return null;
        }
        try {
            Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
            boolean usable = manifest != null
                    && manifest.format() == FORMAT
                    && manifest.id() != null
                    && !manifest.files().isEmpty()
                    && manifest.files().stream()
                            .allMatch(f -> f.name() != null && FileRequest.validName(f.name()) && f.sha256() != null);
            return usable ? manifest : null;
        } catch (com.fasterxml.jackson.core.JacksonException torn) {
            return null;
        }
    }

    void write(Path folder) throws IOException {
        Path fresh = folder.resolve(FILE + ".tmp");
        Files.write(fresh, JSON.writeValueAsBytes(this));
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
