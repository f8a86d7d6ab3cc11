package dev.signalbox.ui.train;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Forty text-only questions by three VLMs; a fifth of them no VLM has right. */
final class Lessons {
    static final int QUERIES = 40;

    private Lessons() {}

    static Dataset store(Workspace workspace) {
        return store(workspace, "small", true);
    }

    static Dataset store(Workspace workspace, String name, boolean split) {
        return store(workspace, name, i -> split ? Map.of("split", i % 4 == 0 ? "test" : "train") : Map.of());
    }

    static Dataset store(Workspace workspace, String name, IntFunction<Map<String, String>> fieldsOf) {
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String key = "q" + i;
            queries.add(new Query(key, "How many dots? " + i % 3, "1", List.of(), fieldsOf.apply(i)));
            for (int k = 0; k < 3; k++) {
                Correctness label = Correctness.of(i % 3 == k && i % 5 > 0);
                outputs.add(new Output(key, "m" + k, "1", label, Double.NaN, Double.NaN, 1, 1));
            }
        }
        List<Vlm> vlms = List.of(
                new Vlm("m0", "counts", Pool.FREE, null),
                new Vlm("m1", "reads", Pool.FREE, null),
                new Vlm("m2", "compares", Pool.PAID, null));
        workspace
                .datasets()
                .store(
                        new DatasetDraft(
                                name,
                                Path.of("").toAbsolutePath(),
                                "m2",
                                "a test",
                                "MIT",
                                true,
                                vlms,
                                queries,
                                outputs,
                                List.of()),
                        Progress.NONE);
        return workspace.datasets().list().getLast();
    }
}
