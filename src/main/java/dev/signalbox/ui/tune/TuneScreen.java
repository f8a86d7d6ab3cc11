package dev.signalbox.ui.tune;

import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.ReviewQueue;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.WorkbenchState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The place where the threshold is set. Its model is made when it is first shown, so that starting costs nothing. */
public final class TuneScreen implements Screen {
    static final String SAVE = "tune.save";
    static final String BEST = "tune.best";
    static final String REPORT = "tune.report";
    static final String CARD = "tune.card";
    static final String REVIEW = "tune.review";

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Commands commands;
    private final Scoring scoring;
    private final ReviewQueue queue;
    private final Supplier<Dialogs> dialogs;
    private final List<TuneSection> sections;
    private final ReportExport export;
    private final Path home;
    private final BooleanProperty ready = new SimpleBooleanProperty();
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final BooleanProperty changed = new SimpleBooleanProperty();
    private @Nullable TuneViewModel model;
    private @Nullable TuneView view;

    /**
     * Registers its commands.
     *
     * @param home     the tree that holds {@code resources/models}
     * @param reveal   shows a folder outside of the window
     * @param sections the pages beside the threshold's, in their order
     */
    public TuneScreen(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Commands commands,
            Scoring scoring,
            ReviewQueue queue,
            Supplier<Dialogs> dialogs,
            Path home,
            Consumer<Path> reveal,
            List<TuneSection> sections) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.commands = commands;
        this.scoring = scoring;
        this.queue = queue;
        this.dialogs = dialogs;
        this.sections = List.copyOf(sections);
        this.home = home;
        this.export = new ReportExport(desk, jobs, home, dialogs, reveal);
        commands.register(Command.of(SAVE, "command.tune.save", Feather.BOOKMARK, Command.EDIT, this::save)
                .keys("Shortcut+S")
                .enabledWhen(ready.and(front).and(Bindings.not(state.readOnly()))));
        commands.register(Command.of(BEST, "command.tune.best", Feather.TARGET, Command.EDIT, this::best)
                .keys("Shortcut+Shift+B")
                .enabledWhen(ready.and(front)));
        commands.register(
                Command.of(REPORT, "command.tune.report", Feather.FILE_TEXT, Command.EDIT, () -> export.study(model()))
                        .keys("Shortcut+E")
                        .enabledWhen(ready.and(front)));
        commands.register(Command.of(CARD, "command.tune.card", Feather.FILE, Command.EDIT, () -> export.card(model()))
                .keys("Shortcut+Shift+E")
                .enabledWhen(ready.and(front)));
        commands.register(Command.of(REVIEW, "command.tune.review", Feather.CHECK_SQUARE, Command.EDIT, this::review)
                .keys("Shortcut+R")
                .enabledWhen(ready.and(front).and(changed).and(Bindings.not(state.readOnly()))));
    }

    @Override
    public String id() {
        return "tune";
    }

    @Override
    public String titleKey() {
        return "tune.title";
    }

    @Override
    public Ikon icon() {
        return Feather.SLIDERS;
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new TuneView(
                    model(),
                    new TuneView.Tools(
                            state,
                            desk,
                            commands,
                            jobs,
                            scoring,
                            dialogs,
                            sections,
                            export,
                            home,
                            queue,
                            () -> commands.find("go.explore").ifPresent(commands::run)));
        }
        return view;
    }

    private TuneViewModel model() {
        TuneViewModel made = model;
        if (made == null) {
            made = new TuneViewModel(state, desk, jobs, failure -> dialogs.get().error(failure));
            TuneViewModel mine = made;
            ready.bind(made.condition().map(TuneState.Ready.class::isInstance));
            changed.bind(made.flips().map(flips -> !flips.isEmpty()));
            scoring.ended().addListener((property, old, now) -> mine.reload());
            model = made;
        }
        return made;
    }

    @Override
    public void shown() {
        front.set(true);
        if (view != null) {
            view.focusThreshold();
        }
    }

    @Override
    public void hidden() {
        front.set(false);
    }

    private void review() {
        if (view != null) {
            view.sendFlips();
        }
    }

    private void best() {
        model().seekBest();
    }

    private void save() {
        TuneViewModel mine = model();
        dialogs.get()
                .ask(Messages.text("tune.save.title"), Messages.text("tune.save.prompt"), mine.suggestedName())
                .filter(name -> !name.isBlank())
                .filter(name ->
                        mine.scenarios().stream().noneMatch(s -> s.name().equals(name.strip()))
                                || dialogs.get().confirm(replacing(name.strip())))
                .ifPresent(mine::save);
    }

    private static Dialogs.Question replacing(String name) {
        return new Dialogs.Question(
                Messages.text("tune.save.replace.title"),
                Messages.text("tune.save.replace.text", name),
                Messages.text("tune.save.replace"),
                true);
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
