package dev.signalbox.ui.map;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Scores;
import dev.signalbox.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of the pairs on a map of queries with VLMs, and their colours. Safe beside the UI thread. */
final class PairPainter {
    private final DatasetIndex index;
    private final @Nullable Scores scores;
    private final PlacedMap map;
    /** By VLM of the map: its column in the dataset and in the scores, or -1. */
    private final int[] labelled;

    private final int[] scored;

    PairPainter(DatasetIndex index, @Nullable Scores scores, PlacedMap map) {
        this.index = index;
        this.scores = scores;
        this.map = map;
        Dataset dataset = index.table().dataset();
        labelled = map.vlms().stream().mapToInt(dataset::column).toArray();
        List<String> known = scores == null ? List.of() : scores.set().vlms();
        scored = map.vlms().stream().mapToInt(known::indexOf).toArray();
    }

    Correctness label(int place) {
        int column = labelled[map.vlm(place)];
        return column < 0 ? Correctness.UNKNOWN : index.labels().get(map.ordinal(place), column);
    }

    /** NaN when it is not known. */
    float confidence(int place) {
        int column = scored[map.vlm(place)];
        return scores == null || column < 0 ? Float.NaN : scores.confidence(map.ordinal(place), column);
    }

    Colouring vlm(ColourBy by) {
        int[] codes = new int[map.size()];
        Arrays.setAll(codes, map::vlm);
        return Colouring.categories(
                by, map.vlms(), IntStream.range(0, map.vlms().size()).toArray(), codes);
    }

    Colouring verdict(ColourBy by) {
        int[] codes = new int[map.size()];
        Arrays.setAll(codes, place -> switch (label(place)) {
            case RIGHT -> 0;
            case WRONG -> 1;
            case UNKNOWN -> 2;
        });
        return Colouring.categories(
                by,
                List.of(Messages.text("map.right"), Messages.text("map.wrong"), Messages.text("map.unknown")),
                new int[] {Painter.RIGHT_HUE, Painter.WRONG_HUE, Colouring.GREY},
                codes);
    }

    Colouring confidence(ColourBy by) {
        float[] values = new float[map.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = confidence(place);
        }
        return Colouring.values(by, values);
    }
}
