package dev.signalbox.ui.control;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * Measures the map's plot in a real window: work on the UI thread per frame while a map of simulated points is panned
 * and zoomed, frames per second, hover and lasso. Not a test; see docs/benchmarks.md for the command.
 */
public final class ScatterBench extends Application {
    /** Java starts no main class that is an Application itself from the class path. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Application.launch(ScatterBench.class, args);
        }
    }

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int FRAMES = Integer.getInteger("frames", 240);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScatterPlot plot = new ScatterPlot();
    private final List<Step> steps = new ArrayList<>();
    private long wall;
    private long cpu;
    private long[] wallTimes = new long[FRAMES];
    private long[] cpuTimes = new long[FRAMES];
    private int frame = -2;
    private int whole;
    private long began;

    private record Step(String name, Runnable before, IntConsumer frame) {}

    @Override
    public void start(Stage stage) {
        Scene scene = new Scene(new StackPane(plot), WIDTH, HEIGHT);
        stage.setScene(scene);
        stage.show();
        for (String argument : getParameters().getRaw()) {
            script(Integer.parseInt(argument));
        }
        scene.addPreLayoutPulseListener(() -> {
            wall = System.nanoTime();
            cpu = THREADS.getCurrentThreadCpuTime();
        });
        scene.addPostLayoutPulseListener(() -> {
            if (frame >= 0 && frame < FRAMES) {
                wallTimes[frame] = System.nanoTime() - wall;
                cpuTimes[frame] = THREADS.getCurrentThreadCpuTime() - cpu;
                whole += plot.every() == 1 ? 1 : 0;
            }
        });
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                next();
            }
        }.start();
    }

    private void next() {
        if (steps.isEmpty()) {
            Platform.exit();
            return;
        }
        Step step = steps.getFirst();
        if (frame < -1) {
            // A frame in between: what shows all is laid out before the next gesture.
            step.before().run();
            frame = -1;
            return;
        }
        if (frame < 0) {
            began = System.nanoTime();
        }
        frame++;
        if (frame < FRAMES) {
            step.frame().accept(frame);
            return;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        print(String.format(
                Locale.ROOT,
                "%-34s wall ms %s   cpu ms %s   %5.1f frames/s, %d of %d with all points",
                step.name(),
                spread(wallTimes),
                spread(cpuTimes),
                FRAMES / seconds,
                whole,
                FRAMES));
        whole = 0;
        steps.removeFirst();
        frame = -2;
    }

    private void script(int n) {
        Random random = new Random(1);
        float[] x = new float[n];
        float[] y = new float[n];
        int[] category = new int[n];
        cloud(random, x, y, category);
        BitSet selected = new BitSet(n);
        IntStream.range(0, n).filter(i -> i % 7 == 0).forEach(selected::set);
        Runnable whole = () -> {
            plot.setSelected(null);
            plot.fit();
        };
        steps.add(new Step(n + " warm up", () -> points(n, x, y, category), i -> pan(i)));
        steps.add(new Step(n + " pan, all in view", whole, this::pan));
        steps.add(new Step(n + " zoom 1x to 40x and back", whole, i -> plot.zoom(i < FRAMES / 2 ? 1.031 : 1 / 1.031)));
        steps.add(new Step(
                n + " pan, zoomed 4x",
                () -> {
                    whole.run();
                    plot.zoom(4);
                },
                this::pan));
        steps.add(new Step(
                n + " pan, a seventh selected",
                () -> {
                    whole.run();
                    plot.setSelected(selected);
                },
                this::pan));
        steps.add(new Step(n + " hit test and lasso", whole, i -> {
            if (i == FRAMES - 1) {
                hits(n);
            }
        }));
    }

    private void points(int n, float[] x, float[] y, int[] category) {
        long[] times = new long[20];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            plot.setPoints(x, y);
            times[i] = System.nanoTime() - start;
        }
        print(String.format(Locale.ROOT, "%-34s wall ms %s", n + " points set", spread(times)));
        plot.setCategories(category, null);
        plot.fit();
    }

    private void pan(int i) {
        plot.show(plot.view().panned(i % 120 < 60 ? 3 : -3, i % 60 < 30 ? 2 : -2));
    }

    private void hits(int n) {
        Random random = new Random(2);
        long[] times = new long[5000];
        for (int i = 0; i < times.length; i++) {
            double px = random.nextDouble() * WIDTH;
            double py = random.nextDouble() * HEIGHT;
            long start = System.nanoTime();
            plot.pointAt(px, py, 12);
            times[i] = System.nanoTime() - start;
        }
        print(String.format(
                Locale.ROOT,
                "%-34s us p50 %.1f p99 %.1f max %.1f",
                n + " hover hit test",
                at(times, .5, 1e3),
                at(times, .99, 1e3),
                at(times, 1, 1e3)));
        int[] found = {0};
        plot.setOnSelect(selection -> found[0] = selection.indices().length);
        long[] lassos = new long[60];
        for (int i = 0; i < lassos.length; i++) {
            double[] px = new double[600];
            double[] py = new double[600];
            for (int k = 0; k < px.length; k++) {
                double angle = 2 * Math.PI * k / px.length;
                double radius = 360 * (0.8 + 0.2 * Math.sin(9 * angle + i));
                px[k] = WIDTH / 2.0 + radius * Math.cos(angle) * 1.6;
                py[k] = HEIGHT / 2.0 + radius * Math.sin(angle);
            }
            long start = System.nanoTime();
            plot.select(px, py, ScatterPlot.Mode.REPLACE);
            lassos[i] = System.nanoTime() - start;
        }
        print(String.format(
                Locale.ROOT,
                "%-34s ms p50 %.1f p99 %.1f max %.1f (%d points)",
                n + " lasso of 600 corners",
                at(lassos, .5, 1e6),
                at(lassos, .99, 1e6),
                at(lassos, 1, 1e6),
                found[0]));
    }

    /** Forty clusters of unequal size, spread and shape over a thin background, as t-SNE leaves them. */
    static void cloud(Random random, float[] x, float[] y, int[] category) {
        double[][] centres = new double[40][];
        Arrays.setAll(centres, c -> new double[] {
            random.nextGaussian() * 45, random.nextGaussian() * 30, 2 + 7 * random.nextDouble(), random.nextDouble() * 3
        });
        for (int i = 0; i < x.length; i++) {
            int c = (int) (random.nextDouble() * random.nextDouble() * centres.length);
            double wide = random.nextInt(20) == 0 ? 4 : 1;
            double along = random.nextGaussian() * centres[c][2] * wide;
            double across = random.nextGaussian() * centres[c][2] * 0.5 * wide;
            double turn = centres[c][3];
            x[i] = (float) (centres[c][0] + along * Math.cos(turn) - across * Math.sin(turn));
            y[i] = (float) (centres[c][1] + along * Math.sin(turn) + across * Math.cos(turn));
            category[i] = c % 12;
        }
    }

    private static String spread(long[] nanos) {
        return String.format(
                Locale.ROOT,
                "p50 %5.1f p99 %5.1f max %5.1f",
                at(nanos, .5, 1e6),
                at(nanos, .99, 1e6),
                at(nanos, 1, 1e6));
    }

    private static double at(long[] nanos, double quantile, double unit) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * (sorted.length - 1)))] / unit;
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
