package dev.signalbox.workbench;

import dev.signalbox.clusters.DensityGrid;
import dev.signalbox.clusters.DensityPeaks;
import dev.signalbox.clusters.TypicalWords;
import dev.signalbox.task.Progress;
import java.util.ArrayList;
import java.util.List;

/** Finds the clusters of a map and names them by the words that are typical of their questions. */
public final class NameClusters {
    /** More names than these hide the map. */
    public static final int MOST = 12;

    private static final int WORDS = 3;
    private static final int STEP = 256;

    /** Beside the clusters' own bits, of which there are at most {@link #MOST}. */
    private static final int ON_THE_MAP = 1 << 30;

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
     * @param ordinals the query of each point; several points may be of one query, which then counts once in each of their
     *     clusters
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public List<Named> name(float[] x, float[] y, int[] ordinals, Progress progress) {
        DensityPeaks peaks = DensityPeaks.find(DensityGrid.of(x, y, null), x, y, MOST);
        progress.checkCancelled();
        if (peaks.count() < 2) {
            return List.of();
        }
        // A bit for every cluster that a query has a point in. Of a query that is not on the map nothing is counted.
        int[] groups = new int[open.table().size()];
        for (int place = 0; place < ordinals.length; place++) {
            int cluster = peaks.cluster()[place];
            groups[ordinals[place]] |= cluster < 0 ? ON_THE_MAP : 1 << cluster;
        }
        TypicalWords words = new TypicalWords(peaks.count());
        open.workspace().datasets().forEachQuestion(open.dataset().id(), (ordinal, question) -> {
            if (ordinal % STEP == 0) {
                progress.checkCancelled();
            }
            int in = ordinal < groups.length ? groups[ordinal] : 0;
            if (in == ON_THE_MAP) {
                words.add(-1, question);
            }
            for (int rest = in & ~ON_THE_MAP; rest != 0; rest &= rest - 1) {
                words.add(Integer.numberOfTrailingZeros(rest), question);
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
