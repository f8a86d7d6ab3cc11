package dev.signalbox.evaluation;

import dev.signalbox.index.LabelChange;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
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
    private static final int CELLS = 4;
    private static final int BLOCK = ReplayOrder.BLOCK;
    private final ReplayOrder order;
    private final Labels labels;
    /** [n + 1] judged and correct queries when the first d of the order are deferred, by d. */
    private final int[] judged;

    private final int[] correct;
    /** [n] by number: the second pool's pairs in four packed counts of {@link Confusion}. */
    private final long[] cells;
    /** What deferring adds to the four counts, every {@link #BLOCK} steps, with the first pool's counts. */
    private final int[] confusion;

    private Replay(ReplayOrder order, Labels labels) {
        this.order = order;
        this.labels = labels;
        int n = order.size();
        judged = new int[n + 1];
        correct = new int[n + 1];
        confusion = new int[(n / BLOCK + 1) * CELLS];
        cells = order.predictedSecond().each(labels);
        long[] first = order.predictedFirst().total(labels);
        for (int cell = 0; cell < CELLS; cell++) {
            confusion[cell] = (int) first[cell];
        }
        byte[] change = new byte[n];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            weigh(from, Chunks.end(from, n), change);
        }
        int[] row = Arrays.copyOf(confusion, CELLS);
        for (int from = 0; from < n; from += Chunks.SIZE) {
            sum(from, Chunks.end(from, n), change, row);
        }
    }

    /**
     * Builds a replay: O(n), a few milliseconds for 35,000 queries and 7 VLMs.
     *
     * @param rows the queries to replay; those that a router has not scored are left out and counted
     */
    public static Replay of(DatasetTable table, Labels labels, Selection rows, Cascade cascade) {
        return new Replay(ReplayOrder.of(table, rows, cascade), labels);
    }

    private Replay(Replay before, Labels labels, List<LabelChange> changes) {
        order = before.order;
        this.labels = labels;
        judged = before.judged.clone();
        correct = before.correct.clone();
        cells = before.cells.clone();
        confusion = before.confusion.clone();
        for (LabelChange change : changes) {
            int number = order.numberOf(change.query());
            if (number >= 0) {
                change(number, order.place(number), change);
            }
        }
    }

    /** The same scores under other labels; the order of the queries is kept, and after a few edits the counts are too. */
    public Replay updated(Labels other) {
        if (other == labels) {
            return this;
        }
        List<LabelChange> changes = other.since(labels);
        return changes == null ? new Replay(order, other) : new Replay(this, other, changes);
    }

    private void change(int number, int place, LabelChange change) {
        int from = change.column() == order.stay(number) ? 0 : place + 1;
        int to = change.column() == order.go(number) ? order.size() : place;
        for (int d = from; d <= to; d++) {
            judged[d] += change.judged();
            correct[d] += change.right();
        }
        change(order.predictedFirst(), number, change, 0);
        cells[number] += change(order.predictedSecond(), number, change, place / BLOCK + 1);
    }

    /** Changes all counts of pairs from a block on. */
    private long change(Predictions predictions, int number, LabelChange change, int block) {
        long before = predictions.pair(number, change.column(), change.before());
        long after = predictions.pair(number, change.column(), change.after());
        for (int at = block * CELLS; at < confusion.length; at += CELLS) {
            for (int cell = 0; cell < CELLS; cell++) {
                confusion[at + cell] += Predictions.part(after, cell) - Predictions.part(before, cell);
            }
        }
        return after - before;
    }

    /** How some queries, by number, change the counts when they are deferred; and what they count when nothing is. */
    private void weigh(int from, int to, byte[] change) {
        for (int i = from; i < to; i++) {
            int query = order.query(i);
            int label = labels.code(query, order.stay(i)); // 1, 0 or -1
            int other = labels.code(query, order.go(i));
            judged[0] += label >>> 31 ^ 1;
            correct[0] += label & ~(label >> 31);
            change[i] = (byte) ((label >>> 31) - (other >>> 31) + 1
                    | (other & ~(other >> 31)) - (label & ~(label >> 31)) + 1 << 2);
        }
    }

    /** Goes on with the sums over some places. */
    private void sum(int from, int to, byte[] change, int[] row) {
        for (int d = from; d < to; d++) {
            int i = order.number(d);
            judged[d + 1] = judged[d] + (change[i] & 3) - 1;
            correct[d + 1] = correct[d] + (change[i] >> 2) - 1;
            long four = cells[i];
            row[0] += Predictions.part(four, 0);
            row[1] += Predictions.part(four, 1);
            row[2] += Predictions.part(four, 2);
            row[3] += Predictions.part(four, 3);
            if ((d + 1) % BLOCK == 0) {
                System.arraycopy(row, 0, confusion, (d + 1) / BLOCK * CELLS, CELLS);
            }
        }
    }

    /** The pairs counted when the first d of the order are deferred. */
    private Confusion confusion(int d) {
        int block = d / BLOCK;
        long[] all = new long[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            all[cell] = confusion[block * CELLS + cell];
        }
        for (int place = block * BLOCK; place < d; place++) {
            long four = cells[order.number(place)];
            for (int cell = 0; cell < CELLS; cell++) {
                all[cell] += Predictions.part(four, cell);
            }
        }
        return Confusion.of(all);
    }

    /** Queries replayed. */
    public int size() {
        return order.size();
    }

    /** Queries asked for but left out, because a router of the cascade has not scored them. */
    public int unscored() {
        return order.unscored();
    }

    /** What is deferred in which order, and what that changes. */
    public Steps steps() {
        return order.steps();
    }

    /** All figures at a threshold: a binary search and a few additions. */
    public ReplayPoint at(double tau) {
        int d = order.deferred(tau);
        int[] counts = order.counts(d);
        return new ReplayPoint(
                tau,
                order.size(),
                judged[d],
                correct[d],
                d,
                counts[ReplayOrder.SWITCHED],
                confusion(d),
                Arrays.copyOfRange(counts, ReplayOrder.CHOSEN, counts.length),
                order.cost(d),
                counts[ReplayOrder.PRICED],
                order.latency(d),
                counts[ReplayOrder.TIMED]);
    }

    /** EM at all {@link #thresholds}. */
    double[] em() {
        int[] deferred = order.breakpoints().deferred();
        double[] result = new double[deferred.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Confusion.rate(correct[deferred[i]], judged[deferred[i]]);
        }
        return result;
    }

    /** The whole curve, every step of it. */
    public ReplayCurve curve() {
        return curve(Integer.MAX_VALUE);
    }

    /** The curve for plotting, with at most about this many points (at least 4). */
    public ReplayCurve curve(int atMost) {
        return ReplayCurve.of(this, order.breakpoints().taus(), Math.max(4, atMost));
    }

    /** 0, every threshold at which a figure changes, and 1. */
    public double[] thresholds() {
        return order.breakpoints().taus().clone();
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
            int number = order.number(i);
            result[order.query(number)] = i < d ? order.go(number) : order.stay(number);
        }
        return result;
    }

    /** The queries whose chosen VLM changes from one threshold to another, in the order of import. */
    public List<Flip> flips(double before, double after) {
        int from = order.deferred(before);
        int to = order.deferred(after);
        List<Flip> result = new ArrayList<>();
        for (int i = Math.min(from, to); i < Math.max(from, to); i++) {
            int number = order.number(i);
            if (order.stay(number) != order.go(number)) {
                boolean defers = to > from;
                int old = defers ? order.stay(number) : order.go(number);
                int now = defers ? order.go(number) : order.stay(number);
                result.add(flip(labels, order.query(number), old, now));
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
