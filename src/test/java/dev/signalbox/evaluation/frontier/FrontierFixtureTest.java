package dev.signalbox.evaluation.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.evaluation.Confusion;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Ties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against figures that public and other code computed for 300 synthetic queries with many ties. */
class FrontierFixtureTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "metrics");
    private static final double NEAR = 1e-10;

    private JsonNode data;
    private JsonNode expected;
    private Outcomes outcomes;
    private Outcomes masked;

    @BeforeEach
    void read() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "The shared metric fixtures are not here");
        data = json("data.json");
        expected = json("expected.json");
        outcomes = outcomes(false);
        masked = outcomes(true);
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    }

    private Outcomes outcomes(boolean mask) {
        double[][] cost = column("C");
        byte[][] quality = new byte[cost.length][cost[0].length];
        for (int k = 0; k < cost.length; k++) {
            for (int i = 0; i < cost[k].length; i++) {
                boolean open = !mask || data.get("A").get(i).get(k).asInt() == 1;
                quality[k][i] = (byte) (open ? data.get("Y").get(i).get(k).asInt() : -1);
                cost[k][i] = open ? cost[k][i] : Double.NaN;
            }
        }
        int n = cost[0].length;
        return new Outcomes(
                IntStream.range(0, n).toArray(), IntStream.range(0, cost.length).toArray(), quality, cost);
    }

    private double[][] column(String name) {
        int n = data.get("N").asInt();
        double[][] result = new double[data.get("K").asInt()][n];
        for (int k = 0; k < result.length; k++) {
            for (int i = 0; i < n; i++) {
                result[k][i] = data.get(name).get(i).get(k).asDouble();
            }
        }
        return result;
    }

    private ScoreMatrix scores(int router) {
        return new ScoreMatrix(column("scores" + router));
    }

    private static void near(double actual, JsonNode figures, String key) {
        JsonNode node = figures.get(key);
        assertThat(node).as(key).isNotNull();
        if (node.asText().equals("inf")) {
            assertThat(actual).as(key).isEqualTo(Double.POSITIVE_INFINITY);
        } else {
            assertThat(actual).as(key).isCloseTo(node.asDouble(), within(NEAR));
        }
    }

    private void tally(Tally tally, JsonNode figures) {
        near(tally.quality(), figures, "accuracy");
        near(tally.meanCost(), figures, "mean_cost");
        CostBounds bounds = CostBounds.of(outcomes);
        for (var entry : figures.path("rank_score").properties()) {
            RankScore score = new RankScore(Double.parseDouble(entry.getKey()));
            assertThat(score.of(tally.quality(), tally.meanCost(), bounds))
                    .isCloseTo(entry.getValue().asDouble(), within(NEAR));
        }
        if (figures.has("model_counts")) {
            assertThat(tally.counts())
                    .containsExactly(IntStream.range(0, 6)
                            .map(k -> figures.get("model_counts").get(k).asInt())
                            .toArray());
        }
    }

    private static void choices(int[] actual, JsonNode figures) {
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("query %d", i)
                    .isEqualTo(figures.get("choices").get(i).asInt());
        }
    }

    @Test
    void boundsAndReferences() {
        JsonNode figures = expected.get("bounds");
        near(CostBounds.of(outcomes).min(), figures, "cmin");
        near(CostBounds.of(outcomes).max(), figures, "cmax");
        References references = References.of(outcomes, null);
        JsonNode scores = expected.get("rank_score");
        for (int k = 0; k < 6; k++) {
            Tally single = references.singles().get(k);
            assertThat(single.quality())
                    .isCloseTo(figures.get("per_model_accuracy").get(k).asDouble(), within(NEAR));
            assertThat(single.meanCost())
                    .isCloseTo(figures.get("per_model_mean_cost").get(k).asDouble(), within(NEAR));
            tally(single, scores.get("model" + k));
        }
        tally(references.singles().get(references.strongest()), scores.get("strongest"));
        tally(references.singles().get(references.cheapest()), scores.get("cheapest"));
        near(references.random().quality(), scores.get("random_closed_form"), "accuracy");
        near(references.random().cost(), scores.get("random_closed_form"), "mean_cost");
        tally(references.oracle(), scores.get("oracle"));
        choices(References.oracle(outcomes), scores.get("oracle"));
        tally(References.of(masked, null).oracle(), scores.get("oracle_masked"));
        choices(References.oracle(masked), scores.get("oracle_masked"));
    }

    @Test
    void rankScoreAtTheEdges() {
        assertThat(expected.get("rank_score_edges")).isNotEmpty();
        for (JsonNode edge : expected.get("rank_score_edges")) {
            RankScore score = new RankScore(edge.get("beta").asDouble());
            CostBounds bounds =
                    new CostBounds(edge.get("cmin").asDouble(), edge.get("cmax").asDouble());
            near(score.of(edge.get("acc").asDouble(), edge.get("cost").asDouble(), bounds), edge, "score");
        }
    }

    @Test
    void choicesUnderBothRulesWithAndWithoutMissingCells() {
        for (int router = 1; router <= 2; router++) {
            for (Ties ties : Ties.values()) {
                for (boolean mask : new boolean[] {false, true}) {
                    String name = "router" + router + (mask ? "_masked" : "")
                            + (ties == Ties.FIRST_INDEX ? "_first_index" : "_cost_then_index");
                    JsonNode figures = expected.get("rank_score").get(name);
                    UtilityPolicy policy = new UtilityPolicy(mask ? masked : outcomes, scores(router), ties);
                    choices(policy.choices(0), figures);
                    tally(policy.at(0), figures);
                    assertThat(policy.excluded()).isEqualTo(mask ? 92 : 0);
                    OperatingPoint first = LambdaFrontier.of(policy).at(0);
                    near(first.quality(), figures, "accuracy");
                    near(first.cost(), figures, "mean_cost");
                }
            }
        }
    }

    @Test
    void costCeilings() {
        double best = best().quality();
        double reference = best().meanCost();
        for (int router = 1; router <= 2; router++) {
            for (CostCeiling.Fallback fallback : CostCeiling.Fallback.values()) {
                JsonNode figures = expected.get("mmr_bench")
                        .get("router" + router)
                        .get(fallback == CostCeiling.Fallback.FIRST ? "public_index0" : "cheapest_fallback");
                Points points = new CostCeiling(
                                outcomes, scores(router), column("predicted_cost"), fallback, Ties.FIRST_INDEX)
                        .points();
                same(points, figures.get("points"));
                same(points.pareto(), figures.get("pareto"));
                near(FrontierArea.pareto(points), figures, "nAUC");
                near(FrontierArea.peak(points), figures, "P_s");
                near(FrontierArea.qualityNeutralCost(points, best, reference), figures, "QNC");
                if (fallback == CostCeiling.Fallback.CHEAPEST) {
                    CostBounds bounds = CostBounds.of(outcomes);
                    near(FrontierArea.common(points, bounds.min(), bounds.max()), figures, "nAUC_common_step");
                }
            }
        }
    }

    private Tally best() {
        References references = References.of(outcomes, null);
        return references.singles().get(references.strongest());
    }

    private static void same(Points actual, JsonNode figures) {
        assertThat(actual.size()).isEqualTo(figures.size());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.cost()[i]).isCloseTo(figures.get(i).get(0).asDouble(), within(NEAR));
            assertThat(actual.quality()[i]).isCloseTo(figures.get(i).get(1).asDouble(), within(NEAR));
        }
    }

    private Points grid(int router, boolean exact) {
        UtilityPolicy policy = new UtilityPolicy(outcomes, scores(router), Ties.FIRST_INDEX);
        LambdaFrontier frontier = LambdaFrontier.of(policy);
        double[] lambdas = new double[expected.get("lambda_grid").size()];
        Arrays.setAll(lambdas, i -> expected.get("lambda_grid").get(i).asDouble());
        return Points.of(Arrays.stream(lambdas)
                .mapToObj(lambda ->
                        exact ? frontier.at(lambda) : policy.at(lambda).point(lambda))
                .toList());
    }

    @Test
    void lambdaCurves() {
        double best = best().quality();
        double reference = best().meanCost();
        for (int router = 1; router <= 2; router++) {
            JsonNode figures = expected.get("latentrouter_curve").get("router" + router);
            for (boolean exact : new boolean[] {false, true}) {
                Points points = grid(router, exact);
                same(points, figures.get("points"));
                near(FrontierArea.runningBest(points), figures, "nAUC");
                near(FrontierArea.peak(points), figures, "P_s");
                near(FrontierArea.qualityNeutralCost(points, best, reference), figures, "QNC");
                near(FrontierArea.qualityNeutralCost(points, best * 0.99, reference), figures, "QNC_99_percent");
                near(FrontierArea.qualityNeutralCost(points, best - 0.01, reference), figures, "QNC_minus_0.01");
            }
        }
    }

    @Test
    void hulls() {
        JsonNode figures = expected.get("routerbench");
        double low = figures.get("common_c_min").asDouble();
        double high = figures.get("common_c_max").asDouble();
        String[] names = {"single_models", "router1_lambda_curve", "router2_lambda_curve"};
        for (int i = 0; i < names.length; i++) {
            Points points = i == 0 ? References.of(outcomes, null).points() : grid(i, true);
            JsonNode curve = figures.get(names[i]);
            same(points.hull(), curve.get("hull"));
            near(FrontierArea.underHull(points, 0, high), curve, "area_from_first_hull_point_to_common_c_max");
            near(FrontierArea.aiqOverMaximum(points, high), curve, "AIQ_divided_by_c_max");
            near(FrontierArea.aiqOverMaximum(points, high), curve, "public_AIQ");
            near(FrontierArea.aiq(points, low, high), curve, "AIQ_range_form_zero_before_first_point");
        }
    }

    @Test
    void strongCalls() {
        JsonNode figures = expected.get("routellm");
        int weak = figures.get("weak").asInt();
        int strong = figures.get("strong").asInt();
        double[][] first = column("scores1");
        double[] score = new double[outcomes.size()];
        Arrays.setAll(score, i -> Math.round((first[strong][i] - first[weak][i]) * 100) / 100.0);
        DeferralCurve curve = DeferralCurve.of(outcomes, weak, strong, score);
        JsonNode points = figures.get("points_share_accuracy_threshold");
        assertThat(curve.size()).isEqualTo(points.size());
        for (int i = 0; i < points.size(); i++) {
            assertThat(curve.share()[i]).isCloseTo(points.get(i).get(0).asDouble(), within(NEAR));
            assertThat(curve.quality()[i]).isCloseTo(points.get(i).get(1).asDouble(), within(NEAR));
            String threshold = points.get(i).get(2).asText();
            assertThat(curve.threshold()[i])
                    .isEqualTo(
                            threshold.equals("inf")
                                    ? Double.POSITIVE_INFINITY
                                    : points.get(i).get(2).asDouble());
        }
        double low = figures.get("acc_weak").asDouble();
        double high = figures.get("acc_strong").asDouble();
        near(curve.meanRecovered(low, high), figures, "APGR_trapezoid");
        near(curve.meanRecovered(low, high), figures.get("public"), "APGR");
        near(curve.area() * 100, figures.get("public"), "AUC_percent");
        for (int part : new int[] {20, 50, 80}) {
            near(curve.callsFor(part / 100.0, low, high), figures, "CPT" + part + "_first_point");
            near(
                    curve.callsForInterpolated(part / 100.0, low, high),
                    figures,
                    "CPT" + part + "_first_crossing_interpolated");
        }
        DeferralCurve oracle = DeferralCurve.oracle(outcomes.quality()[weak], outcomes.quality()[strong]);
        for (JsonNode point : figures.get("optimal_accuracy_at_share")) {
            // As published: forced calls never lose, so the best so far counts.
            double reached = Double.NEGATIVE_INFINITY;
            for (int i = 0;
                    i < oracle.size() && oracle.share()[i] <= point.get(0).asDouble() + 1e-12;
                    i++) {
                reached = Math.max(reached, oracle.quality()[i]);
            }
            assertThat(reached).isCloseTo(point.get(1).asDouble(), within(NEAR));
        }
    }

    @Test
    void pairsWithMissingCells() {
        for (int router = 1; router <= 2; router++) {
            JsonNode figures =
                    expected.get("pair_metrics_masked").get("scores" + router + "_masked_pairs_threshold_0.5");
            double[][] score = scores(router).score();
            long[] cells = new long[4];
            for (int k = 0; k < 6; k++) {
                for (int i = 0; i < masked.size(); i++) {
                    int label = masked.quality()[k][i];
                    if (label >= 0) {
                        cells[(score[k][i] > Confusion.THRESHOLD ? 1 : 3) - label]++;
                    }
                }
            }
            Confusion confusion = new Confusion(cells[0], cells[1], cells[2], cells[3]);
            near(confusion.truePositive(), figures, "tp");
            near(confusion.falsePositive(), figures, "fp");
            near(confusion.falseNegative(), figures, "fn");
            near(confusion.trueNegative(), figures, "tn");
            near(confusion.accuracy(), figures, "accuracy");
            near(confusion.precision(), figures, "precision");
            near(confusion.recall(), figures, "recall");
            near(confusion.f1(), figures, "f1");
        }
    }
}
