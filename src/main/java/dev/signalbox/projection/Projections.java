package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;

/** Makes maps of vectors. */
public final class Projections {
    /** Below, no perplexity has enough neighbours. */
    private static final int FEWEST = 7;

    /** Rows between two looks at whether to go on. */
    static final int ROWS = 4096;

    private Projections() {}

    /**
     * Places rows in the plane. Blocks: a second for a thousand rows, a minute for 130,000 by t-SNE on two cores; reports
     * between iterations and hears a cancel there.
     *
     * @param parallel the threads; their number does not change the result
     * @param watcher  follows t-SNE
     * @throws UserFacingException {@code map.numbers} when a number is not finite, {@code map.memory} when there is not
     *     enough memory
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public static MapResult compute(
            Points points, MapOptions options, Parallel parallel, MapWatcher watcher, Progress progress) {
        checkFinite(points, progress);
        progress.checkCancelled();
        int n = points.rows();
        if (n == 0) {
            return new MapResult(
                    options.method(),
                    new float[0],
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    MapResult.Ending.ITERATIONS,
                    MapQuality.unknown(0),
                    new MapResult.Seconds(0, 0, 0, 0, 0, 0));
        }
        MapOptions.Method method = n < FEWEST ? MapOptions.Method.PCA : options.method();
        Parallel heeding = parallel.heeding(progress);
        MapResult result = switch (method) {
            case TSNE -> new TsneMap(points, options, parallel, watcher, progress).make();
            case UMAP -> UmapMap.make(points, options, heeding, progress);
            case PCA -> pca(points, heeding, progress);
        };
        progress.update(1, Messages.text("map.progress.done"));
        return result;
    }

    static void checkFinite(Points points, Progress progress) {
        int dim = points.dim();
        for (int row = 0; row < points.rows(); row++) {
            if (row % ROWS == 0) {
                progress.checkCancelled();
            }
            for (int i = row * dim; i < (row + 1) * dim; i++) {
                if (!Float.isFinite(points.values()[i])) {
                    throw new UserFacingException("map.numbers", row);
                }
            }
        }
    }

    private static MapResult pca(Points points, Parallel parallel, Progress progress) {
        Stopwatch watch = new Stopwatch();
        Progress stage = new StagedProgress(progress, 0, 0.8, Messages.text("map.progress.pca"));
        PrincipalComponents components = PrincipalComponents.fit(points, 2, parallel, stage);
        Points placed = components.project(points, parallel, stage);
        float[] xy = new float[2 * points.rows()];
        for (int i = 0; i < points.rows(); i++) {
            for (int k = 0; k < placed.dim(); k++) {
                xy[2 * i + k] = placed.values()[i * placed.dim() + k];
            }
        }
        double seconds = watch.lap();
        Progress last = new StagedProgress(progress, 0.8, 1, Messages.text("map.progress.quality"));
        MapQuality quality = MapQuality.of(points, xy, Double.NaN, true, parallel, last);
        return new MapResult(
                MapOptions.Method.PCA,
                xy,
                Double.NaN,
                components.explainedByTwo(),
                Double.NaN,
                0,
                MapResult.Ending.ITERATIONS,
                quality,
                new MapResult.Seconds(seconds, 0, 0, 0, seconds, watch.lap()));
    }

    /** Seconds from one look to the next. */
    static final class Stopwatch {
        private long last = System.nanoTime();

        double lap() {
            long now = System.nanoTime();
            double seconds = (now - last) / 1e9;
            last = now;
            return seconds;
        }
    }
}
