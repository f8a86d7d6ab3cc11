package dev.signalbox.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where models come from and where they are kept.
 *
 * @param hub    address of the server that publishes them; empty for the usual one
 * @param proxy  {@code host:port}, {@code direct} for none, empty for the system's
 * @param folder where fetched models go, or null for the usual place
 * @param chosen folders that the person chose, by the model they stand for or by a name of their own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelSettings(
        String hub, String proxy, @Nullable Path folder, Map<String, Path> chosen) {
    /** A file may lack any of them. */
    public ModelSettings {
        hub = hub == null ? "" : hub.strip();
        proxy = proxy == null ? "" : proxy.strip();
        chosen = chosen == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }

    /** What a first start gets. */
    public static ModelSettings defaults() {
        return new ModelSettings("", "", null, Map.of());
    }

    /** The folder that fetched models go to. */
    public Path folder(AppPaths paths) {
        return folder == null ? paths.models() : folder;
    }
}
