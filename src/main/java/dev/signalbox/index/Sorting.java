package dev.signalbox.index;

import dev.signalbox.model.Correctness;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/** Orders ordinals by a number each, packed with the ordinal into one long so that sorting touches no objects. */
final class Sorting {
    private Sorting() {}

    static int[] sorted(DatasetIndex index, Selection selection, Sort sort) {
        int[] ordinals = selection.toArray();
        return switch (sort.by()) {
            case ORDINAL -> sort.descending() ? reversed(ordinals) : ordinals;
            case KEY -> byKey(index, ordinals, sort.descending());
            case RIGHT -> byNumber(ordinals, index::right, sort.descending());
            case COST -> byNumber(ordinals, query -> cost(index, query), sort.descending());
            case DISAGREEMENT -> byNumber(ordinals, query -> disagreement(index, query), sort.descending());
            case REGRET -> byNumber(ordinals, index::regret, sort.descending());
        };
    }

    private static int[] reversed(int[] ordinals) {
        int[] result = new int[ordinals.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = ordinals[ordinals.length - 1 - i];
        }
        return result;
    }

    private static int[] byKey(DatasetIndex index, int[] ordinals, boolean descending) {
        Comparator<Integer> order =
                Comparator.comparing(query -> index.table().keys().get(query));
        return Arrays.stream(ordinals)
                .boxed()
                .sorted(descending ? order.reversed() : order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] byNumber(int[] ordinals, IntToDoubleFunction number, boolean descending) {
        long[] packed = new long[ordinals.length];
        for (int i = 0; i < packed.length; i++) {
            float value = (float) number.applyAsDouble(ordinals[i]);
            int rank = Float.isNaN(value) ? Integer.MAX_VALUE : ordered(descending ? -value : value);
            packed[i] = ((long) rank << 32) | ordinals[i];
        }
        Arrays.sort(packed);
        return Arrays.stream(packed).mapToInt(pair -> (int) pair).toArray();
    }

    /** An int in the order of floats; minus zero and zero are the same. */
    private static int ordered(float value) {
        int raw = Float.floatToIntBits(value + 0f);
        return raw >= 0 ? raw : raw ^ Integer.MAX_VALUE;
    }

    private static double cost(DatasetIndex index, int query) {
        double sum = 0;
        boolean known = false;
        for (float[] column : index.table().costs()) {
            if (!Float.isNaN(column[query])) {
                sum += column[query];
                known = true;
            }
        }
        return known ? sum : Double.NaN;
    }

    private static double disagreement(DatasetIndex index, int query) {
        double right = index.right(query);
        double wrong = index.count(query, Correctness.WRONG);
        double known = right + wrong;
        return known == 0 ? Double.NaN : right / known * (wrong / known);
    }
}
