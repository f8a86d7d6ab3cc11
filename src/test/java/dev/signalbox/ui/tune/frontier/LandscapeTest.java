package dev.signalbox.ui.tune.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Tables;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneBenchmark;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LandscapeTest {
    private static void same(@Nullable Object actual, @Nullable Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class) // NaN is NaN
                .isEqualTo(expected);
    }

    /** After an edit parts of the page before are taken over; not a bit may differ from making it all anew. */
    @Test
    void aLabelEditIsAFullRecompute() {
        Random random = new Random(12);
        for (int round = 0; round < 40; round++) {
            int n = 3 + random.nextInt(80);
            DatasetTable table = Tables.random(n, 6, round); // some labels and costs are unknown
            Cascade cascade = Cascade.of(
                            table,
                            Tables.randomScores(n, 6, 30, round + 50),
                            Tables.randomScores(n, 6, 30, round + 90),
                            Ties.values()[round % 2])
                    .with(round % 3 == 0 ? Map.of(0, .5) : Map.of());
            DatasetIndex index = TuneBenchmark.index(table);
            Study study = TuneBenchmark.study(index, cascade);
            Landscape before = Landscape.of(study, null);
            for (int edit = 0; edit < 5; edit++) {
                study = TuneBenchmark.edited(index, study, random);
                Landscape after = Landscape.of(study, before);
                Landscape anew = Landscape.of(study, null);
                same(after.cascade(), anew.cascade());
                same(after.routers(), anew.routers());
                same(after.references(), anew.references());
                same(after.strong(), anew.strong());
                same(after.utility(), anew.utility());
                same(Summaries.of(after, Bounds.RECOMPUTED), Summaries.of(anew, Bounds.RECOMPUTED));
                before = after;
            }
        }
    }
}
