package dev.signalbox.evaluation;

import dev.signalbox.model.Correctness;

/**
 * Counts of (query, VLM) pairs: predicted right when the confidence is over 0.5 (ARMS, section 5.1). Pairs without a
 * known label are not counted. Undefined rates are 0.
 */
public record Confusion(long truePositive, long falsePositive, long falseNegative, long trueNegative) {
    /** The threshold that a confidence has to exceed. */
    public static final float THRESHOLD = 0.5f;

    public long pairs() {
        return truePositive + falsePositive + falseNegative + trueNegative;
    }

    public double accuracy() {
        return rate(truePositive + trueNegative, pairs());
    }

    public double precision() {
        return rate(truePositive, truePositive + falsePositive);
    }

    public double recall() {
        return rate(truePositive, truePositive + falseNegative);
    }

    public double f1() {
        return rate(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
    }

    /** 0 true positive, 1 false positive, 2 false negative, 3 true negative, -1 without a known label. */
    static int cell(float confidence, byte label) {
        if (label == Correctness.UNKNOWN.code()) {
            return -1;
        }
        return (confidence > THRESHOLD ? 1 : 3) - label; // the label is 0 or 1: a sum, not a branch to mispredict
    }

    /** From counts in the order of {@link #cell}. */
    static Confusion of(long[] cells) {
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }

    static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
