package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.index.Labels;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.Tables;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicingTest {
    @Test
    void byFieldWithThoseThatLackIt() {
        Slicing slicing = Slicing.of(new CodedColumn("f", List.of("a", "b"), new int[] {1, -1, 0, 1}));
        assertThat(slicing.values()).containsExactly("a", "b", "");
        assertThat(slicing.members()).containsExactly(new int[] {2}, new int[] {0, 3}, new int[] {1});
        Slicing stored = Slicing.of(new CodedColumn("f", List.of("", "b"), new int[] {1, -1, 0}));
        assertThat(stored.values()).containsExactly("", "b"); // absent and stored empty look the same
        assertThat(stored.members()).containsExactly(new int[] {1, 2}, new int[] {0});
    }

    @Test
    void byPictures() {
        DatasetTable table = Tables.of(new byte[1][4]);
        Slicing slicing = Slicing.pictures(table);
        assertThat(slicing.values()).containsExactly("0", "1");
        assertThat(slicing.members()).containsExactly(new int[] {0, 3}, new int[] {1, 2});
    }

    @Test
    void thirdsOfLengths() {
        Slicing slicing = Slicing.lengths(new int[] {9, 1, 2, 8, 3, 7, 4, 6, 5});
        assertThat(slicing.values()).containsExactly("1–3", "4–6", "7–9");
        assertThat(slicing.members()).allSatisfy(members -> assertThat(members).hasSize(3));
        assertThat(Slicing.lengths(new int[] {5, 5, 5}).values()).containsExactly("5");
        assertThat(Slicing.lengths(new int[0]).members()).containsExactly(new int[0]);
    }

    /** However lengths repeat: every query is in one slice, slices are in order, equal lengths together. */
    @Test
    void thirdsOfAnyLengths() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int[] lengths = random.ints(1 + random.nextInt(40), 1, 2 + random.nextInt(12))
                    .toArray();
            Slicing slicing = Slicing.lengths(lengths);
            int seen = 0;
            int last = 0;
            for (int[] members : slicing.members()) {
                seen += members.length;
                if (members.length > 0) {
                    assertThat(IntStream.of(members).map(i -> lengths[i]).min().getAsInt())
                            .isGreaterThan(last);
                    last = IntStream.of(members).map(i -> lengths[i]).max().getAsInt();
                }
            }
            assertThat(seen).isEqualTo(lengths.length);
            assertThat(slicing.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    void byRightVlms() {
        byte[][] y = new byte[10][5];
        for (int k = 0; k < 10; k++) {
            y[k] = new byte[] {0, 1, (byte) (k < 8 ? 1 : 0), -1, (byte) (k == 2 ? 1 : -1)};
        }
        Slicing slicing =
                Slicing.right(Labels.of(Tables.of(y)), IntStream.range(0, 10).toArray());
        assertThat(slicing.values()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8–10");
        assertThat(slicing.members().get(0)).containsExactly(0);
        assertThat(slicing.members().get(1)).containsExactly(4);
        assertThat(slicing.members().get(8)).containsExactly(1, 2); // the fourth has no label at all
        assertThat(Slicing.right(Labels.of(Tables.of(y)), new int[] {2}).values())
                .containsExactly("0", "1");
    }

    @Test
    void byNotes() {
        Slicing slicing = Slicing.notes(
                4, Map.of(3, "see #blurry, #blurry again; C#minor is none", 1, "#blurry #wrong-key"), "noted");
        assertThat(slicing.values()).containsExactly("#blurry", "#wrong-key", "noted", "");
        assertThat(slicing.members())
                .containsExactly(new int[] {1, 3}, new int[] {1}, new int[] {1, 3}, new int[] {0, 2});
    }

    @Test
    void picturesHangTogetherThroughOthers() {
        List<List<String>> pictures =
                List.of(List.of("a"), List.of(), List.of("b"), List.of("a", "b"), List.of("c"), List.of());
        assertThat(PictureGroups.of(6, pictures::get)).containsExactly(0, 1, 0, 0, 4, 5);
    }
}
