package dev.signalbox.workbench;

import dev.signalbox.clusters.DensityGrid;
import dev.signalbox.clusters.DensityPeaks;
import dev.signalbox.clusters.TypicalWords;
import dev.signalbox.task.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the clusters of a map and names them by the words that are typical of their questions. */
public final class NameClusters {
    /** More names than these hide the map. */
    public static final int MOST = 12;

    private static final int WORDS = 3;
    private static final int STEP = 256;

    /** Of a cluster's points, to give it a name. */
    private static final double SHARE = 0.3;

    private final OpenDataset open;

    public NameClusters(OpenDataset open) {
        this.open = open;
    }

    /**
     * A cluster with a name.
     *
     * @param x     of its densest place, in the map’s units
     * @param y     of its densest place
     * @param words the most typical ones, or what most points are of, the best first; at least one
     * @param size  how many points it has
     */
    public record Named(double x, double y, List<String> words, int size) {}

    /**
     * Names those clusters for which there are typical words, the largest first.
     *
     * @param ordinals the query of each point, every query at most once
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

    /**
     * Names clusters by what their points are of, such as VLMs: whatever makes up a third of a cluster, about. Of clusters of
     * the same the largest one is named.
     *
     * @param kind  of each point
     * @param kinds their names
     */
    public static List<Named> nameByKind(float[] x, float[] y, int[] kind, List<String> kinds, Progress progress) {
        DensityPeaks peaks = DensityPeaks.find(DensityGrid.of(x, y, null), x, y, MOST);
        progress.checkCancelled();
        int[][] counts = new int[peaks.count()][kinds.size()];
        for (int place = 0; place < x.length; place++) {
            if (peaks.cluster()[place] >= 0) {
                counts[peaks.cluster()[place]][kind[place]]++;
            }
        }
        List<Named> result = new ArrayList<>();
        for (int c = 0; c < peaks.count(); c++) {
            int[] count = counts[c];
            int all = IntStream.of(count).sum();
            List<String> most = IntStream.range(0, count.length)
                    .filter(k -> count[k] >= SHARE * all)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer k) -> -count[k]))
                    .map(kinds::get)
                    .toList();
            boolean named = result.stream().anyMatch(other -> other.words().equals(most));
            if (!most.isEmpty() && all > 0 && !named) {
                result.add(new Named(peaks.x()[c], peaks.y()[c], most, peaks.size()[c]));
            }
        }
        return List.copyOf(result);
    }
}
