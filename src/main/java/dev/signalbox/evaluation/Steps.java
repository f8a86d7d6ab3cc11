package dev.signalbox.evaluation;

import java.util.List;

/**
 * A cascade's queries in the order in which they are deferred as tau rises; equal s1 are deferred together.
 *
 * @param query the dataset's ordinals
 * @param s1    the first router's highest confidence, ascending; infinite for a query that no tau defers, 0 for one that all
 *              do, because its VLM has a threshold of its own
 * @param stay  the dataset's column chosen while the query is not deferred
 * @param go    the column chosen when it is
 */
@SuppressWarnings("ArrayRecordComponent") // columns are shared, never copied
public record Steps(int[] query, float[] s1, int[] stay, int[] go) {
    public int size() {
        return query.length;
    }

    /** The steps of the queries of some changed labels; looks through all of them. */
    public int[] of(Outcomes outcomes, List<OutcomeChange> changes) {
        return changes.stream()
                .mapToInt(change -> of(outcomes.query()[change.row()]))
                .toArray();
    }

    /** The step of an ordinal, which must be among them. */
    public int of(int ordinal) {
        int step = 0;
        while (query[step] != ordinal) {
            step++;
        }
        return step;
    }
}
