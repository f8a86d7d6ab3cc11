package dev.signalbox.ui.tune.whatif;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The page “What if”: VLMs left out, what they share, and where choices are lost. */
public final class WhatIfSection implements TuneSection {
    private final Jobs jobs;
    private final Commands commands;
    private final Supplier<Dialogs> dialogs;

    public WhatIfSection(Jobs jobs, Commands commands, Supplier<Dialogs> dialogs) {
        this.jobs = jobs;
        this.commands = commands;
        this.dialogs = dialogs;
    }

    @Override
    public String id() {
        return "whatif";
    }

    @Override
    public String titleKey() {
        return "whatif.title";
    }

    @Override
    public Node view(TuneViewModel model) {
        return new WhatIfPane(
                new WhatIfViewModel(model, jobs, failure -> dialogs.get().error(failure)),
                () -> commands.find("go.explore").ifPresent(commands::run));
    }
}
