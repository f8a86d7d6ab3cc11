package dev.signalbox.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Tables;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void anEditIsSeenInTheNewLabelsOnly() {
        Labels before = Labels.of(Tables.of(new byte[][] {{1, 0, -1}, {0, 0, 0}}));
        Labels after = before.with(2, 0, Correctness.RIGHT);
        assertThat(before.get(2, 0)).isEqualTo(Correctness.UNKNOWN);
        assertThat(after.get(2, 0)).isEqualTo(Correctness.RIGHT);
        assertThat(after.imported(2, 0)).isEqualTo(Correctness.UNKNOWN);
        assertThat(after.corrected(2, 0)).isTrue();
        assertThat(after.corrections()).isEqualTo(1);
        assertThat(after.column(1)).isSameAs(before.column(1));
        assertThat(after.with(2, 0, Correctness.RIGHT)).isSameAs(after);
        assertThat(after.with(2, 0, Correctness.UNKNOWN).corrections()).isZero();
    }

    @Test
    void manyEditsAgreeWithAMatrixAndLeaveTheTableAlone() {
        DatasetTable table = Tables.random(40, 3, 1);
        byte[][] original = {table.imported()[0].clone(), table.imported()[1].clone(), table.imported()[2].clone()};
        byte[][] model = {original[0].clone(), original[1].clone(), original[2].clone()};
        Labels labels = Labels.of(table);
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            int q = random.nextInt(40);
            int k = random.nextInt(3);
            Correctness label = Correctness.values()[random.nextInt(3)];
            model[k][q] = label.code();
            labels = labels.with(q, k, label);
        }
        int corrections = 0;
        for (int k = 0; k < 3; k++) {
            for (int q = 0; q < 40; q++) {
                assertThat(labels.code(q, k)).isEqualTo(model[k][q]);
                corrections += model[k][q] == original[k][q] ? 0 : 1;
            }
            assertThat(table.imported()[k]).isEqualTo(original[k]);
        }
        assertThat(labels.corrections()).isEqualTo(corrections).isPositive();
    }

    @Test
    void aDraftBecomesLabelsOnce() {
        Labels.Draft draft = Labels.of(Tables.of(new byte[][] {{1}})).edit().set(0, 0, Correctness.WRONG);
        Labels labels = draft.toLabels();
        assertThatThrownBy(() -> draft.set(0, 0, Correctness.RIGHT)).isInstanceOf(IllegalStateException.class);
        assertThat(labels.get(0, 0)).isEqualTo(Correctness.WRONG);
    }
}
