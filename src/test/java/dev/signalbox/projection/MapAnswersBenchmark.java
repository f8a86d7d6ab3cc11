package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * How quickly a large map answers: {@code MapAnswersBenchmark ROWS DIM}. Cancels a map at many moments and says how long each
 * cancel took to be heard; then places new rows into a fixed map, one by one and many at once.
 */
public final class MapAnswersBenchmark {
    private static final int CANCELS = 12;
    private static final int PLACED = 60;
    private static final int MANY = 512;

    private MapAnswersBenchmark() {}

    private static final class Stopping implements Progress {
        private final long at;
        private volatile String stage = "";
        private volatile String cut = "";

        Stopping(double seconds) {
            at = System.nanoTime() + (long) (1e9 * seconds);
        }

        @Override
        public void update(double fraction, String message) {
            stage = message;
        }

        @Override
        public boolean cancelled() {
            if (System.nanoTime() < at) {
                return false;
            }
            cut = cut.isEmpty() ? stage : cut;
            return true;
        }
    }

    /** Prints one line a cancel, then the times of new rows. */
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        int dim = Integer.parseInt(args[1]);
        float[] all = SimulatedVectors.of(n + MANY, dim, 1);
        Points points = new Points(n, dim, all);
        try (Parallel parallel = new Parallel(2)) {
            double[] waits = new double[CANCELS];
            for (int i = 0; i < CANCELS; i++) {
                Stopping progress = new Stopping(0.4 * Math.pow(1.5, i));
                try {
                    Projections.compute(
                            points, MapOptions.of(MapOptions.Method.TSNE, 1), parallel, MapWatcher.NONE, progress);
                } catch (CancellationException e) {
                    waits[i] = (System.nanoTime() - progress.at) / 1e6;
                    System.out.printf(Locale.ROOT, "cancelled in “%s”: heard after %.1f ms%n", progress.cut, waits[i]);
                }
            }
            Arrays.sort(waits);
            System.out.printf(
                    Locale.ROOT, "cancel: median %.1f ms, most %.1f ms%n", waits[CANCELS / 2], waits[CANCELS - 1]);
            place(points, all, parallel);
        }
    }

    private static void place(Points points, float[] all, Parallel parallel) {
        int n = points.rows();
        int dim = points.dim();
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            xy[2 * i] = 8 * all[i * dim];
            xy[2 * i + 1] = 8 * all[i * dim + 1];
        }
        long start = System.nanoTime();
        FixedMap map = new FixedMap(points, xy, parallel, Progress.NONE);
        System.out.printf(Locale.ROOT, "fixed map: ready after %.2f s%n", (System.nanoTime() - start) / 1e9);
        double[] times = new double[PLACED];
        for (int i = 0; i < PLACED; i++) {
            float[] row = Arrays.copyOfRange(all, (n + i) * dim, (n + i + 1) * dim);
            start = System.nanoTime();
            map.place(new Points(1, dim, row), parallel, Progress.NONE);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "one row: first %.1f ms, median %.1f ms, most %.1f ms%n",
                first,
                times[PLACED / 2],
                times[PLACED - 1]);
        Points many = new Points(MANY, dim, Arrays.copyOfRange(all, n * dim, (n + MANY) * dim));
        start = System.nanoTime();
        map.place(many, parallel, Progress.NONE);
        System.out.printf(Locale.ROOT, "%d rows: %.2f ms each%n", MANY, (System.nanoTime() - start) / 1e6 / MANY);
    }
}
