package dev.signalbox.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.picture.Thumbnails;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.task.ThreadedJobs;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CardsTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Runnable> toUiThread = new LinkedBlockingQueue<>();

    /** A cell is used again while a read runs: the late answer must not be written over what it shows by then. */
    @Test
    @Timeout(60)
    void aQuestionReadForACellThatMovedOnIsKeptButNotShown() throws InterruptedException {
        try (Workspace workspace = Workspace.open(folder.resolve("workspace"));
                ThreadedJobs jobs = new ThreadedJobs(toUiThread::add, 1)) {
            Cards cards = new Cards(jobs, new Thumbnails(Runnable::run, Runnable::run, 1 << 20));
            workspace.datasets().store(draft(), Progress.NONE);
            cards.use(OpenDataset.open(workspace, workspace.datasets().list().getFirst()));
            List<String> shown = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();

            Runnable stop = cards.question(0, shown::add, failures::add);
            TimeUnit.MILLISECONDS.sleep(50); // the read is over or still runs: neither may reach the cell
            stop.run();
            cards.question(1, shown::add, failures::add);
            for (Runnable call = toUiThread.take(); call != null; call = toUiThread.poll(2, TimeUnit.SECONDS)) {
                call.run();
            }

            assertThat(shown).containsExactly("question 1");
            assertThat(failures).isEmpty();
        }
    }

    private DatasetDraft draft() {
        List<Query> queries = new ArrayList<>();
        for (int q = 0; q < 3; q++) {
            queries.add(new Query("q" + q, "question " + q, "yes", List.of(), Map.of()));
        }
        List<Vlm> vlms = List.of(new Vlm("v", "", Pool.FREE, null));
        return new DatasetDraft("cards", folder, "m2", "", "", true, vlms, queries, List.of(), List.of());
    }
}
