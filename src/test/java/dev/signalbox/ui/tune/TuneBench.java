package dev.signalbox.ui.tune;

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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A workspace whose first query is WE-5 (algorithms.md): only gpt4o has it right. The rest is seeded. */
public final class TuneBench {
    public static final int QUERIES = 40;
    public static final List<Vlm> VLMS = List.of(
            new Vlm("qwen", "", Pool.FREE, null),
            new Vlm("idefics", "", Pool.FREE, null),
            new Vlm("llama", "", Pool.FREE, null),
            new Vlm("smol", "", Pool.FREE, null),
            new Vlm("gpt4o", "", Pool.PAID, null),
            new Vlm("claude", "", Pool.PAID, null),
            new Vlm("gemini", "", Pool.PAID, null));
    private static final float[] FIRST = {.62f, .55f, .48f, .30f, .01f, .01f, .01f};
    private static final float[] SURE = {.01f, .01f, .01f, .01f, .71f, .58f, .66f};
    private static final float[] UNSURE = {.01f, .01f, .01f, .01f, .60f, .50f, .40f};

    private TuneBench() {}

    /** Without any router. */
    public static Dataset data(Workspace workspace) {
        Random random = new Random(5);
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < QUERIES; q++) {
            String key = "q" + q;
            queries.add(new Query(key, "What?", "yes", List.of(), Map.of("split", q % 4 == 3 ? "train" : "test")));
            for (int k = 0; k < VLMS.size(); k++) {
                boolean right = q == 0 ? k == 4 : random.nextInt(3) == 0;
                outputs.add(new Output(
                        key,
                        VLMS.get(k).id(),
                        right ? "yes" : "no",
                        right ? Correctness.RIGHT : Correctness.WRONG,
                        k >= 4 ? 0.001 * k : Double.NaN,
                        Double.NaN,
                        -1,
                        -1));
            }
        }
        workspace
                .datasets()
                .store(
                        new DatasetDraft(
                                "bench",
                                Path.of("").toAbsolutePath(),
                                "m2",
                                "",
                                "",
                                true,
                                VLMS,
                                queries,
                                outputs,
                                List.of()),
                        Progress.NONE);
        return workspace.datasets().byName("bench").orElseThrow();
    }

    /** Routers r1, r2 and r2-unsure, of which the first is chosen first. */
    public static Dataset scored(Workspace workspace) {
        Dataset dataset = data(workspace);
        score(workspace, dataset, router(workspace, "r1"), FIRST, 1);
        score(workspace, dataset, router(workspace, "r2"), SURE, 2);
        score(workspace, dataset, router(workspace, "r2-unsure"), UNSURE, 3);
        return dataset;
    }

    public static RouterInfo router(Workspace workspace, String name) {
        return workspace
                .routers()
                .add(new RouterInfo(
                        0, name, "arms", workspace.folder().resolve(name), "sha-" + name, "{}", true, Instant.EPOCH));
    }

    public static void score(Workspace workspace, Dataset dataset, RouterInfo router, float[] firstRow, long seed) {
        List<String> ids = VLMS.stream().map(Vlm::id).toList();
        ScoreSet set = workspace
                .scores()
                .begin(dataset.id(), router.id(), ids, 0, QUERIES, router.sha256(), dataset.dataHash());
        Random random = new Random(seed);
        float[] confidence = new float[QUERIES * ids.size()];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = i < firstRow.length ? firstRow[i] : 0.05f + 0.9f * random.nextFloat();
        }
        workspace.scores().append(set.id(), 0, confidence, new float[0]);
    }
}
