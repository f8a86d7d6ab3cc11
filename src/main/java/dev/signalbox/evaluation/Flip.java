package dev.signalbox.evaluation;

import dev.signalbox.model.Correctness;

/**
 * A query whose chosen VLM changed between two settings.
 *
 * @param from the column chosen before
 * @param to   the column chosen after
 */
public record Flip(int query, int from, int to, Effect effect) {
    /** What the change did to the answer. */
    public enum Effect {
        /** Wrong before, right after. */
        GAINED,
        /** Right before, wrong after. */
        LOST,
        /** As right or as wrong as before. */
        SAME,
        /** One of the two labels is unknown. */
        UNKNOWN
    }

    /** What going from one answer to another did. */
    public static Effect effect(Correctness before, Correctness after) {
        if (before == Correctness.UNKNOWN || after == Correctness.UNKNOWN) {
            return Effect.UNKNOWN;
        }
        if (before == after) {
            return Effect.SAME;
        }
        return after == Correctness.RIGHT ? Effect.GAINED : Effect.LOST;
    }
}
