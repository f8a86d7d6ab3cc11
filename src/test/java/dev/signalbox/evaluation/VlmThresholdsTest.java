package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VlmThresholdsTest {
    /** Every combination of thresholds, each read query by query. */
    private static double slow(DatasetTable table, Labels labels, Cascade cascade) {
        double best = 0;
        double[] grid = DoubleStream.concat(
                        DoubleStream.of(0, 1), IntStream.rangeClosed(1, 7).mapToDouble(i -> i / 8f))
                .toArray();
        for (double a : grid) {
            for (double b : grid) {
                for (double c : grid) {
                    Cascade tried = cascade.with(Map.of(0, a, 1, b, 2, c));
                    best = Math.max(
                            best,
                            ReplayTest.slow(table, labels, Selection.all(table.size()), tried, .5)
                                    .em());
                }
            }
        }
        return best;
    }

    @Test
    void nothingIsBetterThanWhatIsFound() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            int n = 8 + random.nextInt(40);
            DatasetTable table = Tables.random(n, 5, round); // some labels are unknown
            Labels labels = Labels.of(table);
            Cascade cascade = Cascade.of(
                    table,
                    Tables.randomScores(n, 5, 7, round + 40), // eighths, as the grid
                    Tables.randomScores(n, 5, 7, round + 80),
                    Ties.COST_THEN_INDEX);
            VlmThresholds best = VlmThresholds.best(table, labels, Selection.all(n), cascade);
            assertThat(best.point().em()).isEqualTo(slow(table, labels, cascade));
            assertThat(best.point().em()).isGreaterThanOrEqualTo(best.shared().em());
            ReplayPoint again = ReplayTest.slow(
                    table, labels, Selection.all(n), cascade.with(new HashMap<>(best.own())), best.tau());
            ReplayTest.assertSame(best.point(), again);
        }
    }

    /**
     * Four queries by hand. The first router is sure of VLM 0 (.8, .7) where it is wrong and unsure of VLM 1 (.4, .3) where
     * it is right; the second router's VLM 2 is right where VLM 0 is wrong. One threshold has to give up one half.
     */
    @Test
    void twoVlmsThatNeedDifferentThresholds() {
        byte[][] labels = {{0, 0, 0, 0}, {0, 0, 1, 1}, {1, 1, 0, 0}};
        DatasetTable table = Tables.of(labels);
        Cascade cascade = new Cascade(
                Tables.scores(3, .8f, .1f, 0, .7f, .1f, 0, .1f, .4f, 0, .1f, .3f, 0),
                new int[] {0, 1},
                Tables.scores(3, 0, 0, .9f, 0, 0, .9f, 0, 0, .9f, 0, 0, .9f),
                new int[] {2},
                Ties.FIRST_INDEX);
        VlmThresholds best = VlmThresholds.best(table, Labels.of(table), Selection.all(4), cascade);
        assertThat(best.shared().em()).isEqualTo(.5);
        assertThat(best.shared().tau()).isZero();
        assertThat(best.point().em()).isEqualTo(1);
        assertThat(best.point().deferred()).isEqualTo(2);
        assertThat(best.own()).isEqualTo(Map.of(0, 1.0, 1, 0.0));
        assertThat(Replay.of(table, Labels.of(table), Selection.all(4), cascade.with(best.own()))
                        .choices(.1))
                .isEqualTo(new int[] {2, 2, 1, 1});
    }

    @Test
    void aVlmThatIsNeverChosenSharesTheCommonThreshold() {
        DatasetTable table = Tables.of(new byte[4][2]);
        Cascade cascade = Cascade.of(table, Tables.scores(4, .9f, .1f, .5f, .5f, .8f, .1f, .5f, .5f), Ties.FIRST_INDEX);
        VlmThresholds best = VlmThresholds.best(table, Labels.of(table), Selection.all(2), cascade);
        assertThat(List.copyOf(best.own().keySet())).containsExactly(0);
    }
}
