package dev.signalbox.evaluation.frontier;

import dev.signalbox.index.LabelChange;
import java.util.Arrays;

/**
 * How many queries are judged and how many of them are right at every point of a curve, counted so that a changed label moves
 * counts instead of making them anew.
 *
 * @param judged [points]
 * @param right  [points]
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of thousands of numbers
record Rates(int[] judged, int[] right) {
    Rates(int size) {
        this(new int[size], new int[size]);
    }

    Rates upTo(int size) {
        return new Rates(Arrays.copyOf(judged, size), Arrays.copyOf(right, size));
    }

    /** A label that counts from one point up to another. */
    void change(int from, int to, LabelChange label) {
        int known = label.judged();
        int more = label.right();
        for (int i = from; i < to; i++) {
            judged[i] += known;
            right[i] += more;
        }
    }

    /** The shares right; NaN where nothing is judged. */
    double[] quality() {
        double[] quality = new double[right.length];
        for (int i = 0; i < quality.length; i++) {
            quality[i] = (double) right[i] / judged[i]; // 0 / 0 is NaN
        }
        return quality;
    }
}
