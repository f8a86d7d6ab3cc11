package dev.signalbox.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Projection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapResult;
import dev.signalbox.projection.MapWatcher;
import dev.signalbox.projection.Projections;
import dev.signalbox.store.ProjectionStore;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Lays out the fused query vectors that a scoring left behind, alone or with every VLM, and keeps the map. */
public final class MapDataset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;
    private final ProfileVectors profiles;

    public MapDataset(Workspace workspace) {
        this(workspace, ProfileVectors.BY_ROUTER);
    }

    /** @param profiles for maps of pairs */
    public MapDataset(Workspace workspace, ProfileVectors profiles) {
        this.workspace = workspace;
        this.profiles = profiles;
    }

    /**
     * What was placed.
     *
     * @param n          points on the map
     * @param vlms       of each query; 0 when a point is a query
     * @param divergence Kullback-Leibler divergence in nats, of t-SNE
     */
    public record Report(
            String dataset,
            String router,
            String method,
            long seed,
            int n,
            int vlms,
            double perplexity,
            double divergence,
            double explained,
            double recallAt10,
            double trustworthiness,
            double seconds,
            String file) {
        /** For people. */
        public List<String> lines() {
            return List.of(
                    vlms == 0
                            ? Messages.text("workbench.mapped", n, method, seconds, file)
                            : Messages.text("workbench.mapped.pairs", n / vlms, vlms, n, method, seconds, file));
        }
    }

    /** A map and how long it took. */
    public record Made(ProjectionStore.Points points, MapResult result, int vlms, double seconds) {}

    /**
     * Makes and keeps a map.
     *
     * @throws UserFacingException when the router has not scored the dataset
     */
    public Report run(
            OpenDataset open,
            RouterInfo router,
            MapSubject subject,
            MapOptions options,
            int threads,
            Progress progress) {
        Made made = make(open, router, subject, options, threads, MapWatcher.NONE, progress);
        MapResult result = made.result();
        return new Report(
                open.dataset().name(),
                router.name(),
                name(result.method()),
                options.seed(),
                result.size(),
                made.vlms(),
                result.perplexity(),
                result.quality().divergence(),
                result.explained(),
                result.quality().recall(),
                result.quality().trustworthiness(),
                made.seconds(),
                made.points().projection().file());
    }

    /** The same on all cores, watched. */
    public Made make(
            OpenDataset open,
            RouterInfo router,
            MapSubject subject,
            MapOptions options,
            MapWatcher watcher,
            Progress progress) {
        return make(open, router, subject, options, Runtime.getRuntime().availableProcessors(), watcher, progress);
    }

    private Made make(
            OpenDataset open,
            RouterInfo router,
            MapSubject subject,
            MapOptions options,
            int threads,
            MapWatcher watcher,
            Progress progress) {
        ScoreSet set = workspace
                .scores()
                .latest(open.dataset().id(), router.id())
                .filter(ScoreSet::complete)
                .orElseThrow(() -> new UserFacingException(
                        "router.unscored", router.name(), open.dataset().name()));
        long start = System.nanoTime();
        MapRows rows = MapRows.read(open, router, set, subject, options.seed(), profiles, progress);
        MapResult result;
        try (Parallel parallel = new Parallel(threads)) {
            result = Projections.compute(rows.points(), options, parallel, watcher, progress);
        }
        int[] ordinals = rows.ordinals();
        Projection projection = new Projection(
                0,
                open.dataset().id(),
                router.id(),
                name(options.method()),
                options.seed(),
                describe(options, result, rows, set),
                "",
                result.size(),
                Instant.now());
        Projection kept = workspace.projections().add(projection, ordinals, result.xy());
        return new Made(
                new ProjectionStore.Points(kept, ordinals, result.xy()),
                result,
                rows.vlms().size(),
                (System.nanoTime() - start) / 1e9);
    }

    /** A method by its name on the command line. */
    public static MapOptions.Method method(String name) {
        return switch (name) {
            case "tsne" -> MapOptions.Method.TSNE;
            case "umap" -> MapOptions.Method.UMAP;
            case "pca" -> MapOptions.Method.PCA;
            default -> throw new UserFacingException("map.method", name);
        };
    }

    private static String name(MapOptions.Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(MapOptions options, MapResult result, MapRows rows, ScoreSet set) {
        TreeMap<String, Object> text = new TreeMap<>();
        text.put("vlms", rows.vlms());
        text.put("total", set.total());
        text.put("perplexity", result.perplexity());
        text.put("iterations", options.iterations());
        text.put("placedBy", name(result.method()));
        text.put("kl", result.quality().divergence());
        text.put("exactDivergence", result.quality().exact());
        text.put("recall", result.quality().recall());
        text.put("trustworthiness", result.quality().trustworthiness());
        text.put("qualityRows", result.quality().sampled());
        text.put("neighbours", result.neighbours());
        text.put("seconds", result.seconds().total());
        text.put("explained", result.explained());
        text.put("routerHash", set.routerHash());
        text.put("dataHash", set.dataHash());
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
