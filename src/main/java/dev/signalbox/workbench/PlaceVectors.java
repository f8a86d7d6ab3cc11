package dev.signalbox.workbench;

import dev.signalbox.projection.FixedMap;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.List;

/** Places the rows of a file into a finished map of another file's rows. */
public final class PlaceVectors {
    private PlaceVectors() {}

    /**
     * What was done.
     *
     * @param n       new rows
     * @param d       numbers in a row
     * @param into    rows of the map
     * @param seconds wall time
     */
    public record Report(int n, int d, int into, int threads, Seconds seconds, long peakMemoryMb, String out) {
        /** For people. */
        public List<String> lines() {
            return List.of(Messages.text(
                    "map.file.added", n, into, seconds.place(), 1000 * seconds.place() / Math.max(1, n), out));
        }
    }

    /** Getting the map ready, and placing all new rows. */
    public record Seconds(double prepare, double place, double total) {}

    /** Reads, places, writes. */
    public static Report run(Path input, Path into, Path added, int threads, Path out, Progress progress) {
        Points reference = NumberFile.read(input);
        Points places = NumberFile.read(into);
        Points rows = NumberFile.read(added);
        if (places.dim() != 2 || places.rows() != reference.rows() || reference.rows() < 1) {
            throw new UserFacingException("map.places", into, places.rows(), places.dim(), reference.rows());
        }
        if (rows.dim() != reference.dim()) {
            throw new UserFacingException("map.columns", added, rows.dim(), reference.dim());
        }
        long start = System.nanoTime();
        long ready;
        float[] xy;
        try (Parallel parallel = new Parallel(threads)) {
            FixedMap map = new FixedMap(reference, places.values(), parallel, progress);
            ready = System.nanoTime();
            xy = map.place(rows, parallel, progress);
        }
        long end = System.nanoTime();
        MapVectors.write(out, xy);
        return new Report(
                rows.rows(),
                rows.dim(),
                reference.rows(),
                threads,
                new Seconds((ready - start) / 1e9, (end - ready) / 1e9, (end - start) / 1e9),
                MapVectors.peakMemory() >> 20,
                out.toString());
    }
}
