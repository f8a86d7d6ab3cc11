package dev.signalbox.workbench;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapResult;
import dev.signalbox.projection.MapWatcher;
import dev.signalbox.projection.Projections;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lays the rows of a file of numbers out in the plane; no workspace is involved. */
public final class MapVectors {
    private MapVectors() {}

    /**
     * What was done.
     *
     * @param method          how the points were really placed
     * @param iterations      that were done
     * @param stopped         why not more: {@code iterations} when all were done, {@code gradient} or {@code stalled}
     * @param kl              Kullback-Leibler divergence in nats, null where the method has none
     * @param klNormaliser    {@code exact} when Z is the sum over all pairs, {@code grid} when interpolated
     * @param recallAt10      share of a row's 10 nearest rows among its 10 nearest points
     * @param qualityRows     rows that recall and trustworthiness were measured on
     * @param neighbourRecall share of true neighbours that the search found, 1 when it was exact
     */
    public record Report(
            int n,
            int d,
            String method,
            int iterations,
            String stopped,
            double perplexity,
            long seed,
            int threads,
            MapResult.Seconds seconds,
            double kl,
            String klNormaliser,
            double recallAt10,
            double trustworthiness,
            int qualityRows,
            double neighbourRecall,
            long peakMemoryMb,
            String out) {
        /** For people. */
        public List<String> lines() {
            return List.of(
                    Messages.text("map.file.placed", n, d, method, seconds.total(), out),
                    Messages.text("map.file.quality", kl, recallAt10, trustworthiness, peakMemoryMb));
        }
    }

    /** Reads, places, writes. */
    public static Report run(Path input, MapOptions options, int threads, Path out, Progress progress) {
        Points points = NumberFile.read(input);
        MapResult result;
        try (Parallel parallel = new Parallel(threads)) {
            result = Projections.compute(points, options, parallel, MapWatcher.NONE, progress);
        }
        write(out, result.xy());
        return new Report(
                points.rows(),
                points.dim(),
                result.method().name().toLowerCase(Locale.ROOT),
                result.iterations(),
                result.ending().name().toLowerCase(Locale.ROOT),
                result.perplexity(),
                options.seed(),
                threads,
                result.seconds(),
                result.quality().divergence(),
                result.quality().exact() ? "exact" : "grid",
                result.quality().recall(),
                result.quality().trustworthiness(),
                result.quality().sampled(),
                result.neighbours(),
                peakMemory() >> 20,
                out.toString());
    }

    static void write(Path out, float[] xy) {
        try {
            Npy.write(out, xy, xy.length / 2, 2);
        } catch (IOException e) {
            throw new UserFacingException("numbers.unwritable", e, out, String.valueOf(e.getMessage()));
        }
    }

    /** The most that the heap ever held, in bytes: the pools' peaks together. */
    static long peakMemory() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
