package dev.signalbox.ui.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.Steps;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VlmThresholdsViewModelTest {
    @TempDir
    private Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private Workspace workspace;
    private TuneViewModel tune;
    private VlmThresholdsViewModel own;

    @BeforeEach
    void start() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        WorkbenchState state = new WorkbenchState();
        DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        tune = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
        own = new VlmThresholdsViewModel(tune, desk, jobs, folder, failures::add);
    }

    @AfterEach
    void close() {
        tune.close();
        workspace.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void seeksOnValidationQueriesAndSharesAgain() {
        own.seek();
        TuneDataset.Report found = own.found().get();
        assertThat(found).isNotNull();
        assertThat(found.found().em()).isGreaterThanOrEqualTo(found.found().sharedEm());
        assertThat(tune.study().get().named(tune.own().get())).isEqualTo(found.tauByVlm());
        assertThat(tune.point().get().em()).isEqualTo(found.points().getFirst().em());
        assertThat(own.busy().get()).isFalse();
        own.set(0, .4);
        assertThat(own.found().get()).isNull(); // no longer what was found
        own.share();
        assertThat(tune.own().get()).isEmpty();
    }

    @Test
    void rowsSayWhatEachVlmKeeps() {
        assertThat(own.rows().get()).isEmpty();
        own.seen().set(true);
        own.set(1, .3);
        tune.setTau(.6);
        Steps steps = tune.study().get().replay().steps();
        for (VlmThresholdsViewModel.Row row : own.rows().get()) {
            int first = 0;
            int kept = 0;
            for (int i = 0; i < steps.size(); i++) {
                first += steps.stay()[i] == row.column() ? 1 : 0;
                kept += steps.stay()[i] == row.column() && steps.s1()[i] > .6f ? 1 : 0;
            }
            assertThat(row.first()).isEqualTo(first);
            assertThat(row.kept()).isEqualTo(kept);
        }
        assertThat(own.rows().get()).extracting(VlmThresholdsViewModel.Row::own).containsExactly(null, .3, null, null);
        own.set(1, Double.NaN);
        assertThat(tune.own().get()).isEqualTo(Map.of());
    }
}
