package dev.signalbox.encoders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The encoders that can be fetched by name: those that come with Signalbox, then a person's own. */
public final class Catalogue {
    /** Where a person's own entries lie, in the folder of the settings; an entry of a known name replaces it. */
    public static final String OWN = "models.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1 << 20;

    private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Listing(List<CatalogueEntry> models) {}

    /** @param entries a later one replaces an earlier one of its name */
    public Catalogue(List<CatalogueEntry> entries) {
        entries.forEach(entry -> this.entries.put(entry.id(), entry));
    }

    /**
     * Reads both.
     *
     * @param home   the runnable tree
     * @param config the folder of the settings
     * @throws UserFacingException {@code models.catalogue} when one of them cannot be used
     */
    public static Catalogue read(Path home, Path config) {
        List<CatalogueEntry> all = new ArrayList<>(
                listing(home.resolve("resources").resolve("models").resolve("catalogue.json")));
        all.addAll(listing(config.resolve(OWN)));
        return new Catalogue(all);
    }

    private static List<CatalogueEntry> listing(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("> " + LARGEST + " B");
            }
            Listing listing = JSON.readValue(Files.readAllBytes(file), Listing.class);
            return listing == null || listing.models() == null ? List.of() : listing.models();
        } catch (IOException e) {
            throw new UserFacingException("models.catalogue", e, file, first(e));
        }
    }

    /** Jackson tells the place on further lines. */
    private static String first(Exception problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    public List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<CatalogueEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }
}
