package dev.signalbox.ui.review;

import dev.signalbox.annotation.ExactMatchTriage.Finding;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.ReviewList.Item;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a line of the queue says. */
final class ItemWords {
    private ItemWords() {}

    static String why(Item item) {
        Review review = item.review();
        return switch (review.cause()) {
            case FLIP ->
                Messages.text("review.why.flip", effect(item.effect()), name(review.from()), name(review.to()));
            case FILTER ->
                review.rule().isEmpty()
                        ? Messages.text("review.why.selection")
                        : Messages.text("review.why.filter", review.rule());
            case SUSPECT -> Messages.text("review.why.suspect");
            case PERSON -> Messages.text("review.why.person");
        };
    }

    private static String name(@Nullable String vlm) {
        return vlm == null ? "–" : vlm;
    }

    private static String effect(Flip.@Nullable Effect effect) {
        return switch (effect) {
            case GAINED -> Messages.text("review.effect.gained");
            case LOST -> Messages.text("review.effect.lost");
            case SAME -> Messages.text("review.effect.same");
            case UNKNOWN -> Messages.text("review.effect.unknown");
            case null -> "";
        };
    }

    static String suspicion(@Nullable Finding finding, Dataset dataset) {
        if (finding == null) {
            return "";
        }
        String vlm = dataset.vlms().get(finding.column()).id();
        return switch (finding.suspicion()) {
            case EQUAL_BUT_WRONG -> Messages.text("review.suspect.equal", vlm);
            case SAME_ANSWER_TWO_LABELS -> Messages.text("review.suspect.same", vlm);
            case DIFFERENT_BUT_RIGHT -> Messages.text("review.suspect.different", vlm);
        };
    }

    static String regret(Item item) {
        if (Double.isNaN(item.regret())) {
            return "–";
        }
        return item.regret() == 0
                ? "0"
                : Double.isNaN(item.gap()) ? "1" : String.format(Locale.ROOT, "1 · %+.2f", item.gap());
    }

    static String state(Review.State state) {
        return switch (state) {
            case OPEN -> Messages.text("review.state.open");
            case SKIPPED -> Messages.text("review.state.skipped");
            case DONE -> Messages.text("review.state.done");
        };
    }
}
