package dev.signalbox.projection;

import dev.signalbox.projection.MapResult.Seconds;
import dev.signalbox.projection.neighbours.NeighbourForest;
import dev.signalbox.projection.neighbours.NeighbourSearch;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.tsne.Affinities;
import dev.signalbox.projection.tsne.Tsne;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.util.SplittableRandom;

/** A map by t-SNE from vectors to quality. */
final class TsneMap {
    /** t-SNE works on at most this many principal components: less noise, and distances that cost a fifteenth. */
    static final int COMPONENTS = 50;

    /** Neighbours of a row for one of perplexity. */
    private static final int NEIGHBOURS = 3;

    /** With more rows the divergence's normaliser comes from the grid. */
    private static final int EXACT_DIVERGENCE = 50_000;

    /** How far the start is shaken, as a share of its spread: tells identical rows apart, and a line's two sides. */
    private static final double SHAKEN = 0.01;

    private static final int LOOK = 50;

    /** What a row needs beside its vector, in bytes; measured at 130,504 rows. */
    private static final long BYTES_PER_ROW = 4000;

    private final Points points;
    private final MapOptions options;
    private final Parallel parallel;
    private final Parallel heeding;
    private final MapWatcher watcher;
    private final Progress progress;

    TsneMap(Points points, MapOptions options, Parallel parallel, MapWatcher watcher, Progress progress) {
        this.points = points;
        this.options = options;
        this.parallel = parallel;
        this.heeding = parallel.heeding(progress);
        this.watcher = watcher;
        this.progress = progress;
    }

    MapResult make() {
        int n = points.rows();
        checkMemory(n);
        Projections.Stopwatch watch = new Projections.Stopwatch();
        Progress reducing = stage(0, 0.04, "map.progress.pca");
        PrincipalComponents components = PrincipalComponents.fit(points, COMPONENTS, heeding, reducing);
        Points reduced = components.project(points, heeding, reducing);
        int[] order = NeighbourForest.localOrder(reduced, progress);
        Points ordered = reduced.ordered(order);
        double pca = watch.lap();
        double perplexity = Math.min(options.perplexity(), Math.max(2, (n - 1) / 3.0));
        if (!(components.total() > 0)) {
            float[] xy = new float[2 * n];
            MapQuality quality = MapQuality.of(points, xy, Double.NaN, true, heeding, progress);
            return new MapResult(
                    options.method(),
                    xy,
                    perplexity,
                    Double.NaN,
                    1,
                    0,
                    MapResult.Ending.ITERATIONS,
                    quality,
                    new Seconds(pca, 0, 0, 0, pca, 0));
        }
        TsneState begin = start(ordered, n);
        MapFrames frames = new MapFrames(watcher, order, options.iterations());
        frames.start(begin.iteration(), begin.places());
        RoughStart rough = RoughStart.of(ordered, begin, options, frames, heeding, progress);
        Near near = near(ordered, perplexity, rough, watch);
        Tsne tsne = new Tsne(near.affinities, rough.end(), parallel, progress);
        MapResult.Ending ending = optimise(tsne, frames);
        double optimise = watch.lap();
        float[] xy = frames.sorted(tsne.places());
        Progress measuring = stage(0.98, 1, "map.progress.quality");
        boolean exact = n <= EXACT_DIVERGENCE;
        double divergence = exact ? tsne.exactDivergence() : tsne.divergence();
        MapQuality quality = MapQuality.of(points, xy, divergence, exact, heeding, measuring);
        double total = pca + near.searched + near.weighed + optimise;
        return new MapResult(
                options.method(),
                xy,
                perplexity,
                Double.NaN,
                near.recall,
                tsne.iteration(),
                ending,
                quality,
                new Seconds(pca, near.searched, near.weighed, optimise, total, watch.lap()));
    }

    private Progress stage(double from, double to, String key) {
        return new StagedProgress(progress, from, to, Messages.text(key));
    }

    private static void checkMemory(int n) {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (n * BYTES_PER_ROW > free) {
            throw new UserFacingException("map.memory", n, n * BYTES_PER_ROW >> 20, free >> 20);
        }
    }

    private TsneState start(Points ordered, int n) {
        TsneState before = watcher.resume();
        if (before != null && before.places().length == 2 * n) {
            return before;
        }
        SplittableRandom random = new SplittableRandom(options.seed());
        float[] xy = new float[2 * n];
        int dim = ordered.dim();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            xy[2 * i] = ordered.values()[i * dim];
            xy[2 * i + 1] = dim > 1 ? ordered.values()[i * dim + 1] : 0;
            squares += (double) xy[2 * i] * xy[2 * i];
        }
        double shake = SHAKEN * Math.sqrt(squares / n);
        for (int i = 0; i < xy.length; i++) {
            xy[i] += (float) (shake * random.nextGaussian());
        }
        return TsneState.start(xy);
    }

    /**
     * What attracts what.
     *
     * @param searched seconds
     * @param weighed  seconds
     */
    private record Near(Affinities affinities, double recall, double searched, double weighed) {}

    private Near near(Points ordered, double perplexity, RoughStart rough, Projections.Stopwatch watch) {
        int k = Math.min(ordered.rows() - 1, (int) Math.ceil(NEIGHBOURS * perplexity));
        Progress searching = stage(0.04, 0.2, "map.progress.distances");
        boolean whole = false;
        try {
            NeighbourSearch search =
                    NeighbourSearch.of(ordered, k, options.seed(), heeding, searching, rough::searched);
            double searched = watch.lap();
            Affinities affinities = Affinities.of(search.neighbours(), perplexity, heeding, rough::weighed);
            whole = true;
            return new Near(affinities, search.recall(), searched, watch.lap());
        } finally {
            if (!whole) {
                watcher.stopped(rough.state());
            }
        }
    }

    private MapResult.Ending optimise(Tsne tsne, MapFrames frames) {
        Progress placing = stage(0.2, 0.98, "map.progress.tsne");
        int iterations = options.iterations();
        double divergence = Double.NaN;
        StopRule.Watch stop = options.stop().new Watch();
        boolean whole = false;
        try {
            while (tsne.iteration() < iterations) {
                placing.checkCancelled();
                tsne.step();
                if (tsne.iteration() % LOOK == 0) {
                    divergence = tsne.divergence();
                    MapResult.Ending ending = tsne.iteration() <= Tsne.EXAGGERATED
                            ? MapResult.Ending.ITERATIONS
                            : stop.look(tsne.iteration(), tsne.gradientNorm(), divergence);
                    if (ending != MapResult.Ending.ITERATIONS) {
                        whole = true;
                        return ending;
                    }
                }
                if (frames.due()) {
                    placing.update((double) tsne.iteration() / iterations, "");
                    frames.show(tsne, divergence, false);
                }
            }
            whole = true;
            return MapResult.Ending.ITERATIONS;
        } finally {
            if (!whole) {
                watcher.stopped(tsne.state());
            }
        }
    }
}
