package dev.signalbox.evaluation.pool;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cascade replayed without each of its VLMs in turn, ready for any tau. Immutable.
 *
 * @see Removal
 */
public final class LeaveOneOut {
    private final Outcomes outcomes;
    private final Replay whole;
    /** By place in the pool; empty for the only VLM of a pool. */
    private final List<Replay> without;

    private LeaveOneOut(Outcomes outcomes, Replay whole, List<Replay> without) {
        this.outcomes = outcomes;
        this.whole = whole;
        this.without = List.copyOf(without);
    }

    /**
     * Replays K cascades.
     *
     * @param outcomes of the VLMs of both pools on the queries that are replayed
     * @param whole    the replay with all of them
     */
    public static LeaveOneOut of(DatasetTable table, Labels labels, Outcomes outcomes, Cascade cascade, Replay whole) {
        Selection rows = Selection.of(outcomes.query());
        List<Replay> without = new ArrayList<>();
        for (int k = 0; outcomes.width() > 1 && k < outcomes.width(); k++) {
            without.add(Replay.of(table, labels, rows, without(cascade, outcomes.column()[k])));
        }
        return new LeaveOneOut(outcomes, whole, without);
    }

    /** A cascade whose first pool has lost its only VLM asks the second router alone. */
    static Cascade without(Cascade cascade, int column) {
        int[] first = without(cascade.firstPool(), column);
        int[] second = without(cascade.secondPool(), column);
        return first.length == 0
                ? new Cascade(cascade.second(), second, cascade.second(), first, cascade.ties(), cascade.own())
                : new Cascade(cascade.first(), first, cascade.second(), second, cascade.ties(), cascade.own());
    }

    private static int[] without(int[] pool, int column) {
        return Arrays.stream(pool).filter(c -> c != column).toArray();
    }

    /** The chosen place in the pool by row of the outcomes, with all VLMs; -1 where the cascade chose none. */
    public int[] choices(double tau) {
        return places(whole.choices(tau));
    }

    /** One removal per VLM in the pool's order; none for a pool of one. */
    public List<Removal> at(double tau) {
        int[] before = choices(tau);
        List<Removal> removals = new ArrayList<>();
        for (int k = 0; k < without.size(); k++) {
            removals.add(Removal.of(outcomes, k, before, places(without.get(k).choices(tau))));
        }
        return removals;
    }

    /** From columns of the dataset by query to places in the pool by row. */
    private int[] places(int[] columns) {
        int[] place = new int[Arrays.stream(outcomes.column()).max().orElse(-1) + 1];
        for (int k = 0; k < outcomes.width(); k++) {
            place[outcomes.column()[k]] = k;
        }
        return Arrays.stream(outcomes.query())
                .map(query -> columns[query] < 0 ? -1 : place[columns[query]])
                .toArray();
    }
}
