package dev.signalbox.evaluation.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    @Test
    void workedExampleTwelve() {
        Outcomes outcomes = Pools.twelve(Pools.TWELVE_COSTS);
        int[] best = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, 0, -1);
        assertThat(best).containsExactly(0, 2, 2, 2, 0);
        figures(outcomes, best, .8, 6.4e-4);
        int[] thrifty = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, .2, -1);
        assertThat(thrifty).containsExactly(0, 2, 2, 1, 0);
        figures(outcomes, thrifty, .8, 5e-4);
        int[] miserly = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, .5, -1);
        assertThat(miserly).containsExactly(0, 1, 0, 0, 0);
        figures(outcomes, miserly, .6, 1.4e-4);
        int[] oracle = Pools.oracle(outcomes, -1);
        assertThat(oracle).containsExactly(0, 1, 2, 0, 0);
        figures(outcomes, oracle, .8, 3.2e-4);
        assertThat(Regret.of(outcomes, best).quality()).isZero();
        assertThat(Regret.of(outcomes, best).utility(.2)).isCloseTo(.064, within(1e-12));
        assertThat(Regret.of(outcomes, miserly).quality()).isCloseTo(.2, within(1e-12));
    }

    private static void figures(Outcomes outcomes, int[] chosen, double accuracy, double cost) {
        assertThat(Pools.accuracy(outcomes, chosen)).isCloseTo(accuracy, within(1e-12));
        assertThat(Pools.cost(outcomes, chosen)).isCloseTo(cost, within(1e-15));
    }

    @Test
    void workedExampleTwelveWithoutTheThirdModel() {
        Outcomes outcomes = Pools.twelve(Pools.TWELVE_COSTS);
        int[] with = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, 0, -1);
        int[] without = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, 0, 2);
        assertThat(without).containsExactly(0, 1, 0, 1, 0);
        Removal removal = Removal.of(outcomes, 2, with, without);
        assertThat(removal.chosen()).isEqualTo(3);
        assertThat(removal.accuracy().value()).isCloseTo(.6 - .8, within(1e-12));
        assertThat(removal.accuracy().worse()).isEqualTo(1);
        assertThat(removal.cost()).isCloseTo(1.8e-4 - 6.4e-4, within(1e-15));
        assertThat(removal.oracle()).isCloseTo(.6 - .8, within(1e-12));
        assertThat(removal.redundant()).isFalse();
        assertThat(removal.lossless()).isFalse();
        figures(outcomes, Pools.oracle(outcomes, 2), .6, 1.4e-4);
        // The second model is redundant: whatever it has right, another one has right too.
        Removal second = Removal.of(outcomes, 1, with, Pools.byUtility(outcomes, Pools.TWELVE_SCORES, 0, 1));
        assertThat(second.redundant()).isTrue();
        assertThat(second.lossless()).isTrue();
        assertThat(second.oracle()).isZero();
    }

    @Test
    void workedExampleTwelveWithACheaperThirdModel() {
        Outcomes outcomes = Pools.twelve(1e-4, 3e-4, 10e-4 * .2);
        // lambda is per dollar over the highest cost there was: the scale stays when a price falls.
        int[] chosen = Pools.byUtility(outcomes, Pools.TWELVE_SCORES, .2 * 3 / 10, -1);
        assertThat(chosen).containsExactly(0, 2, 2, 2, 0);
        figures(outcomes, chosen, .8, 1.6e-4);
        assertThat(Pools.oracle(outcomes, -1)).containsExactly(0, 2, 2, 0, 0);
        figures(outcomes, Pools.oracle(outcomes, -1), .8, 1.4e-4);
    }

    @Test
    void anatomyFollowsItsDefinitions() {
        for (int seed = 0; seed < 30; seed++) {
            Outcomes outcomes = Pools.random(80, 1 + seed % 5, seed);
            int[] chosen = Pools.randomChoices(outcomes, seed + 100);
            Regret regret = Regret.of(outcomes, chosen);
            int sum =
                    Arrays.stream(Regret.Part.values()).mapToInt(regret::count).sum();
            assertThat(sum).isEqualTo(80);
            int judged = 0;
            int missed = 0;
            double excess = 0;
            int overpaid = 0;
            for (int i = 0; i < 80; i++) {
                int q = i;
                int right = (int) IntStream.range(0, outcomes.width())
                        .filter(k -> outcomes.quality()[k][q] == 1)
                        .count();
                assertThat(regret.right()[i]).isEqualTo(right);
                if (chosen[i] < 0 || outcomes.quality()[chosen[i]][i] < 0) {
                    assertThat(regret.part()[i]).isEqualTo(Regret.Part.UNKNOWN);
                    continue;
                }
                judged++;
                boolean won = outcomes.quality()[chosen[i]][i] == 1;
                missed += !won && right > 0 ? 1 : 0;
                double least = IntStream.range(0, outcomes.width())
                        .filter(k -> outcomes.quality()[k][q] == 1)
                        .mapToDouble(k -> outcomes.cost()[k][q])
                        .filter(c -> !Double.isNaN(c))
                        .min()
                        .orElse(Double.NaN);
                double own = outcomes.cost()[chosen[i]][i];
                if (won && own > least) {
                    overpaid++;
                    excess += own - least;
                    boolean free = right == outcomes.width();
                    assertThat(regret.part()[i]).isEqualTo(free ? Regret.Part.FREE_WIN : Regret.Part.OVERPAID);
                }
            }
            assertThat(regret.judged()).isEqualTo(judged);
            assertThat(regret.quality()).isEqualTo((double) missed / judged);
            assertThat(regret.overpaid()).isEqualTo(overpaid);
            if (overpaid > 0) {
                assertThat(regret.meanExcess()).isCloseTo(excess / overpaid, within(1e-15));
            }
            assertThat(regret.levels().stream().mapToInt(Regret.Level::queries).sum())
                    .isEqualTo(judged);
            assertThat(regret.levels().stream().mapToInt(Regret.Level::correct).sum())
                    .isEqualTo(judged - missed - regret.count(Regret.Part.UNSOLVABLE));
            assertThat(regret.utility(0)).isBetween(0.0, 1.0);
            assertThat(regret.utility(.5)).isNotNegative();
        }
    }

    /** The definition: the mean over orders of what a VLM adds to those before it. */
    @Test
    void shapleyIsTheMeanOverOrders() {
        for (int seed = 0; seed < 8; seed++) {
            Outcomes outcomes = Pools.random(40, 2 + seed % 4, seed);
            OracleShapley shapley = OracleShapley.of(outcomes);
            double[] exact = byEveryOrder(outcomes, shapley.labelled());
            double[] sampled = byRandomOrders(outcomes, shapley.labelled(), seed);
            for (int k = 0; k < outcomes.width(); k++) {
                assertThat(shapley.value()[k]).isCloseTo(exact[k], within(1e-12));
                assertThat(shapley.value()[k]).isCloseTo(sampled[k], within(.03));
            }
            assertThat(Arrays.stream(shapley.value()).sum())
                    .isCloseTo((double) solved(outcomes, everyone(outcomes)) / shapley.labelled(), within(1e-12));
        }
        assertThat(OracleShapley.of(Pools.of(new byte[][] {{-1, -1}}, new double[][] {{0, 0}}))
                        .value())
                .containsOnly(Double.NaN);
    }

    private static List<Integer> everyone(Outcomes outcomes) {
        return IntStream.range(0, outcomes.width()).boxed().toList();
    }

    private static double[] byEveryOrder(Outcomes outcomes, int labelled) {
        double[] sum = new double[outcomes.width()];
        List<List<Integer>> orders = orders(everyone(outcomes));
        orders.forEach(order -> add(outcomes, order, sum));
        return Arrays.stream(sum).map(s -> s / orders.size() / labelled).toArray();
    }

    private static double[] byRandomOrders(Outcomes outcomes, int labelled, long seed) {
        double[] sum = new double[outcomes.width()];
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>(everyone(outcomes));
        for (int trial = 0; trial < 2000; trial++) {
            Collections.shuffle(order, random);
            add(outcomes, order, sum);
        }
        return Arrays.stream(sum).map(s -> s / 2000 / labelled).toArray();
    }

    private static void add(Outcomes outcomes, List<Integer> order, double[] sum) {
        for (int at = 0; at < order.size(); at++) {
            sum[order.get(at)] += solved(outcomes, order.subList(0, at + 1)) - solved(outcomes, order.subList(0, at));
        }
    }

    private static List<List<Integer>> orders(List<Integer> rest) {
        if (rest.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : rest) {
            List<Integer> others = new ArrayList<>(rest);
            others.remove(first);
            for (List<Integer> tail : orders(others)) {
                List<Integer> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }

    private static int solved(Outcomes outcomes, List<Integer> coalition) {
        return (int) IntStream.range(0, outcomes.size())
                .filter(i -> coalition.stream().anyMatch(k -> outcomes.quality()[k][i] == 1))
                .count();
    }

    @Test
    void leavingOneOutIsTheReplayOfTheRest() {
        for (int seed = 0; seed < 12; seed++) {
            int width = 2 + seed % 4;
            DatasetTable table = Tables.random(120, width, seed);
            Labels labels = Labels.of(table);
            Scores first = Tables.randomScores(100, width, 12, seed + 50); // the last 20 are not scored yet
            Scores second = Tables.randomScores(110, width, 12, seed + 60);
            int[] pool = IntStream.range(0, width).toArray();
            int cut = 1 + seed % (width - 1);
            Cascade cascade = new Cascade(
                    first,
                    Arrays.copyOf(pool, cut),
                    second,
                    Arrays.copyOfRange(pool, cut, width),
                    Ties.COST_THEN_INDEX);
            Outcomes outcomes = Outcomes.of(table, labels, Selection.all(120), pool);
            Replay whole = Replay.of(table, labels, Selection.all(120), cascade);
            LeaveOneOut left = LeaveOneOut.of(table, labels, outcomes, cascade, whole);
            for (double tau : new double[] {0, .3, .55, 1}) {
                int[] before = left.choices(tau);
                List<Removal> removals = left.at(tau);
                assertThat(removals).hasSize(width);
                for (int k = 0; k < width; k++) {
                    int[] after = slow(outcomes, cascade, tau, k);
                    assertThat(removals.get(k)).isEqualTo(Removal.of(outcomes, k, before, after));
                    assertThat(after).doesNotContain(k);
                    if (removals.get(k).chosen() == 0) {
                        assertThat(removals.get(k).accuracy().worse()).isZero();
                    }
                }
                assertThat(before).isEqualTo(slow(outcomes, cascade, tau, -1));
            }
        }
    }

    /** The cascade by its words, query by query. */
    private static int[] slow(Outcomes outcomes, Cascade cascade, double tau, int without) {
        int[] chosen = new int[outcomes.size()];
        for (int i = 0; i < chosen.length; i++) {
            boolean noneFree = Arrays.stream(cascade.firstPool()).allMatch(k -> k == without);
            Scores stay = noneFree ? cascade.second() : cascade.first();
            int one = slowBest(outcomes, stay, noneFree ? cascade.secondPool() : cascade.firstPool(), i, without);
            int two = noneFree ? -1 : slowBest(outcomes, cascade.second(), cascade.secondPool(), i, without);
            boolean scored = i < stay.set().rows() && i < cascade.second().set().rows();
            boolean takes = scored
                    && two >= 0
                    && stay.confidence(i, one) <= tau
                    && cascade.second().confidence(i, two) > stay.confidence(i, one);
            chosen[i] = !scored ? -1 : takes ? two : one;
        }
        return chosen;
    }

    private static int slowBest(Outcomes outcomes, Scores scores, int[] pool, int i, int without) {
        int best = -1;
        for (int k : pool) {
            if (k == without || i >= scores.set().rows()) {
                continue;
            }
            int more = best < 0 ? 1 : Float.compare(scores.confidence(i, k), scores.confidence(i, best));
            if (more > 0 || more == 0 && Double.compare(outcomes.cost()[k][i], outcomes.cost()[best][i]) < 0) {
                best = k;
            }
        }
        return best;
    }

    /** From a free VLM of unknown cost to a paid one: as right, yet nobody can say that it costs no more. */
    @Test
    void goingToAKnownCostIsNoProofOfNoLoss() {
        Outcomes outcomes = Pools.of(new byte[][] {{1, 1}, {0, 0}}, new double[][] {{Double.NaN, 1e-3}, {0, 0}});
        Removal removal = Removal.of(outcomes, 0, new int[] {0, 0}, new int[] {1, 1});
        assertThat(removal.accuracy().value()).isZero();
        assertThat(removal.priced()).isEqualTo(1);
        assertThat(removal.newly()).isEqualTo(1);
        assertThat(removal.redundant()).isTrue();
        assertThat(removal.lossless()).isFalse();
        assertThat(Removal.of(outcomes, 1, new int[] {1, 1}, new int[] {0, 0}).lossless())
                .isTrue();
    }

    @Test
    void thereIsNothingToLeaveOutOfOne() {
        DatasetTable table = Tables.random(20, 1, 1);
        Labels labels = Labels.of(table);
        Scores scores = Tables.randomScores(20, 1, 5, 2);
        Cascade cascade = new Cascade(scores, new int[] {0}, scores, new int[0], Ties.COST_THEN_INDEX);
        Outcomes outcomes = Outcomes.of(table, labels, Selection.all(20), new int[] {0});
        Replay whole = Replay.of(table, labels, Selection.all(20), cascade);
        assertThat(LeaveOneOut.of(table, labels, outcomes, cascade, whole).at(.5))
                .isEmpty();
    }
}
