package dev.signalbox.ui.tune.stages;

import dev.signalbox.model.Scenario;
import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** The page “Stages”: a cascade of two or more routers, with a threshold after each but the last. */
public final class StagesSection implements TuneSection {
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Supplier<Dialogs> dialogs;
    private @Nullable StagesViewModel shown;

    public StagesSection(DatasetDesk desk, Jobs jobs, Supplier<Dialogs> dialogs) {
        this.desk = desk;
        this.jobs = jobs;
        this.dialogs = dialogs;
    }

    @Override
    public String id() {
        return "stages";
    }

    @Override
    public String titleKey() {
        return "stages.title";
    }

    @Override
    public Node view(TuneViewModel model) {
        StagesViewModel mine =
                new StagesViewModel(model, desk, jobs, failure -> dialogs.get().error(failure));
        shown = mine;
        return new StagesPane(mine, dialogs);
    }

    @Override
    public boolean opens(Scenario scenario) {
        return scenario.stages() != null;
    }

    @Override
    public void open(Scenario scenario) {
        if (shown != null) {
            shown.open(scenario);
        }
    }
}
