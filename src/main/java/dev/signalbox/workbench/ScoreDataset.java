package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Sha256;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs a router over a dataset: confidences and gate weights go into the workspace, fused vectors into a safetensors
 * file beside it. Every chunk is kept when it is done, so that interrupted work goes on where it stopped.
 */
public final class ScoreDataset {
    private static final int KEPT_CHUNK = 4096;

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
        FuseQueries fuse = new FuseQueries(open, router);
        if (!set.complete()) {
            float[][] profiles = router.profiles(vlms);
            Optional<ScoreSet> known =
                    FusedVectors.known(open, router, loaded.info().id());
            try (VectorFile vectors = VectorFile.resume(
                    workspace.scores().vectors(set),
                    total,
                    router.dimension(),
                    FusedVectors.TENSOR,
                    FusedVectors.metadata(open, router))) {
                // Sentences alone have changed when the vectors are known: then nothing is encoded again.
                Source source = known.isPresent() ? new Kept(workspace, known.get()) : fuse::run;
                int chunk = known.isPresent() ? KEPT_CHUNK : FuseQueries.CHUNK;
                for (int first = set.rows(); first < total; first += chunk) {
                    progress.checkCancelled();
                    progress.update((double) first / total, Messages.text("workbench.scoring", first, total));
                    QueryVectors fused = source.vectors(first, Math.min(chunk, total - first));
                    float[][] confidences = router.confidences(fused.fused(), profiles);
                    // Vectors first: a row that counts as scored always has its vector.
                    vectors.write(first, FuseQueries.flat(fused.fused()));
                    vectors.force();
                    workspace
                            .scores()
                            .append(set.id(), first, FuseQueries.flat(confidences), FuseQueries.flat(fused.gate()));
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
                fuse.unreadable(),
                router.device());
    }

    /** The router's hash and the profile sentences: an edited profile gives other scores. */
    private static String scoreHash(Router router, List<Vlm> vlms) {
        return scoreHash(router.hash(), vlms);
    }

    private static String scoreHash(String router, List<Vlm> vlms) {
        Sha256 hash = new Sha256().add(router);
        for (Vlm vlm : vlms) {
            hash.add(vlm.id() + "\0" + vlm.profile() + "\0");
        }
        return hash.hex();
    }

    /** True when a set was scored by this router with these very profile sentences, in this order. */
    public static boolean isOf(RouterInfo router, List<Vlm> vlms, ScoreSet set) {
        return set.routerHash().equals(scoreHash(router.sha256(), vlms));
    }

    private interface Source {
        QueryVectors vectors(int first, int count);
    }

    /** Vectors and gate weights of an earlier scoring by the same router. */
    private static final class Kept implements Source {
        private final Scores scores;
        private final Path file;

        Kept(Workspace workspace, ScoreSet set) {
            scores = workspace.scores().load(set.id());
            file = workspace.scores().vectors(set);
        }

        @Override
        public QueryVectors vectors(int first, int count) {
            float[][] fused = new float[count][];
            float[][] gate = new float[count][scores.set().gates()];
            try (VectorFile vectors = VectorFile.open(file)) {
                float[] flat = vectors.read(first, count);
                for (int i = 0; i < count; i++) {
                    fused[i] = Arrays.copyOfRange(flat, i * vectors.dim(), (i + 1) * vectors.dim());
                    for (int expert = 0; expert < gate[i].length; expert++) {
                        gate[i][expert] = scores.gate(first + i, expert);
                    }
                }
            }
            return new QueryVectors(fused, gate, 0, 0, 0);
        }
    }
}
