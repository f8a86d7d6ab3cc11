package dev.signalbox.ui.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Labels;
import dev.signalbox.index.MemoryTextSearch;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Tables;
import dev.signalbox.ui.control.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffortTest {
    private static final int N = 400;

    private static Study study(DatasetTable table) {
        Cascade cascade = Cascade.of(table, Tables.randomScores(N, table.width(), 80, 9), Ties.COST_THEN_INDEX);
        DatasetIndex index = new DatasetIndex(table, Labels.of(table), new MemoryTextSearch(List.of()));
        return Study.of(index, PoolTerms.AS_IMPORTED, table, Selection.all(N), cascade, cascade, null);
    }

    @Test
    void everyCurveIsWhatTheReplayGivesThere() {
        Study study = study(Tables.random(N, 6, 3));
        assertThat(Effort.of(study)).containsExactly(Effort.values());
        for (int i = 0; i < study.curve().size(); i++) {
            ReplayPoint point = study.replay().at(study.curve().tau()[i]);
            assertThat(Effort.COST.curves(study).getFirst().y()[i]).isEqualTo(1000 * point.spent());
            assertThat(Effort.TOTAL.curves(study).getFirst().y()[i]).isEqualTo(point.cost());
            assertThat(Effort.LATENCY.curves(study).getFirst().y()[i]).isEqualTo(point.meanLatency());
            assertThat(Effort.CALLS.curves(study).getFirst().y()[i]).isCloseTo(1 + point.deferral(), within(1e-12));
            for (Curve vlm : Effort.VLMS.curves(study)) {
                assertThat(vlm.y()[i])
                        .isEqualTo(point.share(study.table().dataset().column(vlm.name())));
            }
        }
        assertThat(Effort.VLMS.curves(study)).hasSize(6);
    }

    /** Of many VLMs the rarest are one line, and all lines together are everything. */
    @Test
    void manyVlmsAreFewLines() {
        Study study = study(Tables.random(N, 17, 4));
        List<Curve> curves = Effort.VLMS.curves(study);
        assertThat(curves).hasSize(Effort.LINES);
        for (int i = 0; i < study.curve().size(); i++) {
            int at = i;
            assertThat(curves.stream().mapToDouble(curve -> curve.y()[at]).sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void whatIsNotKnownIsNotOffered() {
        DatasetTable table = Tables.of(new byte[4][N]);
        for (float[] column : table.latencies()) {
            java.util.Arrays.fill(column, Float.NaN);
        }
        assertThat(Effort.of(study(table))).containsExactly(Effort.SHARES, Effort.CALLS, Effort.VLMS);
    }
}
