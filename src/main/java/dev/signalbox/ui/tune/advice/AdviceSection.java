package dev.signalbox.ui.tune.advice;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import javafx.scene.Node;

/** Finds a threshold for a goal. */
public final class AdviceSection implements TuneSection {
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Commands commands;
    private final Path home;

    /** @param home the tree that holds {@code resources/models} */
    public AdviceSection(DatasetDesk desk, Jobs jobs, Commands commands, Path home) {
        this.desk = desk;
        this.jobs = jobs;
        this.commands = commands;
        this.home = home;
    }

    @Override
    public String id() {
        return "advice";
    }

    @Override
    public String titleKey() {
        return "advice.title";
    }

    @Override
    public Node view(TuneViewModel model) {
        return new AdviceView(
                new AdviceViewModel(model, desk, jobs, home, Clock.system(ZoneId.systemDefault())), model, commands);
    }
}
