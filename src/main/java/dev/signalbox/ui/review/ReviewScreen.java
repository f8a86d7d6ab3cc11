package dev.signalbox.ui.review;

import dev.signalbox.model.Review;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Screen;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The review queue in the rail. */
public final class ReviewScreen implements Screen {
    static final String DONE = "review.done";
    static final String SKIP = "review.skip";
    static final String BACK = "review.back";
    static final String REMOVE = "review.remove";
    static final String SUSPECTS = "review.suspects";
    private static final String GROUP = "review.group";

    private final ReviewViewModel model;
    private final Commands commands;
    private final DatasetDesk desk;
    private final Runnable open;
    private @Nullable ReviewView view;

    /**
     * Registers its commands.
     *
     * @param open shows the focused query in full
     */
    public ReviewScreen(ReviewViewModel model, Commands commands, DatasetDesk desk, Runnable open) {
        this.model = model;
        this.commands = commands;
        this.desk = desk;
        this.open = open;
        BooleanBinding writable = model.front().and(Bindings.not(model.readOnly()));
        BooleanBinding queued =
                writable.and(Bindings.createBooleanBinding(model::queued, model.focusedQuery(), desk.annotations()));
        add(DONE, "command.review.done", Feather.CHECK, () -> model.put(Review.State.DONE), queued, "E");
        add(SKIP, "command.review.skip", Feather.CORNER_DOWN_RIGHT, () -> model.put(Review.State.SKIPPED), queued, "S");
        add(BACK, "command.review.back", Feather.CORNER_UP_LEFT, () -> model.put(Review.State.OPEN), queued, "B");
        add(REMOVE, "command.review.remove", Feather.X, model::remove, queued, "Delete");
        add(
                SUSPECTS,
                "command.review.suspects",
                Feather.SEARCH,
                model::findSuspects,
                writable.and(Bindings.not(model.searching())));
    }

    private void add(String id, String textKey, Feather icon, Runnable action, BooleanBinding usable, String... keys) {
        commands.register(
                Command.of(id, textKey, icon, GROUP, action).keys(keys).enabledWhen(usable));
    }

    @Override
    public String id() {
        return "review";
    }

    @Override
    public String titleKey() {
        return "review.title";
    }

    @Override
    public Ikon icon() {
        return Feather.CHECK_SQUARE;
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new ReviewView(model, commands, desk, open);
        }
        return view;
    }

    @Override
    public void shown() {
        model.front().set(true);
        Platform.runLater(this::focusTable);
    }

    @Override
    public void hidden() {
        model.front().set(false);
    }

    /** Gives the keyboard to the queue. */
    public void focusTable() {
        if (view != null) {
            view.focusTable();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
