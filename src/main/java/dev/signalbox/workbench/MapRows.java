package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.store.VectorFile;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.util.List;

/**
 * The vectors that a map is made of.
 *
 * @param ordinals the query of each, ascending
 * @param vlms     the pool in the order of a query's rows; empty when the rows are queries
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never changed
public record MapRows(int[] ordinals, List<String> vlms, Points points) {
    private static final int READ = 1024;

    /** Needed beside a row's numbers while a map is made of it. */
    private static final long BYTES_PER_ROW = 4000;

    /**
     * Reads them.
     *
     * @throws UserFacingException {@code map.memory} when there is no room for so many pairs
     */
    public static MapRows read(
            OpenDataset open,
            RouterInfo router,
            ScoreSet set,
            MapSubject subject,
            long seed,
            ProfileVectors profiles,
            Progress progress) {
        try (VectorFile file = VectorFile.open(open.workspace().scores().vectors(set))) {
            if (!subject.ofPairs()) {
                int[] all = subject.ordinals(set.total(), 1, seed);
                return new MapRows(all, List.of(), new Points(all.length, file.dim(), file.readAll()));
            }
            progress.update(-1, Messages.text("map.progress.profiles"));
            float[][] units = units(profiles.of(router, pool(open, set)), file.dim());
            int[] ordinals = subject.ordinals(set.total(), units.length, seed);
            checkMemory(ordinals.length, file.dim());
            return new MapRows(ordinals, set.vlms(), pairs(file, ordinals, units, progress));
        }
    }

    private static List<Vlm> pool(OpenDataset open, ScoreSet set) {
        return set.vlms().stream()
                .map(id -> open.dataset().vlms().get(open.dataset().column(id)))
                .toList();
    }

    private static void checkMemory(int rows, int dim) {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        long needed = rows * (BYTES_PER_ROW + 4L * dim);
        if (needed > free || (long) rows * dim > Integer.MAX_VALUE - 8) {
            throw new UserFacingException("map.memory", rows, needed >> 20, free >> 20);
        }
    }

    private static Points pairs(VectorFile file, int[] ordinals, float[][] units, Progress progress) {
        int dim = file.dim();
        int vlms = units.length;
        float[] result = new float[ordinals.length * dim];
        int at = 0;
        for (int first = 0; first < file.rows() && at < ordinals.length; first += READ) {
            progress.checkCancelled();
            int count = Math.min(READ, file.rows() - first);
            float[] fused = file.read(first, count);
            for (; at < ordinals.length && ordinals[at] < first + count; at += vlms) {
                pair(fused, (ordinals[at] - first) * dim, units, result, at * dim);
            }
        }
        return new Points(ordinals.length, dim, result);
    }

    /** The vectors of one query with every VLM. */
    private static void pair(float[] fused, int from, float[][] units, float[] result, int to) {
        int dim = units[0].length;
        double squares = 0;
        for (int i = 0; i < dim; i++) {
            squares += (double) fused[from + i] * fused[from + i];
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-8));
        for (int k = 0; k < units.length; k++) {
            for (int i = 0; i < dim; i++) {
                result[to + k * dim + i] = fused[from + i] * scale * units[k][i];
            }
        }
    }

    private static float[][] units(float[][] profiles, int dim) {
        float[][] result = new float[profiles.length][dim];
        for (int k = 0; k < profiles.length; k++) {
            double squares = 0;
            for (int i = 0; i < dim; i++) {
                squares += (double) profiles[k][i] * profiles[k][i];
            }
            float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-8));
            for (int i = 0; i < dim; i++) {
                result[k][i] = profiles[k][i] * scale;
            }
        }
        return result;
    }
}
