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
import dev.signalbox.model.Tables;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UtilityRegretTest {
    /** Labels and costs partly unknown; the choices of every threshold counted query by query. */
    @Test
    void everyThresholdIsTheRegretOfItsChoices() {
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            int n = 2 + random.nextInt(70);
            DatasetTable table = Tables.random(n, 5, round);
            Labels labels = Labels.of(table);
            Selection rows = Selection.of(random.ints(n, 0, n).toArray());
            Replay replay = Replay.of(
                    table,
                    labels,
                    rows,
                    Cascade.of(table, Tables.randomScores(n, 5, 25, round + 9), Ties.COST_THEN_INDEX));
            Outcomes outcomes =
                    Outcomes.of(table, labels, rows, IntStream.range(0, 5).toArray());
            double lambda = random.nextInt(4) / 2.0;
            UtilityRegret fast = UtilityRegret.of(replay.steps(), outcomes, lambda);
            for (double tau : replay.thresholds()) {
                int[] choices = replay.choices(tau);
                int[] places =
                        Arrays.stream(outcomes.query()).map(q -> choices[q]).toArray();
                double slow = Regret.of(outcomes, places).utility(lambda);
                double actual = fast.at(replay.at(tau).deferred());
                if (Double.isNaN(slow)) {
                    assertThat(actual).isNaN();
                } else {
                    assertThat(actual).isCloseTo(slow, within(1e-12));
                }
            }
        }
    }
}
