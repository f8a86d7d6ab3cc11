package dev.signalbox.projection;

import dev.signalbox.projection.MapResult.Seconds;
import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.NeighbourForest;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.Arrays;
import smile.graph.NearestNeighborGraph;
import smile.manifold.UMAP;
import smile.math.MathEx;

/** A map by Smile's UMAP on our principal components and neighbours. */
final class UmapMap {
    private static final int FOREST = 50_000;
    private static final double LEARNING_RATE = 1;
    private static final double LEAST_DISTANCE = 0.1;

    private UmapMap() {}

    static MapResult make(Points points, MapOptions options, Parallel parallel, Progress progress) {
        int n = points.rows();
        Projections.Stopwatch watch = new Projections.Stopwatch();
        Progress reducing = new StagedProgress(progress, 0, 0.1, Messages.text("map.progress.pca"));
        PrincipalComponents components = PrincipalComponents.fit(points, TsneMap.COMPONENTS, parallel, reducing);
        Points reduced = components.project(points, parallel, reducing);
        double pca = watch.lap();
        int k = Math.clamp(Math.round(options.perplexity() / 2), 2, n - 1);
        Progress searching = new StagedProgress(progress, 0.1, 0.4, Messages.text("map.progress.distances"));
        Neighbours neighbours = n > FOREST
                ? NeighbourForest.find(reduced, k, options.seed(), parallel, searching)
                : ExactNeighbours.find(reduced, k, parallel, searching);
        double found = n > FOREST ? NeighbourForest.recall(reduced, neighbours, parallel, searching) : 1;
        double knn = watch.lap();
        progress.checkCancelled();
        progress.update(0.4, Messages.text("map.progress.umap"));
        float[] xy = fit(neighbours, options);
        double optimise = watch.lap();
        Progress measuring = new StagedProgress(progress, 0.9, 1, Messages.text("map.progress.quality"));
        MapQuality quality = MapQuality.of(points, xy, Double.NaN, true, parallel, measuring);
        double total = pca + knn + optimise;
        return new MapResult(
                options.method(),
                xy,
                options.perplexity(),
                Double.NaN,
                found,
                epochs(n, options),
                MapResult.Ending.ITERATIONS,
                quality,
                new Seconds(pca, knn, 0, optimise, total, watch.lap()));
    }

    private static float[] fit(Neighbours neighbours, MapOptions options) {
        int n = neighbours.rows();
        int k = neighbours.k();
        // A group of a few rows that are not there, apart from all others: were there but one group, Smile would begin
        // with
        // the eigenvectors of its graph, for which it wants a native library; of several it begins at random.
        int all = n + k + 1;
        int[][] ids = new int[all][k];
        double[][] distances = new double[all][k];
        Integer[] rows = new Integer[all];
        Arrays.setAll(rows, i -> i);
        for (int i = n; i < all; i++) {
            for (int e = 0; e < k; e++) {
                ids[i][e] = n + (i - n + 1 + e) % (k + 1);
                distances[i][e] = 1 + e;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int e = 0; e < k; e++) {
                ids[i][e] = neighbours.ids()[i * k + e];
                distances[i][e] = Math.sqrt(neighbours.squared()[i * k + e]);
            }
        }
        MathEx.setSeed(options.seed()); // Smile's generator belongs to the thread
        double[][] placed = UMAP.fit(
                rows,
                new NearestNeighborGraph(k, ids, distances),
                new UMAP.Options(k, 2, epochs(n, options), LEARNING_RATE, LEAST_DISTANCE, 1, 5, 1, 1));
        float[] xy = new float[2 * n]; // without that group
        for (int i = 0; i < n; i++) {
            xy[2 * i] = (float) placed[i][0];
            xy[2 * i + 1] = (float) placed[i][1];
        }
        return xy;
    }

    private static int epochs(int n, MapOptions options) {
        return Math.clamp(options.iterations(), 10, n > 10_000 ? 200 : 500);
    }
}
