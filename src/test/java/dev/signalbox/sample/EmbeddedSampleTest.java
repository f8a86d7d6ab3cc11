package dev.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.sample.SkillTable.Cell;
import dev.signalbox.sample.Task.Evidence;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed dataset is what the generator makes, and every line of it is sound. */
class EmbeddedSampleTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("signalbox.home", ".")).resolve("datasets/sample");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<SampleQuery> queries;
    private static List<JsonNode> records;

    @BeforeAll
    static void read() throws IOException {
        queries = SampleQueries.compose(SampleGenerator.SEED, SampleGenerator.QUERIES);
        records = new ArrayList<>();
        for (String line : Files.readAllLines(SAMPLE.resolve("records.jsonl"))) {
            records.add(JSON.readTree(line));
        }
    }

    @Test
    void theCommittedRecordsAreTheGenerated() throws IOException {
        StringWriter made = new StringWriter();
        Records.write(Records.answers(queries, SampleGenerator.SEED), made);
        assertThat(made.toString().equals(Files.readString(SAMPLE.resolve("records.jsonl"))))
                .as("datasets/sample is stale: run `signalbox sample --generate datasets/sample --seed 7`")
                .isTrue();
    }

    @Test
    void theReadmeHoldsTheFiguresOfTheRecords() throws IOException {
        String made = SampleReadme.text(
                queries, SampleGenerator.SEED, SampleGenerator.QUERIES, SAMPLE.resolve("records.jsonl"));
        assertThat(SAMPLE.resolve("README.md")).hasContent(made);
    }

    @Test
    void everyLabelIsTheExactMatch() {
        assertThat(records).hasSize(SampleGenerator.QUERIES * 7);
        for (JsonNode record : records) {
            String output = record.get("output").asText();
            String truth = record.get("ground_truth").asText();
            assertThat(record.get("label").asBoolean())
                    .as(record.toString())
                    .isEqualTo(output.strip().equals(truth.strip()));
            assertThat(record.get("simulated").asBoolean()).isTrue();
        }
        long nearMisses = records.stream()
                .filter(r -> !r.get("label").asBoolean())
                .filter(r ->
                        r.get("output").asText().contains(r.get("ground_truth").asText()))
                .count();
        assertThat(nearMisses).as("right in content, wrong by exact match").isGreaterThan(300);
    }

    @Test
    void costsFollowFromTokensAndPrices() throws IOException {
        Map<String, JsonNode> vlms = new HashMap<>();
        JSON.readTree(SAMPLE.resolve("vlms.json").toFile())
                .forEach(v -> vlms.put(v.get("vlm").asText(), v));
        assertThat(vlms.keySet()).hasSize(7).allMatch(id -> id.startsWith("sim-"));
        Set<String> words = new HashSet<>();
        vlms.values().forEach(v -> words.add(v.get("profile").asText()));
        assertThat(words).hasSize(7).allMatch(p -> p.contains("vision encoder") && p.contains("language model"));
        for (JsonNode record : records) {
            JsonNode vlm = vlms.get(record.get("vlm").asText());
            assertThat(record.get("pool")).isEqualTo(vlm.get("pool"));
            assertThat(record.get("latency").asDouble()).isBetween(0.1, 20.0);
            JsonNode price = vlm.get("price");
            if (vlm.get("pool").asText().equals("free")) {
                assertThat(price).isNull();
                assertThat(record.get("cost").isNull()).isTrue();
            } else {
                double dollars = record.get("input_tokens").asInt()
                                / 1e6
                                * price.get("inputPerMillion").asDouble()
                        + record.get("output_tokens").asInt()
                                / 1e6
                                * price.get("outputPerMillion").asDouble()
                        + price.get("perImage").asDouble();
                assertThat(record.get("cost").asDouble()).isCloseTo(dollars, within(1e-8));
            }
        }
    }

    @Test
    void everyPictureIsThereAndNoOther() throws IOException {
        Set<String> named =
                records.stream().map(r -> r.get("image").asText()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> present;
        long bytes = 0;
        try (Stream<Path> files = Files.list(SAMPLE.resolve("images"))) {
            List<Path> all = files.toList();
            present = all.stream().map(p -> "images/" + p.getFileName()).collect(Collectors.toCollection(TreeSet::new));
            for (Path picture : all) {
                bytes += Files.size(picture);
            }
        }
        assertThat(present).isEqualTo(named);
        assertThat(bytes + Files.size(SAMPLE.resolve("records.jsonl"))).isLessThan(13_000_000);
    }

    /** Another JDK may draw an edge a shade differently; a stale picture differs by far more. */
    @Test
    void theCommittedPicturesShowTheirScenes() throws IOException {
        ScenePainter painter = new ScenePainter();
        Set<Task> seen = new HashSet<>();
        for (SampleQuery query : queries) {
            if (seen.add(query.cell().task())) {
                assertThat(SampleGeneratorTest.difference(
                                SampleGeneratorTest.written(painter.paint(query.scene())),
                                SampleGeneratorTest.read(SAMPLE.resolve(query.image()))))
                        .as(query.image())
                        .isLessThan(0.5);
            }
        }
        assertThat(seen).hasSize(Task.values().length);
    }

    @Test
    void theSplitNeverPartsAQueryOrAPicture() {
        Map<String, String> splits = new HashMap<>();
        for (JsonNode record : records) {
            String split = record.get("split").asText();
            assertThat(splits.putIfAbsent(record.get("query_id").asText(), split))
                    .isIn(null, split);
            assertThat(splits.putIfAbsent(record.get("image").asText(), split)).isIn(null, split);
            if (record.get("domain").asText().equals("OOD")) {
                assertThat(split).isEqualTo("test");
            }
        }
        long train = queries.stream().filter(SampleQuery::train).count();
        assertThat(train / (double) queries.size()).isBetween(0.66, 0.74);
    }

    @Test
    void theFiguresAreWhatTheReadmePromises() {
        for (boolean train : List.of(true, false)) {
            SampleFigures figures = SampleFigures.of(
                    queries.stream().filter(q -> q.train() == train).toList(), SampleGenerator.SEED);
            assertThat(figures.bestSingle()).isBetween(0.50, 0.57);
            assertThat(figures.random()).isBetween(0.38, 0.46);
            assertThat(figures.oracle()).isGreaterThan(0.95);
            assertThat(figures.specialist()).isBetween(0.88, 0.94);
            assertThat(figures.accuracy()).allMatch(a -> a > 0.25);
        }
    }

    /** The cue of a picture is so coarse that its mean colour alone gives it away, on pictures not seen before. */
    @Test
    void theMeanColourTellsTheLook() throws IOException {
        Map<Object, double[]> sums = new HashMap<>();
        Map<String, double[]> unseen = new HashMap<>();
        Map<String, Cell> cells = new HashMap<>();
        for (SampleQuery query : queries) {
            int number = Integer.parseInt(query.image().replaceAll("\\D", ""));
            boolean used = query.cell().task().evidence() != Evidence.TEXT && number % 10 < 4;
            if (used && !query.cell().task().outOfDomain() && cells.put(query.image(), query.cell()) == null) {
                double[] colour = meanColour(SampleGeneratorTest.read(SAMPLE.resolve(query.image())));
                if (query.train()) {
                    double[] sum = sums.computeIfAbsent(query.cell().picture(), look -> new double[4]);
                    for (int i = 0; i < 4; i++) {
                        sum[i] += colour[i];
                    }
                } else {
                    unseen.put(query.image(), colour);
                }
            }
        }
        int hits = 0;
        for (Map.Entry<String, double[]> picture : unseen.entrySet()) {
            Cell cell = cells.get(picture.getKey());
            Object nearest = sums.entrySet().stream()
                    .filter(e -> ((List<?>) e.getKey()).getFirst() == cell.task())
                    .min(Comparator.comparingDouble(e -> distance(e.getValue(), picture.getValue())))
                    .orElseThrow()
                    .getKey();
            hits += nearest.equals(cell.picture()) ? 1 : 0;
        }
        assertThat(unseen).hasSizeGreaterThan(50);
        assertThat(hits).isEqualTo(unseen.size());
    }

    /** Red, green, blue, and 1 as the count. */
    private static double[] meanColour(BufferedImage image) {
        double[] mean = {0, 0, 0, 1};
        int count = image.getWidth() / 5 * (image.getHeight() / 5);
        for (int y = 0; y < image.getHeight(); y += 5) {
            for (int x = 0; x < image.getWidth(); x += 5) {
                int colour = image.getRGB(x, y);
                mean[0] += (double) (colour >> 16 & 255) / count;
                mean[1] += (double) (colour >> 8 & 255) / count;
                mean[2] += (double) (colour & 255) / count;
            }
        }
        return mean;
    }

    private static double distance(double[] sum, double[] colour) {
        double square = 0;
        for (int i = 0; i < 3; i++) {
            square += Math.pow(sum[i] / sum[3] - colour[i], 2);
        }
        return square;
    }
}
