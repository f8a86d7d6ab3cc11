package dev.signalbox.ui.tune.frontier;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Consumer;
import javafx.scene.Node;

/** Quality against cost: the cascade among all other policies, single VLMs and oracles. */
public final class FrontierSection implements TuneSection {
    private final Jobs jobs;
    private final Consumer<Throwable> failed;

    public FrontierSection(Jobs jobs, Consumer<Throwable> failed) {
        this.jobs = jobs;
        this.failed = failed;
    }

    @Override
    public String id() {
        return "frontier";
    }

    @Override
    public String titleKey() {
        return "frontier.title";
    }

    @Override
    public Node view(TuneViewModel model) {
        FrontierViewModel mine = new FrontierViewModel(model, jobs, failed);
        FrontierView view = new FrontierView(mine);
        view.sceneProperty().addListener((property, old, now) -> mine.seen().set(now != null));
        return view;
    }
}
