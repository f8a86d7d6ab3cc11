package dev.signalbox.ui.detail;

import dev.signalbox.annotation.LabelEditor;
import dev.signalbox.model.Event;
import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import org.jspecify.annotations.Nullable;

/** A line of a query’s history in words. */
final class History {
    private History() {}

    static String line(Event event) {
        String what = switch (event.kind()) {
            case LABEL -> label(event);
            case REFERENCE ->
                event.newValue() == null
                        ? Messages.text("detail.event.reference.restored")
                        : Messages.text("detail.event.reference", event.newValue());
            case NOTE ->
                event.newValue() == null
                        ? Messages.text("detail.event.note.gone")
                        : Messages.text("detail.event.note", event.newValue());
            case REVIEW ->
                event.newValue() == null
                        ? Messages.text("detail.event.review.gone")
                        : switch (Review.parse(event.newValue()).state()) {
                            case OPEN -> Messages.text("detail.event.review.open");
                            case SKIPPED -> Messages.text("detail.event.review.skipped");
                            case DONE -> Messages.text("detail.event.review.done");
                        };
        };
        return switch (event.reason()) {
            case LabelEditor.UNDO -> Messages.text("detail.event.undo", what);
            case LabelEditor.REDO -> Messages.text("detail.event.redo", what);
            case null, default -> what;
        };
    }

    private static String label(Event event) {
        String vlm = String.valueOf(event.vlm());
        return event.newValue() == null
                ? Messages.text("detail.event.label.restored", vlm)
                : Messages.text("detail.event.label", vlm, word(event.oldValue()), word(event.newValue()));
    }

    private static String word(@Nullable String label) {
        return switch (label) {
            case LabelEditor.RIGHT -> Messages.text("detail.word.right");
            case LabelEditor.WRONG -> Messages.text("detail.word.wrong");
            case null, default -> Messages.text("detail.word.unknown");
        };
    }
}
