package dev.signalbox.ui.map;

import dev.signalbox.store.VectorFile;
import dev.signalbox.task.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a query that is not on the map lies.
 *
 * @param approximate true when it is but the mean of its nearest neighbours’ places
 */
record LivePlace(double x, double y, boolean approximate) {
    /** How many neighbours are asked. */
    static final int NEIGHBOURS = 5;

    private static final int CHUNK = 1024;

    /** Nearest by the cosine of fused vectors; empty when the vector is of another length or the map is empty. */
    static Optional<LivePlace> find(Path vectors, PlacedMap map, float[] fused, Progress progress) {
        double[] cosines = new double[NEIGHBOURS];
        int[] nearest = new int[NEIGHBOURS];
        int found = 0;
        try (VectorFile file = VectorFile.open(vectors)) {
            int dim = file.dim();
            if (fused.length != dim) {
                return Optional.empty();
            }
            int place = 0;
            for (int first = 0; first < file.rows() && place < map.size(); first += CHUNK) {
                progress.checkCancelled();
                int count = Math.min(CHUNK, file.rows() - first);
                float[] rows = file.read(first, count);
                for (; place < map.size() && map.ordinal(place) < first + count; place++) {
                    double cosine = cosine(fused, rows, (map.ordinal(place) - first) * dim);
                    if (Double.isNaN(cosine)) {
                        continue;
                    }
                    int at = found;
                    while (at > 0 && cosines[at - 1] < cosine) {
                        at--;
                    }
                    if (at < NEIGHBOURS) {
                        int kept = Math.min(found, NEIGHBOURS - 1);
                        System.arraycopy(cosines, at, cosines, at + 1, kept - at);
                        System.arraycopy(nearest, at, nearest, at + 1, kept - at);
                        cosines[at] = cosine;
                        nearest[at] = place;
                        found = kept + 1;
                    }
                }
            }
        }
        if (found == 0) {
            return Optional.empty();
        }
        double x = 0;
        double y = 0;
        for (int i = 0; i < found; i++) {
            x += map.points().xy()[2 * nearest[i]];
            y += map.points().xy()[2 * nearest[i] + 1];
        }
        return Optional.of(new LivePlace(x / found, y / found, true));
    }

    private static double cosine(float[] a, float[] rows, int offset) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            double b = rows[offset + i];
            dot += a[i] * b;
            aa += (double) a[i] * a[i];
            bb += b * b;
        }
        return dot / Math.sqrt(aa * bb);
    }
}
