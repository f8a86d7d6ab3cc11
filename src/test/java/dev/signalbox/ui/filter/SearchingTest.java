package dev.signalbox.ui.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the filter row says while the selection is still that of the rule before. */
class SearchingTest {
    @TempDir
    private Path folder;

    @Test
    void aSearchThatTakesAWhileIsSaidUntilItEndsOrIsTakenBack() {
        DirectJobs jobs = new DirectJobs();
        WorkbenchState state = new WorkbenchState();
        List<Throwable> failures = new ArrayList<>();
        try (Workspace workspace = Workspace.open(folder.resolve("workspace"));
                DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
                FilterBarViewModel bar = new FilterBarViewModel(state, desk, jobs, failures::add)) {
            workspace.datasets().store(draft(), Progress.NONE);
            desk.use(workspace);
            jobs.hold();

            state.filterRule().set("red");
            assertThat(desk.filtering().get()).isTrue();
            assertThat(bar.searching().get()).isFalse();
            jobs.advance(Duration.ofSeconds(1));
            assertThat(bar.searching().get()).isTrue();
            jobs.runAll();
            assertThat(bar.searching().get()).isFalse();
            assertThat(desk.selection().get().size()).isEqualTo(1);

            state.filterRule().set("blue");
            jobs.advance(Duration.ofSeconds(1));
            state.filterRule().set("");
            assertThat(bar.searching().get()).isFalse();
            assertThat(desk.selection().get().size()).isEqualTo(3);
            assertThat(failures).isEmpty();
        }
    }

    private DatasetDraft draft() {
        List<Query> queries = new ArrayList<>();
        for (String colour : List.of("red", "green", "blue")) {
            queries.add(new Query("q" + queries.size(), "Is it " + colour + "?", "yes", List.of(), Map.of()));
        }
        List<Vlm> vlms = List.of(new Vlm("v", "", Pool.FREE, null));
        return new DatasetDraft("colours", folder, "m2", "", "", true, vlms, queries, List.of(), List.of());
    }
}
