package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTableTest {
    private static final float[] GATE = {
        .7f, .2f, .1f, //
        .4f, .4f, .2f, //
        0, 0, 1, //
        .1f, .6f, .3f, //
        .3f, .3f, .4f,
    };
    private static final Scores SCORES =
            new Scores(new ScoreSet(1, 1, 1, List.of("a"), 3, 5, 5, "", "", Instant.EPOCH), new float[5], GATE);
    private static final CodedColumn FIELD =
            new CodedColumn("benchmark", List.of("charts", "never", "maps"), new int[] {2, 0, 2, -1, 0});

    @Test
    void meansDominanceAndEntropyByValue() {
        GateTable table = GateTable.of(SCORES, FIELD, Selection.all(5));
        assertThat(table.rows()).extracting(GateTable.Row::value).containsExactly("charts", "maps", "");
        GateTable.Row charts = table.rows().get(0);
        assertThat(charts.queries()).isEqualTo(2);
        assertThat(charts.mean().get(0)).isCloseTo(.35, within(1e-6));
        assertThat(charts.mean().get(2)).isCloseTo(.3, within(1e-6));
        assertThat(charts.dominant()).as("the lowest of equal ones").containsExactly(1, 0, 1);
        assertThat(charts.share(2)).isEqualTo(.5);
        assertThat(table.all().queries()).isEqualTo(5);
        assertThat(table.all().dominant()).containsExactly(2, 1, 2);
        assertThat(table.all().mean().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-6));
        assertThat(GateTable.dominatedBy(SCORES, Selection.of(0, 1, 3), 0).toArray())
                .containsExactly(0, 1);
        assertThat(GateTable.of(SCORES, null, Selection.of(2)).all().entropy()).isZero();
        assertThat(GateTable.of(SCORES, FIELD, Selection.none()).all().queries())
                .isZero();
    }

    @Test
    void entropyIsNoneForOneAndAllForEven() {
        assertThat(GateTable.entropy(0, 1, 0, 0)).isZero();
        assertThat(GateTable.entropy(.25f, .25f, .25f, .25f)).isCloseTo(1, within(1e-9));
        assertThat(GateTable.entropy(.5f, .5f, 0, 0)).isCloseTo(.5, within(1e-9));
        assertThat(GateTable.entropy(1)).isZero();
        assertThat(GateTable.entropy()).isZero();
    }
}
