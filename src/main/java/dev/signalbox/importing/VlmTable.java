package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about VLMs: a dataset's vlms.json first, then the table that comes with Signalbox. */
final class VlmTable {
    private static final String BUILT_IN = "/profiles/vlms.json";

    private final Map<String, Vlm> given = new LinkedHashMap<>();
    private final Map<String, Vlm> builtIn = new LinkedHashMap<>();
    private final Map<String, Pool> creators = new LinkedHashMap<>();

    VlmTable() {
        try (InputStream in = VlmTable.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the build");
            }
            JsonNode tree = Sources.MAPPER.readTree(in);
            for (JsonNode node : tree.path("vlms")) {
                Vlm vlm = new Vlm(
                        node.path("vlm").asText(),
                        node.path("profile").asText(),
                        pool(node.path("pool").asText()),
                        null);
                builtIn.put(vlm.id(), vlm);
                node.path("also").forEach(alias -> builtIn.put(alias.asText(), vlm));
            }
            tree.path("creators")
                    .properties()
                    .forEach(creator -> creators.put(
                            creator.getKey(), pool(creator.getValue().asText())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a dataset's vlms.json; a missing file is told by the VLMs it then does not describe. */
    void read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        String name = Sources.name(file);
        JsonNode tree = Sources.tree(file, name, problems);
        if (tree == null) {
            return;
        }
        JsonNode list = tree.isArray() ? tree : tree.path("vlms");
        if (!list.isArray()) {
            problems.error(new Place(name), "vlms.list");
            return;
        }
        for (JsonNode node : list) {
            String id = first(node, "vlm", "id", "model");
            if (id == null || id.isBlank()) {
                problems.error(new Place(name), "vlms.noid");
                continue;
            }
            Place place = new Place(name + ": " + Texts.shorten(id));
            String pool = Sources.text(node, "pool");
            if (pool != null && !isPool(pool)) {
                problems.warning(place, "vlms.pool", pool);
            }
            String profile = first(node, "profile", "description");
            Vlm vlm = new Vlm(
                    id,
                    profile == null ? "" : profile,
                    pool == null ? knownPool(id) : pool(pool),
                    price(node.path("price"), place, problems));
            if (given.putIfAbsent(id, vlm) != null) {
                problems.error(place, "vlms.twice", id);
            }
        }
    }

    /** The VLMs that vlms.json describes, whether they answered or not, in its order. */
    List<Vlm> given() {
        return new ArrayList<>(given.values());
    }

    boolean describes(String id) {
        return given.containsKey(id);
    }

    /** A profile that comes with Signalbox, or empty. */
    String knownProfile(String id) {
        Vlm vlm = builtIn.get(simple(id));
        return vlm == null ? "" : vlm.profile();
    }

    boolean knowsPool(String id) {
        return builtIn.containsKey(simple(id)) || creators.containsKey(creator(id));
    }

    /** The pool by model, else by creator, else free. */
    Pool knownPool(String id) {
        Vlm vlm = builtIn.get(simple(id));
        return vlm != null ? vlm.pool() : creators.getOrDefault(creator(id), Pool.FREE);
    }

    private static String creator(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "" : id.substring(0, slash).toLowerCase(Locale.ROOT);
    }

    /** "openai/gpt-4o-2024-05-13" and "GPT-4o" are gpt-4o. */
    private static String simple(String id) {
        String name = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.replaceFirst("-(\\d{4}-\\d{2}-\\d{2}|\\d{8}|00\\d)$", "");
    }

    static boolean isPool(String text) {
        return text.equalsIgnoreCase("free") || text.equalsIgnoreCase("paid");
    }

    static Pool pool(String text) {
        return text.equalsIgnoreCase("paid") ? Pool.PAID : Pool.FREE;
    }

    private static @Nullable String first(JsonNode node, String... names) {
        for (String name : names) {
            String text = Sources.text(node, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable Price price(JsonNode node, Place place, Problems problems) {
        if (!node.isObject()) {
            return null;
        }
        try {
            return new Price(
                    number(node, "inputPerMillion", "input_per_million"),
                    number(node, "outputPerMillion", "output_per_million"),
                    number(node, "perImage", "per_image"));
        } catch (IllegalArgumentException e) {
            problems.error(place, "vlms.price");
            return null;
        }
    }

    private static double number(JsonNode node, String... names) {
        String text = first(node, names);
        return text == null ? 0 : Double.parseDouble(text);
    }
}
