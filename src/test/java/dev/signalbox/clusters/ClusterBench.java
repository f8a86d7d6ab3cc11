package dev.signalbox.clusters;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Measures density, contours and clusters of simulated points. Not a test; see docs/benchmarks.md. */
final class ClusterBench {
    private static final double[] SHARES = {0.95, 0.75, 0.5, 0.25, 0.1};
    private static final int ROUNDS = 15;

    private ClusterBench() {}

    public static void main(String[] args) {
        for (String argument : args) {
            measure(Integer.parseInt(argument));
        }
    }

    private static void measure(int n) {
        Random random = new Random(1);
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            int cluster = (int) (random.nextDouble() * random.nextDouble() * 40);
            x[i] = (float) (Math.cos(cluster * 2.4) * 12 * Math.sqrt(cluster) + random.nextGaussian() * 3);
            y[i] = (float) (Math.sin(cluster * 2.4) * 12 * Math.sqrt(cluster) + random.nextGaussian() * 3);
        }
        double[][] times = new double[3][ROUNDS];
        int lines = 0;
        int clusters = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            DensityGrid grid = DensityGrid.of(x, y, null);
            long dense = System.nanoTime();
            List<Contours.Line> found = Contours.of(grid, grid.levels(SHARES));
            long traced = System.nanoTime();
            clusters = DensityPeaks.find(grid, x, y, 12).count();
            times[2][round] = (System.nanoTime() - traced) / 1e6;
            times[1][round] = (traced - dense) / 1e6;
            times[0][round] = (dense - start) / 1e6;
            lines = found.size();
        }
        print(n, "density", times[0], "");
        print(n, "contours", times[1], lines + " lines");
        print(n, "clusters", times[2], clusters + " clusters");
    }

    @SuppressWarnings("SystemOut")
    private static void print(int n, String what, double[] times, String found) {
        Arrays.sort(times);
        System.out.println(String.format(
                Locale.ROOT,
                "%d %s: %.1f ms (%.1f to %.1f) %s",
                n,
                what,
                times[ROUNDS / 2],
                times[0],
                times[ROUNDS - 1],
                found));
    }
}
