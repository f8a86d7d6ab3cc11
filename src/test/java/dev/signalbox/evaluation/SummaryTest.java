package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {
    /** Columns of VLMs over six queries; the fifth has no label at all, the sixth nobody solves. */
    private final DatasetTable table = Tables.of(new byte[][] {
        {1, 0, 1, 0, -1, 0},
        {1, 1, 0, -1, -1, 0},
        {1, 0, 0, 1, -1, 0}
    });

    private final Labels labels = Labels.of(table);

    @Test
    void unknownIsNeverWrong() {
        Summary summary = Summary.of(table, labels, Selection.all(6), new int[] {0, 1, 2});
        assertThat(summary.queries()).isEqualTo(6);
        assertThat(summary.labelled()).isEqualTo(5);
        assertThat(summary.vlms().get(1)).isEqualTo(new Summary.PerVlm(1, "vlm-1", 6, 4, 2));
        assertThat(summary.vlms().get(1).accuracy()).isEqualTo(0.5);
        assertThat(summary.best()).isEqualTo(summary.vlms().get(1));
        assertThat(summary.random()).isCloseTo((1 + 1 / 3. + 1 / 3. + 1 / 2. + 0) / 5, within(1e-15));
        assertThat(summary.oracle()).isEqualTo(0.8);
        assertThat(summary.allWrong()).isEqualTo(1);
        assertThat(summary.allWrongShare()).isEqualTo(0.2);
    }

    @Test
    void aPoolAndRowsNarrowIt() {
        Summary summary = Summary.of(table, labels, Selection.of(1, 3, 4), new int[] {2, 1});
        assertThat(summary.vlms()).extracting(Summary.PerVlm::id).containsExactly("vlm-2", "vlm-1");
        assertThat(summary.labelled()).isEqualTo(2);
        assertThat(summary.oracle()).isEqualTo(1);
        Summary nothing = Summary.of(table, labels, Selection.of(4), new int[] {0});
        assertThat(nothing.best()).isNull();
        assertThat(nothing.random()).isZero();
        assertThat(nothing.oracle()).isZero();
    }

    @Test
    void aRouterIsJudgedWhereItsChoiceIs() {
        Scores scores = Tables.scores(
                3, .9f, .2f, .3f, .1f, .8f, .8f, .6f, .7f, .1f, .2f, .9f, .3f, .5f, .5f, .5f, .6f, .1f, .2f);
        Choice choice = new Choice(table, scores, new int[] {0, 1, 2}, Ties.FIRST_INDEX);
        RouterSummary summary = RouterSummary.of(choice, labels, Selection.all(6));
        // Choices 0, 1, 1, 1, 0, 0: right, right, wrong, unknown, unknown, wrong.
        assertThat(summary.chosen()).containsExactly(3, 3, 0);
        assertThat(summary.unknown()).isEqualTo(2);
        assertThat(summary.judged()).isEqualTo(4);
        assertThat(summary.em()).isEqualTo(0.5);
        assertThat(summary.share(0)).isEqualTo(0.5);
        assertThat(summary.confusion()).isEqualTo(new Confusion(3, 3, 3, 5));
        assertThat(summary.confusion().precision()).isEqualTo(0.5);
        assertThat(summary.confusion().recall()).isEqualTo(0.5);
        assertThat(summary.confusion().accuracy()).isCloseTo(8 / 14., within(1e-15));
    }

    @Test
    void rowsThatAreNotScoredYetAreCounted() {
        Scores three = Tables.scores(3, .9f, .2f, .3f, .1f, .8f, .8f, .6f, .7f, .1f);
        RouterSummary summary = RouterSummary.of(
                new Choice(table, three, new int[] {0, 1, 2}, Ties.FIRST_INDEX), labels, Selection.all(6));
        assertThat(summary.unscored()).isEqualTo(3);
        assertThat(summary.judged()).isEqualTo(3);
        assertThat(summary.confusion().pairs()).isEqualTo(9);
    }

    @Test
    void wilsonIntervals() {
        Intervals.Interval half = Intervals.wilson(50, 100);
        assertThat(half.low()).isCloseTo(0.403832, within(1e-6));
        assertThat(half.high()).isCloseTo(0.596168, within(1e-6));
        Intervals.Interval none = Intervals.wilson(0, 10);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.277533, within(1e-6));
        assertThat(Intervals.wilson(10, 10).high()).isEqualTo(1);
        assertThat(Intervals.wilson(0, 0)).isEqualTo(new Intervals.Interval(0, 1));
    }

    @Test
    void theParadoxIsCountedWhereBothAreKnown() {
        Paradox paradox = Paradox.of(Outcomes.of(table, labels, Selection.all(6), new int[] {0, 1, 2}));
        assertThat(paradox.rescue(0, 1)).isEqualTo(0.5); // wrong on 1, 3, 5; known there 1 (right) and 5
        assertThat(paradox.rescue(1, 2)).isEqualTo(0.0);
        assertThat(paradox.rescue(2, 2)).isEqualTo(0.0);
        Paradox first = Paradox.of(Outcomes.of(table, labels, Selection.of(0), new int[] {0, 1, 2}));
        assertThat(first.rescue(0, 1)).isNaN();
    }

    @Test
    void failuresOverlapByJaccardsIndex() {
        Random random = new Random(3);
        DatasetTable made = Tables.random(200, 5, 4);
        Outcomes outcomes = Outcomes.of(made, Labels.of(made), Selection.all(200), new int[] {4, 0, 2});
        Paradox paradox = Paradox.of(outcomes);
        for (int trial = 0; trial < 20; trial++) {
            int i = random.nextInt(3);
            int j = random.nextInt(3);
            int both = 0;
            int any = 0;
            for (int q = 0; q < 200; q++) {
                byte one = outcomes.quality()[i][q];
                byte other = outcomes.quality()[j][q];
                if (one >= 0 && other >= 0) {
                    both += one + other == 0 ? 1 : 0;
                    any += one * other == 0 ? 1 : 0;
                }
            }
            assertThat(paradox.overlap(i, j)).isEqualTo((double) both / any);
        }
        assertThat(paradox.overlap(1, 1)).isEqualTo(1);
    }
}
