package dev.signalbox.ui.review;

import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;

/** Which part of the queue is listed. */
enum Show {
    /** What waits, with what was left for later. */
    WAITING,
    SKIPPED,
    DONE,
    ALL;

    boolean takes(Review.State state) {
        return switch (this) {
            case WAITING -> state != Review.State.DONE;
            case SKIPPED -> state == Review.State.SKIPPED;
            case DONE -> state == Review.State.DONE;
            case ALL -> true;
        };
    }

    String text(long count) {
        return switch (this) {
            case WAITING -> Messages.text("review.show.waiting", count);
            case SKIPPED -> Messages.text("review.show.skipped", count);
            case DONE -> Messages.text("review.show.done", count);
            case ALL -> Messages.text("review.show.all", count);
        };
    }
}
