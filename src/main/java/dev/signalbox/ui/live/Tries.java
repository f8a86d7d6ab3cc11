package dev.signalbox.ui.live;

import dev.signalbox.model.Vlm;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The tries of a session, newest first, and what they say beside each other. */
final class Tries {
    private static final int MOST = 40;
    /** Pasted pixels are kept by the tries alone, so they must not grow without end: 240 MB. */
    private static final long MOST_PIXELS = 60_000_000;

    private final ObservableList<Attempt> list = FXCollections.observableArrayList();

    ObservableList<Attempt> list() {
        return list;
    }

    void add(Attempt attempt) {
        list.addFirst(attempt);
        while (list.size() > MOST || (list.size() > 1 && heldPixels() > MOST_PIXELS)) {
            list.removeLast();
        }
    }

    private long heldPixels() {
        return list.stream()
                .map(Attempt::source)
                .filter(Source.Pixels.class::isInstance)
                .map(Source.Pixels.class::cast)
                .distinct()
                .mapToLong(s -> s.raster().rgb().length)
                .sum();
    }

    /** The try before this one on the same picture with the same router, or null. */
    @Nullable
    Attempt before(Attempt attempt) {
        return list.stream()
                .filter(other -> other.number() < attempt.number())
                .filter(other -> other.sameSource(attempt))
                .filter(other -> other.router().equals(attempt.router()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The VLMs of a try.
     *
     * @param decision its answer at the threshold in force
     * @param sorted   by confidence, else in the order in which they were asked
     */
    List<Row> rows(Attempt attempt, Answer decision, boolean sorted) {
        Attempt before = before(attempt);
        Attempt.Stored stored = attempt.stored();
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < attempt.vlms().size(); k++) {
            Vlm vlm = attempt.vlms().get(k);
            double confidence = decision.confidences().get(k).value();
            rows.add(new Row(
                    vlm.id(),
                    vlm.pool(),
                    confidence,
                    before == null ? Double.NaN : confidence - before.confidence(vlm.id()),
                    stored == null || stored.confidences().isEmpty()
                            ? Double.NaN
                            : stored.confidences().get(k),
                    vlm.id().equals(decision.chosen()),
                    Cost.text(vlm, attempt.means().get(k))));
        }
        if (sorted) {
            rows.sort(Comparator.comparingDouble(Row::confidence).reversed());
        }
        return rows;
    }
}
