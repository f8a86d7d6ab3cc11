package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.Arrays;

/**
 * One convolution of a map's grid with the whole kernel and with the kernel in two parts, by turns: {@code
 * ConvolutionBenchmark NODES[,NODES...] [THREADS]}, nodes along a side that a map needs.
 */
public final class ConvolutionBenchmark {
    private static final double SPACING = 0.45;
    private static final int ROUNDS = 120;

    private ConvolutionBenchmark() {}

    /** Prints a line for every size. */
    public static void main(String[] args) {
        try (Parallel parallel = new Parallel(args.length > 1 ? Integer.parseInt(args[1]) : 1)) {
            for (String nodes : args[0].split(",")) {
                run(Integer.parseInt(nodes), parallel);
            }
        }
    }

    private static void run(int nodes, Parallel parallel) {
        int whole = GridConvolution.size(nodes);
        int split = SplitConvolution.size(nodes);
        Convolution one = GridConvolution.everywhere(whole, whole, SPACING, Convolution::kernel, parallel);
        Convolution two = new SplitConvolution(split, split, SPACING, parallel);
        float[][] wholeGrid = new float[whole][whole];
        float[][] splitGrid = new float[split][split];
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            one.convolve(wholeGrid, wholeGrid, parallel);
            long middle = System.nanoTime();
            two.convolve(splitGrid, splitGrid, parallel);
            first[round] = (middle - start) / 1e6;
            second[round] = (System.nanoTime() - middle) / 1e6;
        }
        System.out.printf(
                "%d nodes: whole %.2f ms on %d, in two parts %.2f ms on %d (medians)%n",
                nodes, median(first), whole, median(second), split);
    }

    /** Without the first third, in which the compiler is at work. */
    private static double median(double[] millis) {
        double[] warm = Arrays.copyOfRange(millis, millis.length / 3, millis.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
