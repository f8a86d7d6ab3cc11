package dev.signalbox.evaluation.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.RankScore;
import dev.signalbox.evaluation.frontier.References;
import dev.signalbox.evaluation.frontier.ScoreMatrix;
import dev.signalbox.evaluation.frontier.Tally;
import dev.signalbox.evaluation.frontier.UtilityPolicy;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Price;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import dev.signalbox.model.TokenCounts;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The what-if of WE-12 (algorithms.md, section 6.4), and prices by token and where costs are unknown. */
class PoolTermsTest {
    private static final int[] ALL = {0, 1, 2};
    private static final double[] PRICES = {1e-4, 3e-4, 1e-3};

    private final Scores scores =
            Tables.scores(3, .9f, .8f, .7f, .2f, .6f, .9f, .4f, .3f, .6f, .1f, .2f, .3f, .8f, .1f, .8f);

    private static DatasetTable table() {
        byte[][] labels = {{1, 0, 0, 0, 1}, {1, 1, 0, 0, 0}, {0, 1, 1, 0, 1}};
        boolean[][] answered = new boolean[3][5];
        float[][] costs = new float[3][5];
        for (int k = 0; k < 3; k++) {
            Arrays.fill(answered[k], true);
            Arrays.fill(costs[k], (float) PRICES[k]);
        }
        return Tables.of(labels, answered, costs, Map.of());
    }

    private static Outcomes outcomes(DatasetTable table, int... pool) {
        return Outcomes.of(table, Labels.of(table), Selection.all(5), pool);
    }

    private Tally at(DatasetTable table, double lambda, int... pool) {
        Outcomes outcomes = outcomes(table, pool);
        ScoreMatrix matrix = ScoreMatrix.of(table, scores, outcomes);
        return new UtilityPolicy(outcomes, matrix, Ties.COST_THEN_INDEX).at(lambda);
    }

    @Test
    void withoutTheDearestVlm() {
        PoolTerms terms = PoolTerms.AS_IMPORTED.with(2, Terms.AS_IMPORTED.allow(false));
        int[] pool = terms.allowed(ALL);
        assertThat(pool).containsExactly(0, 1);
        assertThat(terms.forbidden()).isEqualTo(1);
        assertThat(terms.repriced()).isZero();
        assertThat(terms.applied(table(), null).costs()).isEqualTo(table().costs());
        Tally router = at(table(), 0, pool);
        assertThat(router.quality()).isEqualTo(.6);
        assertThat(router.meanCost()).isCloseTo(1.8e-4, within(1e-9));
        Tally oracle = References.of(outcomes(table(), pool), null).oracle();
        assertThat(oracle.quality()).isEqualTo(.6);
        assertThat(oracle.meanCost()).isCloseTo(1.4e-4, within(1e-9));
    }

    @Test
    void aFifthOfThePrice() {
        PoolTerms terms = PoolTerms.AS_IMPORTED.with(2, Terms.AS_IMPORTED.times(.2));
        DatasetTable cheaper = terms.applied(table(), null);
        Tally router = at(cheaper, .2, ALL);
        assertThat(router.quality()).isEqualTo(.8);
        assertThat(router.meanCost()).isCloseTo(1.6e-4, within(1e-9));
        Tally oracle = References.of(outcomes(cheaper, ALL), null).oracle();
        assertThat(oracle.quality()).isEqualTo(.8);
        assertThat(oracle.meanCost()).isCloseTo(1.4e-4, within(1e-9));
        assertThat(terms.with(2, Terms.AS_IMPORTED)).isEqualTo(PoolTerms.AS_IMPORTED);
        assertThat(terms.with(2, Terms.AS_IMPORTED).applied(table(), null).costs())
                .isEqualTo(table().costs());
    }

    @Test
    void frozenBoundsMakeScoresComparable() {
        CostBounds frozen = CostBounds.of(outcomes(table(), ALL));
        Tally dearest = Tally.constant(outcomes(table(), ALL), 2);
        assertThat(RankScore.STANDARD.of(dearest.quality(), dearest.meanCost(), frozen))
                .isCloseTo(0, within(1e-6));
        Tally first = Tally.constant(outcomes(table(), ALL), 0);
        assertThat(RankScore.STANDARD.of(first.quality(), first.meanCost(), frozen))
                .isCloseTo(.423077, within(1e-6));
        DatasetTable cheaper =
                PoolTerms.AS_IMPORTED.with(2, Terms.AS_IMPORTED.times(.2)).applied(table(), null);
        CostBounds recomputed = CostBounds.of(outcomes(cheaper, ALL));
        assertThat(recomputed.max()).isCloseTo(3e-4, within(1e-9));
        Tally reduced = Tally.constant(outcomes(cheaper, ALL), 2);
        assertThat(RankScore.STANDARD.of(reduced.quality(), reduced.meanCost(), frozen))
                .isGreaterThan(RankScore.STANDARD.of(reduced.quality(), reduced.meanCost(), recomputed));
    }

    @Test
    void pricesByTokenPictureAndWhereUnknown() {
        float[][] costs = {{.5f, Float.NaN, .25f}, {Float.NaN, Float.NaN, Float.NaN}};
        boolean[][] answered = {{true, true, true}, {true, true, false}};
        DatasetTable table = Tables.of(new byte[][] {{1, 1, 1}, {1, 1, -1}}, answered, costs, Map.of());
        TokenCounts tokens = new TokenCounts(
                new int[][] {{1000, 2000, -1}, {-1, -1, -1}}, new int[][] {{100, 200, 5}, {-1, -1, -1}});
        PoolTerms terms = PoolTerms.AS_IMPORTED
                .with(0, Terms.AS_IMPORTED.at(new Price(10, 100, .001)).times(2))
                .with(1, Terms.AS_IMPORTED.fillingWith(.003));
        float[][] priced = terms.applied(table, tokens).costs();
        // Query 0 has no picture, query 1 has one; query 2 has no tokens and keeps its cost.
        assertThat(priced[0][0]).isCloseTo(2 * .02f, within(1e-6f));
        assertThat(priced[0][1]).isCloseTo(2 * .041f, within(1e-6f));
        assertThat(priced[0][2]).isEqualTo(.5f);
        assertThat(priced[1][0]).isEqualTo(.003f);
        assertThat(priced[1][2]).isNaN();
        assertThat(terms.repriced()).isEqualTo(2);
        assertThat(tokens.any(0)).isTrue();
        assertThat(tokens.any(1)).isFalse();
        assertThatThrownBy(() -> Terms.AS_IMPORTED.times(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Terms.AS_IMPORTED.fillingWith(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void freeVlmsOfUnknownCostsAreTakenToCostNothing() {
        float[][] costs = {{Float.NaN, Float.NaN}, {.5f, Float.NaN}, {Float.NaN, Float.NaN}};
        boolean[][] answered = {{true, true}, {true, true}, {true, true}};
        DatasetTable table = Tables.of(new byte[][] {{1, 1}, {1, 1}, {0, 0}}, answered, costs, Map.of());
        Outcomes outcomes = Outcomes.of(table, Labels.of(table), Selection.all(2), ALL);
        KnownCosts known = KnownCosts.of(table, outcomes);
        assertThat(known.assumed()).isEqualTo(1); // vlm-1 is free too, but some of its costs are known
        assertThat(known.unknown()).isEqualTo(3);
        assertThat(known.outcomes().cost()[0]).containsExactly(0, 0);
        assertThat(known.outcomes().cost()[1][1]).isNaN();
    }
}
