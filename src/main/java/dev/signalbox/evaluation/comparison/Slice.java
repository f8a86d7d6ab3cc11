package dev.signalbox.evaluation.comparison;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two ways of choosing on some of the queries.
 *
 * @param value    what these queries have in common
 * @param members  compared queries that have it
 * @param queries  those of them on which both are judged: the base of the rest
 * @param first    EM of the first; NaN without queries
 * @param second   EM of the second
 * @param mcNemar  null when one of them is random choice
 * @param adjusted McNemar's p after Benjamini and Hochberg over the tested slices; NaN when this one was not tested
 */
public record Slice(
        String value,
        int members,
        int queries,
        double first,
        double second,
        @Nullable McNemar mcNemar,
        double adjusted) {
    /** Fewer queries than this say too little: such a slice is shown grey and not tested. */
    public static final int LEAST = 30;

    public boolean small() {
        return queries < LEAST;
    }

    public double difference() {
        return first - second;
    }

    /** McNemar's p; NaN when it was not tested. */
    public double p() {
        return mcNemar == null || small() ? Double.NaN : mcNemar.p();
    }

    /** Slices without any compared query are left out. */
    static List<Slice> of(List<String> values, List<Pairing> pairings) {
        List<Slice> plain = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Pairing pairing = pairings.get(i);
            if (pairing.members() > 0) {
                plain.add(new Slice(
                        values.get(i),
                        pairing.members(),
                        pairing.queries(),
                        pairing.first(),
                        pairing.second(),
                        pairing.mcNemar(),
                        Double.NaN));
            }
        }
        double[] adjusted =
                BenjaminiHochberg.adjusted(plain.stream().mapToDouble(Slice::p).toArray());
        List<Slice> result = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Slice slice = plain.get(i);
            result.add(new Slice(
                    slice.value, slice.members, slice.queries, slice.first, slice.second, slice.mcNemar, adjusted[i]));
        }
        return result;
    }
}
