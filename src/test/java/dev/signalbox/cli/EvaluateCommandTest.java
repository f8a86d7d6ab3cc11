package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.IOException;
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

    private final Shell shell = new Shell();

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
            RouterInfo blind = workspace
                    .routers()
                    .add(new RouterInfo(0, "blind", "arms", folder.resolve("blind"), "cd", "{}", true, Instant.EPOCH));
            ScoreSet even = workspace.scores().begin(dataset, blind.id(), List.of("m0", "m1"), 0, QUERIES, "cd", "d");
            workspace.scores().append(even.id(), 0, new float[confidence.length], new float[0]); // always m0
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private int evaluate(String... args) {
        List<String> all = new ArrayList<>(List.of("evaluate", "--workspace", folder.toString(), "--dataset", "hot"));
        all.addAll(List.of(args));
        return shell.run(new Installation(folder, folder), all);
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        Collections.addAll(all, "--router", "loud", "--json");
        assertThat(evaluate(all.toArray(String[]::new))).as(shell.err()).isZero();
        return shell.json();
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
        assertThat(shell.err()).contains("[router.unreadable]");
    }

    @Test
    void everyKeyThatScriptsReadIsStillThere() throws IOException {
        JsonNode report = json("--split", "test");
        for (String pointer : List.of(
                "/dataset",
                "/simulated",
                "/split",
                "/queries",
                "/vlms/0/id",
                "/vlms/0/answered",
                "/vlms/0/correct",
                "/vlms/0/accuracy",
                "/vlms/0/low",
                "/vlms/0/high",
                "/bestSingle/id",
                "/bestSingle/accuracy",
                "/random/accuracy",
                "/oracle/accuracy",
                "/allWrong/share",
                "/router/id",
                "/router/em",
                "/router/low",
                "/router/high",
                "/router/accuracy",
                "/router/precision",
                "/router/recall",
                "/router/f1",
                "/router/share/m1",
                "/router/judged",
                "/dataHash")) {
            assertThat(report.at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }

    @Test
    void routersAreTestedAgainstTheBestVlmAndEachOther() throws IOException {
        JsonNode report = json("--split", "test", "--router", "blind");
        assertThat(report.path("routers")).hasSize(2);
        assertThat(report.at("/routers/0/id").asText()).isEqualTo("blind");
        assertThat(report.path("router")).isEqualTo(report.at("/routers/0"));
        JsonNode tests = report.path("tests");
        assertThat(tests).hasSize(3);
        String best = report.at("/bestSingle/id").asText();
        assertThat(tests.get(1).path("first").asText()).isEqualTo("loud");
        assertThat(tests.get(1).path("second").asText()).isEqualTo(best);
        JsonNode last = tests.get(2);
        assertThat(last.path("first").asText()).isEqualTo("loud");
        assertThat(last.path("second").asText()).isEqualTo("blind");
        // blind always takes m0: the router that knows has the difference of the two EMs over it, clearly.
        double difference = report.at("/routers/1/em").asDouble()
                - report.at("/routers/0/em").asDouble();
        assertThat(last.path("difference").asDouble()).isCloseTo(difference, within(1e-12));
        int both = last.path("better").asInt() - last.path("worse").asInt();
        assertThat(both / 2000.).isCloseTo(difference, within(1e-12));
        assertThat(last.path("low").asDouble()).isPositive();
        assertThat(last.path("p").asDouble()).isLessThan(1e-6);
        assertThat(report.at("/routers/0/em").asDouble())
                .isEqualTo(report.at("/vlms/0/accuracy").asDouble());
        assertThat(report.at("/routers/0/bootstrap/low").asDouble())
                .isCloseTo(report.at("/routers/0/low").asDouble(), within(.005));
        assertThat(report.at("/resampling/resamples").asInt()).isEqualTo(2000);
        assertThat(report.at("/routers/0/meanCost").isNull()).isTrue(); // no cost is known
        assertThat(report.has("cheapest")).isFalse();
    }

    @Test
    void slicesHaveAdjustedPs() throws IOException {
        JsonNode table = json("--slices", "split").at("/slices/0");
        assertThat(table.path("by").asText()).isEqualTo("split");
        assertThat(table.path("rows")).hasSize(2);
        int queries = 0;
        for (JsonNode row : table.path("rows")) {
            queries += row.path("queries").asInt();
            assertThat(row.path("adjusted").asDouble())
                    .isGreaterThanOrEqualTo(row.path("p").asDouble());
        }
        assertThat(queries).isEqualTo(QUERIES);
        assertThat(json("--slices", "right").at("/slices/0/rows")).hasSize(3);
        assertThat(evaluate("--router", "loud", "--slices", "split")).isZero();
        assertThat(shell.out()).contains("by split").contains("adjusted");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(evaluate("--calibrate", "platt")).isEqualTo(1);
        assertThat(shell.err()).contains("--router").contains("[workbench.calibrate]");
        assertThat(evaluate("--router", "loud", "--calibrate", "magic")).isEqualTo(2);
        assertThat(evaluate("--slices", "split")).isEqualTo(1);
        assertThat(shell.err()).contains("[evaluate.slices]");
        assertThat(evaluate("--router", "loud", "--slices", "colour")).isEqualTo(1);
        assertThat(shell.err()).contains("[evaluate.field]").contains("split");
        assertThat(evaluate("--router", "loud", "--calibrate", "platt")).isZero();
        assertThat(shell.out()).contains("CAUTION").contains("ECE").contains("->");
    }
}
