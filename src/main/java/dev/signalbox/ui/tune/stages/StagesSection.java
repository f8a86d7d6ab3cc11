package dev.signalbox.ui.tune.stages;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The page “Stages”: a cascade of two or more routers, with a threshold after each but the last. */
public final class StagesSection implements TuneSection {
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Supplier<Dialogs> dialogs;

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
        return new StagesPane(
                new StagesViewModel(model, desk, jobs, failure -> dialogs.get().error(failure)), dialogs);
    }
}
