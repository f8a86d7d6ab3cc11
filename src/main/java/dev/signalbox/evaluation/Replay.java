package dev.signalbox.evaluation;

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
    // Places in a row of counts.
    private static final int SWITCHED = 0;
    private static final int PRICED = 1;
    private static final int TIMED = 2;
    private static final int CELLS = 3;
    private static final int CHOSEN = 7;
    /** Counts are written down every so many steps; between them a few steps are counted anew. */
    private static final int BLOCK = 8;

    private final ReplayOrder order;
    private final Labels labels;
    /** What holds when nothing is deferred. */
    private final ReplayPoint base;
    /** What changes in the judged and correct queries when the first d of the order are deferred, by d. */
    private final int[] judged;

    private final int[] correct;
    /** What changes in the sum of known costs, by d. */
    private final double[] cost;
    /** What changes in the sum of known latencies, by d. */
    private final double[] latency;
    /** By the place in the order: the second pool's pairs in four packed counts of {@link Confusion}. */
    private final long[] cells;
    /**
     * What changes in all other counts, every {@link #BLOCK} steps: {@link #stride} counts a row, one row after the
     * other so that a step touches one stretch of memory.
     */
    private final int[] counts;

    private final int stride;

    private Replay(ReplayOrder order, Labels labels) {
        this.order = order;
        this.labels = labels;
        int n = order.size();
        stride = CHOSEN + labels.width();
        judged = new int[n + 1];
        correct = new int[n + 1];
        cost = new double[n + 1];
        latency = new double[n + 1];
        cells = new long[n];
        counts = new int[(n / BLOCK + 1) * stride];
        Base sums = new Base(labels.width(), order.predictedFirst().total(labels));
        long[] second = order.predictedSecond().each(labels);
        for (int number = 0; number < n; number++) {
            weigh(number, second[number], sums);
        }
        base = sums.point(n);
        int[] row = new int[stride];
        for (int d = 0; d < n; d++) {
            add(d, row);
        }
    }

    /**
     * Builds a replay: O(n), about two milliseconds for 35,000 queries and 7 VLMs.
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

    /** Sums over all queries while nothing is deferred. */
    private static final class Base {
        private final long[] cells;
        private final int[] shares;
        private int known;
        private int right;
        private double dollars;
        private int priced;
        private double seconds;
        private int timed;

        Base(int width, long[] cells) {
            this.cells = cells;
            shares = new int[width];
        }

        ReplayPoint point(int queries) {
            return new ReplayPoint(
                    0, queries, known, right, 0, 0, Confusion.of(cells), shares, dollars, priced, seconds, timed);
        }
    }

    /** Reads what a query adds, in the order of the columns, and puts it at its place in the order of s1. */
    private void weigh(int number, long second, Base sums) {
        int place = order.rank()[number];
        int query = order.query()[place];
        int stay = order.stay()[place];
        int go = order.go()[place];
        byte label = labels.code(query, stay);
        int known = label < 0 ? 0 : 1;
        int right = label > 0 ? 1 : 0;
        sums.known += known;
        sums.right += right;
        sums.shares[stay]++;
        float price = order.table().costs()[stay][query];
        if (!Float.isNaN(price)) {
            sums.dollars += price;
            sums.priced++;
        }
        float wait = order.table().latencies()[stay][query];
        if (!Float.isNaN(wait)) {
            sums.seconds += wait;
            sums.timed++;
        }
        if (go != stay) {
            byte other = labels.code(query, go);
            judged[place + 1] = (other < 0 ? 0 : 1) - known;
            correct[place + 1] = (other > 0 ? 1 : 0) - right;
            float after = order.table().costs()[go][query];
            cost[place + 1] = known(after) - known(price);
            latency[place + 1] = known(order.table().latencies()[go][query]) - known(wait);
        }
        cells[place] = second;
    }

    private static double known(float amount) {
        return Float.isNaN(amount) ? 0 : amount;
    }

    /** Makes sums of what {@link #weigh} left, and writes the row of counts down at the end of a block. */
    private void add(int d, int[] row) {
        judged[d + 1] += judged[d];
        correct[d + 1] += correct[d];
        cost[d + 1] += cost[d];
        latency[d + 1] += latency[d];
        step(d, row);
        if ((d + 1) % BLOCK == 0) {
            System.arraycopy(row, 0, counts, (d + 1) / BLOCK * stride, stride);
        }
    }

    private void step(int d, int[] row) {
        int stay = order.stay()[d];
        int go = order.go()[d];
        if (go != stay) {
            int query = order.query()[d];
            row[SWITCHED]++;
            row[PRICED] += known(order.table().costs(), query, go)
                    - known(order.table().costs(), query, stay);
            row[TIMED] += known(order.table().latencies(), query, go)
                    - known(order.table().latencies(), query, stay);
            row[CHOSEN + stay]--;
            row[CHOSEN + go]++;
        }
        long four = cells[d];
        row[CELLS] += Predictions.part(four, 0);
        row[CELLS + 1] += Predictions.part(four, 1);
        row[CELLS + 2] += Predictions.part(four, 2);
        row[CELLS + 3] += Predictions.part(four, 3);
    }

    private static int known(float[][] amounts, int query, int column) {
        return Float.isNaN(amounts[column][query]) ? 0 : 1;
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
        return new Steps(order.query(), order.s1(), order.stay(), order.go());
    }

    /** All figures at a threshold: a binary search and a few additions. */
    public ReplayPoint at(double tau) {
        int d = order.deferred(tau);
        int block = d / BLOCK;
        int[] row = Arrays.copyOfRange(counts, block * stride, (block + 1) * stride);
        for (int i = block * BLOCK; i < d; i++) {
            step(i, row);
        }
        long[] all = {
            base.confusion().truePositive() + row[CELLS],
            base.confusion().falsePositive() + row[CELLS + 1],
            base.confusion().falseNegative() + row[CELLS + 2],
            base.confusion().trueNegative() + row[CELLS + 3]
        };
        int[] shares = base.chosen().clone();
        for (int k = 0; k < shares.length; k++) {
            shares[k] += row[CHOSEN + k];
        }
        return new ReplayPoint(
                tau,
                order.size(),
                base.judged() + judged[d],
                base.correct() + correct[d],
                d,
                row[SWITCHED],
                Confusion.of(all),
                shares,
                base.cost() + cost[d],
                base.priced() + row[PRICED],
                base.latency() + latency[d],
                base.timed() + row[TIMED]);
    }

    /** EM at ascending thresholds, in one walk. */
    double[] em(double[] taus) {
        double[] result = new double[taus.length];
        float[] s1 = order.s1();
        int d = 0;
        for (int i = 0; i < taus.length; i++) {
            float limit = (float) taus[i];
            while (d < s1.length && s1[d] <= limit) {
                d++;
            }
            result[i] = Confusion.rate(base.correct() + correct[d], base.judged() + judged[d]);
        }
        return result;
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
