package dev.signalbox.ui.train;

import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.TrainingRuns;
import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where routers are trained. Its model is made when it is first shown, so that starting costs nothing. */
public final class TrainScreen implements Screen {
    private static final Logger LOG = LoggerFactory.getLogger(TrainScreen.class);

    static final String START = "train.start";
    static final String PAUSE = "train.pause";
    static final String STOP = "train.stop";

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Commands commands;
    private final Scoring scoring;
    private final Path home;
    private final Supplier<EncoderLibrary> library;
    private final Supplier<Dialogs> dialogs;
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final BooleanProperty startable = new SimpleBooleanProperty();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private @Nullable TrainViewModel model;
    private @Nullable TrainView view;

    /**
     * Registers its commands.
     *
     * @param home    the tree with the embedded router
     * @param library the public encoders of this machine
     */
    public TrainScreen(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Commands commands,
            Scoring scoring,
            Path home,
            Supplier<EncoderLibrary> library,
            Supplier<Dialogs> dialogs) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.commands = commands;
        this.scoring = scoring;
        this.home = home;
        this.library = library;
        this.dialogs = dialogs;
        desk.workspace().addListener((property, old, now) -> lookForUnfinished(now));
        commands.register(Command.of(START, "command.train.start", Feather.PLAY, Command.EDIT, () -> model().start())
                .keys("Shortcut+Enter")
                .enabledWhen(front.and(startable).and(Bindings.not(running)).and(Bindings.not(state.readOnly()))));
        commands.register(Command.of(PAUSE, "command.train.pause", Feather.PAUSE, Command.EDIT, this::pause)
                .enabledWhen(running));
        commands.register(
                Command.of(STOP, "command.train.stop", Feather.STOP_CIRCLE, Command.EDIT, () -> model().stop())
                        .enabledWhen(running));
    }

    @Override
    public String id() {
        return "train";
    }

    @Override
    public String titleKey() {
        return "train.title";
    }

    @Override
    public Ikon icon() {
        return Feather.TRENDING_UP;
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new TrainView(
                    model(),
                    new TrainView.Tools(
                            state,
                            commands,
                            scoring,
                            dialogs,
                            () -> commands.find("go.live").ifPresent(commands::run)));
        }
        return view;
    }

    private TrainViewModel model() {
        TrainViewModel made = model;
        if (made == null) {
            made = new TrainViewModel(
                    state, desk, jobs, home, library, failure -> dialogs.get().error(failure));
            TrainViewModel mine = made;
            running.bind(made.busy());
            follow(made.setup().get());
            made.setup().addListener((property, old, now) -> follow(now));
            scoring.ended().addListener((property, old, now) -> mine.runs().refresh());
            made.notice().addListener((property, old, now) -> announce(now));
            model = made;
        }
        return made;
    }

    private void follow(@Nullable SetupViewModel setup) {
        if (setup != null) {
            startable.bind(setup.sound());
        }
    }

    /** Says how a run ended to somebody who looks at another screen. */
    private void announce(@Nullable Notice notice) {
        if (front.get()) {
            return;
        }
        Command go = commands.find("go.train").orElse(null);
        switch (notice) {
            case Notice.Finished done ->
                dialogs.get()
                        .note(Messages.text("train.done.note", done.report().router()), go);
            case Notice.Failed failure -> dialogs.get().note(Messages.text("train.failed.note", failure.name()), go);
            case Notice.Stopped stopped -> {}
            case null -> {}
        }
    }

    /** Somebody whose machine went down in the middle of a run hears of it without looking for it. */
    private void lookForUnfinished(@Nullable Workspace workspace) {
        if (workspace == null || workspace.readOnly()) {
            return;
        }
        jobs.<Integer>submitQuiet(Lane.IO, "train.unfinished", progress -> TrainingRuns.unfinished(workspace))
                .onDone(count -> {
                    if (count > 0 && !front.get() && desk.workspace().get() == workspace) {
                        dialogs.get()
                                .note(
                                        Messages.text("train.found.note", count),
                                        commands.find("go.train").orElse(null));
                    }
                })
                .onFailed(problem -> LOG.warn("Unfinished runs could not be looked for", problem));
    }

    private void pause() {
        TrainViewModel mine = model();
        Phase phase = mine.phase().get();
        mine.pause(phase != Phase.PAUSED && phase != Phase.PAUSING);
    }

    @Override
    public boolean usesSelection() {
        return false;
    }

    @Override
    public void shown() {
        front.set(true);
        if (view != null) {
            view.focusFirst();
        }
    }

    @Override
    public void hidden() {
        front.set(false);
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
