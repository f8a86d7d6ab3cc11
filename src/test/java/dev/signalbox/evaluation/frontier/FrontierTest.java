package dev.signalbox.evaluation.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RadixOrder;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.model.CodedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The worked examples of algorithms.md, and random cases against slow loops. */
class FrontierTest {
    private static Points points(double... pairs) {
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            points.add(new OperatingPoint(i, pairs[i], pairs[i + 1]));
        }
        return Points.of(points);
    }

    private static Outcomes outcomes(byte[][] quality, double[][] cost) {
        return new Outcomes(
                IntStream.range(0, quality[0].length).toArray(),
                IntStream.range(0, quality.length).toArray(),
                quality,
                cost);
    }

    @Test
    void rankScores() { // WE-2
        CostBounds bounds = new CostBounds(5e-4, 1e-2);
        double[][] cases = {
            {1, 5e-4, 1},
            {1, 1e-2, 0},
            {.85, 1e-3, .841897},
            {.85, 8e-3, .436684},
            {.5, 1e-3, .516407},
            {.7, 5e-3, .591155},
            {.9, 1e-3, .886229},
            {.9, 9e-3, .278169}
        };
        for (double[] c : cases) {
            assertThat(RankScore.STANDARD.of(c[0], c[1], bounds)).isCloseTo(c[2], within(1e-6));
        }
        double[][] betas = {{.01, .796145}, {.1, .765945}, {.5, .687860}, {1, .642807}, {2, .603293}, {5, .568356}};
        for (double[] b : betas) {
            assertThat(new RankScore(b[0]).of(.8, 2e-3, bounds)).isCloseTo(b[1], within(1e-6));
        }
        double[][] published = {{.9560, .37, 93.69}, {.7801, 2.72, 68.90}, {.7749, 1.13, 74.21}};
        for (double[] p : published) {
            assertThat(100 * RankScore.STANDARD.of(p[0], p[1] / 10_000, CostBounds.PAPER))
                    .isCloseTo(p[2], within(.01));
        }
    }

    @Test
    void rankScoreWhereItIsNotRegular() {
        CostBounds equal = new CostBounds(1e-3, 1e-3);
        assertThat(equal.cheapness(1e-3)).isEqualTo(1);
        assertThat(RankScore.STANDARD.of(.5, 1e-3, equal)).isCloseTo(1.1 / (2 + .1), within(1e-9));
        assertThat(RankScore.STANDARD.of(0, 1e-3, equal)).isZero();
        CostBounds free = new CostBounds(0, 1e-2);
        assertThat(free.floored()).isTrue();
        assertThat(free.cheapness(0)).isCloseTo(1, within(1e-9));
        assertThat(free.cheapness(1e-2)).isZero();
        assertThat(RankScore.STANDARD.of(.5, 1, CostBounds.PAPER)).isZero();
        assertThat(RankScore.STANDARD.of(Double.NaN, 1e-3, CostBounds.PAPER)).isNaN();
        assertThat(RankScore.STANDARD.of(.5, Double.NaN, CostBounds.PAPER)).isNaN();
        CostBounds none = CostBounds.of(outcomes(new byte[][] {{1}}, new double[][] {{Double.NaN}}));
        assertThat(RankScore.STANDARD.of(.5, 1e-3, none)).isNaN();
    }

    @Test
    void frontierMetrics() { // WE-9
        Points points = points(1, .60, 2, .70, 3, .68, 4, .76, 6, .78);
        assertThat(points.pareto().cost()).containsExactly(1, 2, 4, 6);
        assertThat(FrontierArea.pareto(points)).isCloseTo(.73, within(1e-12));
        assertThat(FrontierArea.runningBest(points)).isCloseTo(.724, within(1e-12));
        assertThat(FrontierArea.common(points, 1, 6)).isCloseTo(.704, within(1e-12));
        assertThat(FrontierArea.common(points, .5, 8)).isCloseTo(.677333, within(1e-6));
        assertThat(FrontierArea.peak(points)).isEqualTo(.78);
        assertThat(FrontierArea.qualityNeutralCost(points, .75, 5)).isCloseTo(.8, within(1e-12));
        assertThat(FrontierArea.qualityNeutralCostInterpolated(points, .75, 5)).isCloseTo(.733333, within(1e-6));
        Points other = points(1, .60, 2, .62, 3, .74, 4, .75, 6, .80, 7, .78);
        assertThat(other.hull().cost()).containsExactly(1, 3, 6);
        assertThat(FrontierArea.underHull(other, 1, 8)).isCloseTo(5.25, within(1e-12));
        assertThat(FrontierArea.aiq(other, 1, 8)).isCloseTo(.75, within(1e-12));
        assertThat(FrontierArea.aiqOverMaximum(other, 8)).isCloseTo(.65625, within(1e-12));
    }

    @Test
    void frontierMetricsOfTooLittle() {
        Points one = points(2, .7);
        assertThat(FrontierArea.pareto(one)).isNaN();
        assertThat(FrontierArea.runningBest(one)).isEqualTo(.7);
        assertThat(FrontierArea.common(one, 1, 3)).isCloseTo(.35, within(1e-12));
        assertThat(FrontierArea.qualityNeutralCost(one, .9, 1)).isInfinite();
        assertThat(FrontierArea.aiq(one, 2, 2)).isNaN();
        Points none = points(Double.NaN, .5, 1, Double.NaN);
        assertThat(none.pareto().size()).isZero();
        assertThat(FrontierArea.peak(none)).isNaN();
        assertThat(FrontierArea.underHull(none, 0, 1)).isNaN();
        assertThat(none.hull().onHull(1)).isNaN();
    }

    @Test
    void strongCalls() { // WE-10
        byte[] weak = {1, 1, 1, 0, 1, 0, 0, 1, 0, 0};
        byte[] strong = {1, 1, 0, 1, 1, 1, 1, 1, 1, 0};
        double[] score = {.1, .2, .15, .8, .3, .7, .9, .25, .35, .6};
        Outcomes outcomes = outcomes(new byte[][] {weak, strong}, new double[2][10]);
        DeferralCurve curve = DeferralCurve.of(outcomes, 0, 1, score);
        assertThat(curve.quality()).containsExactly(.5, .6, .7, .8, .8, .9, .9, .9, .9, .8, .8);
        assertThat(curve.meanRecovered(.5, .8)).isCloseTo(.983333, within(1e-6));
        assertThat(curve.meanRecoveredOfTen(.5, .8)).isCloseTo(1.033333, within(1e-6));
        double[][] calls = {{.2, .1, .06}, {.5, .2, .15}, {.8, .3, .24}};
        for (double[] c : calls) {
            assertThat(curve.callsFor(c[0], .5, .8)).isCloseTo(c[1], within(1e-9));
            assertThat(curve.callsForInterpolated(c[0], .5, .8)).isCloseTo(c[2], within(1e-9));
        }
        assertThat(curve.meanRecovered(.5, .5)).isNaN();
        assertThat(curve.callsFor(.5, .5, .5)).isNaN();
        DeferralCurve oracle = DeferralCurve.oracle(weak, strong);
        assertThat(oracle.quality()).containsExactly(.5, .6, .7, .8, .9, .9, .9, .9, .9, .9, .8);
        assertThat(curve.randomArea()).isCloseTo(.65, within(1e-12));
        assertThat(curve.neutral(.85)).isEqualTo(.5);
        assertThat(curve.neutral(.95)).isNaN();
    }

    @Test
    void utilityPolicyOfTheWorkedExample() { // WE-12
        double[] prices = {1e-4, 3e-4, 1e-3};
        byte[][] quality = {{1, 0, 0, 0, 1}, {1, 1, 0, 0, 0}, {0, 1, 1, 0, 1}};
        double[][] cost = new double[3][5];
        for (int k = 0; k < 3; k++) {
            Arrays.fill(cost[k], prices[k]);
        }
        ScoreMatrix scores =
                new ScoreMatrix(new double[][] {{.9, .2, .4, .1, .8}, {.8, .6, .3, .2, .1}, {.7, .9, .6, .3, .8}});
        Outcomes outcomes = outcomes(quality, cost);
        UtilityPolicy policy = new UtilityPolicy(outcomes, scores, Ties.COST_THEN_INDEX);
        CostBounds bounds = CostBounds.of(outcomes);
        assertThat(policy.choices(0)).containsExactly(0, 2, 2, 2, 0);
        assertThat(policy.choices(.2)).containsExactly(0, 2, 2, 1, 0);
        assertThat(policy.choices(.5)).containsExactly(0, 1, 0, 0, 0);
        double[][] reached = {{0, .8, 6.4e-4, .622897}, {.2, .8, 5e-4, .695238}, {.5, .6, 1.4e-4, Double.NaN}};
        LambdaFrontier frontier = LambdaFrontier.of(policy);
        for (double[] r : reached) {
            OperatingPoint point = frontier.at(r[0]);
            assertThat(point.quality()).isCloseTo(r[1], within(1e-12));
            assertThat(point.cost()).isCloseTo(r[2], within(1e-12));
            if (!Double.isNaN(r[3])) {
                assertThat(RankScore.STANDARD.of(point.quality(), point.cost(), bounds))
                        .isCloseTo(r[3], within(1e-6));
            }
        }
        assertThat(References.oracle(outcomes)).containsExactly(0, 1, 2, 0, 0);
        UtilityPolicy first = new UtilityPolicy(outcomes, scores, Ties.FIRST_INDEX);
        assertThat(first.choices(0)).containsExactly(0, 2, 2, 2, 0);
    }

    /** Random outcomes with ties, unknown labels, unknown costs and unscored cells. */
    private record Case(Outcomes outcomes, ScoreMatrix scores, double[][] predicted) {
        static Case of(Random random) {
            int n = 1 + random.nextInt(40);
            int width = 1 + random.nextInt(6);
            int levels = 2 + random.nextInt(8);
            byte[][] quality = new byte[width][n];
            double[][] cost = new double[width][n];
            double[][] score = new double[width][n];
            double[][] predicted = new double[width][n];
            for (int k = 0; k < width; k++) {
                for (int i = 0; i < n; i++) {
                    quality[k][i] = (byte) (random.nextInt(3) - (random.nextInt(4) == 0 ? 1 : 0));
                    quality[k][i] = (byte) Math.clamp(quality[k][i], -1, 1);
                    cost[k][i] = random.nextInt(12) == 0 ? Double.NaN : (1 + random.nextInt(levels)) * 1e-4;
                    score[k][i] = random.nextInt(12) == 0 ? Double.NaN : random.nextInt(levels) / (double) levels;
                    predicted[k][i] = random.nextInt(15) == 0 ? Double.NaN : (1 + random.nextInt(levels)) * 1e-4;
                }
            }
            return new Case(FrontierTest.outcomes(quality, cost), new ScoreMatrix(score), predicted);
        }
    }

    private static void same(OperatingPoint actual, Tally slow) {
        assertThat(Double.compare(actual.quality(), slow.quality())).isZero();
        if (slow.priced() == 0) {
            assertThat(actual.cost()).isNaN();
        } else {
            assertThat(actual.cost()).isCloseTo(slow.spent(), within(1e-12));
        }
    }

    @Test
    void theFrontierIsThePolicyAtEveryLambda() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            Case c = Case.of(random);
            UtilityPolicy policy = new UtilityPolicy(c.outcomes(), c.scores(), Ties.values()[round % 2]);
            LambdaFrontier frontier = LambdaFrontier.of(policy);
            double[] lambda = frontier.points().parameter();
            assertThat(lambda[0]).isZero();
            same(frontier.at(0), policy.at(0));
            for (int i = 0; i < lambda.length; i++) {
                double next = i + 1 < lambda.length ? lambda[i + 1] : 2 * lambda[i] + 1;
                if (i > 0) {
                    assertThat(lambda[i]).isGreaterThan(lambda[i - 1]);
                }
                // Roundings of one corner reached from two sides lie closer than this.
                if (next - lambda[i] > 1e-9) {
                    double middle = (lambda[i] + next) / 2;
                    same(frontier.at(middle), policy.at(middle));
                }
            }
            int open = 0;
            for (int i = 0; i < c.outcomes().size(); i++) {
                open += policy.choice(i, 1) >= 0 ? 1 : 0;
            }
            assertThat(policy.at(1).unserved()).isEqualTo(c.outcomes().size() - open);
        }
    }

    @Test
    void ceilingsAreTheLoopOverEveryQuery() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            Case c = Case.of(random);
            Ties ties = Ties.values()[round % 2];
            CostCeiling.Fallback fallback = CostCeiling.Fallback.values()[round / 2 % 2];
            Points points = new CostCeiling(c.outcomes(), c.scores(), c.predicted(), fallback, ties).points();
            for (int p = 0; p < points.size(); p++) {
                int[] choice = new int[c.outcomes().size()];
                for (int i = 0; i < choice.length; i++) {
                    choice[i] = ceiling(c, i, points.parameter()[p], fallback, ties);
                }
                same(points.get(p), Tally.of(c.outcomes(), choice));
            }
        }
    }

    private static int ceiling(Case c, int i, double ceiling, CostCeiling.Fallback fallback, Ties ties) {
        int best = -1;
        int cheapest = -1;
        for (int k = 0; k < c.outcomes().width(); k++) {
            double price = c.predicted()[k][i];
            double score = c.scores().score()[k][i];
            if (Double.isNaN(price) || Double.isNaN(score)) {
                continue;
            }
            if (cheapest < 0 || fallback == CostCeiling.Fallback.CHEAPEST && price < c.predicted()[cheapest][i]) {
                cheapest = k;
            }
            if (price <= ceiling) {
                double top = best < 0 ? Double.NEGATIVE_INFINITY : c.scores().score()[best][i];
                boolean tie = score == top && ties == Ties.COST_THEN_INDEX && price < c.predicted()[best][i];
                best = score > top || tie ? k : best;
            }
        }
        return best < 0 ? cheapest : best;
    }

    @Test
    void paretoAndHullAgreeWithTheirDefinitions() {
        Random random = new Random(13);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(15);
            double[] pairs =
                    random.doubles(2L * n).map(x -> Math.rint(x * 10) / 10).toArray();
            Points points = points(pairs);
            Points front = points.pareto();
            Points hull = points.hull();
            for (int i = 0; i < n; i++) {
                double cost = pairs[2 * i];
                double quality = pairs[2 * i + 1];
                boolean beaten = false;
                for (int j = 0; j < n; j++) {
                    boolean better = pairs[2 * j] <= cost && pairs[2 * j + 1] >= quality;
                    beaten |= better && (pairs[2 * j] < cost || pairs[2 * j + 1] > quality);
                }
                boolean on = false;
                for (int j = 0; j < front.size(); j++) {
                    on |= front.cost()[j] == cost && front.quality()[j] == quality;
                }
                assertThat(on).isEqualTo(!beaten);
                assertThat(hull.onHull(cost)).isGreaterThanOrEqualTo(quality - 1e-12);
            }
            // Every corner is a point of the set, and steepness falls.
            for (int j = 1; j + 1 < hull.size(); j++) {
                double before = (hull.quality()[j] - hull.quality()[j - 1]) / (hull.cost()[j] - hull.cost()[j - 1]);
                double after = (hull.quality()[j + 1] - hull.quality()[j]) / (hull.cost()[j + 1] - hull.cost()[j]);
                assertThat(after).isLessThan(before);
            }
        }
    }

    @Test
    void theDatasetOracleTakesTheBestOfEveryValue() {
        byte[][] quality = {{1, 1, 0, 0, -1}, {0, 0, 1, 1, 1}};
        double[][] cost = {{1, 1, 1, 1, 1}, {2, 2, 2, Double.NaN, 2}};
        CodedColumn field = new CodedColumn("benchmark", List.of("a", "b"), new int[] {0, 0, 1, 1, -1});
        References references = References.of(outcomes(quality, cost), field);
        Tally oracle = references.datasetOracle();
        assertThat(oracle).isNotNull();
        assertThat(oracle.quality()).isEqualTo(1);
        assertThat(oracle.counts()).containsExactly(2, 3);
        assertThat(oracle.priced()).isEqualTo(4);
        assertThat(references.strongest()).isEqualTo(1);
        assertThat(references.cheapest()).isZero();
    }

    @Test
    void radixOrderIsAStableSort() {
        Random random = new Random(14);
        for (int round = 0; round < 50; round++) {
            int n = random.nextInt(300);
            double[] keys = new double[n];
            float[] floats = new float[n];
            for (int i = 0; i < n; i++) {
                keys[i] = (random.nextInt(40) - 20) * Math.pow(10, random.nextInt(30) - 15);
                floats[i] = (float) keys[i];
            }
            Integer[] slow = IntStream.range(0, n).boxed().toArray(Integer[]::new);
            Arrays.sort(slow, (a, b) -> Double.compare(keys[a], keys[b]));
            assertThat(RadixOrder.ascending(keys, n))
                    .containsExactly(Arrays.stream(slow).mapToInt(i -> i).toArray());
            Arrays.sort(slow, (a, b) -> {
                int order = Float.compare(floats[a], floats[b]);
                return order == 0 ? Integer.compare(a, b) : order;
            });
            assertThat(RadixOrder.ascending(floats, n))
                    .containsExactly(Arrays.stream(slow).mapToInt(i -> i).toArray());
        }
    }
}
