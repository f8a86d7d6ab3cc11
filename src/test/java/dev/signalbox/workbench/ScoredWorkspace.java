package dev.signalbox.workbench;

import dev.signalbox.model.Correctness;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Text questions with answers of three VLMs, scored by the embedded router, of which one VLM is new to the router. */
public final class ScoredWorkspace {
    public static final int QUERIES = 150;
    public static final List<Vlm> VLMS = List.of(
            new Vlm("sim-alder-2b", "A small model for charts and short text.", Pool.FREE, null),
            new Vlm("stranger", "Knows maps; 7 billion parameters.", Pool.FREE, null),
            new Vlm("sim-cedar", "A large paid model that reads tables and receipts.", Pool.PAID, null));

    private ScoredWorkspace() {}

    /** Fills a workspace; the dataset has the fields benchmark (3 values) and split. */
    public static OpenDataset fill(Workspace workspace, Path home) {
        Random random = new Random(8);
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<String> subjects = List.of("bar in the chart", "total of the receipt", "city on the map", "red circle");
        for (int i = 0; i < QUERIES; i++) {
            String key = "q" + i;
            queries.add(new Query(
                    key,
                    "Which is the " + (i + 1) + "th " + subjects.get(i % 4) + "?",
                    "yes",
                    List.of(),
                    Map.of(
                            "benchmark",
                            List.of("charts", "maps", "signs").get(i % 3),
                            "split",
                            i % 2 == 0 ? "test" : "train")));
            for (int k = 0; k < VLMS.size(); k++) {
                outputs.add(new Output(
                        key,
                        VLMS.get(k).id(),
                        "an answer",
                        i % 11 == 5 ? Correctness.UNKNOWN : Correctness.of(random.nextInt(3) <= k),
                        k == 1 ? Double.NaN : .001 * (k + 1),
                        1,
                        10,
                        10));
            }
        }
        workspace
                .datasets()
                .store(
                        new DatasetDraft("text", home, "m2", "a test", "none", true, VLMS, queries, outputs, List.of()),
                        Progress.NONE);
        return reopen(workspace);
    }

    /** The dataset as it is now. */
    public static OpenDataset reopen(Workspace workspace) {
        return OpenDataset.open(workspace, workspace.datasets().list().getLast());
    }

    /** Scores what is not scored and tells the newest complete set. */
    public static ScoreSet score(OpenDataset open, OpenRouter loaded) {
        new ScoreDataset(open.workspace()).run(open, loaded, Progress.NONE);
        RouterInfo router = loaded.info();
        return open.workspace()
                .scores()
                .latest(open.dataset().id(), router.id())
                .orElseThrow();
    }
}
