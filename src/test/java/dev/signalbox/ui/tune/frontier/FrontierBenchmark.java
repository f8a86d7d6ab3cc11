package dev.signalbox.ui.tune.frontier;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneBenchmark;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How long the Frontier page takes for all it shows, when it opens and when a label changed. */
public final class FrontierBenchmark {
    private FrontierBenchmark() {}

    public static void main(String[] args) {
        Random random = new Random(2);
        DatasetTable table = TuneBenchmark.table(random, 35_126, 7);
        DatasetIndex index = TuneBenchmark.index(table);
        Study study = TuneBenchmark.study(index, TuneBenchmark.cascade(random, table));
        TuneBenchmark.timed("Frontier page from a study", () -> page(study, null));
        Landscape before = Landscape.of(study, null);
        TuneBenchmark.timed(
                "label edit, study and page", () -> page(TuneBenchmark.edited(index, study, random), before));
    }

    private static int page(Study study, @Nullable Landscape before) {
        Landscape landscape = Landscape.of(study, before);
        return Summaries.of(landscape, Bounds.RECOMPUTED).curves().size();
    }
}
