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
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A real workspace with one scored dataset of queries in two far clusters: even ordinals left (task “read”), odd ones
 * right (task “count”).
 */
final class MapBench implements AutoCloseable {
    static final int DIM = 8;
    static final List<String> VLMS = List.of("vlm-0", "vlm-1", "vlm-2");

    final Workspace workspace;
    final WorkbenchState state = new WorkbenchState();
    final List<Throwable> failures = new ArrayList<>();
    final DatasetDesk desk;
    final Scoring scoring;
    final MapViewModel model;
    final Dataset dataset;
    final RouterInfo router;

    /** @param queries how many; query q is right with VLM k when bit k of q / 2 is set */
    MapBench(Path folder, Jobs jobs, int queries, boolean scored) {
        workspace = Workspace.open(folder.resolve("workspace"));
        if (workspace.datasets().list().isEmpty()) {
            fill(folder, queries, scored);
        }
        dataset = workspace.datasets().list().getFirst();
        router = workspace.routers().list().getFirst();
        desk = new DatasetDesk(state, jobs, () -> "tester", failures::add);
        scoring = new Scoring(desk, state, jobs, folder, failures::add);
        model = new MapViewModel(state, desk, jobs, scoring, MapBench::profiles, failures::add);
    }

    private void fill(Path folder, int queries, boolean scored) {
        List<Query> asked = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < queries; q++) {
            asked.add(new Query(
                    "q" + q,
                    "Question " + q + "?\nPlease " + (q % 2 == 0 ? "read the sign" : "count the apples"),
                    "a",
                    List.of(),
                    Map.of("task", q % 2 == 0 ? "read" : "count")));
            for (int k = 0; k < VLMS.size(); k++) {
                outputs.add(new Output(
                        "q" + q,
                        VLMS.get(k),
                        "a",
                        Correctness.of((q / 2 >> k & 1) == 1),
                        Double.NaN,
                        Double.NaN,
                        -1,
                        -1));
            }
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
        if (scored) {
            score(kept, info, queries);
        }
    }

    /** Confidence: VLM 1 always wins; gates: expert q mod 4. */
    private void score(Dataset kept, RouterInfo info, int queries) {
        ScoreSet set = workspace.scores().begin(kept.id(), info.id(), VLMS, 4, queries, "hash", kept.dataHash());
        float[] confidence = new float[queries * VLMS.size()];
        float[] gate = new float[queries * 4];
        float[] fused = new float[queries * DIM];
        Random random = new Random(1);
        for (int q = 0; q < queries; q++) {
            confidence[q * 3] = 0.2f;
            confidence[q * 3 + 1] = 0.5f + 0.4f * q / queries;
            confidence[q * 3 + 2] = 0.1f;
            for (int e = 0; e < 4; e++) {
                gate[q * 4 + e] = e == q % 4 ? 0.7f : 0.1f;
            }
            for (int d = 0; d < DIM; d++) {
                fused[q * DIM + d] = (float) random.nextGaussian() * 0.1f + (d == q % 2 ? 5 : 0);
            }
        }
        try (VectorFile file = VectorFile.create(workspace.scores().vectors(set), queries, DIM, "fused", Map.of())) {
            file.write(0, fused);
            file.force();
        }
        workspace.scores().append(set.id(), 0, confidence, gate);
    }

    /** VLM k looks along dimension k, and a little along all; there is a bias behind. */
    static float[][] profiles(RouterInfo router, List<Vlm> vlms) {
        float[][] result = new float[vlms.size()][DIM + 1];
        for (int k = 0; k < result.length; k++) {
            for (int d = 0; d < DIM; d++) {
                result[k][d] = d == VLMS.indexOf(vlms.get(k).id()) ? 4 : 1;
            }
            result[k][DIM] = 100;
        }
        return result;
    }

    void use() {
        desk.use(workspace);
    }

    @Override
    public void close() {
        model.close();
        desk.close();
        workspace.close();
    }
}
