package dev.signalbox.ui.live;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * One question that was answered in this session.
 *
 * @param number counts from 1
 * @param source the picture, or null for a text alone
 * @param thumb  null exactly when the source is
 * @param answer at the threshold of that moment; decisions at others come from {@link Answer#at}
 * @param vlms   those to choose among
 * @param pool   the dataset that lent its VLMs, or empty when the router’s own were taken
 * @param means  mean dollars per answer by VLM, NaN unknown
 * @param stored the stored query that it was asked as, or null
 */
record Attempt(
        int number,
        RouterInfo router,
        String question,
        @Nullable Source source,
        @Nullable Image thumb,
        Answer answer,
        List<Vlm> vlms,
        String pool,
        List<Double> means,
        @Nullable Stored stored) {
    Attempt {
        vlms = List.copyOf(vlms);
        means = List.copyOf(means);
    }

    /**
     * A stored query’s scores beside the live ones.
     *
     * @param key           of the query
     * @param confidences   stored ones by VLM of the attempt, NaN where there is none; empty when the router has not
     *                      scored the dataset
     * @param maxDifference between stored and live, over the VLMs that have both; NaN without any
     */
    record Stored(String key, List<Double> confidences, double maxDifference) {
        /** Live and stored confidences further apart than this mean that something changed in between. */
        static final double SAME = 1e-5;

        Stored {
            confidences = List.copyOf(confidences);
        }

        boolean same() {
            return maxDifference <= SAME;
        }
    }

    boolean sameSource(Attempt other) {
        return Objects.equals(source, other.source);
    }

    Vlm vlm(String id) {
        return vlms.stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    /** The confidence in a VLM; NaN when it was not among those to choose from. */
    double confidence(String id) {
        return answer.confidences().stream()
                .filter(c -> c.vlm().equals(id))
                .mapToDouble(c -> c.value())
                .findFirst()
                .orElse(Double.NaN);
    }
}
