package dev.signalbox.workbench;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A t-SNE that was stopped on the way, as a file of the workspace: it goes on to the very map that it would have become.
 * One of each kind for every pair of dataset and router; scored anew, it is void.
 */
public record UnfinishedMap(MapSubject subject, MapOptions options, TsneState state) {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedMap.class);
    private static final String NAME = "places";
    private static final int COLUMNS = 6;

    private static Path file(Workspace workspace, ScoreSet set, MapSubject.Kind kind) {
        String suffix = kind == MapSubject.Kind.PAIRS ? "-pairs" : "";
        return workspace
                .folder()
                .resolve("projections")
                .resolve("unfinished-" + set.dataset() + "-" + set.router() + suffix + ".safetensors");
    }

    /** What was left of a map of these scores; nothing when there is none, or what is there cannot be used. */
    public static Optional<UnfinishedMap> read(Workspace workspace, ScoreSet set, MapSubject.Kind kind) {
        Path file = file(workspace, set, kind);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (VectorFile open = VectorFile.open(file)) {
            Map<String, String> said = open.metadata();
            MapSubject subject =
                    new MapSubject(kind, Integer.parseInt(said.getOrDefault("queries", "" + Integer.MAX_VALUE)));
            long rows = (long) Math.min(set.total(), subject.queries())
                    * (subject.ofPairs() ? set.vlms().size() : 1);
            if (open.rows() != rows
                    || open.dim() != COLUMNS
                    || !set.routerHash().equals(said.get("routerHash"))
                    || !set.dataHash().equals(said.get("dataHash"))) {
                return Optional.empty();
            }
            MapOptions options = new MapOptions(
                    MapOptions.Method.TSNE,
                    Long.parseLong(said.getOrDefault("seed", "")),
                    Double.parseDouble(said.getOrDefault("perplexity", "")),
                    Integer.parseInt(said.getOrDefault("iterations", "")));
            int iteration = Integer.parseInt(said.getOrDefault("iteration", ""));
            if (iteration < 0 || iteration > options.iterations()) {
                return Optional.empty();
            }
            return Optional.of(new UnfinishedMap(subject, options, state(iteration, open.readAll())));
        } catch (UserFacingException | IllegalArgumentException e) {
            LOG.warn("{} is of no use: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static TsneState state(int iteration, float[] values) {
        int n = values.length / COLUMNS;
        float[][] pairs = new float[3][2 * n];
        for (int i = 0; i < n; i++) {
            for (int column = 0; column < COLUMNS; column++) {
                float value = values[i * COLUMNS + column];
                if (!Float.isFinite(value) || column >= 4 && !(value > 0)) {
                    throw new IllegalArgumentException("row " + i + " was never an optimiser’s");
                }
                pairs[column / 2][2 * i + column % 2] = value;
            }
        }
        return new TsneState(iteration, pairs[0], pairs[1], pairs[2]);
    }

    /** Keeps it, in the place of an older one. */
    public void write(Workspace workspace, ScoreSet set) {
        int n = state.places().length / 2;
        float[] values = new float[n * COLUMNS];
        float[][] pairs = {state.places(), state.velocity(), state.gains()};
        for (int i = 0; i < n; i++) {
            for (int column = 0; column < COLUMNS; column++) {
                values[i * COLUMNS + column] = pairs[column / 2][2 * i + column % 2];
            }
        }
        Map<String, String> metadata = Map.of(
                "queries", Integer.toString(subject.queries()),
                "routerHash", set.routerHash(),
                "dataHash", set.dataHash(),
                "seed", Long.toString(options.seed()),
                "perplexity", Double.toString(options.perplexity()),
                "iterations", Integer.toString(options.iterations()),
                "iteration", Integer.toString(state.iteration()));
        delete(
                workspace,
                set,
                subject.kind()); // a crash in the middle leaves zeros, which are no gains: then there is none to go on
        // with
        try (VectorFile file = VectorFile.create(file(workspace, set, subject.kind()), n, COLUMNS, NAME, metadata)) {
            file.write(0, values);
            file.force();
        }
    }

    /** Forgets it. */
    public static void delete(Workspace workspace, ScoreSet set, MapSubject.Kind kind) {
        try {
            Files.deleteIfExists(file(workspace, set, kind));
        } catch (IOException e) {
            LOG.warn("The unfinished map stays: {}", e.toString());
        }
    }
}
