package dev.signalbox.ui.map;

import dev.signalbox.model.ScoreSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Of how many queries a map of pairs can be made. */
final class PairCounts {
    /** More points take longer than a quarter of a minute. */
    private static final int USUAL_POINTS = 35_000;

    private PairCounts() {}

    /** Round numbers below all queries, then all of them. */
    static List<Integer> choices(@Nullable ScoreSet scored) {
        int total = scored == null ? 1 : Math.max(1, scored.total());
        return IntStream.concat(
                        IntStream.of(500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
                                .filter(count -> count < total),
                        IntStream.of(total))
                .boxed()
                .toList();
    }

    /** The largest choice whose map is made in a quarter of a minute or so. */
    static int usual(@Nullable ScoreSet scored) {
        int width = scored == null ? 1 : Math.max(1, scored.vlms().size());
        List<Integer> choices = choices(scored);
        return choices.stream()
                .filter(count -> (long) count * width <= USUAL_POINTS)
                .reduce((before, after) -> after)
                .orElse(choices.getFirst());
    }
}
