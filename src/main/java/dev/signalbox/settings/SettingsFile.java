package dev.signalbox.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes {@link Settings} as JSON. A reader never sees half a file; a broken one is kept, not overwritten. */
public final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final ObjectMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What was read.
     *
     * @param keptAside where a file that could not be read went, or null when nothing was wrong
     */
    public record Loaded(Settings settings, @Nullable Path keptAside) {}

    public SettingsFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /** The settings, or the defaults when there is no file or it is broken. */
    public Loaded load() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("larger than " + MAX_BYTES + " bytes");
            }
            Settings settings = json.readValue(Files.readAllBytes(file), Settings.class);
            if (settings == null) {
                throw new IOException("holds null");
            }
            return new Loaded(settings, null);
        } catch (NoSuchFileException first) {
            return new Loaded(Settings.defaults(), null);
        } catch (IOException broken) {
            return new Loaded(Settings.defaults(), keepAside(broken));
        }
    }

    private @Nullable Path keepAside(IOException broken) {
        try {
            Path aside = freeName();
            Files.move(file, aside);
            LOG.warn("Settings could not be read ({}); kept as {}", broken.getMessage(), aside);
            return aside;
        } catch (IOException stuck) {
            LOG.warn("Settings {} could neither be read ({}) nor moved away", file, broken.getMessage(), stuck);
            return null;
        }
    }

    private Path freeName() {
        for (int n = 1; ; n++) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken-" + n);
            if (Files.notExists(aside)) {
                return aside;
            }
        }
    }

    /** Writes beside the file, then moves over it in one step. */
    public void save(Settings settings) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder for " + file);
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "settings-", ".tmp");
        try {
            Files.write(fresh, json.writeValueAsBytes(settings));
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException network) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
