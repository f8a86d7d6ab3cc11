package dev.signalbox.store;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Output;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the workspace; not a test. {@code WorkspaceBenchmark store FOLDER [unique]} stores 30,540 queries x 17 VLMs = 519,180 outputs
 * (with mostly short answers, or all different ones), {@code WorkspaceBenchmark open FOLDER} reopens them in a fresh JVM.
 */
final class WorkspaceBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceBenchmark.class);
    private static final int QUERIES = 30_540;
    private static final int VLMS = 17;

    private WorkspaceBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("store")) {
            store(folder, args.length > 2);
        }
        open(folder);
    }

    private static void store(Path folder, boolean unique) throws IOException {
        DatasetDraft draft = draft(unique);
        long start = System.nanoTime();
        lastCpu = CPU.getCurrentThreadCpuTime();
        try (Workspace workspace = Workspace.open(folder)) {
            say("create", start);
            start = System.nanoTime();
            ImportOutcome outcome = workspace.datasets().store(draft, Progress.NONE);
            say("store " + outcome.outputsAdded(), start);
            start = System.nanoTime();
            workspace.datasets().store(draft, Progress.NONE);
            say("store the same again", start);
            start = System.nanoTime();
        }
        say("close", start);
        LOG.info("{} MB", Files.size(folder.resolve(Workspace.FILE)) >> 20);
    }

    private static void open(Path folder) {
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.open(folder)) {
            say("open", start);
            start = System.nanoTime();
            Dataset dataset = workspace.datasets().list().getFirst();
            DatasetTable table = workspace.datasets().table(dataset.id());
            say("first table " + table.size() * (long) table.width(), start);
            for (int i = 0; i < 3; i++) {
                start = System.nanoTime();
                AtomicLong characters = new AtomicLong();
                workspace.datasets().forEachText(dataset.id(), (ordinal, question, reference, answers) -> {
                    characters.addAndGet(question.length());
                    for (String answer : answers) {
                        characters.addAndGet(answer == null ? 0 : answer.length());
                    }
                });
                say("texts, " + characters + " characters", start);
            }
            start = System.nanoTime();
            workspace.datasets().outputs(dataset.id(), 777);
            workspace.datasets().query(dataset.id(), 777);
            say("one query", start);
        }
        for (int i = 0; i < 5; i++) {
            start = System.nanoTime();
            try (Workspace workspace = Workspace.open(folder)) {
                workspace
                        .datasets()
                        .table(workspace.datasets().list().getFirst().id());
            }
            say("warm: open and table", start);
        }
    }

    private static DatasetDraft draft(boolean unique) {
        Random random = new Random(1);
        List<Vlm> vlms = new ArrayList<>();
        for (int k = 0; k < VLMS; k++) {
            vlms.add(new Vlm("vlm-" + k, "profile " + k, k < 9 ? Pool.FREE : Pool.PAID, null));
        }
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<PictureFile> pictures = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String key = "dataset-" + i % 14 + "/" + i;
            String path = "images/" + i + ".jpg";
            pictures.add(new PictureFile(path, "0".repeat(64), "jpeg", 640, 480, 50_000));
            queries.add(new Query(
                    key,
                    "Which of the following is shown in picture " + i + "? (A) a cat (B) a dog (C) a bird (D) none",
                    "ABCD".substring(i % 4, i % 4 + 1),
                    List.of(path),
                    Map.of("benchmark", "b" + i % 14, "split", i % 3 == 0 ? "test" : "train", "task", "t" + i % 32)));
            for (int k = 0; k < VLMS; k++) {
                String text = unique || random.nextInt(3) == 0
                        ? "The answer is " + random.nextInt(1_000_000_000) + ", because of what the picture shows."
                        : "ABCD".substring(random.nextInt(4)).substring(0, 1);
                outputs.add(new Output(
                        key,
                        vlms.get(k).id(),
                        text,
                        Correctness.of(random.nextBoolean()),
                        k < 9 ? Double.NaN : random.nextDouble() / 100,
                        random.nextDouble(),
                        random.nextInt(2000),
                        random.nextInt(300)));
            }
        }
        return new DatasetDraft("bench", Drafts.ROOT, "m2", "", "", true, vlms, queries, outputs, pictures);
    }

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static long lastCpu;

    /** The thread's own time beside the clock's: the machine may be busy with something else. */
    private static void say(String what, long start) {
        long wall = (System.nanoTime() - start) / 1_000_000;
        LOG.info("{}: {} ms, CPU {} ms", what, wall, (CPU.getCurrentThreadCpuTime() - lastCpu) / 1_000_000);
        lastCpu = CPU.getCurrentThreadCpuTime();
    }
}
