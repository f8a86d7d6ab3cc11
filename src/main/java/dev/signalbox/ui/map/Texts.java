package dev.signalbox.ui.map;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapWatcher;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.MapSubject;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The map’s longer sentences. */
final class Texts {
    private static final int LONGEST = 120;

    private Texts() {}

    /** How a map was made: method, its options, seed, how well it fits, and whether it shows all. */
    static String caption(PlacedMap map) {
        long seed = map.points().projection().seed();
        String asked = map.points().projection().method();
        StringBuilder text = new StringBuilder();
        if (map.placedBy().equals("tsne")) {
            text.append(Messages.text("map.caption.tsne", map.perplexity(), Long.toString(seed)));
            if (!Double.isNaN(map.divergence())) {
                text.append(" · ").append(Messages.text("map.caption.kl", map.divergence()));
            }
        } else if (map.placedBy().equals("umap")) {
            text.append(Messages.text("map.caption.umap", Long.toString(seed)));
        } else {
            text.append(Messages.text("map.caption.pca", map.explained()));
            if (!asked.equals(map.placedBy())) {
                text.append(" · ").append(Messages.text("map.caption.few"));
            }
        }
        if (!Double.isNaN(map.recall())) {
            text.append(" · ").append(Messages.text("map.caption.quality", map.recall(), map.trustworthiness()));
        }
        text.append(" · ")
                .append(
                        map.sampled()
                                ? Messages.text("map.caption.sample", map.queries(), map.total())
                                : Messages.text("map.caption.all", map.queries()));
        if (map.ofPairs()) {
            text.append(" · ").append(Messages.text("map.caption.pairs", map.perQuery()));
        }
        return text.toString();
    }

    static String kind(MapSubject.Kind kind) {
        return switch (kind) {
            case QUERIES -> Messages.text("map.queries");
            case PAIRS -> Messages.text("map.pairs");
        };
    }

    /** A word on how to read the distances. */
    static String hint(PlacedMap map) {
        String hint = map.placedBy().equals("pca") ? Messages.text("map.hint.pca") : Messages.text("map.hint.tsne");
        return map.ofPairs() ? Messages.text("map.hint.pairs") + " " + hint : hint;
    }

    static String category(Colouring colouring, int place) {
        if (!colouring.continuous()) {
            return colouring.by().title() + ": "
                    + colouring.names().get(colouring.codes()[place]);
        }
        float value = colouring.values()[place];
        return colouring.by().title() + ": "
                + (Float.isNaN(value) ? Messages.text("map.unknown") : Messages.text("map.value", value));
    }

    /** Whether a pair's VLM is right, how sure the router is of it, and what else there is to say. */
    static String pair(PairPainter known, int place, String more) {
        StringBuilder text = new StringBuilder(
                switch (known.label(place)) {
                    case RIGHT -> Messages.text("map.right");
                    case WRONG -> Messages.text("map.wrong");
                    case UNKNOWN -> Messages.text("map.unknown");
                });
        float confidence = known.confidence(place);
        if (!Float.isNaN(confidence)) {
            text.append(" · ").append(Messages.text("map.pair.confidence", confidence));
        }
        if (!more.isEmpty()) {
            text.append(" · ").append(more);
        }
        return text.toString();
    }

    static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** Where a map in the making stands. */
    static String standing(MapRun.Shown shown) {
        MapWatcher.Frame frame = shown.frame();
        StringBuilder text =
                new StringBuilder(Messages.text("map.moving.iteration", frame.iteration(), frame.iterations()));
        if (!Double.isNaN(frame.divergence())) {
            text.append(" · ").append(Messages.text("map.caption.kl", frame.divergence()));
        }
        if (!Double.isNaN(shown.secondsLeft())) {
            text.append(" · ").append(Messages.text("map.moving.left", Math.ceil(shown.secondsLeft())));
        }
        return text.toString();
    }

    /** How many points stand out, of a map of pairs also how many queries. */
    static String chosen(PlacedMap map, @Nullable BitSet selected) {
        if (selected == null) {
            return map.ofPairs()
                    ? Messages.text("map.points.pairs", map.size(), map.queries())
                    : Messages.text("map.points", map.size());
        }
        int points = selected.cardinality();
        return map.ofPairs()
                ? Messages.text("map.points.selected.pairs", points, map.size(), points / map.perQuery(), map.queries())
                : Messages.text("map.points.selected", points, map.size());
    }

    /** The options that a person asked for, within what the method takes. */
    static MapOptions options(MapOptions.Method method, double perplexity, long seed) {
        MapOptions usual = MapOptions.of(method, seed);
        return new MapOptions(method, seed, Math.clamp(perplexity, 2, 1000), usual.iterations());
    }
}
