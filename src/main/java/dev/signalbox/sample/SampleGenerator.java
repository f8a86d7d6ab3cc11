package dev.signalbox.sample;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Price;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the embedded dataset: rendered scenes, questions with computed answers, and what seven fictional VLMs said. All
 * of it is simulated and says so in every record. The folder is in M2 form: {@code records.jsonl}, {@code vlms.json},
 * {@code dataset.json}, {@code images/} and a README with the measured figures.
 *
 * <p>The same seed gives byte-identical records everywhere, and identical pixels on the same JDK.
 */
public final class SampleGenerator {
    /** How many queries the embedded dataset has. */
    public static final int QUERIES = 1400;

    /** The seed of the embedded dataset. */
    public static final long SEED = 7;

    /** Fewer would leave a task without pictures of both looks in both splits. */
    public static final int FEWEST = 140;

    static final String GENERATOR = "signalbox sample, version 1";
    static final String NAME = "Signalbox sample (simulated)";

    private SampleGenerator() {}

    /** Writes a dataset of {@link #QUERIES} queries; see {@link #generate(Path, long, int, Progress)}. */
    public static void generate(Path out, long seed, Progress progress) {
        generate(out, seed, QUERIES, progress);
    }

    /**
     * Writes a dataset into a folder that is new, empty or holds an earlier generated one, which it replaces.
     * {@code records.jsonl} comes last and whole: a folder that has it is complete.
     *
     * @param queries {@link #FEWEST} or more
     * @throws UserFacingException when the folder holds something else or cannot be written
     */
    public static void generate(Path out, long seed, int queries, Progress progress) {
        if (queries < FEWEST) {
            throw new UserFacingException("sample.too-few", FEWEST, queries);
        }
        try {
            prepare(out, seed, queries);
            List<SampleQuery> composed = SampleQueries.compose(seed, queries);
            paint(out, composed, progress);
            Files.writeString(out.resolve("vlms.json"), pretty(vlms()));
            Path part = out.resolve("records.jsonl.part");
            try (Writer writer = Files.newBufferedWriter(part)) {
                Records.write(Records.answers(composed, seed), writer);
            }
            Files.writeString(out.resolve("README.md"), SampleReadme.text(composed, seed, queries, part));
            Files.move(part, out.resolve("records.jsonl"), StandardCopyOption.REPLACE_EXISTING);
            progress.update(1, Messages.text("sample.done", composed.size()));
        } catch (IOException e) {
            throw new UserFacingException("sample.not-written", e, out);
        }
    }

    private static void prepare(Path out, long seed, int queries) throws IOException {
        Path marker = out.resolve("dataset.json");
        if (Files.exists(out)) {
            if (!Files.isDirectory(out) || !replaceable(out, marker)) {
                throw new UserFacingException("sample.folder-in-use", out);
            }
            Files.deleteIfExists(out.resolve("records.jsonl"));
            try (Stream<Path> old =
                    Files.isDirectory(out.resolve("images")) ? Files.list(out.resolve("images")) : Stream.empty()) {
                for (Path picture :
                        old.filter(p -> p.toString().endsWith(".png")).toList()) {
                    Files.delete(picture);
                }
            }
        }
        Files.createDirectories(out.resolve("images"));
        Files.writeString(marker, pretty(dataset(seed, queries)));
    }

    private static boolean replaceable(Path out, Path marker) throws IOException {
        if (Files.isRegularFile(marker)) {
            return new ObjectMapper()
                    .readTree(marker.toFile())
                    .path("generator")
                    .asText()
                    .equals(GENERATOR);
        }
        try (Stream<Path> entries = Files.list(out)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void paint(Path out, List<SampleQuery> queries, Progress progress) throws IOException {
        Map<String, Scene> scenes = new LinkedHashMap<>();
        queries.forEach(query -> scenes.put(query.image(), query.scene()));
        ScenePainter painter = new ScenePainter();
        int done = 0;
        for (Map.Entry<String, Scene> entry : scenes.entrySet()) {
            progress.checkCancelled();
            progress.update((double) done++ / scenes.size(), Messages.text("sample.painting", done, scenes.size()));
            Path file = out.resolve(entry.getKey());
            painter.write(entry.getValue(), file);
        }
    }

    private static ObjectNode dataset(long seed, int queries) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", NAME)
                .put("simulated", true)
                .put("seed", seed)
                .put("queries", queries)
                .put("generator", GENERATOR)
                .put("licence", "CC0-1.0")
                .put("source", "Simulated: made by signalbox sample; no real model answered")
                .put("costUnit", "USD")
                .put("latencyUnit", "s");
    }

    private static ArrayNode vlms() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (SimVlm sim : SimVlm.ALL) {
            ObjectNode node = all.addObject()
                    .put("vlm", sim.id())
                    .put("profile", sim.vlm().profile())
                    .put("pool", sim.vlm().pool().name().toLowerCase(Locale.ROOT));
            Price price = sim.vlm().price();
            if (price != null) {
                node.putObject("price")
                        .put("inputPerMillion", price.inputPerMillion())
                        .put("outputPerMillion", price.outputPerMillion())
                        .put("perImage", price.perImage());
            }
            node.put("simulated", true);
        }
        return all;
    }

    /** The same line ends on every system. */
    private static String pretty(Object tree) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        ObjectWriter writer = new ObjectMapper().writer(printer);
        return writer.writeValueAsString(tree) + "\n";
    }
}
