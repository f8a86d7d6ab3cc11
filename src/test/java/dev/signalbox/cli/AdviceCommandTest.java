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
import dev.signalbox.model.Scenario;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code tune --advise} and {@code report}: every goal beside a search written down query by query. */
class AdviceCommandTest {
    private static final int QUERIES = 6000;
    private static final double[] COST = {0, .0005, .004};

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();
    private final float[][] confidence = new float[QUERIES][3];
    private final boolean[][] right = new boolean[QUERIES][3];

    @BeforeEach
    void fillTheWorkspace() {
        Random random = new Random(17);
        List<Vlm> vlms = List.of(
                new Vlm("free", "a model", Pool.FREE, null),
                new Vlm("cheap", "a model", Pool.PAID, null),
                new Vlm("dear", "a model", Pool.PAID, null));
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        float[] scores = new float[QUERIES * 3];
        for (int i = 0; i < QUERIES; i++) {
            queries.add(new Query("q" + i, "?", null, List.of(), Map.of("split", test(i) ? "test" : "train")));
            for (int k = 0; k < 3; k++) {
                confidence[i][k] = random.nextInt(1, 200) / 200f;
                right[i][k] = random.nextDouble() < .1 + .2 * k + .6 * confidence[i][k];
                scores[3 * i + k] = confidence[i][k];
                outputs.add(new Output(
                        "q" + i,
                        vlms.get(k).id(),
                        "1",
                        Correctness.of(right[i][k]),
                        k == 0 ? Double.NaN : COST[k],
                        Double.NaN,
                        1,
                        1));
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
            RouterInfo router = workspace
                    .routers()
                    .add(new RouterInfo(0, "one", "arms", folder.resolve("one"), "one", "{}", true, Instant.EPOCH));
            ScoreSet set = workspace
                    .scores()
                    .begin(dataset, router.id(), List.of("free", "cheap", "dear"), 0, QUERIES, "one", "d");
            workspace.scores().append(set.id(), 0, scores, new float[0]);
        }
    }

    private static boolean test(int query) {
        return query % 3 == 0;
    }

    /** The seeded tenth of the train split that stands for validation queries where no record names them. */
    private static List<Integer> validation() {
        List<Integer> train = new ArrayList<>(
                IntStream.range(0, QUERIES).filter(i -> !test(i)).boxed().toList());
        Collections.shuffle(train, new Random(42));
        return train.subList(0, (int) Math.ceil(train.size() * .1));
    }

    private static List<Integer> tests() {
        return IntStream.range(0, QUERIES)
                .filter(AdviceCommandTest::test)
                .boxed()
                .toList();
    }

    private int run(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "--workspace", folder.toString(), "--dataset", "set"));
        Collections.addAll(all, args);
        return shell.run(new Installation(folder, folder), all);
    }

    private JsonNode json(String command, String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--json");
        assertThat(run(command, all.toArray(String[]::new))).as(shell.err()).isZero();
        return shell.json();
    }

    private JsonNode advise(String goal) throws IOException {
        return json("tune", "--r1", "one", "--advise", goal);
    }

    /** EM and known cost a query at a threshold, counted one query at a time. */
    private double[] at(List<Integer> rows, double tau) {
        int correct = 0;
        double cost = 0;
        for (int i : rows) {
            int paid = confidence[i][2] > confidence[i][1] ? 2 : 1;
            boolean asks = !(confidence[i][0] > (float) tau);
            int chosen = asks && confidence[i][paid] > confidence[i][0] ? paid : 0;
            correct += right[i][chosen] ? 1 : 0;
            cost += (float) COST[chosen];
        }
        return new double[] {(double) correct / rows.size(), cost / rows.size()};
    }

    private double[] kept(List<Integer> rows, double tau) {
        int kept = 0;
        int wrong = 0;
        for (int i : rows) {
            if (confidence[i][0] > (float) tau) {
                kept++;
                wrong += right[i][0] ? 0 : 1;
            }
        }
        return new double[] {kept, wrong};
    }

    private static double[] taus() {
        return IntStream.rangeClosed(0, 200).mapToDouble(i -> i / 200.0).toArray();
    }

    @Test
    void cheapestWithEnoughEmIsTheCheapest() throws IOException {
        JsonNode advice = advise("em=0.6");
        assertThat(advice.path("met").asBoolean()).isTrue();
        double tau = advice.path("tau").asDouble();
        double[] found = at(validation(), tau);
        assertThat(found[0])
                .isGreaterThanOrEqualTo(.6)
                .isEqualTo(advice.at("/validation/em").asDouble());
        for (double other : taus()) {
            double[] there = at(validation(), other);
            assertThat(there[0] >= .6 && there[1] < found[1] - 1e-12)
                    .as("tau %s", other)
                    .isFalse();
        }
        // Reported on the test split, with its interval.
        assertThat(advice.at("/test/em").asDouble()).isEqualTo(at(tests(), tau)[0]);
        assertThat(advice.at("/test/low").asDouble())
                .isLessThan(advice.at("/test/em").asDouble());
        assertThat(advice.path("split").asText()).isEqualTo("test");
        assertThat(advice.at("/stamp/queries").asInt()).isEqualTo(validation().size());
        assertThat(advice.at("/stamp/firstHash").asText()).isEqualTo("one");
        assertThat(advice.at("/stamp/dataHash").asText()).hasSize(64);
    }

    @Test
    void bestUnderACostIsTheBest() throws IOException {
        JsonNode advice = advise("cost=0.0008");
        double[] found = at(validation(), advice.path("tau").asDouble());
        assertThat(found[1]).isLessThanOrEqualTo(.0008);
        for (double other : taus()) {
            double[] there = at(validation(), other);
            assertThat(there[1] <= .0008 && there[0] > found[0])
                    .as("tau %s", other)
                    .isFalse();
        }
    }

    @Test
    void whatCannotBeMetIsSaidWithTheNearest() throws IOException {
        JsonNode em = advise("em=0.99");
        assertThat(em.path("met").asBoolean()).isFalse();
        double best =
                Arrays.stream(taus()).map(t -> at(validation(), t)[0]).max().orElseThrow();
        assertThat(at(validation(), em.path("tau").asDouble())[0]).isEqualTo(best);
        assertThat(em.path("unmet").asText()).contains(String.format("%.4f", best));
        JsonNode few = advise("kept-wrong=0.001");
        assertThat(few.path("met").asBoolean()).isFalse();
        assertThat(few.path("unmet").asText()).contains("999").contains("400");
        assertThat(few.path("guarantee").asText()).contains("No guarantee");
    }

    @Test
    void conformalThresholdIsTheLowestThatKeepsToItsBound() throws IOException {
        double alpha = .15;
        JsonNode advice = advise("kept-wrong=" + alpha);
        double tau = advice.path("tau").asDouble();
        int n = validation().size();
        assertThat((kept(validation(), tau)[1] + 1) / (n + 1)).isLessThanOrEqualTo(alpha);
        double below = Arrays.stream(taus())
                .filter(t -> kept(validation(), t)[0] > kept(validation(), tau)[0])
                .max()
                .orElseThrow();
        assertThat((kept(validation(), below)[1] + 1) / (n + 1)).isGreaterThan(alpha);
        assertThat(advice.path("guarantee").asText()).contains("15%").contains(String.valueOf(n));
        assertThat(advice.at("/tested/count").asInt()).isEqualTo((int) kept(tests(), tau)[1]);
        assertThat(advice.at("/tested/of").asInt()).isEqualTo(tests().size());
        // The promise is about the average over calibrations; one of 400 queries has a standard error of 0.018.
        assertThat(advice.at("/tested/value").asDouble()).isCloseTo(alpha, within(.06));
    }

    @Test
    void testedThresholdsHoldOnQueriesNotLookedAt() throws IOException {
        JsonNode error = advise("kept-error=0.4");
        assertThat(error.path("met").asBoolean()).isTrue();
        assertThat(error.path("p").asDouble()).isLessThanOrEqualTo(.1);
        double[] kept = kept(tests(), error.path("tau").asDouble());
        assertThat(error.at("/tested/of").asInt()).isEqualTo((int) kept[0]);
        // Queries that were not looked at: the promise is not refuted by chance's measure.
        assertThat(error.at("/tested/low").asDouble()).isLessThan(.4);
        assertThat(error.at("/bounded/value").asDouble()).isLessThan(.4);
        JsonNode em = json("tune", "--r1", "one", "--advise", "sure-em=0.55", "--delta", "0.05");
        assertThat(em.path("met").asBoolean()).isTrue();
        assertThat(em.at("/tested/value").asDouble()).isGreaterThan(.55);
        assertThat(em.path("guarantee").asText()).contains("95%").contains("55%");
        JsonNode rank = advise("rank=0.1");
        assertThat(rank.path("met").asBoolean()).isTrue();
    }

    @Test
    void wrongGoalsAreUsageErrors() {
        for (String goal : List.of("em", "em=2", "em=x", "fast=1", "kept-error=0", "=1")) {
            assertThat(run("tune", "--r1", "one", "--advise", goal)).as(goal).isEqualTo(2);
            assertThat(shell.err()).contains("--advise").doesNotContain("Exception");
        }
        assertThat(run("tune", "--r1", "one", "--advise", "em=0.5", "--tau", "0.5"))
                .isEqualTo(2);
    }

    @Test
    void reportsCarryTheNumbersOfTuneAndEvaluate() throws IOException {
        Path file = folder.resolve("r.csv");
        assertThat(run("report", "--router", "one", "--tau", "0.4", "--format", "csv", "--out", file.toString()))
                .as(shell.err())
                .isZero();
        String csv = Files.readString(file);
        JsonNode point = json("tune", "--r1", "one", "--tau", "0.4").at("/points/0");
        for (String name : List.of("em:EM", "accuracy:Pair accuracy", "f1:F1", "deferral:Deferral")) {
            String[] parts = name.split(":", -1);
            assertThat(csv)
                    .contains("setting," + parts[1] + ",Value,"
                            + point.path(parts[0]).asText() + "\n");
        }
        JsonNode evaluated = json("evaluate", "--router", "one", "--split", "test");
        assertThat(csv).contains("routers,one,EM," + evaluated.at("/router/em").asText() + "\n");
        for (JsonNode vlm : evaluated.path("vlms")) {
            assertThat(csv)
                    .contains("vlms," + vlm.path("id").asText() + ",Right,"
                            + vlm.path("accuracy").asText() + "\n");
        }
        // A folder is given the usual name; without a setting it is a usage error; a lost scenario is said.
        assertThat(run(
                        "report",
                        "--router",
                        "one",
                        "--kind",
                        "card",
                        "--out",
                        folder.resolve("d").toString()))
                .isZero();
        assertThat(folder.resolve("d/card.html")).exists();
        assertThat(run("report", "--out", file.toString())).isEqualTo(2);
        assertThat(run("report", "--scenario", "nope", "--out", file.toString()))
                .isEqualTo(1);
        assertThat(shell.err()).contains("nope");
    }

    /** The report's figure of the setting in hand. */
    private String reported(String figure, String... args) throws IOException {
        Path file = folder.resolve("r.csv");
        List<String> all = new ArrayList<>(List.of("--format", "csv", "--out", file.toString()));
        Collections.addAll(all, args);
        assertThat(run("report", all.toArray(String[]::new))).as(shell.err()).isZero();
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("setting," + figure + ",Value,"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportsTakeTheThresholdsAndCalibrationsOfTune() throws IOException {
        for (String[] options : List.of(
                new String[] {"--r1", "one", "--tau", "0.4", "--calibrate", "platt"},
                new String[] {"--r1", "one", "--tau", "0.4", "--tau-by-vlm", "free=0.7"},
                new String[] {"--r1", "one", "--per-vlm", "--calibrate", "isotonic", "--seed", "7"})) {
            JsonNode point = json("tune", options).at("/points/0");
            assertThat(reported("EM", options)).isEqualTo(point.path("em").asText());
            assertThat(reported("Deferral", options))
                    .isEqualTo(point.path("deferral").asText());
        }
        // The commands that the report names give its figures.
        assertThat(Files.readString(folder.resolve("r.csv"))).contains("--calibrate isotonic", "--tau-by-vlm free=");
        Path page = folder.resolve("r.md");
        assertThat(run(
                        "report",
                        "--r1",
                        "one",
                        "--tau",
                        "0.4",
                        "--calibrate",
                        "platt",
                        "--format",
                        "md",
                        "--out",
                        page.toString()))
                .isZero();
        assertThat(page).content().contains("calibrated on validation queries: Platt");
        assertThat(run("report", "--r1", "one", "--tau", "0.4", "--per-vlm", "--out", page.toString()))
                .isEqualTo(2);
        assertThat(run("report", "--r1", "one", "--tau-by-vlm", "free=2", "--out", page.toString()))
                .isEqualTo(2);
        assertThat(shell.err()).contains("0 to 1");
    }

    @Test
    void savedSettingsAreReportedWithWhatIsNamedInPlaceOfTheirOwn() throws IOException {
        try (Workspace workspace = Workspace.open(folder)) {
            workspace
                    .scenarios()
                    .save(new Scenario(
                            0,
                            workspace.datasets().byName("set").orElseThrow().id(),
                            "kept",
                            workspace.routers().byName("one").orElseThrow().id(),
                            null,
                            .4,
                            "test",
                            "{}",
                            Instant.EPOCH));
        }
        assertThat(reported("EM", "--scenario", "kept")).isEqualTo(em("--tau", "0.4"));
        assertThat(reported("EM", "--scenario", "kept", "--calibrate", "platt"))
                .isEqualTo(em("--tau", "0.4", "--calibrate", "platt"))
                .isNotEqualTo(em("--tau", "0.4"));
        assertThat(reported("EM", "--scenario", "kept", "--tau", "0.6", "--tau-by-vlm", "free=0.3"))
                .isEqualTo(em("--tau", "0.6", "--tau-by-vlm", "free=0.3"));
    }

    private String em(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--r1", "one"));
        Collections.addAll(all, options);
        return json("tune", all.toArray(String[]::new)).at("/points/0/em").asText();
    }
}
