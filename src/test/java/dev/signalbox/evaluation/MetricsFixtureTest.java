package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against figures that other code computed for 300 synthetic queries with many ties. */
class MetricsFixtureTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "metrics");

    private JsonNode data;
    private DatasetTable table;

    @BeforeEach
    void read() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "The shared metric fixtures are not here");
        data = json("data.json");
        int n = data.get("N").asInt();
        int width = data.get("K").asInt();
        byte[][] labels = new byte[width][n];
        boolean[][] answered = new boolean[width][n];
        float[][] costs = new float[width][n];
        for (int k = 0; k < width; k++) {
            Arrays.fill(answered[k], true);
            for (int q = 0; q < n; q++) {
                labels[k][q] = (byte) data.get("Y").get(q).get(k).asInt();
                costs[k][q] = (float) data.get("C").get(q).get(k).asDouble();
            }
        }
        table = Tables.of(labels, answered, costs, Map.of());
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    }

    private Scores scores(String name) {
        float[] confidence = new float[table.size() * table.width()];
        for (int q = 0; q < table.size(); q++) {
            for (int k = 0; k < table.width(); k++) {
                confidence[q * table.width() + k] =
                        (float) data.get(name).get(q).get(k).asDouble();
            }
        }
        return Tables.scores(table.width(), confidence);
    }

    @Test
    void cascade() throws IOException {
        JsonNode expected = json("cascade.json");
        String[] rules = {"first_index", "cost_then_index"};
        Ties[] ties = {Ties.FIRST_INDEX, Ties.COST_THEN_INDEX};
        for (int rule = 0; rule < rules.length; rule++) {
            Cascade cascade = new Cascade(
                    scores("scores1"), new int[] {0, 1, 2, 3}, scores("scores2"), new int[] {4, 5}, ties[rule]);
            Replay replay = Replay.of(table, Labels.of(table), Selection.all(table.size()), cascade);
            JsonNode rows = expected.get(rules[rule]);
            assertThat(rows).hasSizeGreaterThan(30);
            assertThat(replay.curve().size()).isEqualTo(rows.size());
            for (JsonNode row : rows) {
                ReplayPoint point = replay.at(row.get(0).asDouble());
                double[] actual = {
                    point.em(),
                    point.deferral(),
                    (double) point.switched() / point.queries(),
                    point.meanCost(),
                    point.confusion().accuracy(),
                    point.confusion().precision(),
                    point.confusion().recall(),
                    point.confusion().f1()
                };
                for (int i = 0; i < actual.length; i++) {
                    String what = rules[rule] + " tau " + row.get(0) + " column "
                            + expected.get("columns").get(i + 1);
                    assertThat(actual[i]).as(what).isCloseTo(row.get(i + 1).asDouble(), within(1e-10));
                }
            }
        }
    }

    @Test
    void choices() throws IOException {
        JsonNode expected = json("expected.json").get("rank_score");
        int[] pool = {0, 1, 2, 3, 4, 5};
        for (int router = 1; router <= 2; router++) {
            for (Ties ties : Ties.values()) {
                JsonNode entry = expected.get(
                        "router" + router + (ties == Ties.FIRST_INDEX ? "_first_index" : "_cost_then_index"));
                Choice choice = new Choice(table, scores("scores" + router), pool, ties);
                for (int q = 0; q < table.size(); q++) {
                    assertThat(choice.best(q))
                            .as("query %d", q)
                            .isEqualTo(entry.get("choices").get(q).asInt());
                }
                RouterSummary summary = RouterSummary.of(choice, Labels.of(table), Selection.all(table.size()));
                assertThat(summary.em()).isCloseTo(entry.get("accuracy").asDouble(), within(1e-10));
            }
        }
    }

    @Test
    void bounds() throws IOException {
        JsonNode expected = json("expected.json");
        Summary summary =
                Summary.of(table, Labels.of(table), Selection.all(table.size()), new int[] {0, 1, 2, 3, 4, 5});
        for (int k = 0; k < 6; k++) {
            assertThat(summary.vlms().get(k).accuracy())
                    .isCloseTo(
                            expected.get("bounds")
                                    .get("per_model_accuracy")
                                    .get(k)
                                    .asDouble(),
                            within(1e-10));
        }
        assertThat(summary.oracle())
                .isCloseTo(
                        expected.get("rank_score").get("oracle").get("accuracy").asDouble(), within(1e-10));
        assertThat(summary.allWrong()).isEqualTo(38);
    }

    @Test
    void calibration() throws IOException {
        JsonNode expected = json("calibration.json");
        for (String set : List.of("scores1", "scores2", "scores1_masked")) {
            JsonNode figures = expected.get(set);
            CalibrationPairs pairs = pairs(set.replace("_masked", ""), set.endsWith("_masked"));
            assertThat(pairs.size()).isEqualTo(figures.get("n").asInt());
            for (int bins : new int[] {5, 10, 15}) {
                Reliability width = Reliability.equalWidth(pairs, bins);
                near(width.ece(), figures, "ece_width_" + bins, 1e-10);
                near(width.mce(), figures, "mce_width_" + bins, 1e-10);
                near(width.reliability(), figures, "reliability_" + bins, 1e-10);
                near(width.resolution(), figures, "resolution_" + bins, 1e-10);
                near(width.uncertainty(), figures, "uncertainty", 1e-10);
                JsonNode rows = figures.get("bins_width_" + bins);
                assertThat(width.bins()).hasSize(rows.size());
                for (int b = 0; b < rows.size(); b++) {
                    Reliability.Bin bin = width.bins().get(b);
                    assertThat(bin.index()).isEqualTo(rows.get(b).get(0).asInt());
                    assertThat(bin.pairs()).isEqualTo(rows.get(b).get(1).asInt());
                    assertThat(bin.confidence()).isCloseTo(rows.get(b).get(2).asDouble(), within(1e-10));
                    assertThat(bin.accuracy()).isCloseTo(rows.get(b).get(3).asDouble(), within(1e-10));
                }
            }
            Reliability mass = Reliability.equalMass(pairs, 15);
            near(mass.ece(), figures, "ece_mass_15", 1e-10);
            near(mass.mce(), figures, "mce_mass_15", 1e-10);
            near(pairs.brier(), figures, "brier", 1e-10);
            near(pairs.nll(), figures, "nll", 1e-10);
            Discrimination curves = Discrimination.of(pairs);
            near(curves.auroc(), figures, "auroc", 1e-10);
            near(curves.averagePrecision(), figures, "average_precision", 1e-10);
            fits(pairs, figures);
        }
    }

    private static void fits(CalibrationPairs pairs, JsonNode figures) {
        Calibrator.Temperature temperature = Calibrator.Temperature.fit(pairs);
        near(temperature.temperature(), figures, "temperature", 1e-7);
        near(pairs.mapped(temperature).nll(), figures, "nll_at_temperature", 1e-10);
        Calibrator.Platt platt = Calibrator.Platt.fit(pairs).orElseThrow();
        assertThat(platt.a()).isCloseTo(figures.get("platt_a_b").get(0).asDouble(), within(1e-7));
        assertThat(platt.b()).isCloseTo(figures.get("platt_a_b").get(1).asDouble(), within(1e-7));
        IsotonicFit isotonic = IsotonicFit.of(pairs);
        JsonNode x = figures.get("isotonic_x");
        assertThat(x.size()).isEqualTo((int) Arrays.stream(pairs.p()).distinct().count());
        for (int i = 0; i < x.size(); i++) {
            assertThat(isotonic.step(x.get(i).asDouble()))
                    .isCloseTo(figures.get("isotonic_y").get(i).asDouble(), within(1e-10));
        }
        near(pairs.mapped(isotonic::step).brier(), figures, "isotonic_brier", 1e-10);
    }

    private static void near(double actual, JsonNode figures, String key, double tolerance) {
        assertThat(actual).as(key).isCloseTo(figures.get(key).asDouble(), within(tolerance));
    }

    private CalibrationPairs pairs(String name, boolean availableOnly) {
        List<Double> p = new ArrayList<>();
        List<Byte> y = new ArrayList<>();
        for (int q = 0; q < table.size(); q++) {
            for (int k = 0; k < table.width(); k++) {
                if (!availableOnly || data.get("A").get(q).get(k).asInt() == 1) {
                    p.add(data.get(name).get(q).get(k).asDouble());
                    y.add((byte) data.get("Y").get(q).get(k).asInt());
                }
            }
        }
        byte[] labels = new byte[y.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = y.get(i);
        }
        return CalibrationPairs.of(p.stream().mapToDouble(Double::doubleValue).toArray(), labels);
    }
}
