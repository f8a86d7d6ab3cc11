package dev.signalbox.report;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.DescribeStudy;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Forty queries under names that would like to be markup, formulas, commands or the other way round. */
final class SmallStudy {
    static final String SCRIPT = "<script>alert('x')</script>";
    static final String FORMULA = "=HYPERLINK(\"http://x.example\",\"a\")";
    static final String RIGHT_TO_LEFT = "\u05de\u05d5\u05d3\u05dc \u202egnp.exe";
    static final String LATEX = "a_b%c$d#e{f}g~h^i\\input{/etc/passwd}|`j`**k**";
    static final String DATASET = "Set & 'quotes' \"more\" $(rm -rf) `x` <img src=x onerror=y>";
    static final String SCENARIO = "@today | [a](javascript:b)\nnext";

    private static final int QUERIES = 40;
    private static final List<String> VLMS = List.of(SCRIPT, FORMULA, RIGHT_TO_LEFT, LATEX);

    private SmallStudy() {}

    static StudyFacts facts(Path folder) {
        try (Workspace workspace = Workspace.open(folder)) {
            fill(workspace, folder);
            OpenDataset open =
                    OpenDataset.open(workspace, workspace.datasets().list().getFirst(), "tester");
            return new DescribeStudy(workspace, folder)
                    .run(
                            open,
                            new DescribeStudy.Request(
                                    new TuneDataset.Setting(
                                            "one", null, List.of(), List.of(), CalibrationMethod.NONE, 42),
                                    new TuneDataset.Thresholds.Given(List.of(0.5)),
                                    "test",
                                    SCENARIO,
                                    null,
                                    null),
                            Progress.NONE);
        }
    }

    private static void fill(Workspace workspace, Path folder) {
        Random random = new Random(6);
        List<Vlm> vlms = new ArrayList<>();
        for (int k = 0; k < VLMS.size(); k++) {
            vlms.add(new Vlm(VLMS.get(k), "a model", k < 2 ? Pool.FREE : Pool.PAID, null));
        }
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        float[] scores = new float[QUERIES * VLMS.size()];
        for (int i = 0; i < QUERIES; i++) {
            queries.add(new Query("q" + i, "?", null, List.of(), Map.of("split", i % 2 == 0 ? "test" : "train")));
            for (int k = 0; k < VLMS.size(); k++) {
                float confidence = random.nextInt(1, 100) / 100f;
                scores[i * VLMS.size() + k] = confidence;
                Correctness label = i % 13 == 4
                        ? Correctness.UNKNOWN
                        : Correctness.of(random.nextDouble() < (k < 2 ? .2 : .5) + .4 * confidence);
                outputs.add(
                        new Output("q" + i, VLMS.get(k), "1", label, k == 0 ? Double.NaN : .001 * k, Double.NaN, 1, 1));
            }
        }
        long dataset = workspace
                .datasets()
                .store(
                        new DatasetDraft(
                                DATASET,
                                folder,
                                "m2",
                                "a <b>test</b>",
                                "MIT & more",
                                true,
                                vlms,
                                queries,
                                outputs,
                                List.of()),
                        Progress.NONE)
                .dataset()
                .id();
        RouterInfo router = workspace
                .routers()
                .add(new RouterInfo(0, "one", "arms", folder.resolve("one"), "hash", "{}", true, Instant.EPOCH));
        ScoreSet set = workspace.scores().begin(dataset, router.id(), VLMS, 0, QUERIES, "hash", "d");
        workspace.scores().append(set.id(), 0, scores, new float[0]);
        workspace
                .scenarios()
                .save(new Scenario(0, dataset, SCENARIO, router.id(), null, .2, null, "{}", Instant.EPOCH));
        workspace
                .scenarios()
                .save(new Scenario(0, dataset, "-1+1", router.id(), null, .9, "test", "{}", Instant.EPOCH));
    }
}
