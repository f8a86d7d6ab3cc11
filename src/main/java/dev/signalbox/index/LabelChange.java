package dev.signalbox.index;

/**
 * One label that differs between two states of a dataset.
 *
 * @param query  ordinal
 * @param column VLM number
 * @param before {@link dev.signalbox.model.Correctness#code()}: 1 right, 0 wrong, -1 unknown
 * @param after  another one
 */
public record LabelChange(int query, int column, byte before, byte after) {
    /** How many more labels are known: -1, 0 or 1. */
    public int judged() {
        return (before >>> 31) - (after >>> 31);
    }

    /** How many more labels are right: -1, 0 or 1. */
    public int right() {
        return Math.max(after, 0) - Math.max(before, 0);
    }
}
