package dev.signalbox.ui.tune.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.evaluation.pool.Regret;
import dev.signalbox.evaluation.pool.Removal;
import dev.signalbox.model.Correctness;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.tune.TuneBench;
import dev.signalbox.ui.tune.TuneViewModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private TuneViewModel tune;
    private WhatIfViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
        tune = new TuneViewModel(state, desk, jobs, failures::add);
        desk.use(workspace);
        tune.first().set(workspace.routers().byName("r1").orElseThrow());
        tune.second().set(workspace.routers().byName("r2").orElseThrow());
        model = new WhatIfViewModel(tune, jobs, failures::add);
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void nothingIsComputedUntilItIsSeen() {
        assertThat(model.now().get()).isNull();
        model.front().set(true);
        assertThat(model.now().get()).isNotNull();
    }

    @Test
    void followsTheThresholdAndCorrections() {
        model.front().set(true);
        for (double tau : new double[] {0, .4, .62, .9}) {
            tune.setTau(tau);
            WhatIf now = model.now().get();
            assertThat(now.tau()).isEqualTo(tau);
            Regret regret = now.regret();
            assertThat(regret.judged()).isEqualTo(tune.point().get().judged());
            int right = Arrays.stream(new Regret.Part[] {
                        Regret.Part.FREE_WIN, Regret.Part.CHEAPEST, Regret.Part.OVERPAID, Regret.Part.UNPRICED
                    })
                    .mapToInt(regret::count)
                    .sum();
            assertThat(right).isEqualTo(tune.point().get().correct());
            assertThat(now.removals()).hasSize(TuneBench.VLMS.size());
            assertThat(now.removals().stream().mapToInt(Removal::chosen).sum())
                    .isEqualTo(tune.point().get().queries());
        }
        // What holds for every threshold is not computed again.
        WhatIf before = model.now().get();
        tune.setTau(.3);
        assertThat(model.now().get().worth()).isSameAs(before.worth());
        int missed = model.now().get().regret().count(Regret.Part.MISSED);
        int query = 0;
        while (model.now().get().regret().part()[query] != Regret.Part.MISSED) {
            query++;
        }
        int ordinal = before.worth().outcomes().query()[query];
        int chosen = model.now().get().regret().chosen()[query];
        desk.mark(ordinal, before.worth().outcomes().column()[chosen], Correctness.RIGHT);
        assertThat(model.now().get().regret().count(Regret.Part.MISSED)).isEqualTo(missed - 1);
    }

    @Test
    void aPartBecomesTheSelection() {
        model.front().set(true);
        tune.setTau(.5);
        WhatIf now = model.now().get();
        int missed = now.regret().count(Regret.Part.MISSED);
        assertThat(missed).isPositive();
        model.pick(Regret.Part.MISSED);
        assertThat(model.picked().get()).isEqualTo(new WhatIfViewModel.Picked(Regret.Part.MISSED, missed));
        assertThat(state.selection().get().cardinality()).isEqualTo(missed);
        state.selection().get().stream().forEach(query -> {
            int row = Arrays.binarySearch(now.worth().outcomes().query(), query);
            assertThat(now.regret().part()[row]).isEqualTo(Regret.Part.MISSED);
        });
        model.clear();
        assertThat(state.selection().get()).isNull();
        assertThat(model.picked().get()).isNull();
    }

    @Test
    void aForbiddenVlmIsGoneFromEveryPage() {
        model.front().set(true);
        tune.setTau(.5);
        WhatIf before = model.now().get();
        Removal removal = before.removals().get(4);
        double em = tune.point().get().em();
        model.forbid(4);
        WhatIf after = model.now().get();
        assertThat(after.removals()).hasSize(TuneBench.VLMS.size() - 1);
        assertThat(after.worth().outcomes().column()).doesNotContain(4);
        // All labels are known: what the table promised is what happens.
        assertThat(removal.unknown()).isZero();
        assertThat(tune.point().get().em() - em)
                .isCloseTo(removal.accuracy().value(), org.assertj.core.api.Assertions.within(1e-12));
    }
}
