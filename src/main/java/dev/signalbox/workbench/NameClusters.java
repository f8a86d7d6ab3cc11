package dev.signalbox.workbench;

import dev.signalbox.clusters.DensityGrid;
import dev.signalbox.clusters.DensityPeaks;
import dev.signalbox.clusters.TypicalWords;
import dev.signalbox.task.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the clusters of a map and names them by the words that are typical of their questions. */
public final class NameClusters {
    /** More names than these hide the map. */
    public static final int MOST = 12;

    private static final int WORDS = 3;
    private static final int STEP = 256;

    private final OpenDataset open;

    public NameClusters(OpenDataset open) {
        this.open = open;
    }

    /**
     * A cluster with a name.
     *
     * @param x     of its densest place, in the map’s units
     * @param y     of its densest place
     * @param words the most typical ones, the best first; at least one
     * @param size  how many points it has
     */
    public record Named(double x, double y, List<String> words, int size) {}

    /**
     * Names those clusters for which there are typical words, the largest first.
     *
     * @param ordinals the query of each point
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public List<Named> name(float[] x, float[] y, int[] ordinals, Progress progress) {
        DensityPeaks peaks = DensityPeaks.find(DensityGrid.of(x, y, null), x, y, MOST);
        progress.checkCancelled();
        if (peaks.count() < 2) {
            return List.of();
        }
        // Of a query that is not on the map nothing is counted, of one in a thin place only that it is there.
        int[] group = new int[open.table().size()];
        Arrays.fill(group, -2);
        for (int place = 0; place < ordinals.length; place++) {
            group[ordinals[place]] = Math.max(group[ordinals[place]], peaks.cluster()[place]);
        }
        TypicalWords words = new TypicalWords(peaks.count());
        open.workspace().datasets().forEachQuestion(open.dataset().id(), (ordinal, question) -> {
            if (ordinal % STEP == 0) {
                progress.checkCancelled();
            }
            if (ordinal < group.length && group[ordinal] >= -1) {
                words.add(group[ordinal], question);
            }
        });
        List<Named> result = new ArrayList<>();
        for (int c = 0; c < peaks.count(); c++) {
            List<String> typical = words.of(c, WORDS);
            if (!typical.isEmpty()) {
                result.add(new Named(peaks.x()[c], peaks.y()[c], typical, peaks.size()[c]));
            }
        }
        return List.copyOf(result);
    }
}
