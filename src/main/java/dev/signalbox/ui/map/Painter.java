package dev.signalbox.ui.map;

import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Scores;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out which colour each point has. Free of state; safe beside the UI thread. */
final class Painter {
    /** More values of a field than this share one grey: nobody tells twenty colours apart. */
    static final int MOST = 12;

    static final int RIGHT_HUE = 0;
    static final int WRONG_HUE = 3;
    private static final int AVOIDABLE_HUE = 1;

    private final DatasetIndex index;
    private final @Nullable Scores scores;

    Painter(DatasetIndex index, @Nullable Scores scores) {
        this.index = index;
        this.scores = scores;
    }

    /**
     * What this dataset can be coloured by, the fields first.
     *
     * @param pairs for a map of pairs: what tells of pairs comes before all
     */
    static List<ColourBy> choices(DatasetIndex index, @Nullable Scores scores, boolean pairs) {
        List<ColourBy> result = new ArrayList<>();
        if (pairs) {
            result.add(new ColourBy.PairVlm());
            result.add(new ColourBy.PairVerdict());
            if (scores != null) {
                result.add(new ColourBy.PairConfidence());
            }
        }
        for (Map.Entry<String, CodedColumn> field : index.table().fields().entrySet()) {
            if (Arrays.stream(field.getValue().codes()).anyMatch(code -> code >= 0)) {
                result.add(new ColourBy.Field(field.getKey()));
            }
        }
        if (scores != null) {
            result.add(new ColourBy.Regret());
            result.add(new ColourBy.Chosen());
            if (scores.set().gates() > 0) {
                result.add(new ColourBy.Expert());
            }
            result.add(new ColourBy.Confidence());
            List<String> vlms = scores.set().vlms();
            for (int k = 0; k < vlms.size(); k++) {
                result.add(new ColourBy.OfVlm(k, vlms.get(k)));
            }
        }
        result.add(new ColourBy.Solved());
        Dataset dataset = index.table().dataset();
        for (int k = 0; k < dataset.vlms().size(); k++) {
            result.add(new ColourBy.Verdict(k, dataset.vlms().get(k).id()));
        }
        return result;
    }

    /** What tells most at first sight: a field of several values but the split, or the first that is no field. */
    static ColourBy usual(DatasetIndex index, List<ColourBy> possible) {
        return possible.stream()
                .filter(by -> !(by instanceof ColourBy.Field field) || several(index, field))
                .findFirst()
                .orElseThrow();
    }

    private static boolean several(DatasetIndex index, ColourBy.Field field) {
        CodedColumn column = index.table().fields().get(field.name());
        return column != null
                && !field.name().equals(Fields.SPLIT)
                && Arrays.stream(column.codes()).distinct().limit(2).count() > 1;
    }

    /** The colours of a map's points; what needs scores is all grey without them. */
    Colouring colour(ColourBy by, PlacedMap map) {
        int[] ordinals = map.points().ordinals();
        return switch (by) {
            case ColourBy.PairVlm vlm -> new PairPainter(index, scores, map).vlm(vlm);
            case ColourBy.PairVerdict verdict -> new PairPainter(index, scores, map).verdict(verdict);
            case ColourBy.PairConfidence confidence -> new PairPainter(index, scores, map).confidence(confidence);
            case ColourBy.Field field -> field(field, ordinals);
            case ColourBy.Verdict verdict -> verdict(verdict, ordinals);
            case ColourBy.Solved solved -> solved(solved, ordinals);
            case ColourBy.Expert expert -> expert(expert, ordinals);
            case ColourBy.Chosen chosen -> chosen(chosen, ordinals);
            case ColourBy.Regret regret -> regret(regret, ordinals);
            case ColourBy.OfVlm vlm -> ofVlm(vlm, ordinals);
            case ColourBy.Confidence confidence -> confidence(confidence, ordinals);
        };
    }

    private Colouring field(ColourBy.Field by, int[] ordinals) {
        CodedColumn column = index.table().fields().get(by.name());
        if (column == null) {
            return unknown(by, ordinals);
        }
        return ranked(by, column.values(), ordinals, query -> column.codes()[query], Messages.text("map.absent"));
    }

    private Colouring chosen(ColourBy by, int[] ordinals) {
        int[] choice = choice();
        List<String> vlms =
                index.table().dataset().vlms().stream().map(vlm -> vlm.id()).toList();
        return ranked(by, vlms, ordinals, query -> choice[query], Messages.text("map.unknown"));
    }

    /** The most frequent values get a colour each; the others, and absent ones, are grey. */
    private Colouring ranked(ColourBy by, List<String> values, int[] ordinals, IntUnaryOperator codeOf, String absent) {
        // Ranked on the whole dataset, so that a sample and a full map have the same colours.
        int[] counts = new int[values.size()];
        boolean anyAbsent = false;
        for (int query = 0; query < index.size(); query++) {
            int code = codeOf.applyAsInt(query);
            if (code >= 0) {
                counts[code]++;
            }
        }
        int[] ranking = IntStream.range(0, values.size())
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(code -> counts[code]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        // One too many is no reason for an “others” that holds one value.
        int named = ranking.length <= MOST + 1 ? ranking.length : MOST;
        int[] rank = new int[values.size()];
        Arrays.fill(rank, named);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < named; i++) {
            rank[ranking[i]] = i;
            names.add(values.get(ranking[i]).isEmpty() ? absent : values.get(ranking[i]));
        }
        boolean others = named < ranking.length;
        if (others) {
            names.add(Messages.text("map.others", ranking.length - named));
        }
        int[] codes = new int[ordinals.length];
        for (int place = 0; place < codes.length; place++) {
            int code = codeOf.applyAsInt(ordinals[place]);
            anyAbsent |= code < 0;
            codes[place] = code < 0 ? names.size() : rank[code];
        }
        if (anyAbsent) {
            names.add(absent);
        }
        int[] hues = new int[names.size()];
        Arrays.setAll(hues, i -> i < named ? i : Colouring.GREY);
        return Colouring.categories(by, names, hues, codes);
    }

    private Colouring verdict(ColourBy.Verdict by, int[] ordinals) {
        int[] codes = Arrays.stream(ordinals)
                .map(query -> switch (index.labels().get(query, by.column())) {
                    case RIGHT -> 0;
                    case WRONG -> 1;
                    case UNKNOWN -> 2;
                })
                .toArray();
        return Colouring.categories(
                by,
                List.of(Messages.text("map.right"), Messages.text("map.wrong"), Messages.text("map.unknown")),
                new int[] {RIGHT_HUE, WRONG_HUE, Colouring.GREY},
                codes);
    }

    private Colouring solved(ColourBy by, int[] ordinals) {
        int width = index.table().width();
        List<String> names = new ArrayList<>();
        int[] hues = new int[width + 1];
        for (int right = 0; right <= width; right++) {
            names.add(Messages.text("map.solved", right, width));
            hues[right] = Colouring.ramp(width == 0 ? 0 : (double) right / width);
        }
        return Colouring.categories(
                by, names, hues, Arrays.stream(ordinals).map(index::right).toArray());
    }

    private Colouring expert(ColourBy by, int[] ordinals) {
        Scores known = scores;
        int gates = known == null ? 0 : known.set().gates();
        if (known == null || gates == 0) {
            return unknown(by, ordinals);
        }
        List<String> names = new ArrayList<>();
        for (int expert = 0; expert < gates; expert++) {
            names.add(Messages.text("map.expert", expert + 1));
        }
        int[] hues = IntStream.range(0, gates).toArray();
        int[] codes = new int[ordinals.length];
        for (int place = 0; place < codes.length; place++) {
            for (int expert = 1; expert < gates; expert++) {
                if (known.gate(ordinals[place], expert) > known.gate(ordinals[place], codes[place])) {
                    codes[place] = expert;
                }
            }
        }
        return Colouring.categories(by, names, hues, codes);
    }

    private Colouring regret(ColourBy by, int[] ordinals) {
        int[] choice = choice();
        int[] codes = Arrays.stream(ordinals)
                .map(query -> regret(query, choice[query]))
                .toArray();
        return Colouring.categories(
                by,
                List.of(
                        Messages.text("map.regret.right"),
                        Messages.text("map.regret.missed"),
                        Messages.text("map.regret.none"),
                        Messages.text("map.unknown")),
                new int[] {RIGHT_HUE, AVOIDABLE_HUE, WRONG_HUE, Colouring.GREY},
                codes);
    }

    /** An unknown label is not a wrong one: where it could turn the verdict, the verdict is unknown too. */
    private int regret(int query, int chosen) {
        if (chosen < 0) {
            return 3;
        }
        Correctness made = index.labels().get(query, chosen);
        if (made == Correctness.RIGHT) {
            return 0;
        }
        boolean open = made == Correctness.UNKNOWN;
        for (int k = 0; k < index.table().width(); k++) {
            Correctness other = index.labels().get(query, k);
            if (other == Correctness.RIGHT && made == Correctness.WRONG) {
                return 1;
            }
            open |= other == Correctness.UNKNOWN && index.table().answered()[k][query];
        }
        return open ? 3 : 2;
    }

    private Colouring ofVlm(ColourBy.OfVlm by, int[] ordinals) {
        Scores known = scores;
        float[] values = new float[ordinals.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = known == null ? Float.NaN : known.confidence(ordinals[place], by.column());
        }
        return Colouring.values(by, values);
    }

    private Colouring confidence(ColourBy by, int[] ordinals) {
        Scores known = scores;
        float[] values = new float[ordinals.length];
        Arrays.fill(values, Float.NaN);
        for (int place = 0; place < values.length && known != null; place++) {
            for (int k = 0; k < known.set().vlms().size(); k++) {
                float confidence = known.confidence(ordinals[place], k);
                if (!Float.isNaN(confidence) && !(values[place] >= confidence)) {
                    values[place] = confidence;
                }
            }
        }
        return Colouring.values(by, values);
    }

    private int[] choice() {
        Scores known = scores;
        if (known == null) {
            int[] none = new int[index.size()];
            Arrays.fill(none, -1);
            return none;
        }
        Dataset dataset = index.table().dataset();
        int[] pool = IntStream.range(0, index.table().width())
                .filter(k -> known.set().vlms().contains(dataset.vlms().get(k).id()))
                .toArray();
        return new Choice(index.table(), known, pool, Ties.COST_THEN_INDEX).all();
    }

    private static Colouring unknown(ColourBy by, int[] ordinals) {
        return Colouring.categories(
                by, List.of(Messages.text("map.unknown")), new int[] {Colouring.GREY}, new int[ordinals.length]);
    }
}
