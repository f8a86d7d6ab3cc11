package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.StagedCascade.Stage;
import dev.signalbox.evaluation.StagedSearch.Goal;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StagedSearchTest {
    private static final int N = 200;

    private static StagedReplay replay(int round, int[]... pools) {
        DatasetTable table = Tables.random(N, 6, round);
        // Two-digit scores: every threshold that matters is on the grid.
        Scores scores = Tables.randomScores(N, 6, 20, round + 100);
        List<Stage> stages = java.util.Arrays.stream(pools)
                .map(pool -> new Stage(scores, pool))
                .toList();
        return StagedReplay.of(
                table, Labels.of(table), Selection.all(N), new StagedCascade(stages, Ties.COST_THEN_INDEX));
    }

    private static StagedPoint found(StagedReplay replay, Goal goal) {
        return Objects.requireNonNull(StagedSearch.best(replay, goal));
    }

    /** With one threshold the search is exact: no score gives a better one. */
    @Test
    void twoStagesAreSearchedExactly() {
        for (int round = 0; round < 20; round++) {
            StagedReplay replay = replay(round, new int[] {0, 1, 2}, new int[] {3, 4, 5});
            StagedPoint all = replay.at(1);
            double bound = (replay.at(0).spent() + all.spent()) / 2;
            double em = (replay.at(0).em() + all.em()) / 2;
            StagedPoint best = found(replay, new Goal.HighestEm());
            StagedPoint cheap = StagedSearch.best(replay, new Goal.EmUnderCost(bound));
            StagedPoint good = StagedSearch.best(replay, new Goal.CostWithEm(em));
            for (double tau = 0; tau <= 1; tau += 1 / 512.0) {
                StagedPoint point = replay.at(tau);
                assertThat(point.em()).isLessThanOrEqualTo(best.em());
                if (point.em() == best.em()) {
                    assertThat(point.reached()[1]).isGreaterThanOrEqualTo(best.reached()[1]);
                }
                if (point.spent() <= bound) {
                    assertThat(cheap).isNotNull();
                    assertThat(point.em()).isLessThanOrEqualTo(cheap.em());
                }
                if (point.em() >= em) {
                    assertThat(good).isNotNull();
                    assertThat(point.spent()).isGreaterThanOrEqualTo(good.spent());
                }
            }
        }
    }

    /** With three stages: never below what any single coordinate offers, and within the bound. */
    @Test
    void threeStagesKeepToTheBoundAndCannotBeBetteredByMovingOneThreshold() {
        for (int round = 0; round < 20; round++) {
            StagedReplay replay = replay(round, new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5});
            double bound = replay.at(.5, .5).spent();
            StagedPoint best = found(replay, new Goal.EmUnderCost(bound));
            assertThat(best.spent()).isLessThanOrEqualTo(bound);
            for (double tau = 0; tau <= 1; tau += 1 / 256.0) {
                for (StagedPoint moved : List.of(replay.at(tau, best.tau()[1]), replay.at(best.tau()[0], tau))) {
                    if (moved.spent() <= bound) {
                        assertThat(moved.em()).isLessThanOrEqualTo(best.em());
                    }
                }
            }
        }
    }

    @Test
    void aBoundThatNothingKeepsGivesNothing() {
        StagedReplay replay = replay(1, new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5});
        assertThat(StagedSearch.best(replay, new Goal.CostWithEm(1.01))).isNull();
        assertThat(StagedSearch.best(replay, new Goal.EmUnderCost(-1))).isNull();
    }
}
