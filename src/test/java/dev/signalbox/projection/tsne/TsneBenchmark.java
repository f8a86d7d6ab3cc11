package dev.signalbox.projection.tsne;

import dev.signalbox.projection.SimulatedVectors;
import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.NeighbourForest;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.neighbours.RankedNeighbours;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * t-SNE on simulated vectors: {@code TsneBenchmark ROWS[,ROWS...] [REFERENCE]}. REFERENCE is a program that optimises the
 * very same affinities from the very same start: it is called with the name of a file, threads, iterations and the name of
 * the result, and prints its wall and CPU seconds.
 */
public final class TsneBenchmark {
    private static final int DIM = 50;
    private static final int ITERATIONS = 750;
    private static final int THREADS = 2;
    private static final int SAMPLE = 2000;

    private TsneBenchmark() {}

    private static double wall() {
        return System.nanoTime() / 1e9;
    }

    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** Prints a table's lines. */
    public static void main(String[] args) throws Exception {
        System.out.println("| n | what | wall s | CPU s | KL | recall@10 |");
        for (String rows : args[0].split(",")) {
            run(Integer.parseInt(rows), args.length > 1 ? args[1] : "");
        }
    }

    private static void run(int n, String reference) throws IOException, InterruptedException {
        Points points = SimulatedVectors.components(n, DIM, 1);
        try (Parallel parallel = new Parallel(THREADS)) {
            double start = wall();
            double startCpu = cpu();
            points = points.ordered(NeighbourForest.localOrder(points, Progress.NONE));
            Neighbours neighbours = n > 50_000
                    ? NeighbourForest.find(points, 90, 1, parallel, Progress.NONE)
                    : ExactNeighbours.find(points, 90, parallel, Progress.NONE);
            double found = wall();
            double foundCpu = cpu();
            Affinities affinities = Affinities.of(neighbours, 30, parallel);
            TsneState begin = start(points);
            Tsne tsne = new Tsne(affinities, begin, parallel, Progress.NONE);
            double ready = wall();
            double readyCpu = cpu();
            for (int i = 0; i < ITERATIONS; i++) {
                tsne.step();
            }
            double end = wall();
            double endCpu = cpu();
            line(n, "neighbours", found - start, foundCpu - startCpu, "", "");
            line(n, "affinities", ready - found, readyCpu - foundCpu, "", "");
            line(n, "optimiser", end - ready, endCpu - readyCpu, kl(affinities, tsne.places(), parallel), "");
            line(
                    n,
                    "together",
                    end - start,
                    endCpu - startCpu,
                    kl(affinities, tsne.places(), parallel),
                    recall(points, tsne.places(), parallel));
            if (!reference.isEmpty()) {
                reference(n, reference, affinities, begin, points, parallel);
            }
        }
    }

    private static void line(int n, String what, double wall, double cpu, String kl, String recall) {
        System.out.printf("| %,d | %s | %.2f | %.2f | %s | %s |%n", n, what, wall, cpu, kl, recall);
    }

    private static TsneState start(Points points) {
        float[] xy = new float[2 * points.rows()];
        for (int i = 0; i < points.rows(); i++) {
            xy[2 * i] = points.values()[i * DIM];
            xy[2 * i + 1] = points.values()[i * DIM + 1];
        }
        return TsneState.start(xy);
    }

    private static String kl(Affinities affinities, float[] y, Parallel parallel) {
        int n = affinities.rows();
        float[] force = new float[2 * n];
        double z = n > 50_000
                ? new GridRepulsion(0.25).force(y, force, parallel)
                : new ExactRepulsion(n).force(y, force, parallel);
        return String.format("%.3f", Divergence.of(affinities, y, z, parallel));
    }

    private static String recall(Points points, float[] y, Parallel parallel) {
        int n = points.rows();
        int size = Math.min(n, SAMPLE);
        int[] sample =
                IntStream.range(0, size).map(i -> (int) ((long) i * n / size)).toArray();
        int[] near = ExactNeighbours.of(new Points(n, 2, y), sample, 10, parallel, Progress.NONE)
                .ids();
        int[] ranks = RankedNeighbours.of(points, sample, near, 10, parallel, Progress.NONE);
        return String.format("%.3f", IntStream.of(ranks).filter(r -> r <= 10).count() / (10.0 * size));
    }

    private static void reference(
            int n, String program, Affinities affinities, TsneState begin, Points points, Parallel parallel)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("affinities", ".bin");
        Path out = Files.createTempFile("places", ".bin");
        Files.write(in, whole(affinities, begin).array());
        Process process = new ProcessBuilder(
                        program, in.toString(), Integer.toString(THREADS), Integer.toString(ITERATIONS), out.toString())
                .start();
        String[] seconds = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        process.waitFor();
        ByteBuffer result = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
        float[] y = new float[2 * n];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) result.getDouble();
        }
        Files.delete(in);
        Files.delete(out);
        line(
                n,
                "reference optimiser",
                Double.parseDouble(seconds[0]),
                Double.parseDouble(seconds[1]),
                kl(affinities, y, parallel),
                recall(points, y, parallel));
    }

    /** Rows and pairs; where rows begin; columns; values; places: both directions of every pair, double precision. */
    private static ByteBuffer whole(Affinities affinities, TsneState begin) {
        int n = affinities.rows();
        int pairs = affinities.pairs();
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            for (int e = affinities.start()[i]; e < affinities.start()[i + 1]; e++) {
                start[i + 1]++;
                start[affinities.column()[e] + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] next = start.clone();
        int[] column = new int[2 * pairs];
        double[] value = new double[2 * pairs];
        for (int i = 0; i < n; i++) {
            for (int e = affinities.start()[i]; e < affinities.start()[i + 1]; e++) {
                int j = affinities.column()[e];
                column[next[i]] = j;
                value[next[i]++] = affinities.value()[e];
                column[next[j]] = i;
                value[next[j]++] = affinities.value()[e];
            }
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + 4 * (n + 1) + 24 * pairs + 16 * n).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(n).putInt(2 * pairs);
        for (int at : start) {
            bytes.putInt(at);
        }
        for (int j : column) {
            bytes.putInt(j);
        }
        for (double p : value) {
            bytes.putDouble(p);
        }
        for (float y : begin.places()) {
            bytes.putDouble(y);
        }
        return bytes;
    }
}
