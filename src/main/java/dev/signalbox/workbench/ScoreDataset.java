package dev.signalbox.workbench;

import dev.signalbox.model.Raster;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Sha256;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a router over a dataset: confidences and gate weights go into the workspace, fused vectors into a safetensors
 * file beside it. Every chunk is kept when it is done, so that interrupted work goes on where it stopped.
 */
public final class ScoreDataset {
    private static final Logger LOG = LoggerFactory.getLogger(ScoreDataset.class);
    private static final int CHUNK = 64;

    private final Workspace workspace;

    public ScoreDataset(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What was done.
     *
     * @param scored    queries scored now
     * @param resumed   queries that were scored before
     * @param unreadable queries whose picture could not be read: scored with a blank one
     */
    public record Report(
            String dataset, String router, int queries, int scored, int resumed, int unreadable, String device) {
        /** For people. */
        public List<String> lines() {
            return List.of(
                    Messages.text("workbench.scored", queries, dataset, router, scored, resumed, device),
                    Messages.text("workbench.unreadable", unreadable));
        }
    }

    /**
     * Scores what is not scored yet.
     *
     * @throws java.util.concurrent.CancellationException when progress was cancelled; finished chunks stay
     */
    public Report run(OpenDataset open, OpenRouter loaded, Progress progress) {
        Router router = loaded.router();
        List<Vlm> vlms = open.dataset().vlms();
        int total = open.table().size();
        ScoreSet set = workspace
                .scores()
                .begin(
                        open.dataset().id(),
                        loaded.info().id(),
                        vlms.stream().map(Vlm::id).toList(),
                        router.gates(),
                        total,
                        scoreHash(router, vlms),
                        open.dataset().dataHash());
        int unreadable = 0;
        if (!set.complete()) {
            float[][] profiles = router.profiles(vlms);
            try (VectorFile vectors = VectorFile.resume(
                    workspace.scores().vectors(set),
                    total,
                    router.dimension(),
                    "fused",
                    Map.of("router", router.hash(), "data", open.dataset().dataHash()))) {
                for (int first = set.rows(); first < total; first += CHUNK) {
                    progress.checkCancelled();
                    progress.update((double) first / total, Messages.text("workbench.scoring", first, total));
                    int count = Math.min(CHUNK, total - first);
                    List<QueryInput> batch = new ArrayList<>(count);
                    for (int query = first; query < first + count; query++) {
                        Picture picture = picture(open, query);
                        unreadable += picture.missing() ? 1 : 0;
                        batch.add(new QueryInput(
                                workspace.datasets().question(open.dataset().id(), query), picture.raster()));
                    }
                    QueryVectors fused = router.fuse(batch);
                    float[][] confidences = router.confidences(fused.fused(), profiles);
                    // Vectors first: a row that counts as scored always has its vector.
                    vectors.write(first, flat(fused.fused()));
                    vectors.force();
                    workspace.scores().append(set.id(), first, flat(confidences), flat(fused.gate()));
                }
            }
        }
        progress.update(1, Messages.text("workbench.scoring", total, total));
        return new Report(
                open.dataset().name(),
                loaded.info().name(),
                total,
                total - set.rows(),
                set.rows(),
                unreadable,
                router.device());
    }

    /** The router's hash and the profile sentences: an edited profile gives other scores. */
    private static String scoreHash(Router router, List<Vlm> vlms) {
        Sha256 hash = new Sha256().add(router.hash());
        for (Vlm vlm : vlms) {
            hash.add(vlm.id() + "\0" + vlm.profile() + "\0");
        }
        return hash.hex();
    }

    /** @param missing true when the query names a picture that cannot be had */
    private record Picture(@Nullable Raster raster, boolean missing) {}

    private static Picture picture(OpenDataset open, int query) {
        try {
            Raster raster = open.pictures().raster(query);
            return new Picture(raster, raster == null && open.pictures().count(query) > 0);
        } catch (UserFacingException e) {
            // One bad picture must not stop half a million queries; the report counts it.
            LOG.warn("Query {}: {}", open.table().keys().get(query), e.getMessage());
            return new Picture(null, true);
        }
    }

    private static float[] flat(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }
}
