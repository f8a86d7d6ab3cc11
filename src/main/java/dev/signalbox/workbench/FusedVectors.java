package dev.signalbox.workbench;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.router.Rescorer;
import dev.signalbox.router.Router;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The fused query vectors that a scoring leaves in the workspace, one safetensors file per score set. They depend on the
 * router's weights and the dataset's content alone, never on profile sentences; both hashes stand in the file.
 */
final class FusedVectors {
    static final String TENSOR = "fused";

    private static final int READ = 4096;

    private FusedVectors() {}

    /** What the file says of itself. */
    static Map<String, String> metadata(OpenDataset open, Router router) {
        return Map.of("router", router.hash(), "data", open.dataset().dataHash());
    }

    /**
     * Vectors that were made by this very router from the dataset as it is, of any complete set. The score set is told with
     * them: its gate weights belong to them as well.
     */
    static Optional<ScoreSet> known(OpenDataset open, Router router, long routerId) {
        Workspace workspace = open.workspace();
        return workspace.scores().list(open.dataset().id()).reversed().stream()
                .filter(set -> set.router() == routerId
                        && set.complete()
                        && set.rows() == open.table().size())
                .filter(set -> set.dataHash().equals(open.dataset().dataHash()) && set.gates() == router.gates())
                .filter(set -> sound(open, router, workspace.scores().vectors(set)))
                .findFirst();
    }

    private static boolean sound(OpenDataset open, Router router, Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (VectorFile vectors = VectorFile.open(file)) {
            return vectors.rows() == open.table().size()
                    && vectors.dim() == router.dimension()
                    && vectors.metadata().equals(metadata(open, router));
        } catch (UserFacingException e) {
            if (e.code().equals("workspace.vectors")) {
                return false; // damaged: it is made again
            }
            throw e;
        }
    }

    /**
     * Reads the vectors of a set; when their file is gone, damaged or of other data they are made again, which takes as long
     * as scoring, and kept.
     *
     * @throws java.util.concurrent.CancellationException when progress was cancelled; nothing half made stays in use
     */
    static Rescorer load(OpenDataset open, OpenRouter loaded, ScoreSet set, Progress progress) {
        Router router = loaded.router();
        Path file = open.workspace().scores().vectors(set);
        if (!sound(open, router, file)) {
            Optional<ScoreSet> other = known(open, router, loaded.info().id());
            if (other.isPresent()) {
                file = open.workspace().scores().vectors(other.get());
            } else {
                make(open, router, file, progress);
            }
        }
        int total = open.table().size();
        Rescorer rescorer = router.rescorer(total);
        try (VectorFile vectors = VectorFile.open(file)) {
            for (int first = 0; first < total; first += READ) {
                progress.checkCancelled();
                progress.update((double) first / total, Messages.text("workbench.vectors.reading"));
                rescorer.put(first, vectors.read(first, Math.min(READ, total - first)));
            }
        }
        return rescorer;
    }

    private static void make(OpenDataset open, Router router, Path file, Progress progress) {
        int total = open.table().size();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        FuseQueries fuse = new FuseQueries(open, router);
        try (VectorFile vectors = VectorFile.create(part, total, router.dimension(), TENSOR, metadata(open, router))) {
            for (int first = 0; first < total; first += FuseQueries.CHUNK) {
                progress.checkCancelled();
                progress.update((double) first / total, Messages.text("workbench.vectors.making", first, total));
                int count = Math.min(FuseQueries.CHUNK, total - first);
                vectors.write(first, FuseQueries.flat(fuse.run(first, count).fused()));
            }
            vectors.force();
        }
        try {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserFacingException("workspace.file", e, file, String.valueOf(e.getMessage()));
        }
    }
}
