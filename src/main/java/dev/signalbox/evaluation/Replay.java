package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The exact replay of a cascade from stored scores (ARMS, Algorithm 1), without asking any router again. The effect of
 * tau is a step function with one step per query; prefix sums over the steps answer any threshold by binary search.
 * Immutable and safe to share between threads.
 */
public final class Replay {
    // Places in a row of counts.
    private static final int JUDGED = 0;
    private static final int CORRECT = 1;
    private static final int SWITCHED = 2;
    private static final int PRICED = 3;
    private static final int CELLS = 4;
    private static final int CHOSEN = 8;

    private final ReplayOrder order;
    private final Labels labels;
    /** What holds when nothing is deferred. */
    private final ReplayPoint base;
    /**
     * What changes when the first d queries of the order are deferred: row d, {@link #stride} counts a row, one row
     * after the other so that a step touches one stretch of memory.
     */
    private final int[] counts;

    private final int stride;
    /** What changes in the sum of known costs, by d. */
    private final double[] cost;

    private Replay(ReplayOrder order, Labels labels) {
        this.order = order;
        this.labels = labels;
        int n = order.size();
        stride = CHOSEN + labels.width();
        counts = new int[(n + 1) * stride];
        cost = new double[n + 1];
        base = base();
        for (int i = 0; i < n; i++) {
            step(i);
        }
    }

    /**
     * Builds a replay: O(n log n), a few milliseconds for 35,000 queries and 7 VLMs.
     *
     * @param rows the queries to replay; those that a router has not scored are left out and counted
     */
    public static Replay of(DatasetTable table, Labels labels, Selection rows, Cascade cascade) {
        return new Replay(ReplayOrder.of(table, rows, cascade), labels);
    }

    /** The same scores under other labels; the order of the queries is kept. */
    public Replay updated(Labels other) {
        return other == labels ? this : new Replay(order, other);
    }

    private ReplayPoint base() {
        int known = 0;
        int right = 0;
        long[] cells = new long[4];
        int[] shares = new int[labels.width()];
        double dollars = 0;
        int withCost = 0;
        for (int i = 0; i < order.size(); i++) {
            int query = order.query()[i];
            int column = order.stay()[i];
            known += known(query, column);
            right += right(query, column);
            shares[column]++;
            float price = order.table().costs()[column][query];
            if (!Float.isNaN(price)) {
                dollars += price;
                withCost++;
            }
            Choice first = order.first();
            for (int p = 0; p < first.poolSize(); p++) {
                int cell = Confusion.cell(first.confidence(query, p), labels.code(query, first.column(p)));
                if (cell >= 0) {
                    cells[cell]++;
                }
            }
        }
        return new ReplayPoint(0, order.size(), known, right, 0, 0, Confusion.of(cells), shares, dollars, withCost);
    }

    private void step(int i) {
        int query = order.query()[i];
        int stay = order.stay()[i];
        int go = order.go()[i];
        int row = (i + 1) * stride;
        System.arraycopy(counts, row - stride, counts, row, stride);
        cost[i + 1] = cost[i];
        if (go != stay) {
            counts[row + JUDGED] += known(query, go) - known(query, stay);
            counts[row + CORRECT] += right(query, go) - right(query, stay);
            counts[row + SWITCHED]++;
            counts[row + CHOSEN + stay]--;
            counts[row + CHOSEN + go]++;
            float before = order.table().costs()[stay][query];
            float after = order.table().costs()[go][query];
            cost[i + 1] += (Float.isNaN(after) ? 0.0 : after) - (Float.isNaN(before) ? 0.0 : before);
            counts[row + PRICED] += (Float.isNaN(after) ? 0 : 1) - (Float.isNaN(before) ? 0 : 1);
        }
        Choice second = order.second();
        for (int p = 0; p < second.poolSize(); p++) {
            int cell = Confusion.cell(second.confidence(query, p), labels.code(query, second.column(p)));
            if (cell >= 0) {
                counts[row + CELLS + cell]++;
            }
        }
    }

    private int known(int query, int column) {
        return labels.code(query, column) == Correctness.UNKNOWN.code() ? 0 : 1;
    }

    private int right(int query, int column) {
        return labels.code(query, column) == Correctness.RIGHT.code() ? 1 : 0;
    }

    /** Queries replayed. */
    public int size() {
        return order.size();
    }

    /** Queries asked for but left out, because a router of the cascade has not scored them. */
    public int unscored() {
        return order.unscored();
    }

    /** All figures at a threshold: a binary search and a few additions. */
    public ReplayPoint at(double tau) {
        int d = order.deferred(tau);
        int row = d * stride;
        long[] cells = {
            base.confusion().truePositive() + counts[row + CELLS],
            base.confusion().falsePositive() + counts[row + CELLS + 1],
            base.confusion().falseNegative() + counts[row + CELLS + 2],
            base.confusion().trueNegative() + counts[row + CELLS + 3]
        };
        int[] shares = base.chosen().clone();
        for (int k = 0; k < shares.length; k++) {
            shares[k] += counts[row + CHOSEN + k];
        }
        return new ReplayPoint(
                tau,
                order.size(),
                base.judged() + counts[row + JUDGED],
                base.correct() + counts[row + CORRECT],
                d,
                counts[row + SWITCHED],
                Confusion.of(cells),
                shares,
                base.cost() + cost[d],
                base.priced() + counts[row + PRICED]);
    }

    double em(double tau) {
        int row = order.deferred(tau) * stride;
        return Confusion.rate(base.correct() + counts[row + CORRECT], base.judged() + counts[row + JUDGED]);
    }

    /** The whole curve, every step of it. */
    public ReplayCurve curve() {
        return curve(Integer.MAX_VALUE);
    }

    /** The curve for plotting, with at most about this many points (at least 4). */
    public ReplayCurve curve(int atMost) {
        return ReplayCurve.of(this, order.breakpoints(), Math.max(4, atMost));
    }

    /** 0, every threshold at which a figure changes, and 1. */
    public double[] thresholds() {
        return order.breakpoints();
    }

    /** The number with the fewest decimals, not below tau, that defers the same queries. */
    public double shortest(double tau) {
        int deferred = order.deferred(tau);
        double scale = 1;
        for (int decimals = 0; decimals <= 6; decimals++, scale *= 10) {
            double round = Math.ceil(tau * scale) / scale;
            if (round <= 1 && order.deferred(round) == deferred) {
                return round;
            }
        }
        return tau;
    }

    /** The chosen column per query of the dataset at a threshold; -1 for queries that were not replayed. */
    public int[] choices(double tau) {
        int[] result = new int[order.table().size()];
        Arrays.fill(result, -1);
        int d = order.deferred(tau);
        for (int i = 0; i < order.size(); i++) {
            result[order.query()[i]] = i < d ? order.go()[i] : order.stay()[i];
        }
        return result;
    }

    /** The queries whose chosen VLM changes from one threshold to another, in the order of import. */
    public List<Flip> flips(double before, double after) {
        int from = order.deferred(before);
        int to = order.deferred(after);
        List<Flip> result = new ArrayList<>();
        for (int i = Math.min(from, to); i < Math.max(from, to); i++) {
            if (order.stay()[i] != order.go()[i]) {
                boolean defers = to > from;
                int old = defers ? order.stay()[i] : order.go()[i];
                int now = defers ? order.go()[i] : order.stay()[i];
                result.add(flip(labels, order.query()[i], old, now));
            }
        }
        result.sort((a, b) -> Integer.compare(a.query(), b.query()));
        return result;
    }

    /**
     * The queries whose chosen VLM differs between two settings, also of different routers; queries that only one of the
     * two replays are left out. Judged by this replay's labels.
     */
    public List<Flip> flips(double before, Replay other, double after) {
        int[] old = choices(before);
        int[] now = other.choices(after);
        List<Flip> result = new ArrayList<>();
        for (int query = 0; query < Math.min(old.length, now.length); query++) {
            if (old[query] >= 0 && now[query] >= 0 && old[query] != now[query]) {
                result.add(flip(labels, query, old[query], now[query]));
            }
        }
        return result;
    }

    private static Flip flip(Labels labels, int query, int from, int to) {
        return new Flip(query, from, to, Flip.effect(labels.get(query, from), labels.get(query, to)));
    }
}
