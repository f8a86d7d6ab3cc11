package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
    /** Algorithm 1, read line by line for every query. */
    static ReplayPoint slow(DatasetTable table, Labels labels, Selection rows, Cascade cascade, double tau) {
        int queries = 0;
        int judged = 0;
        int correct = 0;
        int deferred = 0;
        int switched = 0;
        long[] cells = new long[4];
        int[] chosen = new int[table.width()];
        double cost = 0;
        int priced = 0;
        double latency = 0;
        int timed = 0;
        for (int q : rows.toArray()) {
            if (q >= cascade.first().set().rows() || q >= cascade.second().set().rows()) {
                continue;
            }
            queries++;
            int one = best(table, cascade.first(), cascade.firstPool(), cascade.ties(), q);
            float s1 = cascade.first().confidence(q, one);
            int choice = one;
            count(cells, labels, cascade.first(), cascade.firstPool(), q);
            if (!(s1 > cascade.own().getOrDefault(one, tau).floatValue())) {
                deferred++;
                count(cells, labels, cascade.second(), cascade.secondPool(), q);
                int two = best(table, cascade.second(), cascade.secondPool(), cascade.ties(), q);
                if (two >= 0 && cascade.second().confidence(q, two) > s1) {
                    choice = two;
                    switched++;
                }
            }
            chosen[choice]++;
            if (labels.get(q, choice) != Correctness.UNKNOWN) {
                judged++;
                correct += labels.get(q, choice) == Correctness.RIGHT ? 1 : 0;
            }
            if (!Float.isNaN(table.costs()[choice][q])) {
                cost += table.costs()[choice][q];
                priced++;
            }
            if (!Float.isNaN(table.latencies()[choice][q])) {
                latency += table.latencies()[choice][q];
                timed++;
            }
        }
        Confusion confusion = new Confusion(cells[0], cells[1], cells[2], cells[3]);
        return new ReplayPoint(
                tau, queries, judged, correct, deferred, switched, confusion, chosen, cost, priced, latency, timed);
    }

    private static int best(DatasetTable table, Scores scores, int[] pool, Ties ties, int q) {
        int best = -1;
        for (int k : pool) {
            if (best < 0) {
                best = k;
                continue;
            }
            int order = Float.compare(scores.confidence(q, k), scores.confidence(q, best));
            if (order == 0 && ties == Ties.COST_THEN_INDEX) {
                float mine = table.costs()[k][q];
                float other = table.costs()[best][q];
                order = -Float.compare(mine, other);
            }
            if (order > 0 || (order == 0 && k < best)) {
                best = k;
            }
        }
        return best;
    }

    private static void count(long[] cells, Labels labels, Scores scores, int[] pool, int q) {
        for (int k : pool) {
            boolean predicted = scores.confidence(q, k) > 0.5;
            switch (labels.get(q, k)) {
                case RIGHT -> cells[predicted ? 0 : 2]++;
                case WRONG -> cells[predicted ? 1 : 3]++;
                case UNKNOWN -> {}
            }
        }
    }

    static void assertSame(ReplayPoint fast, ReplayPoint slow) {
        assertThat(fast)
                .usingRecursiveComparison()
                .ignoringFields("cost", "latency")
                .isEqualTo(slow);
        assertThat(fast.cost()).isCloseTo(slow.cost(), within(1e-9));
        assertThat(fast.latency()).isCloseTo(slow.latency(), within(1e-9));
    }

    @Test
    void everyThresholdAgreesWithTheAlgorithmReadLineByLine() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(80);
            int width = 2 + random.nextInt(5);
            int distinct = 2 + random.nextInt(30);
            DatasetTable table = Tables.random(n, width, round);
            Labels labels = Labels.of(table);
            Scores one = Tables.randomScores(n, width, distinct, 100 + round);
            Scores two = Tables.randomScores(n, width, distinct, 200 + round);
            Ties ties = Ties.values()[round % 2];
            Cascade cascade = round % 3 == 0 ? Cascade.of(table, one, ties) : Cascade.of(table, one, two, ties);
            Selection rows = Selection.of(random.ints(n, 0, n).toArray());
            Replay replay = Replay.of(table, labels, rows, cascade);
            Labels edited = labels.with(random.nextInt(n), random.nextInt(width), Correctness.RIGHT)
                    .with(random.nextInt(n), random.nextInt(width), Correctness.UNKNOWN);
            for (double tau : thresholds(replay, random)) {
                assertSame(replay.at(tau), slow(table, labels, rows, cascade, tau));
                assertSame(replay.updated(edited).at(tau), slow(table, edited, rows, cascade, tau));
            }
            assertThat(replay.size() + replay.unscored()).isEqualTo(rows.size());
        }
    }

    /** Thresholds of single VLMs, on scores and between them, also of VLMs that are never a first choice. */
    @Test
    void everyVlmCanHaveAThresholdOfItsOwn() {
        Random random = new Random(8);
        for (int round = 0; round < 40; round++) {
            int n = 1 + random.nextInt(80);
            DatasetTable table = Tables.random(n, 6, round);
            Labels labels = Labels.of(table);
            Map<Integer, Double> own = new HashMap<>();
            random.ints(random.nextInt(4), 0, 5)
                    .forEach(k -> own.put(k, random.nextInt(21) / (random.nextBoolean() ? 20.0 : 20.5)));
            Cascade cascade = Cascade.of(
                            table,
                            Tables.randomScores(n, 6, 19, 300 + round),
                            Tables.randomScores(n, 6, 19, 400 + round),
                            Ties.values()[round % 2])
                    .with(own);
            Replay replay = Replay.of(table, labels, Selection.all(n), cascade);
            for (double tau : thresholds(replay, random)) {
                if (tau >= 0) {
                    ReplayPoint slow = slow(table, labels, Selection.all(n), cascade, tau);
                    assertSame(replay.at(tau), slow);
                    int[] shares = new int[6];
                    for (int column : replay.choices(tau)) {
                        shares[column]++;
                    }
                    assertThat(shares).isEqualTo(slow.chosen());
                }
            }
        }
    }

    private static double[] thresholds(Replay replay, Random random) {
        double[] breaks = replay.curve().tau();
        double[] result = Arrays.copyOf(breaks, breaks.length + 12);
        for (int i = breaks.length; i < result.length; i++) {
            result[i] = random.nextDouble() * 1.2 - 0.1;
        }
        return result;
    }

    @Test
    void theCurveHoldsBetweenItsBreakpoints() {
        DatasetTable table = Tables.random(300, 4, 1);
        Replay replay = Replay.of(
                table,
                Labels.of(table),
                Selection.all(300),
                Cascade.of(table, Tables.randomScores(300, 4, 60, 1), Ties.FIRST_INDEX));
        ReplayCurve curve = replay.curve();
        assertThat(curve.complete()).isTrue();
        assertThat(curve.tau()).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(1);
        assertThat(curve.column(ReplayPoint::deferral)).isSorted().endsWith(1);
        double[] f1 = curve.column(point -> point.confusion().f1());
        double[] cost = curve.column(ReplayPoint::meanCost);
        double[] latency = curve.column(ReplayPoint::meanLatency);
        Random random = new Random(3);
        for (int i = 0; i + 1 < curve.size(); i++) {
            double tau = curve.tau()[i] + random.nextDouble() * 0.99 * (curve.tau()[i + 1] - curve.tau()[i]);
            ReplayPoint point = replay.at(tau);
            assertThat(point.em()).isEqualTo(curve.em()[i]);
            assertThat(point.confusion().f1()).isEqualTo(f1[i]);
            assertThat(point.deferral()).isEqualTo(curve.points().get(i).deferral());
            assertThat(point.meanCost()).isEqualTo(cost[i]);
            assertThat(point.meanLatency()).isEqualTo(latency[i]);
        }
        ReplayCurve thin = replay.curve(16);
        assertThat(thin.complete()).isFalse();
        assertThat(thin.size()).isBetween(6, 16);
        assertThat(thin.tau()).startsWith(0).endsWith(1).isSorted();
        assertThat(thin.em()[thin.bestEm()]).isEqualTo(curve.em()[curve.bestEm()]);
        assertThat(Arrays.stream(thin.em()).min())
                .isEqualTo(Arrays.stream(curve.em()).min());
    }

    @Test
    void flipsAreTheDifferencesOfTheChoices() {
        DatasetTable table = Tables.random(200, 5, 2);
        Labels labels = Labels.of(table);
        Selection rows = Selection.all(200).minus(Selection.of(3, 4));
        Replay replay = Replay.of(
                table,
                labels,
                rows,
                Cascade.of(
                        table,
                        Tables.randomScores(200, 5, 20, 5),
                        Tables.randomScores(200, 5, 20, 6),
                        Ties.COST_THEN_INDEX));
        for (double[] pair : new double[][] {{0, 1}, {1, 0}, {.3, .8}, {.8, .3}, {.5, .5}}) {
            List<Flip> flips = replay.flips(pair[0], pair[1]);
            assertThat(flips).isEqualTo(replay.flips(pair[0], replay, pair[1]));
            int[] before = replay.choices(pair[0]);
            int[] after = replay.choices(pair[1]);
            assertThat(before[3]).isEqualTo(-1);
            long gained = 0;
            long lost = 0;
            for (Flip flip : flips) {
                assertThat(before[flip.query()]).isEqualTo(flip.from()).isNotEqualTo(flip.to());
                assertThat(after[flip.query()]).isEqualTo(flip.to());
                gained += flip.effect() == Flip.Effect.GAINED ? 1 : 0;
                lost += flip.effect() == Flip.Effect.LOST ? 1 : 0;
            }
            long unknown = flips.stream()
                    .filter(f -> f.effect() == Flip.Effect.UNKNOWN)
                    .count();
            int difference = replay.at(pair[1]).correct() - replay.at(pair[0]).correct();
            assertThat(difference - (gained - lost)).isBetween(-unknown, unknown);
        }
        assertThat(replay.flips(.5, .5)).isEmpty();
        assertThat(replay.flips(0, 1)).isNotEmpty();
    }

    /** WE-5: qwen .62, idefics .55, llama .48, smol .30; gpt4o .71, claude .58, gemini .66. */
    @Test
    void workedExampleFive() {
        byte[][] right = new byte[7][1];
        DatasetTable table = Tables.of(right);
        int[] old = {0, 1, 2, 3};
        int[] added = {4, 5, 6};
        Scores both = Tables.scores(7, .62f, .55f, .48f, .30f, .71f, .58f, .66f);
        Replay replay = Replay.of(
                table, Labels.of(table), Selection.all(1), new Cascade(both, old, both, added, Ties.FIRST_INDEX));
        for (double tau : new double[] {.5, .6}) {
            assertThat(replay.choices(tau)).containsExactly(0);
            assertThat(replay.at(tau).deferred()).isZero();
        }
        for (double tau : new double[] {.62, .65, .9, 1.0}) {
            assertThat(replay.choices(tau)).as("tau %s", tau).containsExactly(4);
            assertThat(replay.at(tau).deferred()).isEqualTo(1);
        }
        Scores weak = Tables.scores(7, 0, 0, 0, 0, .60f, .50f, .40f);
        Replay second = Replay.of(
                table, Labels.of(table), Selection.all(1), new Cascade(both, old, weak, added, Ties.FIRST_INDEX));
        for (double tau : new double[] {.65, 1.0}) {
            assertThat(second.choices(tau)).containsExactly(0);
            assertThat(second.at(tau).deferred()).isEqualTo(1);
            assertThat(second.at(tau).switched()).isZero();
        }
    }

    /** Three queries by hand: the cheap VLM is sure at .9, .6 and .3; the dear one at .7, .7 and .2, so it wins once. */
    @Test
    void whatIsSpentByHand() {
        float[][] costs = {{1, 2, Float.NaN}, {10, 20, 30}};
        DatasetTable table = Tables.of(new byte[2][3], new boolean[2][3], costs, Map.of());
        table.latencies()[0] = new float[] {1, 1, 4};
        table.latencies()[1] = new float[] {8, Float.NaN, 8};
        Scores both = Tables.scores(2, .9f, .7f, .6f, .7f, .3f, .2f);
        Replay replay = Replay.of(table, Labels.of(table), Selection.all(3), Cascade.of(table, both, Ties.FIRST_INDEX));
        ReplayPoint none = replay.at(0);
        assertThat(new double[] {none.totalCost(), none.meanCost(), none.meanLatency(), none.calls()})
                .containsExactly(3, 1.5, 2, 3);
        ReplayPoint one = replay.at(.3);
        assertThat(new double[] {one.totalCost(), one.meanCost(), one.meanLatency(), one.calls()})
                .containsExactly(3, 1.5, 2, 4); // asked, but not surer
        ReplayPoint two = replay.at(.6);
        assertThat(new double[] {two.totalCost(), two.meanCost(), two.meanLatency(), two.calls()})
                .containsExactly(21, 10.5, 2.5, 5);
        assertThat(new double[] {two.share(0), two.share(1)}).containsExactly(2 / 3.0, 1 / 3.0);
        assertThat(replay.at(1).calls()).isEqualTo(6);
    }

    @Test
    void theEndsAreTheFirstRouterAndTheJointArgMax() {
        DatasetTable table = Tables.random(150, 6, 4);
        Scores scores = Tables.randomScores(150, 6, 500, 4);
        Replay replay =
                Replay.of(table, Labels.of(table), Selection.all(150), Cascade.of(table, scores, Ties.FIRST_INDEX));
        assertThat(replay.choices(0)).isEqualTo(new Choice(table, scores, new int[] {0, 1, 2}, Ties.FIRST_INDEX).all());
        assertThat(replay.choices(1))
                .isEqualTo(new Choice(table, scores, new int[] {0, 1, 2, 3, 4, 5}, Ties.FIRST_INDEX).all());
    }

    @Test
    void aPoolWithoutScoresIsRefused() {
        DatasetTable table = Tables.random(5, 4, 4);
        Scores free = Tables.scores(2, new float[10]);
        assertThatThrownBy(() -> new Choice(table, free, new int[] {0, 3}, Ties.FIRST_INDEX))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("vlm-3");
        assertThatThrownBy(() -> new Cascade(free, new int[0], free, new int[] {0}, Ties.FIRST_INDEX))
                .isInstanceOf(UserFacingException.class);
        assertThatThrownBy(() -> new Cascade(free, new int[] {0}, free, new int[] {0}, Ties.FIRST_INDEX))
                .isInstanceOf(IllegalArgumentException.class);
        Replay alone = Replay.of(table, Labels.of(table), Selection.all(5), Cascade.of(table, free, Ties.FIRST_INDEX));
        assertThat(alone.at(1).switched()).isZero();
    }
}
