package dev.signalbox.app;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.picture.Thumbnails;
import dev.signalbox.settings.Preferences;
import dev.signalbox.task.Debounce;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.detail.DetailCommands;
import dev.signalbox.ui.detail.DetailView;
import dev.signalbox.ui.detail.DetailViewModel;
import dev.signalbox.ui.explore.ExploreScreen;
import dev.signalbox.ui.explore.ExploreViewModel;
import dev.signalbox.ui.filter.FilterBar;
import dev.signalbox.ui.filter.FilterBarViewModel;
import dev.signalbox.ui.filter.FilterCommands;
import dev.signalbox.ui.filter.FilterRow;
import dev.signalbox.ui.review.ReviewScreen;
import dev.signalbox.ui.review.ReviewViewModel;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Corrections;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.MainWindow;
import dev.signalbox.ui.shell.QueryOrder;
import dev.signalbox.ui.shell.ReviewCommands;
import dev.signalbox.ui.shell.ReviewQueue;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.Screen;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;

/** Wires what looks at queries one by one: the filter bar, the grid, the detail pane with the correction of labels. */
final class ExploreParts implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofMillis(80);

    private final MainWindow window;
    private final QueryOrder order;
    private final ReviewQueue queue;
    private final ReviewScreen review;
    private final FilterBarViewModel filter;
    private final DetailViewModel detail;
    private final ExploreScreen screen;
    private final Debounce counting;
    private final Debounce reading;

    ExploreParts(
            MainWindow window,
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Commands commands,
            UndoStack undo,
            Preferences preferences,
            Scoring scoring,
            RouterAccess routers) {
        Consumer<Throwable> failed = problem -> window.dialogs().error(problem);
        this.window = window;
        Corrections corrections =
                new Corrections(state, desk, undo, text -> window.dialogs().note(text, null), failed);
        queue = new ReviewQueue(desk, corrections);
        order = new QueryOrder(state, desk, jobs, failed);
        filter = new FilterBarViewModel(state, desk, jobs, failed);
        Thumbnails thumbnails = new Thumbnails(
                work -> jobs.submitQuiet(Lane.CPU, "thumbnail", progress -> {
                    work.run();
                    return true;
                }),
                Platform::runLater,
                Thumbnails.DEFAULT_BUDGET);
        FilterBar bar = new FilterBar(filter);
        FilterRow row = new FilterRow(filter, window.dialogs());
        window.filterBar().set(bar);
        window.filterRow().set(row);
        // When a dataset opens, the grid and its pictures come first: all together would hold the window.
        counting = new Debounce(jobs, SETTLING);
        reading = new Debounce(jobs, SETTLING);
        detail = new DetailViewModel(
                state,
                desk,
                order,
                corrections,
                jobs,
                routers,
                action -> reading.call(() -> thumbnails.whenIdle(action)),
                failed);
        DetailView view = new DetailView(detail, scoreButton(state, scoring), window.detailFull());
        window.detail().set(view);
        screen = new ExploreScreen(
                new ExploreViewModel(
                        state,
                        desk,
                        order,
                        jobs,
                        thumbnails,
                        action -> counting.call(() -> thumbnails.whenIdle(action)),
                        failed),
                preferences.thumbnailSize(),
                () -> window.detailFull().set(true));
        BooleanBinding selecting = Bindings.createBooleanBinding(
                () -> {
                    Screen current = window.current().get();
                    return current != null
                            && current.usesSelection()
                            && desk.index().get() != null;
                },
                window.current(),
                desk.index());
        FilterCommands.register(commands, filter, bar, row, selecting);
        review = new ReviewScreen(
                new ReviewViewModel(state, desk, order, queue, jobs, failed),
                commands,
                desk,
                () -> window.detailFull().set(true));
        BooleanBinding focused = selecting.and(state.focusedQuery().greaterThanOrEqualTo(0));
        new ReviewCommands(state, desk, queue, window::dialogs).register(commands, focused, selecting);
        new DetailCommands(commands, detail, view, window.detailFull()).register(focused, this::focusList);
    }

    /** Gives the keyboard back to what lists queries. */
    private void focusList() {
        Screen front = window.current().get();
        if (front == screen) {
            screen.focusGrid();
        } else if (front == review) {
            review.focusTable();
        }
    }

    /** What every screen sends queries to. */
    ReviewQueue queue() {
        return queue;
    }

    ReviewScreen review() {
        return review;
    }

    private static Button scoreButton(WorkbenchState state, Scoring scoring) {
        Button button = new Button(Messages.text("detail.score"));
        button.setOnAction(event -> {
            RouterInfo router = state.router().get();
            if (router != null) {
                scoring.start(router);
            } else {
                scoring.startEmbedded();
            }
        });
        button.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> scoring.job().get() != null
                                || state.readOnly().get()
                                || (state.router().get() == null && !scoring.hasEmbedded()),
                        scoring.job(),
                        state.readOnly(),
                        state.router()));
        return button;
    }

    Screen screen() {
        return screen;
    }

    @Override
    public void close() {
        counting.close();
        reading.close();
        filter.close();
        detail.close();
        order.close();
    }
}
