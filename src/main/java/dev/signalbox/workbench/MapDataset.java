package dev.signalbox.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Projection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapResult;
import dev.signalbox.projection.Projections;
import dev.signalbox.store.ProjectionStore;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Lays out the fused query vectors that a scoring left behind, and keeps the map. */
public final class MapDataset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;

    public MapDataset(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What was placed.
     *
     * @param n queries on the map
     * @param total queries of the dataset; more than n when a seeded sample was taken
     */
    public record Report(
            String dataset,
            String router,
            String method,
            long seed,
            int n,
            int total,
            boolean sampled,
            double perplexity,
            double divergence,
            double explained,
            double seconds,
            String file) {
        /** For people. */
        public List<String> lines() {
            return List.of(Messages.text(
                    sampled ? "workbench.mapped.sampled" : "workbench.mapped", n, total, method, seconds, file));
        }
    }

    /** A map and how long it took. */
    public record Made(ProjectionStore.Points points, MapResult result, double seconds) {}

    /**
     * Makes and keeps a map.
     *
     * @param method {@code tsne} or {@code pca}
     * @throws UserFacingException when the router has not scored the dataset
     */
    public Report run(OpenDataset open, RouterInfo router, String method, long seed, Progress progress) {
        Made made = make(open, router, MapOptions.of(method(method), seed), progress);
        MapResult result = made.result();
        return new Report(
                open.dataset().name(),
                router.name(),
                name(result.method()),
                seed,
                result.size(),
                result.total(),
                result.sampled(),
                result.perplexity(),
                result.divergence(),
                result.explained(),
                made.seconds(),
                made.points().projection().file());
    }

    /** The same with all options. */
    public Made make(OpenDataset open, RouterInfo router, MapOptions options, Progress progress) {
        ScoreSet set = workspace
                .scores()
                .latest(open.dataset().id(), router.id())
                .filter(ScoreSet::complete)
                .orElseThrow(() -> new UserFacingException(
                        "router.unscored", router.name(), open.dataset().name()));
        long start = System.nanoTime();
        float[] fused;
        int dim;
        try (VectorFile vectors = VectorFile.open(workspace.scores().vectors(set))) {
            fused = vectors.readAll();
            dim = vectors.dim();
        }
        MapResult result = Projections.compute(fused, set.total(), dim, options, progress);
        Projection projection = new Projection(
                0,
                open.dataset().id(),
                router.id(),
                name(options.method()),
                options.seed(),
                describe(options, result, set),
                "",
                result.size(),
                Instant.now());
        Projection kept = workspace.projections().add(projection, result.ordinals(), result.xy());
        return new Made(
                new ProjectionStore.Points(kept, result.ordinals(), result.xy()),
                result,
                (System.nanoTime() - start) / 1e9);
    }

    private static MapOptions.Method method(String name) {
        return switch (name) {
            case "tsne" -> MapOptions.Method.TSNE;
            case "pca" -> MapOptions.Method.PCA;
            default -> throw new UserFacingException("map.method", name);
        };
    }

    private static String name(MapOptions.Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(MapOptions options, MapResult result, ScoreSet set) {
        TreeMap<String, Object> text = new TreeMap<>();
        text.put("perplexity", result.perplexity());
        text.put("iterations", options.iterations());
        text.put("limit", options.limit());
        text.put("total", result.total());
        text.put("placedBy", name(result.method()));
        text.put("divergence", result.divergence());
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
