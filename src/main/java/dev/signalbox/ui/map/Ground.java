package dev.signalbox.ui.map;

import dev.signalbox.projection.FixedMap;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.store.VectorFile;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map that takes live queries in. A t-SNE of the vectors as they are takes them as openTSNE does; what that needs is
 * made with the first query (seconds at 130,000) and kept. On any other map a query lies at its nearest neighbours. Safe
 * to use from several threads, which wait for each other.
 */
final class Ground {
    private final Path vectors;
    private final PlacedMap map;
    private @Nullable FixedMap fixed;

    /** @param vectors the fused vectors of all queries */
    Ground(Path vectors, PlacedMap map) {
        this.vectors = vectors;
        this.map = map;
    }

    /** Empty when the vector is of another length or the map is empty. */
    synchronized Optional<LivePlace> place(float[] fused, Progress progress) {
        if (!map.current() || !map.placedBy().equals("tsne")) {
            return LivePlace.find(vectors, map, fused, progress);
        }
        progress.checkCancelled();
        FixedMap into = fixed;
        try (VectorFile file = VectorFile.open(vectors)) {
            if (fused.length != file.dim() || map.size() == 0) {
                return Optional.empty();
            }
            if (into == null) {
                into = take(file, progress);
                fixed = into;
            }
        }
        try (Parallel alone = new Parallel(1)) {
            float[] xy = into.place(new Points(1, fused.length, fused), alone, progress);
            return Optional.of(new LivePlace(xy[0], xy[1], false));
        }
    }

    private FixedMap take(VectorFile file, Progress progress) {
        int dim = file.dim();
        float[] rows = file.readAll();
        if (map.size() < file.rows()) {
            for (int place = 0; place < map.size(); place++) {
                System.arraycopy(rows, map.ordinal(place) * dim, rows, place * dim, dim);
            }
        }
        try (Parallel parallel = Parallel.ofThisMachine()) {
            return new FixedMap(new Points(map.size(), dim, rows), map.points().xy(), parallel, progress);
        }
    }
}
