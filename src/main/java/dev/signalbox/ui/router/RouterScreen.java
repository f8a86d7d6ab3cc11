package dev.signalbox.ui.router;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The place where a router is looked into. Its models are made when it is first shown. */
public final class RouterScreen implements Screen {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final RouterAccess routers;
    private final UndoStack undo;
    private final Commands commands;
    private final Scoring scoring;
    private final Supplier<Dialogs> dialogs;
    private @Nullable ExpertsViewModel experts;
    private @Nullable ProfilesViewModel profiles;
    private @Nullable RouterView view;

    public RouterScreen(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            RouterAccess routers,
            UndoStack undo,
            Commands commands,
            Scoring scoring,
            Supplier<Dialogs> dialogs) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.routers = routers;
        this.undo = undo;
        this.commands = commands;
        this.scoring = scoring;
        this.dialogs = dialogs;
    }

    @Override
    public String id() {
        return "router";
    }

    @Override
    public String titleKey() {
        return "routerscreen.title";
    }

    @Override
    public Ikon icon() {
        return Feather.GIT_MERGE;
    }

    @Override
    public Node view() {
        RouterView made = view;
        if (made == null) {
            Consumer<Throwable> failed = problem -> dialogs.get().error(problem);
            ExpertsViewModel gates = new ExpertsViewModel(state, desk, jobs, failed);
            ProfilesViewModel lab = new ProfilesViewModel(state, desk, jobs, routers, undo, failed);
            made = new RouterView(
                    gates,
                    lab,
                    state,
                    scoring,
                    screen -> commands.find("go." + screen).ifPresent(commands::run));
            experts = gates;
            profiles = lab;
            view = made;
        }
        return made;
    }

    @Override
    public void shown() {
        if (view != null) {
            view.seen(true);
        }
    }

    @Override
    public void hidden() {
        if (view != null) {
            view.seen(false);
        }
    }

    @Override
    public void close() {
        if (experts != null) {
            experts.close();
        }
        if (profiles != null) {
            profiles.close();
        }
    }
}
