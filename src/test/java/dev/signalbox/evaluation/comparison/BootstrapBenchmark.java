package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.comparison.PairedBootstrap.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The paired bootstrap at VL-RouterBench's size, beside the plain loop that draws every query: the table of
 * docs/benchmarks.md.
 */
final class BootstrapBenchmark {
    private static final int QUERIES = 30_540;
    private static final int ROUNDS = 15;

    private BootstrapBenchmark() {}

    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] quality = new double[8][QUERIES];
        int[] pictures = new int[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            double easy = random.nextDouble();
            for (double[] column : quality) {
                column[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextDouble() < easy ? 1 : 0;
            }
            pictures[i] = random.nextInt(QUERIES / 2);
        }
        int[] alone = IntStream.range(0, QUERIES).toArray();
        double[][] one = {quality[0]};
        double[][] three = {quality[0], quality[1], quality[2]};
        time("one EM", () -> PairedBootstrap.of(one, alone, 1).intervals(List.of(Figure.mean(0))));
        time("one EM, plain loop", () -> plain(one[0]));
        time(
                "one EM, queries of a picture together",
                () -> PairedBootstrap.of(one, pictures, 1).intervals(List.of(Figure.mean(0))));
        time(
                "three EMs and their differences",
                () -> PairedBootstrap.of(three, alone, 1).intervals(figures(3)));
        time(
                "the same, queries of a picture together",
                () -> PairedBootstrap.of(three, pictures, 1).intervals(figures(3)));
        time(
                "eight EMs and their differences",
                () -> PairedBootstrap.of(quality, alone, 1).intervals(figures(8)));
        time(
                "the same, queries of a picture together",
                () -> PairedBootstrap.of(quality, pictures, 1).intervals(figures(8)));
    }

    private static List<Figure> figures(int routers) {
        return IntStream.range(0, routers)
                .boxed()
                .flatMap(i -> i == 0
                        ? java.util.stream.Stream.of(Figure.mean(0))
                        : java.util.stream.Stream.of(Figure.mean(i), Figure.difference(i, 0)))
                .toList();
    }

    /** Every query of every resample drawn by itself. */
    private static Intervals.Interval plain(double[] quality) {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[Intervals.RESAMPLES];
        for (int r = 0; r < means.length; r++) {
            double sum = 0;
            int known = 0;
            for (int i = 0; i < quality.length; i++) {
                double value = quality[random.nextInt(quality.length)];
                if (!Double.isNaN(value)) {
                    sum += value;
                    known++;
                }
            }
            means[r] = sum / known;
        }
        return Intervals.percentile(means);
    }

    private static void time(String what, Supplier<Object> work) {
        long begin = System.nanoTime();
        Object result = work.get();
        double first = (System.nanoTime() - begin) / 1e6;
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            result = work.get();
            times[round] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-45s first %7.1f, median %7.2f (%.2f to %.2f) ms   %s%n",
                what,
                first,
                times[ROUNDS / 2],
                times[0],
                times[ROUNDS - 1],
                result instanceof List<?> list ? list.getFirst() : result);
    }
}
