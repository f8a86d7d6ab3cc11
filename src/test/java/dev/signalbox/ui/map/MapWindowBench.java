package dev.signalbox.ui.map;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Progress;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Themes;
import dev.signalbox.ui.shell.WorkbenchState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Measures in a real window what a person sees while a t-SNE is made: when the start is drawn, when it begins to move, how
 * often it moves, and how long a stop takes. Not a test; see docs/benchmarks.md for the command.
 */
public final class MapWindowBench extends Application {
    /** Java starts no main class that is an Application itself from the class path. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Application.launch(MapWindowBench.class, args);
        }
    }

    private static final List<String> VLMS = List.of("vlm-0", "vlm-1", "vlm-2", "vlm-3");
    private static final int DIM = 768;
    private static final int FRAMES = Integer.getInteger("frames", 120);
    private static final int RUNS = Integer.getInteger("runs", 3);

    private final Jobs jobs = new ThreadedJobs(Platform::runLater, 1);
    private final List<Long> moves = new ArrayList<>();
    private Workspace workspace;
    private MapViewModel model;
    private int n;
    private int run;
    private long began;
    private long start;
    private long stop;
    private boolean dirty;

    @Override
    public void init() throws IOException {
        n = Integer.parseInt(getParameters().getRaw().getFirst());
        Path folder = Files.createTempDirectory("map-window");
        workspace = Workspace.open(folder);
        fill(folder);
    }

    @Override
    public void start(Stage stage) {
        WorkbenchState state = new WorkbenchState();
        DatasetDesk desk = new DatasetDesk(state, jobs, () -> "bench", MapWindowBench::failed);
        Scoring scoring = new Scoring(desk, state, jobs, workspace.folder(), MapWindowBench::failed);
        model = new MapViewModel(state, desk, jobs, scoring, MapWindowBench::failed);
        Themes themes = new Themes(new SimpleObjectProperty<>(ThemeChoice.LIGHT));
        MapScreen screen = new MapScreen(model, new Commands(), MapWindowBench::noDialogs, themes.dark());
        Scene scene = new Scene((javafx.scene.Parent) screen.view(), 1280, 800);
        themes.dress(scene);
        stage.setScene(scene);
        stage.show();
        model.making().moving().addListener((property, old, now) -> dirty = now != null);
        scene.addPostLayoutPulseListener(this::drawn);
        model.phase().addListener((property, old, now) -> {
            if (now == MapViewModel.Phase.NO_MAP && began == 0) {
                begin();
            }
        });
        model.job().addListener((property, old, now) -> {
            if (now == null && stop > 0) {
                ended();
            }
        });
        desk.use(workspace);
    }

    private void begin() {
        moves.clear();
        start = 0;
        stop = 0;
        began = System.nanoTime();
        model.compute(MapOptions.of(MapOptions.Method.TSNE, 1));
    }

    /** A frame of the window is laid out; what moved since the last one is in it. */
    private void drawn() {
        MapRun.Shown shown = model.making().moving().get();
        if (!dirty || shown == null || stop > 0) {
            return;
        }
        dirty = false;
        if (!shown.moving()) {
            start = System.nanoTime();
            return;
        }
        moves.add(System.nanoTime());
        if (moves.size() == FRAMES) {
            stop = System.nanoTime();
            model.cancel();
        }
    }

    private void ended() {
        long now = System.nanoTime();
        double[] gaps = new double[moves.size() - 1];
        Arrays.setAll(gaps, i -> (moves.get(i + 1) - moves.get(i)) / 1e6);
        Arrays.sort(gaps);
        print(String.format(
                Locale.ROOT,
                "%d rows: start drawn after %.2f s, moving after %.2f s, frames every %.0f ms (p99 %.0f, max %.0f),"
                        + " stopped in %.0f ms",
                n,
                (start - began) / 1e9,
                (moves.getFirst() - began) / 1e9,
                gaps[gaps.length / 2],
                gaps[(int) (0.99 * (gaps.length - 1))],
                gaps[gaps.length - 1],
                (now - stop) / 1e6));
        if (++run < RUNS) {
            Platform.runLater(this::begin);
        } else {
            Platform.exit();
        }
    }

    @Override
    public void stop() {
        model.close();
        jobs.close();
        workspace.close();
    }

    private static void failed(Throwable problem) {
        throw new IllegalStateException(problem);
    }

    private static Dialogs noDialogs() {
        throw new IllegalStateException("No dialog is expected");
    }

    /** Sixty topics of very different sizes, each along sixteen directions of its own. */
    private void fill(Path folder) {
        List<Query> asked = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            asked.add(new Query("q" + q, "Question " + q + "?", "a", List.of(), Map.of("task", "t" + q % 9)));
            outputs.add(new Output("q" + q, "vlm-0", "a", Correctness.RIGHT, Double.NaN, Double.NaN, -1, -1));
        }
        List<Vlm> pool =
                VLMS.stream().map(id -> new Vlm(id, "", Pool.FREE, null)).toList();
        workspace
                .datasets()
                .store(
                        new DatasetDraft("bench", folder, "m2", "", "MIT", true, pool, asked, outputs, List.of()),
                        Progress.NONE);
        Dataset kept = workspace.datasets().list().getFirst();
        RouterInfo info = workspace
                .routers()
                .add(new RouterInfo(0, "r", "arms", folder.resolve("r"), "hash", "{}", true, Instant.EPOCH));
        ScoreSet set = workspace.scores().begin(kept.id(), info.id(), VLMS, 0, n, "hash", kept.dataHash());
        Random random = new Random(1);
        float[][] centres = new float[60][DIM];
        float[][][] ways = new float[60][16][DIM];
        for (int c = 0; c < 60; c++) {
            gaussian(random, centres[c], 1);
            for (float[] way : ways[c]) {
                gaussian(random, way, 0.3);
            }
        }
        try (VectorFile file = VectorFile.create(workspace.scores().vectors(set), n, DIM, "fused", Map.of())) {
            for (int q = 0; q < n; q++) {
                int c = (int) (60 * random.nextDouble() * random.nextDouble());
                float[] row = centres[c].clone();
                for (float[] way : ways[c]) {
                    double along = random.nextGaussian();
                    for (int d = 0; d < DIM; d++) {
                        row[d] += (float) (along * way[d]);
                    }
                }
                file.write(q, row);
            }
        }
        workspace.scores().append(set.id(), 0, new float[n * VLMS.size()], new float[0]);
    }

    private static void gaussian(Random random, float[] row, double spread) {
        for (int d = 0; d < row.length; d++) {
            row[d] = (float) (random.nextGaussian() * spread);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
