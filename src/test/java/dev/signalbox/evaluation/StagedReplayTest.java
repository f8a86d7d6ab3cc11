package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.StagedCascade.Stage;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagedReplayTest {
    /** The rule, query by query, with nothing kept between queries. */
    private static void assertRule(
            DatasetTable table, Labels labels, Selection rows, StagedCascade cascade, double[] tau, StagedPoint fast) {
        int[] reached = new int[cascade.stages().size()];
        int[] decided = new int[reached.length];
        int[] chosen = new int[table.width()];
        long[] cells = new long[4];
        int judged = 0;
        int correct = 0;
        double cost = 0;
        int priced = 0;
        double latency = 0;
        int timed = 0;
        for (int q : rows.toArray()) {
            int choice = -1;
            int from = -1;
            float best = -1;
            for (int s = 0; s < reached.length; s++) {
                Stage stage = cascade.stages().get(s);
                reached[s]++;
                int own = slowest(table, stage, cascade.ties(), q);
                if (own >= 0 && stage.router().confidence(q, own) > best) {
                    best = stage.router().confidence(q, own);
                    choice = own;
                    from = s;
                }
                for (int k : stage.pool()) {
                    boolean predicted = stage.router().confidence(q, k) > .5f;
                    switch (labels.get(q, k)) {
                        case RIGHT -> cells[predicted ? 0 : 2]++;
                        case WRONG -> cells[predicted ? 1 : 3]++;
                        case UNKNOWN -> {}
                    }
                }
                if (s == tau.length || best > (float) tau[s]) {
                    break;
                }
            }
            chosen[choice]++;
            decided[from]++;
            judged += labels.get(q, choice) == Correctness.UNKNOWN ? 0 : 1;
            correct += labels.get(q, choice) == Correctness.RIGHT ? 1 : 0;
            if (!Float.isNaN(table.costs()[choice][q])) {
                cost += table.costs()[choice][q];
                priced++;
            }
            if (!Float.isNaN(table.latencies()[choice][q])) {
                latency += table.latencies()[choice][q];
                timed++;
            }
        }
        assertThat(fast.queries()).isEqualTo(rows.size());
        assertThat(fast.reached()).isEqualTo(reached);
        assertThat(fast.decided()).isEqualTo(decided);
        assertThat(fast.chosen()).isEqualTo(chosen);
        assertThat(fast.judged()).isEqualTo(judged);
        assertThat(fast.correct()).isEqualTo(correct);
        assertThat(fast.confusion()).isEqualTo(new Confusion(cells[0], cells[1], cells[2], cells[3]));
        assertThat(fast.cost()).isCloseTo(cost, within(1e-9));
        assertThat(fast.priced()).isEqualTo(priced);
        assertThat(fast.latency()).isCloseTo(latency, within(1e-9));
        assertThat(fast.timed()).isEqualTo(timed);
        if (timed == 0) {
            assertThat(fast.meanLatency()).isNaN(); // unknown is not 0
        } else {
            assertThat(fast.meanLatency()).isCloseTo(latency / timed, within(1e-9));
        }
    }

    /** A pool's best by sorting: confidence, then cost with unknown dearest, then column. */
    private static int slowest(DatasetTable table, Stage stage, Ties ties, int q) {
        return Arrays.stream(stage.pool())
                .boxed()
                .min((a, b) -> {
                    int order = Float.compare(
                            stage.router().confidence(q, b), stage.router().confidence(q, a));
                    if (order == 0 && ties == Ties.COST_THEN_INDEX) {
                        order = Float.compare(table.costs()[a][q], table.costs()[b][q]);
                    }
                    return order == 0 ? Integer.compare(a, b) : order;
                })
                .orElse(-1);
    }

    @Test
    void agreesWithTheRuleReadQueryByQuery() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(60);
            int width = 4 + random.nextInt(5);
            DatasetTable table = Tables.random(n, width, round);
            Labels labels = Labels.of(table);
            Selection rows = Selection.of(random.ints(n, 0, n).toArray());
            StagedCascade cascade = cascade(random, n, width, 1 + random.nextInt(4), Ties.values()[round % 2]);
            StagedReplay replay = StagedReplay.of(table, labels, rows, cascade);
            for (int t = 0; t < 20; t++) {
                double[] tau = random.doubles(cascade.stages().size() - 1, -0.1, 1.1)
                        .map(x -> random.nextBoolean() ? Math.rint(x * 8) / 8 : x)
                        .toArray();
                assertRule(table, labels, rows, cascade, tau, replay.at(tau));
            }
        }
    }

    /** The VLMs dealt out to the stages, some of them empty; few distinct scores, many of them eighths as thresholds are. */
    private static StagedCascade cascade(Random random, int n, int width, int count, Ties ties) {
        List<Stage> stages = new ArrayList<>();
        int[] deal = IntStream.range(0, width)
                .map(k -> k == 0 ? 0 : random.nextInt(count))
                .toArray();
        for (int s = 0; s < count; s++) {
            int stage = s;
            stages.add(new Stage(
                    Tables.randomScores(n, width, random.nextBoolean() ? 7 : 30, random.nextLong()),
                    IntStream.range(0, width).filter(k -> deal[k] == stage).toArray()));
        }
        return new StagedCascade(stages, ties);
    }

    @Test
    void twoStagesAreAlgorithmOne() {
        for (int round = 0; round < 30; round++) {
            DatasetTable table = Tables.random(70, 5, round);
            Labels labels = Labels.of(table);
            Selection rows = Selection.all(70);
            Cascade two = Cascade.of(
                    table,
                    Tables.randomScores(70, 5, 12, 50 + round),
                    Tables.randomScores(70, 5, 12, 90 + round),
                    Ties.values()[round % 2]);
            Replay replay = Replay.of(table, labels, rows, two);
            StagedReplay staged = StagedReplay.of(table, labels, rows, StagedCascade.of(two));
            for (double tau : replay.curve().tau()) {
                ReplayPoint expected = replay.at(tau);
                StagedPoint point = staged.at(tau);
                assertThat(staged.choices(tau)).isEqualTo(replay.choices(tau));
                assertThat(point.reached()).containsExactly(70, expected.deferred());
                assertThat(point.decided()).containsExactly(70 - expected.switched(), expected.switched());
                assertThat(point.reach(1)).isEqualTo(expected.deferral());
                assertThat(point.em()).isEqualTo(expected.em());
                assertThat(point.interval()).isEqualTo(expected.interval());
                assertThat(point.confusion()).isEqualTo(expected.confusion());
                assertThat(point.chosen()).isEqualTo(expected.chosen());
                assertThat(point.meanCost()).isCloseTo(expected.meanCost(), within(1e-12));
                assertThat(point.timed()).isEqualTo(expected.timed());
                assertThat(point.meanLatency()).isCloseTo(expected.meanLatency(), within(1e-9));
            }
        }
    }

    @Test
    void thresholdsThatNothingPassesGiveTheJointArgMax() {
        DatasetTable table = Tables.random(80, 6, 3);
        Scores scores = Tables.randomScores(80, 6, 400, 3);
        StagedCascade cascade = new StagedCascade(
                List.of(
                        new Stage(scores, new int[] {0, 1}),
                        new Stage(scores, new int[] {2, 3}),
                        new Stage(scores, new int[] {4, 5})),
                Ties.FIRST_INDEX);
        StagedReplay replay = StagedReplay.of(table, Labels.of(table), Selection.all(80), cascade);
        int[] all = {0, 1, 2, 3, 4, 5};
        assertThat(replay.choices(1, 1)).isEqualTo(new Choice(table, scores, all, Ties.FIRST_INDEX).all());
        assertThat(replay.choices(0, 1)).isEqualTo(new Choice(table, scores, new int[] {0, 1}, Ties.FIRST_INDEX).all());
        assertThat(replay.at(1, 0).reached()).containsExactly(80, 80, 0);
    }

    /** Three stages by hand: .4 fails .5, .6 passes .5; .6 fails .6 (strict); an equal later confidence does not win. */
    @Test
    void strictComparisonsByHand() {
        DatasetTable table = Tables.of(new byte[3][1]);
        Scores scores = Tables.scores(3, .4f, .6f, .6f);
        StagedCascade cascade = new StagedCascade(
                List.of(
                        new Stage(scores, new int[] {0}),
                        new Stage(scores, new int[] {1}),
                        new Stage(scores, new int[] {2})),
                Ties.FIRST_INDEX);
        StagedReplay replay = StagedReplay.of(table, Labels.of(table), Selection.all(1), cascade);
        assertThat(replay.at(.3, .5).reached()).containsExactly(1, 0, 0);
        assertThat(replay.at(.4, .5).reached()).containsExactly(1, 1, 0);
        assertThat(replay.at(.4, .6).reached()).containsExactly(1, 1, 1);
        assertThat(replay.at(.4, .6).decided()).containsExactly(0, 1, 0);
        assertThatThrownBy(() -> replay.at(.4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> replay.at(.4, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatARouterHasNotScoredIsLeftOut() {
        DatasetTable table = Tables.random(9, 2, 5);
        StagedCascade cascade = new StagedCascade(
                List.of(
                        new Stage(Tables.randomScores(9, 2, 9, 1), new int[] {0}),
                        new Stage(Tables.randomScores(6, 2, 9, 2), new int[] {1})),
                Ties.FIRST_INDEX);
        StagedReplay replay = StagedReplay.of(table, Labels.of(table), Selection.all(9), cascade);
        assertThat(replay.size()).isEqualTo(6);
        assertThat(replay.unscored()).isEqualTo(3);
        assertThat(replay.choices(.5)).endsWith(-1, -1, -1);
    }

    @Test
    void aVlmStandsInOneStage() {
        Scores scores = Tables.scores(2, .5f, .5f);
        assertThatThrownBy(() -> new StagedCascade(List.of(), Ties.FIRST_INDEX))
                .isInstanceOf(UserFacingException.class);
        List<Stage> twice = List.of(new Stage(scores, new int[] {0}), new Stage(scores, new int[] {1, 0}));
        assertThatThrownBy(() -> new StagedCascade(twice, Ties.FIRST_INDEX))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
