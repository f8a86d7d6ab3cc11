package dev.signalbox.ui.live;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Vlm;
import dev.signalbox.ui.live.Attempt.Stored;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouteQuestion.Answer;
import dev.signalbox.workbench.RouteQuestion.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one question needs, taken on the UI thread, so that it can be answered on another.
 *
 * @param picture null for a text alone
 * @param table   the open dataset, or null
 * @param scores  the router's stored scores on it, or null
 * @param origin  the stored query that was brought last, or null
 */
record Inquiry(
        int number,
        RouterInfo router,
        String question,
        LivePicture.@Nullable Ready picture,
        double tau,
        @Nullable DatasetTable table,
        @Nullable Scores scores,
        @Nullable Origin origin) {
    /** Asks the router; not for the UI thread. */
    Attempt answer(OpenRouter loaded) {
        List<Vlm> lent = lent(loaded);
        List<Vlm> vlms = lent.isEmpty() ? loaded.vlms() : lent;
        Answer answer = RouteQuestion.answer(
                loaded,
                vlms,
                picture == null ? null : picture.raster(),
                picture == null ? 0 : picture.decodeNanos(),
                question,
                tau);
        return new Attempt(
                number,
                router,
                question,
                source(),
                picture == null ? null : Pixels.image(picture.raster(), Pixels.THUMB),
                answer,
                vlms,
                lent.isEmpty() || table == null ? "" : table.dataset().name(),
                vlms.stream()
                        .map(v -> table == null ? Double.NaN : Cost.mean(table, v.id()))
                        .toList(),
                stored(answer));
    }

    private @Nullable Source source() {
        return picture == null ? null : picture.source();
    }

    /** The VLMs of the open dataset that the router was trained to know. */
    private List<Vlm> lent(OpenRouter loaded) {
        if (table == null) {
            return List.of();
        }
        List<String> known = loaded.vlms().stream().map(Vlm::id).toList();
        return table.dataset().vlms().stream()
                .filter(v -> known.contains(v.id()))
                .toList();
    }

    private @Nullable Stored stored(Answer answer) {
        Origin from = origin;
        if (from == null || table == null || table.dataset().id() != from.dataset() || !from.is(question, source())) {
            return null;
        }
        if (scores == null
                || scores.set().router() != router.id()
                || scores.set().dataset() != from.dataset()) {
            return new Stored(from.key(), List.of(), Double.NaN);
        }
        List<Double> stored = new ArrayList<>();
        double most = Double.NaN;
        for (Confidence live : answer.confidences()) {
            int column = scores.set().vlms().indexOf(live.vlm());
            double value = column < 0 ? Double.NaN : scores.confidence(from.query(), column);
            stored.add(value);
            double apart = Math.abs(value - live.value());
            most = Double.isNaN(apart) || apart <= most ? most : apart;
        }
        return new Stored(from.key(), stored, most);
    }
}
