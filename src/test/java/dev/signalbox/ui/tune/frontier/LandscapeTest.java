package dev.signalbox.ui.tune.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Labels;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneBenchmark;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LandscapeTest {
    private static final int WIDTH = 6;

    private static void same(@Nullable Object actual, @Nullable Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class) // NaN is NaN
                .isEqualTo(expected);
    }

    private static Scores scores(long id, int n, long seed) {
        return Tables.scoresOf(
                id, WIDTH, Tables.randomScores(n, WIDTH, 30, seed).confidence());
    }

    /** One label, a few, or so many that they are not followed one by one; also to unknown and from it. */
    private static Labels edited(Labels labels, Random random) {
        Labels.Draft draft = labels.edit();
        int edits = random.nextInt(4) == 0 ? random.nextInt(60) : 1 + random.nextInt(2);
        for (int i = 0; i < edits; i++) {
            draft.set(
                    random.nextInt(labels.size()),
                    random.nextInt(WIDTH),
                    Correctness.values()[random.nextInt(Correctness.values().length)]);
        }
        return draft.toLabels();
    }

    /** After edits counts are moved and sums added up where they changed; not a bit may differ from making it all anew. */
    @Test
    void labelEditsAreAFullRecompute() {
        Random random = new Random(12);
        for (int round = 0; round < 32; round++) {
            int n = round % 16 == 7 ? 700 : 3 + random.nextInt(80); // several blocks of sums, or one
            DatasetTable table = Tables.random(n, WIDTH, round); // some labels and costs are unknown
            Cascade cascade = Cascade.of(
                            table,
                            scores(1, n, round + 50),
                            scores(round % 4 == 0 ? 1 : 2, n, round + 90),
                            Ties.values()[round % 2])
                    .with(round % 3 == 0 ? Map.of(0, .5) : Map.of());
            DatasetIndex index = TuneBenchmark.index(table);
            Study study = TuneBenchmark.study(index, cascade);
            Landscape landscape = Landscape.of(study, null);
            for (int edit = 0; edit < 6; edit++) {
                DatasetIndex now = index.with(edited(study.labels(), random));
                study = TuneBenchmark.study(now, cascade, study);
                Study anew = TuneBenchmark.study(now, cascade);
                same(study.summary(), anew.summary());
                same(study.curve(), anew.curve());
                same(study.low(), anew.low());
                landscape = Landscape.of(study, landscape);
                same(landscape, anew);
            }
        }
    }

    private static void same(Landscape edited, Study study) {
        Landscape anew = Landscape.of(study, null);
        same(edited.cascade(), anew.cascade());
        same(edited.routers(), anew.routers());
        same(edited.references(), anew.references());
        same(edited.references().datasetOracle(), anew.references().datasetOracle());
        same(edited.strong(), anew.strong());
        same(edited.bounds(), anew.bounds());
        assertThat(Summaries.of(edited, Bounds.RECOMPUTED)).isEqualTo(Summaries.of(anew, Bounds.RECOMPUTED));
        for (int place = 0; place < anew.cascade().points().size(); place++) {
            assertThat(Summaries.inHand(edited, edited.cascade().points().get(place), Bounds.RECOMPUTED))
                    .isEqualTo(Summaries.inHand(anew, anew.cascade().points().get(place), Bounds.RECOMPUTED));
        }
    }
}
