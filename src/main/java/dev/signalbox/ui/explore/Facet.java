package dev.signalbox.ui.explore;

import dev.signalbox.index.Clauses;
import java.util.function.UnaryOperator;

/**
 * A value that the filter can ask for.
 *
 * @param label as shown; unique in its group
 * @param count queries that remain when the group’s other clauses stay as they are
 * @param total queries of the whole dataset
 * @param on    whether the rule asks for it
 * @param flip  what switching it does to the rule
 */
record Facet(String label, int count, int total, boolean on, UnaryOperator<Clauses> flip) {
    /**
     * Values of one kind.
     *
     * @param id    stable, such as {@code field-task}
     * @param clear what switching all of them off does to the rule
     */
    record Group(String id, String title, java.util.List<Facet> facets, UnaryOperator<Clauses> clear) {
        Group {
            facets = java.util.List.copyOf(facets);
        }
    }

    /**
     * How one VLM did within the rule without its own clauses.
     *
     * @param right whether the rule asks for the queries that it has right
     * @param wrong likewise wrong
     */
    record VlmRow(String vlm, boolean paid, int rightCount, int wrongCount, boolean right, boolean wrong) {
        /** The share of right among known labels, NaN when none is known. */
        double accuracy() {
            return (double) rightCount / (rightCount + wrongCount);
        }
    }
}
