package dev.signalbox.ui.shell;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open dataset’s review queue, as every screen fills it and the Review screen works it off. For the UI thread. */
public final class ReviewQueue {
    private final DatasetDesk desk;
    private final Corrections corrections;

    public ReviewQueue(DatasetDesk desk, Corrections corrections) {
        this.desk = desk;
        this.corrections = corrections;
    }

    /** What is in force: queue, labels, references, notes; null without a dataset. */
    public @Nullable Annotations annotations() {
        return desk.annotations().get();
    }

    /**
     * Sends queries to Review and says how many came: what waits there already stays as it is, what was done or skipped waits
     * again.
     *
     * @param wanted by query ordinal
     */
    public void send(Map<Integer, Review> wanted) {
        Annotations now = annotations();
        if (now == null || wanted.isEmpty()) {
            return;
        }
        Map<Integer, @Nullable Review> fresh = new LinkedHashMap<>();
        wanted.forEach((query, review) -> {
            Review old = now.review(query);
            if (old == null || old.state() != Review.State.OPEN) {
                fresh.put(query, review);
            }
        });
        if (fresh.isEmpty()) {
            corrections.say(Messages.text("review.sent.none", wanted.size()));
            return;
        }
        String what = Messages.text("review.sent", fresh.size());
        if (corrections.make(what, () -> desk.review(fresh))) {
            int waiting = wanted.size() - fresh.size();
            corrections.say(waiting == 0 ? what : Messages.text("review.sent.some", fresh.size(), waiting));
        }
    }

    /** Brings a query of the queue into another state. */
    public boolean put(int query, Review.State state) {
        Annotations now = annotations();
        Review review = now == null ? null : now.review(query);
        if (review == null) {
            return false;
        }
        String what = switch (state) {
            case OPEN -> Messages.text("review.made.open", key(query));
            case SKIPPED -> Messages.text("review.made.skipped", key(query));
            case DONE -> Messages.text("review.made.done", key(query));
        };
        return corrections.make(what, () -> desk.review(Map.of(query, review.in(state))));
    }

    /** Takes a query out of the queue. */
    public boolean remove(int query) {
        Map<Integer, @Nullable Review> gone = new LinkedHashMap<>();
        gone.put(query, null);
        return corrections.make(Messages.text("review.made.gone", key(query)), () -> desk.review(gone));
    }

    /** Says something in passing. */
    public void say(String text) {
        corrections.say(text);
    }

    private String key(int query) {
        OpenDataset open = desk.open().get();
        return open == null ? "" : open.table().keys().get(query);
    }
}
