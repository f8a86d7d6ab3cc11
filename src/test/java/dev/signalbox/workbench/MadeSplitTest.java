package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MadeSplitTest {
    private static DatasetTable without(DatasetTable table, List<List<String>> pictures) {
        Map<String, CodedColumn> fields = new LinkedHashMap<>(table.fields());
        fields.remove(Fields.SPLIT);
        return new DatasetTable(
                table.dataset(),
                table.keys(),
                fields,
                table.imported(),
                table.answered(),
                table.costs(),
                table.latencies(),
                pictures);
    }

    @Test
    void aSplitOfItsOwnStays() {
        DatasetTable table = Tables.random(50, 3, 1);
        assertThat(MadeSplit.in(table)).isSameAs(table);
        // Asked for, the same split as for a table without one.
        assertThat(MadeSplit.insteadIn(table).fields().get(Fields.SPLIT).codes())
                .isEqualTo(MadeSplit.in(without(table, table.pictures()))
                        .fields()
                        .get(Fields.SPLIT)
                        .codes());
    }

    @Test
    void aboutAFifthIsTheTestAndPicturesStayTogether() {
        int n = 3000;
        List<List<String>> pictures = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // Pairs share a picture, and every third pair hangs on the next by a second one.
            List<String> names = new ArrayList<>(List.of("p" + i / 2));
            if (i % 6 == 1) {
                names.add("p" + (i / 2 + 1));
            }
            pictures.add(names);
        }
        DatasetTable table = MadeSplit.in(without(Tables.random(n, 2, 7), pictures));
        int[] codes = table.fields().get(Fields.SPLIT).codes();
        for (int i = 0; i < n; i++) {
            assertThat(codes[i]).isEqualTo(codes[i - i % 2]);
            if (i % 6 == 1) {
                assertThat(codes[i + 1]).isEqualTo(codes[i]);
            }
        }
        double share = Arrays.stream(codes).sum() / (double) n;
        assertThat(share).isBetween(.15, .25);
        assertThat(MadeSplit.in(without(Tables.random(n, 2, 7), pictures))
                        .fields()
                        .get(Fields.SPLIT)
                        .codes())
                .isEqualTo(codes);
    }
}
