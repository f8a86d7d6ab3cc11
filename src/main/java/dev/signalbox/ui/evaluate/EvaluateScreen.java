package dev.signalbox.ui.evaluate;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The place where routers are compared. Its model is made when it is first shown, so that starting costs nothing. */
public final class EvaluateScreen implements Screen {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Scoring scoring;
    private final Supplier<Dialogs> dialogs;
    private @Nullable EvaluateViewModel model;
    private @Nullable EvaluateView view;

    public EvaluateScreen(
            WorkbenchState state, DatasetDesk desk, Jobs jobs, Scoring scoring, Supplier<Dialogs> dialogs) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.scoring = scoring;
        this.dialogs = dialogs;
    }

    @Override
    public String id() {
        return "evaluate";
    }

    @Override
    public String titleKey() {
        return "evaluate.title";
    }

    @Override
    public Ikon icon() {
        return Feather.BAR_CHART_2;
    }

    @Override
    public Node view() {
        if (view == null) {
            EvaluateViewModel made = new EvaluateViewModel(
                    state, desk, jobs, failure -> dialogs.get().error(failure));
            scoring.ended().addListener((property, old, now) -> made.reload());
            model = made;
            view = new EvaluateView(made, state, scoring);
        }
        return view;
    }

    @Override
    public void shown() {
        if (model != null && view != null) {
            model.reload();
            view.focusFirst();
        }
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
