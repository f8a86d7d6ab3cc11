package dev.signalbox.ui.shell;

import dev.signalbox.index.Selection;
import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.feather.Feather;

/** Sends queries to Review from every screen that shows them. */
public final class ReviewCommands {
    /** Sends the focused query. */
    public static final String SEND = "review.send";

    /** Sends what the filter leaves. */
    public static final String SEND_ALL = "review.send.all";

    private static final String GROUP = "review.group";
    /** More at once is worth a question. */
    private static final int MANY = 200;

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final ReviewQueue queue;
    private final Supplier<Dialogs> dialogs;

    public ReviewCommands(WorkbenchState state, DatasetDesk desk, ReviewQueue queue, Supplier<Dialogs> dialogs) {
        this.state = state;
        this.desk = desk;
        this.queue = queue;
        this.dialogs = dialogs;
    }

    /**
     * Registers them.
     *
     * @param focused   true while a query is focused on a screen that shows it
     * @param selecting true while a screen shows what the filter leaves
     */
    public void register(Commands commands, ObservableBooleanValue focused, ObservableBooleanValue selecting) {
        commands.register(Command.of(SEND, "command.review.send", Feather.CHECK_SQUARE, GROUP, this::send)
                .keys("V")
                .enabledWhen(focused));
        commands.register(Command.of(SEND_ALL, "command.review.send.all", Feather.CHECK_SQUARE, GROUP, this::sendAll)
                .keys("Shift+V")
                .enabledWhen(selecting));
    }

    private void send() {
        queue.send(Map.of(state.focusedQuery().get(), Review.ofPerson()));
    }

    private void sendAll() {
        Selection selection = desk.selection().get();
        String rule = state.filterRule().get();
        boolean few = selection.size() <= MANY;
        if (selection.isEmpty()) {
            return;
        }
        if (few
                || dialogs.get()
                        .confirm(new Dialogs.Question(
                                Messages.text("review.many.title"),
                                Messages.text("review.many.text", selection.size()),
                                Messages.text("review.many.send"),
                                false))) {
            Map<Integer, Review> wanted = new LinkedHashMap<>();
            selection.forEach(query -> wanted.put(query, Review.ofFilter(rule)));
            queue.send(wanted);
        }
    }
}
