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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code tune} and {@code calibrate}, beside the algorithm written down query by query. */
class TuneCommandTest {
    private static final int QUERIES = 900;
    /** Two free VLMs for the first router, two paid ones for the second. */
    private static final int VLMS = 4;

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();
    private final float[][] confidence = new float[QUERIES][VLMS];
    private final boolean[][] right = new boolean[QUERIES][VLMS];

    @BeforeEach
    void fillTheWorkspace() {
        Random random = new Random(5);
        List<Vlm> vlms = new ArrayList<>();
        for (int k = 0; k < VLMS; k++) {
            vlms.add(new Vlm("m" + k, "a model", k < 2 ? Pool.FREE : Pool.PAID, null));
        }
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        float[] first = new float[QUERIES * 2];
        float[] second = new float[QUERIES * 2];
        for (int i = 0; i < QUERIES; i++) {
            queries.add(new Query("q" + i, "?", null, List.of(), Map.of("split", i % 3 == 0 ? "test" : "train")));
            for (int k = 0; k < VLMS; k++) {
                // Two decimals, so that confidences tie; above a half more often right than below.
                confidence[i][k] = random.nextInt(1, 100) / 100f;
                right[i][k] = random.nextDouble() < (k < 2 ? .2 : .4) + .5 * confidence[i][k];
                (k < 2 ? first : second)[2 * i + k % 2] = confidence[i][k];
                outputs.add(new Output(
                        "q" + i, "m" + k, "1", Correctness.of(right[i][k]), .001 * (k + 1), Double.NaN, 1, 1));
            }
        }
        try (Workspace workspace = Workspace.open(folder)) {
            long dataset = workspace
                    .datasets()
                    .store(
                            new DatasetDraft(
                                    "set", folder, "m2", "a test", "MIT", true, vlms, queries, outputs, List.of()),
                            Progress.NONE)
                    .dataset()
                    .id();
            score(workspace, dataset, "cheap", List.of("m0", "m1"), first);
            score(workspace, dataset, "dear", List.of("m2", "m3"), second);
        }
    }

    private void score(Workspace workspace, long dataset, String name, List<String> vlms, float[] scores) {
        RouterInfo router = workspace
                .routers()
                .add(new RouterInfo(0, name, "arms", folder.resolve(name), name, "{}", true, Instant.EPOCH));
        ScoreSet set = workspace.scores().begin(dataset, router.id(), vlms, 0, QUERIES, name, "d");
        workspace.scores().append(set.id(), 0, scores, new float[0]);
    }

    private int run(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "--workspace", folder.toString(), "--dataset", "set"));
        Collections.addAll(all, args);
        return shell.run(new Installation(folder, folder), all);
    }

    private JsonNode json(String command, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        assertThat(run(command, all.toArray(String[]::new))).as(shell.err()).isZero();
        return shell.json();
    }

    private int best(int query, int from, int to) {
        int best = from;
        for (int k = from + 1; k < to; k++) {
            best = confidence[query][k] > confidence[query][best] ? k : best; // a tie: the cheaper, here the first
        }
        return best;
    }

    private void matches(JsonNode point) {
        float tau = (float) point.path("tau").asDouble();
        int queries = 0;
        int correct = 0;
        int deferred = 0;
        int paid = 0;
        int[] cells = new int[4];
        double cost = 0;
        for (int i = 0; i < QUERIES; i += 3) {
            int stay = best(i, 0, 2);
            int go = best(i, 2, 4);
            boolean asks = !(confidence[i][stay] > tau);
            int chosen = asks && confidence[i][go] > confidence[i][stay] ? go : stay;
            queries++;
            correct += right[i][chosen] ? 1 : 0;
            deferred += asks ? 1 : 0;
            paid += chosen >= 2 ? 1 : 0;
            cost += (float) (.001 * (chosen + 1));
            for (int k = 0; k < (asks ? 4 : 2); k++) {
                cells[(confidence[i][k] > .5f ? 0 : 2) + (right[i][k] ? 0 : 1)]++;
            }
        }
        assertThat(point.path("judged").asInt()).isEqualTo(queries);
        assertThat(point.path("correct").asInt()).as("tau %s", tau).isEqualTo(correct);
        assertThat(point.path("deferred").asInt()).isEqualTo(deferred);
        assertThat(point.path("pairs").asInt()).isEqualTo(2 * (queries + deferred));
        assertThat(point.path("em").asDouble()).isEqualTo((double) correct / queries);
        assertThat(point.path("paid").asDouble()).isCloseTo((double) paid / queries, within(1e-12));
        assertThat(point.path("precision").asDouble()).isEqualTo((double) cells[0] / (cells[0] + cells[1]));
        assertThat(point.path("recall").asDouble()).isEqualTo((double) cells[0] / (cells[0] + cells[2]));
        assertThat(point.path("meanCost").asDouble()).isCloseTo(cost / queries, within(1e-12));
        assertThat(point.path("totalCost").asDouble()).isCloseTo(cost, within(1e-9));
        assertThat(point.path("calls").asInt()).isEqualTo(queries + deferred);
        assertThat(point.path("meanLatency").isNull()).isTrue();
        assertThat(point.path("timed").asInt()).isZero();
    }

    @Test
    void theCurveIsThatOfTheAlgorithmAtEveryThreshold() throws IOException {
        JsonNode report = json("tune", "--r1", "cheap", "--r2", "dear", "--curve");
        assertThat(report.path("simulated").asBoolean()).isTrue();
        assertThat(report.path("queries").asInt()).isEqualTo(QUERIES / 3);
        TreeSet<Float> taus = new TreeSet<>(List.of(0f, 1f));
        for (int i = 0; i < QUERIES; i += 3) {
            taus.add(confidence[i][best(i, 0, 2)]);
        }
        assertThat(report.path("points").size()).isEqualTo(taus.size());
        report.path("points").forEach(this::matches);
    }

    @Test
    void givenThresholdsAreReportedInTheirOrder() throws IOException {
        JsonNode points = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "0.62,0.3,0.62")
                .path("points");
        assertThat(points.findValuesAsText("tau")).containsExactly("0.62", "0.3", "0.62");
        points.forEach(this::matches);
        assertThat(points.get(0)).isEqualTo(points.get(2));
    }

    @Test
    void withoutAnyThresholdTheBestOfTheValidationQueriesIsJudgedOnTheTest() throws IOException {
        JsonNode report = json("tune", "--r1", "cheap", "--r2", "dear");
        assertThat(report.path("found").path("origin").asText()).isEqualTo("perhaps_seen");
        assertThat(report.path("found").path("queries").asInt()).isEqualTo(QUERIES * 2 / 3 / 10);
        assertThat(report.path("points").size()).isEqualTo(1);
        report.path("points").forEach(this::matches);
        // Not the split itself: the reported EM is not its maximum unless by luck, and never above it.
        double highest = 0;
        for (JsonNode point :
                json("tune", "--r1", "cheap", "--r2", "dear", "--curve").path("points")) {
            highest = Math.max(highest, point.path("em").asDouble());
        }
        assertThat(report.path("points").get(0).path("em").asDouble()).isLessThanOrEqualTo(highest);
    }

    @Test
    void poolsCanBeNamedAndAVlmIsInOneOnly() throws IOException {
        JsonNode report = json("tune", "--r1", "cheap", "--r2", "dear", "--pool1", "m1", "--pool2", "m3", "--tau", "1");
        assertThat(report.path("first").path("pool").toString()).isEqualTo("[\"m1\"]");
        JsonNode share = report.path("points").get(0).path("share");
        assertThat(share.path("m0").asDouble() + share.path("m2").asDouble()).isZero();
        assertThat(share.path("m1").asDouble() + share.path("m3").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(run("tune", "--r1", "cheap", "--r2", "dear", "--pool1", "m1", "--pool2", "m1,m2"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("m1", "[workbench.tune.both]");
    }

    @Test
    void aThresholdOutOfRangeIsWrongUsage() {
        assertThat(run("tune", "--r1", "cheap", "--tau", "1.2")).isEqualTo(2);
        assertThat(shell.err()).contains("1.2");
        assertThat(run("tune", "--r1", "cheap", "--tau", ".2", "--curve")).isEqualTo(2);
    }

    @Test
    void twoStagesAreTheCascadeOfTwoRoutersAndThreeCanBeNamed() throws IOException {
        JsonNode two = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "0.62")
                .path("points")
                .get(0);
        JsonNode staged = json("tune", "--stage", "cheap", "--stage", "dear=m2,m3", "--tau", "0.62")
                .path("point");
        for (String name : List.of("em", "low", "judged", "correct", "accuracy", "precision", "recall", "share")) {
            assertThat(staged.path(name)).as(name).isEqualTo(two.path(name));
        }
        JsonNode calibrated = json(
                        "tune", "--stage", "cheap", "--stage", "dear", "--tau", "0.62", "--calibrate", "platt")
                .path("point");
        assertThat(calibrated.path("share"))
                .isEqualTo(json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "0.62", "--calibrate", "platt")
                        .path("points")
                        .get(0)
                        .path("share"));
        // No latency is stored: unknown is not 0.
        assertThat(staged.path("timed").asInt()).isZero();
        assertThat(staged.path("meanLatency").isNull()).isTrue();
        assertThat(run("tune", "--stage", "cheap", "--stage", "dear", "--r2", "dear"))
                .isEqualTo(2);
        assertThat(staged.path("reached").get(1).asInt())
                .isEqualTo(two.path("deferred").asInt());
        JsonNode three = json("tune", "--stage", "cheap=m0", "--stage", "cheap=m1", "--stage", "dear");
        assertThat(three.path("stages").size()).isEqualTo(3);
        assertThat(three.path("point").path("tau").size()).isEqualTo(2);
        assertThat(three.path("found").path("queries").asInt()).isEqualTo(QUERIES * 2 / 3 / 10);
        assertThat(run("tune", "--stage", "cheap", "--stage", "dear", "--tau", "0.1,0.2"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("[workbench.tune.thresholds]");
        assertThat(run("tune")).isEqualTo(2);
        assertThat(run("tune", "--r1", "cheap", "--stage", "dear")).isEqualTo(2);
    }

    @Test
    void everyVlmCanHaveAThresholdOfItsOwn() throws IOException {
        JsonNode common = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "0.62");
        JsonNode same = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "0.1", "--tau-by-vlm", "m0=.62,m1=.62");
        assertThat(same.path("points").get(0).path("correct"))
                .isEqualTo(common.path("points").get(0).path("correct"));
        assertThat(same.path("points").get(0).path("deferred"))
                .isEqualTo(common.path("points").get(0).path("deferred"));
        assertThat(same.path("tauByVlm").toString()).isEqualTo("{\"m0\":0.62,\"m1\":0.62}");
        assertThat(common.has("tauByVlm")).isFalse();

        JsonNode found = json("tune", "--r1", "cheap", "--r2", "dear", "--per-vlm");
        assertThat(found.path("found").path("em").asDouble())
                .isGreaterThanOrEqualTo(found.path("found").path("sharedEm").asDouble());
        assertThat(found.path("found").path("sharedEm").asDouble())
                .isEqualTo(json("tune", "--r1", "cheap", "--r2", "dear")
                        .path("found")
                        .path("em")
                        .asDouble());
        float[] own = new float[2];
        for (int k = 0; k < 2; k++) {
            own[k] = (float) found.path("tauByVlm").path("m" + k).asDouble();
        }
        int correct = 0;
        for (int i = 0; i < QUERIES; i += 3) {
            int stay = best(i, 0, 2);
            int go = best(i, 2, 4);
            boolean asks = !(confidence[i][stay] > own[stay]);
            correct += right[i][asks && confidence[i][go] > confidence[i][stay] ? go : stay] ? 1 : 0;
        }
        assertThat(found.path("points").get(0).path("correct").asInt()).isEqualTo(correct);
        assertThat(run("tune", "--r1", "cheap", "--tau-by-vlm", "m0=1.2")).isEqualTo(2);
        assertThat(run("tune", "--stage", "cheap", "--stage", "dear", "--per-vlm"))
                .isEqualTo(2);
    }

    @Test
    void routersCanBeCalibratedByDifferentMethods() throws IOException {
        JsonNode mixed = json(
                "tune", "--r1", "cheap", "--r2", "dear", "--tau", "1", "--calibrate", "platt", "--calibrate2", "none");
        JsonNode plain = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "1");
        JsonNode platt = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "1", "--calibrate", "platt");
        assertThat(mixed.path("calibration").asText()).isEqualTo("platt");
        assertThat(mixed.path("secondCalibration").asText()).isEqualTo("none");
        assertThat(platt.has("secondCalibration")).isFalse();
        assertThat(mixed.path("points").get(0).path("paid"))
                .isNotEqualTo(plain.path("points").get(0).path("paid"))
                .isNotEqualTo(platt.path("points").get(0).path("paid"));
    }

    @Test
    void calibrationIsOfEachRouterByItself() throws IOException {
        JsonNode plain = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "1");
        JsonNode platt = json("tune", "--r1", "cheap", "--r2", "dear", "--tau", "1", "--calibrate", "platt");
        assertThat(platt.path("calibration").asText()).isEqualTo("platt");
        // The dear VLMs are right more often than they are sure: calibrated, they win more often.
        assertThat(platt.path("points").get(0).path("paid").asDouble())
                .isGreaterThan(plain.path("points").get(0).path("paid").asDouble());
    }

    @Test
    void calibrateJudgesEveryMethodOnTheTest() throws IOException {
        JsonNode report = json("calibrate", "--router", "dear");
        assertThat(report.path("calibrations").findValuesAsText("method")).contains("temperature", "platt", "isotonic");
        for (JsonNode calibration : report.path("calibrations")) {
            assertThat(calibration.path("split").asText()).isEqualTo("test");
            assertThat(calibration.path("pairs").asInt()).isEqualTo(2 * QUERIES / 3);
        }
        JsonNode platt = report.path("calibrations").get(1);
        assertThat(platt.path("after").path("nll").path("value").asDouble())
                .isLessThan(platt.path("before").path("nll").path("value").asDouble());
    }
}
