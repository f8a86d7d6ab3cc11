package dev.signalbox.app;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.stage.Stage;

/**
 * Measures what the UI thread does in each pulse while tau is dragged in the real window, with 35,126 simulated queries, 7
 * VLMs and two routers. Not a test; see docs/benchmarks.md for the command.
 */
public final class TuneDragBench extends Application {
    /** Java starts no main class that is an Application itself from the class path. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Application.launch(TuneDragBench.class, args);
        }
    }

    private static final int QUERIES = 35_126;
    private static final int VLMS = 7;
    private static final int WARM = 240;
    private static final int FRAMES = Integer.getInteger("frames", 600);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final double[] wall = new double[FRAMES];
    private final double[] cpu = new double[FRAMES];
    private final double[] apart = new double[FRAMES];
    /** Work on the UI thread from frame to frame: also what arrives between two pulses, such as changed queries. */
    private final double[] busy = new double[FRAMES];
    private Stage window;
    private int frame = -WARM;
    private int waited;
    private long wallStart;
    private long cpuStart;
    private long last;
    private boolean moved;

    @Override
    public void start(Stage stage) throws IOException {
        Path folder = Files.createTempDirectory("signalbox-drag");
        Path workspace = folder.resolve("workspace");
        try (Workspace made = Workspace.open(workspace)) {
            fill(made);
        }
        window = stage;
        RealApp app = RealApp.start(stage, folder.resolve("person"), workspace);
        app.composition().show("tune");
        stage.getScene().addPostLayoutPulseListener(this::laidOut);
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                next();
            }
        }.start();
    }

    private static void fill(Workspace workspace) {
        Random random = new Random(1);
        List<Vlm> vlms = new ArrayList<>();
        for (int k = 0; k < VLMS; k++) {
            vlms.add(new Vlm("vlm-" + k, "", k < 4 ? Pool.FREE : Pool.PAID, null));
        }
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < QUERIES; q++) {
            queries.add(new Query("q" + q, "What?", "yes", List.of(), Map.of()));
            for (int k = 0; k < VLMS; k++) {
                boolean right = random.nextInt(10) < 4 + k % 5;
                double cost = 1e-5 * Math.pow(1.6, k) * (.5 + random.nextDouble());
                outputs.add(new Output(
                        "q" + q, vlms.get(k).id(), right ? "yes" : "no", Correctness.of(right), cost, 1 + k, -1, -1));
            }
        }
        workspace
                .datasets()
                .store(
                        new DatasetDraft(
                                "drag",
                                Path.of("").toAbsolutePath(),
                                "m2",
                                "",
                                "",
                                true,
                                vlms,
                                queries,
                                outputs,
                                List.of()),
                        Progress.NONE);
        Dataset dataset = workspace.datasets().byName("drag").orElseThrow();
        for (String name : List.of("one", "two")) {
            RouterInfo router = workspace
                    .routers()
                    .add(new RouterInfo(
                            0, name, "arms", workspace.folder().resolve(name), name, "{}", true, Instant.EPOCH));
            ScoreSet set = workspace
                    .scores()
                    .begin(
                            dataset.id(),
                            router.id(),
                            vlms.stream().map(Vlm::id).toList(),
                            0,
                            QUERIES,
                            name,
                            dataset.dataHash());
            float[] confidence = new float[QUERIES * VLMS];
            for (int i = 0; i < confidence.length; i++) {
                confidence[i] = (float) (1 / (1 + Math.exp(-random.nextGaussian())));
            }
            workspace.scores().append(set.id(), 0, confidence, new float[0]);
        }
    }

    private void next() {
        Parent root = window.getScene().getRoot();
        Slider slider = (Slider) root.lookup("#tune-slider");
        ComboBox<?> second = (ComboBox<?>) root.lookup("#tune-second");
        // Until the study of both routers is there, nothing is dragged.
        if (slider == null || second == null || second.getItems().size() < 3 || waited++ < 600) {
            if (second != null && second.getItems().size() == 3 && waited == 300) {
                second.getSelectionModel().select(1); // the other one
                ((ComboBox<?>) root.lookup("#tune-split")).getSelectionModel().select(0); // all queries
            }
            return;
        }
        long now = System.nanoTime();
        if (frame >= 0 && frame < FRAMES) {
            apart[frame] = (now - last) / 1e6;
            busy[frame] = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6;
        }
        last = now;
        if (frame == FRAMES) {
            System.out.println(second.getValue() + ", "
                    + ((ComboBox<?>) root.lookup("#tune-split")).getValue() + ", "
                    + ((Labeled) root.lookup("#tune-flips-all")).getText());
            report("pulse", wall);
            report("pulse, at work", cpu);
            report("all, at work", busy);
            report("from frame to frame", apart);
            Platform.exit();
            System.exit(0); // what the workspace holds open is of no use any more
        }
        wallStart = now;
        cpuStart = THREADS.getCurrentThreadCpuTime();
        moved = true;
        slider.setValue(.5 + .45 * Math.sin(frame / 40.0));
    }

    private void laidOut() {
        if (moved) {
            moved = false;
            if (frame >= 0 && frame < FRAMES) {
                wall[frame] = (System.nanoTime() - wallStart) / 1e6;
                cpu[frame] = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6;
            }
            frame++;
        }
    }

    private static void report(String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ENGLISH,
                "%-20s median %.2f ms, p95 %.2f, p99 %.2f, max %.2f%n",
                what,
                sorted[FRAMES / 2],
                sorted[FRAMES * 95 / 100],
                sorted[FRAMES * 99 / 100],
                sorted[FRAMES - 1]);
    }
}
