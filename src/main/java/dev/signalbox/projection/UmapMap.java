package dev.signalbox.projection;

import dev.signalbox.projection.MapResult.Seconds;
import dev.signalbox.projection.neighbours.NeighbourForest;
import dev.signalbox.projection.neighbours.NeighbourSearch;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;

/** A map by UMAP on principal components and neighbours that t-SNE uses too. */
final class UmapMap {
    private UmapMap() {}

    static MapResult make(Points points, MapOptions options, Parallel parallel, Progress progress) {
        int n = points.rows();
        Projections.Stopwatch watch = new Projections.Stopwatch();
        Progress reducing = new StagedProgress(progress, 0, 0.1, Messages.text("map.progress.pca"));
        PrincipalComponents components = PrincipalComponents.fit(points, TsneMap.COMPONENTS, parallel, reducing);
        Points reduced = components.project(points, parallel, reducing);
        int[] order = NeighbourForest.localOrder(reduced, progress);
        Points ordered = reduced.ordered(order);
        double pca = watch.lap();
        int k = Math.clamp(Math.round(options.perplexity() / 2), 2, n - 1);
        Progress searching = new StagedProgress(progress, 0.1, 0.4, Messages.text("map.progress.distances"));
        NeighbourSearch search = NeighbourSearch.of(ordered, k, options.seed(), parallel, searching);
        Neighbours neighbours = search.neighbours();
        double knn = watch.lap();
        Progress placing = new StagedProgress(progress, 0.4, 0.9, Messages.text("map.progress.umap"));
        float[] placed =
                UmapLayout.place(neighbours, start(ordered), epochs(n, options), options.seed(), parallel, placing);
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            xy[2 * order[i]] = placed[2 * i];
            xy[2 * order[i] + 1] = placed[2 * i + 1];
        }
        double optimise = watch.lap();
        Progress measuring = new StagedProgress(progress, 0.9, 1, Messages.text("map.progress.quality"));
        MapQuality quality = MapQuality.of(points, xy, Double.NaN, true, parallel, measuring);
        double total = pca + knn + optimise;
        return new MapResult(
                options.method(),
                xy,
                options.perplexity(),
                Double.NaN,
                search.recall(),
                epochs(n, options),
                MapResult.Ending.ITERATIONS,
                quality,
                new Seconds(pca, knn, 0, optimise, total, watch.lap()));
    }

    /** The first two components, in the order of the rows there. */
    private static float[] start(Points ordered) {
        int n = ordered.rows();
        int dim = ordered.dim();
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            xy[2 * i] = ordered.values()[i * dim];
            xy[2 * i + 1] = dim > 1 ? ordered.values()[i * dim + 1] : 0;
        }
        return xy;
    }

    private static int epochs(int n, MapOptions options) {
        return Math.clamp(options.iterations(), 10, n > 10_000 ? 200 : 500);
    }
}
