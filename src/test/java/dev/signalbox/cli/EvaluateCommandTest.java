package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code evaluate} over a router whose logits are three times too large. */
class EvaluateCommandTest {
    private static final int QUERIES = 6000;
    private static final double HOT = 3;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void fillTheWorkspace() {
        Random random = new Random(17);
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<Vlm> vlms = List.of(new Vlm("m0", "small", Pool.FREE, null), new Vlm("m1", "large", Pool.PAID, null));
        float[] confidence = new float[QUERIES * vlms.size()];
        for (int i = 0; i < QUERIES; i++) {
            String key = "q" + i;
            queries.add(new Query(key, "?", null, List.of(), Map.of("split", i % 3 == 0 ? "test" : "train")));
            for (int k = 0; k < vlms.size(); k++) {
                double z = random.nextGaussian();
                boolean right = random.nextDouble() < sigmoid(z);
                confidence[i * vlms.size() + k] = (float) sigmoid(HOT * z);
                outputs.add(new Output(key, "m" + k, "1", Correctness.of(right), Double.NaN, Double.NaN, 1, 1));
            }
        }
        try (Workspace workspace = Workspace.open(folder)) {
            long dataset = workspace
                    .datasets()
                    .store(
                            new DatasetDraft(
                                    "hot", folder, "m2", "a test", "MIT", true, vlms, queries, outputs, List.of()),
                            Progress.NONE)
                    .dataset()
                    .id();
            RouterInfo router = workspace
                    .routers()
                    .add(new RouterInfo(0, "loud", "arms", folder.resolve("loud"), "ab", "{}", true, Instant.EPOCH));
            ScoreSet set = workspace.scores().begin(dataset, router.id(), List.of("m0", "m1"), 0, QUERIES, "ab", "d");
            workspace.scores().append(set.id(), 0, confidence, new float[0]);
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private int evaluate(String... args) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("evaluate", "--workspace", folder.toString(), "--dataset", "hot"));
        all.addAll(List.of(args));
        return Main.run(
                new Installation(folder, folder),
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        Collections.addAll(all, "--router", "loud", "--json");
        assertThat(evaluate(all.toArray(String[]::new)))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void withoutCalibrationNothingIsSaidOfIt() throws IOException {
        assertThat(json("--split", "test").has("calibration")).isFalse();
        assertThat(json("--split", "test")).isEqualTo(json("--split", "test", "--calibrate", "none"));
    }

    @Test
    void everyMethodCoolsTheRouterDownOnQueriesThatItWasNotFittedTo() throws IOException {
        for (String method : List.of("temperature", "platt", "isotonic")) {
            JsonNode report = json("--calibrate", method).path("calibration");
            assertThat(report.path("method").asText()).isEqualTo(method);
            assertThat(report.path("split").asText()).isEqualTo("test");
            assertThat(report.path("pairs").asInt()).isEqualTo(2 * QUERIES / 3);
            for (String figure : List.of("ece", "brier", "nll")) {
                JsonNode before = report.path("before").path(figure);
                JsonNode after = report.path("after").path(figure);
                assertThat(after.path("high").asDouble())
                        .as("%s %s", method, figure)
                        .isLessThan(before.path("low").asDouble());
            }
            assertThat(report.path("before").path("bins").size()).isBetween(10, 15);
        }
    }

    @Test
    void theFitIsThatOfAVlmWithEnoughLabelsAndSaysWhatItRestsOn() throws IOException {
        JsonNode report = json("--calibrate", "temperature", "--seed", "5").path("calibration");
        JsonNode fitted = report.path("fittedOn");
        assertThat(fitted.path("origin").asText()).isEqualTo("perhaps_seen"); // no record beside the checkpoint
        assertThat(fitted.path("seed").asLong()).isEqualTo(5);
        Set<String> keys = new HashSet<>();
        fitted.path("queries").forEach(key -> keys.add(key.asText()));
        assertThat(keys).hasSize(QUERIES * 2 / 3 / 10);
        assertThat(keys).allMatch(key -> Integer.parseInt(key.substring(1)) % 3 != 0); // none of the test
        assertThat(fitted.path("pairs").asInt()).isEqualTo(2 * keys.size());
        for (JsonNode fit : report.path("fits")) {
            assertThat(fit.path("pooled").asBoolean()).isFalse();
            assertThat(fit.path("pairs").asInt()).isEqualTo(keys.size());
            // 400 pairs find 1/T with a standard error of 0.043.
            assertThat(1 / fit.path("temperature").asDouble()).isCloseTo(1 / HOT, within(3 * .043));
        }
        assertThat(json("--calibrate", "temperature", "--seed", "5").path("calibration"))
                .isEqualTo(report);
        assertThat(json("--calibrate", "temperature", "--seed", "6")
                        .path("calibration")
                        .path("fittedOn")
                        .path("queries"))
                .isNotEqualTo(fitted.path("queries"));
    }

    @Test
    void aRecordThatTellsNothingIsNotBelieved() throws IOException {
        Path record = Files.createDirectories(folder.resolve("loud")).resolve("training.json");
        Files.writeString(record, "{\"format\":1,\"dataHash\":\"x\"}");
        assertThat(json("--calibrate", "platt")
                        .at("/calibration/fittedOn/origin")
                        .asText())
                .isEqualTo("perhaps_seen");
        Files.writeString(record, "{\"format\":");
        assertThat(evaluate("--router", "loud", "--calibrate", "platt")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[router.unreadable]");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(evaluate("--calibrate", "platt")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--router").contains("[workbench.calibrate]");
        assertThat(evaluate("--router", "loud", "--calibrate", "magic")).isEqualTo(2);
        assertThat(evaluate("--router", "loud", "--calibrate", "platt")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("CAUTION")
                .contains("ECE")
                .contains("->");
    }
}
