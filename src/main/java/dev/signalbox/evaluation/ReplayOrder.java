package dev.signalbox.evaluation;

import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What of a replay does not depend on labels: every query's two possible choices, the order in which rising thresholds defer
 * the queries, so that the deferred ones of any threshold are a prefix, and prefix sums of what they cost. Queries have
 * numbers by ascending ordinal, and places in the order of s1.
 */
final class ReplayOrder {
    // Places in a row of counts.
    static final int SWITCHED = 0;
    static final int PRICED = 1;
    static final int TIMED = 2;
    static final int CHOSEN = 3;
    /** Two columns and two changes of -1 to 1 in an int. */
    private static final int COUNT_BITS = 4;

    private static final int GO_BITS = 18;
    private static final int COLUMN = (1 << GO_BITS - COUNT_BITS) - 1;
    /** Counts are written down every so many steps; between them a few steps are counted anew. */
    static final int BLOCK = 8;

    private final DatasetTable table;
    private final Draft draft;
    private final Predictions predictedFirst;
    private final Predictions predictedSecond;
    private final int unscored;
    /** [n] the number of the query at a place. */
    private final int[] order;
    /** [n] ascending, by place: the first router's highest confidence, as {@link Cascade#against} puts it. */
    private final float[] s1;
    /** What changes in the sums of known costs and of known latencies when the first d places are deferred, two numbers a d. */
    private final double[] sums;
    /**
     * What changes in all other counts, every {@link #BLOCK} steps: {@link #stride} counts a row, one row after the
     * other so that a step touches one stretch of memory.
     */
    private final int[] counts;

    private final int stride;
    private @Nullable Steps steps;
    private @Nullable Breakpoints breakpoints;

    private ReplayOrder(DatasetTable table, Draft draft, int asked) {
        this.table = table;
        this.draft = draft;
        int n = draft.n;
        unscored = asked - n;
        predictedFirst = new Predictions(draft.first, draft.query, draft.firstBits, n);
        predictedSecond = new Predictions(draft.second, draft.query, draft.secondBits, n);
        order = RadixOrder.ascending(draft.s1, n);
        s1 = new float[n];
        sums = new double[2 * (n + 1)];
        stride = CHOSEN + table.width();
        counts = new int[(n / BLOCK + 1) * stride];
        int[] row = new int[stride];
        for (int from = 0; from < n; from += Chunks.SIZE) {
            sum(from, Chunks.end(from, n), row);
        }
    }

    static ReplayOrder of(DatasetTable table, Selection rows, Cascade cascade) {
        Draft draft = new Draft(table, rows.size(), cascade);
        int next = rows.next(0);
        while (next >= 0) {
            next = draft.add(rows, next);
        }
        return new ReplayOrder(table, draft, rows.size());
    }

    /** The queries by number: columns are read in their own order once. */
    private static final class Draft {
        private final Cascade cascade;
        private final Choice first;
        private final Choice second;
        private final long[][] firstBits;
        private final long[][] secondBits;
        private final float[][] costs;
        private final float[][] latencies;
        private final int[] query;
        private final float[] s1;
        /** Both choices and what deferring adds to the counts of known costs and latencies: see {@link #pack}. */
        private final int[] moves;
        /** What deferring adds to the known dollars and to the known seconds, two numbers a query. */
        private final double[] added;

        private int n;
        /** Sums while nothing is deferred. */
        private final int[] shares;

        private double spent;
        private double waited;
        private int pricedQueries;
        private int timedQueries;

        Draft(DatasetTable table, int most, Cascade cascade) {
            this.cascade = cascade;
            first = new Choice(table, cascade.first(), cascade.firstPool(), cascade.ties());
            second = new Choice(table, cascade.second(), cascade.secondPool(), cascade.ties());
            firstBits = Predictions.words(first, most);
            secondBits = Predictions.words(second, most);
            costs = table.costs();
            latencies = table.latencies();
            query = new int[most];
            s1 = new float[most];
            moves = new int[most];
            added = new double[2 * most];
            shares = new int[table.width()];
            if (table.width() > COLUMN + 1) {
                throw new IllegalArgumentException(table.width() + " VLMs are more than " + (COLUMN + 1));
            }
        }

        /** Takes up to {@link Chunks#SIZE} queries from one on; the next one, or -1. */
        int add(Selection rows, int from) {
            int ordinal = from;
            for (int i = 0; i < Chunks.SIZE && ordinal >= 0; i++) {
                add(ordinal);
                ordinal = rows.next(ordinal + 1);
            }
            return ordinal;
        }

        private void add(int ordinal) {
            int one = first.bestPlace(ordinal, firstBits, n);
            if (one < 0 || !second.scored(ordinal)) {
                return;
            }
            float confidence = first.confidence(ordinal, one);
            if (!(confidence >= 0)) {
                throw new IllegalArgumentException("A confidence is 0 or more, not " + confidence);
            }
            int two = second.bestPlace(ordinal, secondBits, n);
            boolean wins = two >= 0 && second.confidence(ordinal, two) > confidence; // a tie keeps the first pool
            int stay = first.column(one);
            query[n] = ordinal;
            s1[n] = cascade.against(stay, confidence + 0f);
            spend(ordinal, stay, wins ? second.column(two) : stay);
            n++;
        }

        private void spend(int ordinal, int from, int to) {
            float price = costs[from][ordinal];
            float wait = latencies[from][ordinal];
            shares[from]++;
            spent += amount(price);
            pricedQueries += known(price);
            waited += amount(wait);
            timedQueries += known(wait);
            int moved = pack(from, to, 0, 0);
            if (to != from) {
                float dearer = costs[to][ordinal];
                float longer = latencies[to][ordinal];
                added[2 * n] = amount(dearer) - amount(price);
                added[2 * n + 1] = amount(longer) - amount(wait);
                moved = pack(from, to, known(dearer) - known(price), known(longer) - known(wait));
            }
            moves[n] = moved;
        }

        private static double amount(float known) {
            return Float.isNaN(known) ? 0 : known;
        }

        private static int known(float amount) {
            return Float.isNaN(amount) ? 0 : 1;
        }
    }

    private static int pack(int stay, int go, int priced, int timed) {
        return stay << GO_BITS | go << COUNT_BITS | priced + 1 << 2 | timed + 1;
    }

    /** Goes on with the sums over some places. */
    private void sum(int from, int to, int[] row) {
        for (int d = from; d < to; d++) {
            int i = order[d];
            s1[d] = draft.s1[i];
            sums[2 * d + 2] = sums[2 * d] + draft.added[2 * i];
            sums[2 * d + 3] = sums[2 * d + 1] + draft.added[2 * i + 1];
            step(draft.moves[i], row);
            if ((d + 1) % BLOCK == 0) {
                System.arraycopy(row, 0, counts, (d + 1) / BLOCK * stride, stride);
            }
        }
    }

    /** Of a query that stays where it is, everything added is 0. */
    private static void step(int move, int[] row) {
        int stay = move >>> GO_BITS;
        int go = move >>> COUNT_BITS & COLUMN;
        row[SWITCHED] += go == stay ? 0 : 1;
        row[PRICED] += (move >>> 2 & 3) - 1;
        row[TIMED] += (move & 3) - 1;
        row[CHOSEN + stay]--;
        row[CHOSEN + go]++;
    }

    DatasetTable table() {
        return table;
    }

    int size() {
        return order.length;
    }

    /** Queries left out because a router has not scored them. */
    int unscored() {
        return unscored;
    }

    /** By number, as is {@link #predictedSecond}. */
    Predictions predictedFirst() {
        return predictedFirst;
    }

    Predictions predictedSecond() {
        return predictedSecond;
    }

    /** The number of the query at a place. */
    int number(int place) {
        return order[place];
    }

    /** The place of a number; slow. */
    int place(int number) {
        int place = 0;
        while (order[place] != number) {
            place++;
        }
        return place;
    }

    /** The number of an ordinal, -1 when it is not replayed. */
    int numberOf(int query) {
        return Math.max(-1, Arrays.binarySearch(draft.query, 0, order.length, query));
    }

    /** The ordinal of a number; it rises with the number. */
    int query(int number) {
        return draft.query[number];
    }

    /** The column chosen for a number when s1 is over the threshold. */
    int stay(int number) {
        return draft.moves[number] >>> GO_BITS;
    }

    /** The column chosen when it is not. */
    int go(int number) {
        return draft.moves[number] >>> COUNT_BITS & COLUMN;
    }

    /** By place, ascending. */
    float[] s1() {
        return s1;
    }

    /** Known US dollars when the first d places are deferred. */
    double cost(int d) {
        return draft.spent + sums[2 * d];
    }

    /** Known seconds when the first d places are deferred. */
    double latency(int d) {
        return draft.waited + sums[2 * d + 1];
    }

    /** The counts when the first d places are deferred: the row of {@link #CHOSEN} and its like, with the base. */
    int[] counts(int d) {
        int block = d / BLOCK;
        int[] row = Arrays.copyOfRange(counts, block * stride, (block + 1) * stride);
        for (int place = block * BLOCK; place < d; place++) {
            step(draft.moves[order[place]], row);
        }
        row[PRICED] += draft.pricedQueries;
        row[TIMED] += draft.timedQueries;
        for (int k = 0; k < draft.shares.length; k++) {
            row[CHOSEN + k] += draft.shares[k];
        }
        return row;
    }

    /** What is deferred in which order; made once. */
    synchronized Steps steps() {
        Steps known = steps;
        if (known == null) {
            int n = order.length;
            known = new Steps(new int[n], s1, new int[n], new int[n]);
            for (int from = 0; from < n; from += Chunks.SIZE) {
                move(from, Chunks.end(from, n), known);
            }
            steps = known;
        }
        return known;
    }

    private void move(int from, int to, Steps into) {
        for (int place = from; place < to; place++) {
            int i = order[place];
            into.query()[place] = draft.query[i];
            into.stay()[place] = stay(i);
            into.go()[place] = go(i);
        }
    }

    /**
     * How many queries are deferred: those with s1 &lt;= tau. The threshold is compared as a float, as scores are
     * stored, so that .62 means the same on both sides.
     */
    int deferred(double tau) {
        float limit = (float) tau;
        int low = 0;
        int high = s1.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (s1[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** 0, every distinct s1 in between, and 1; and how many are deferred there. */
    synchronized Breakpoints breakpoints() {
        Breakpoints known = breakpoints;
        if (known == null) {
            double[] taus = new double[s1.length + 2];
            int n = 0;
            taus[n++] = 0;
            for (float s : s1) {
                if (s > taus[n - 1] && s < 1) {
                    taus[n++] = s;
                }
            }
            taus[n++] = 1;
            known = new Breakpoints(Arrays.copyOf(taus, n), new int[n]);
            int d = 0;
            for (int i = 0; i < n; i++) {
                while (d < s1.length && s1[d] <= (float) taus[i]) {
                    d++;
                }
                known.deferred[i] = d;
            }
            breakpoints = known;
        }
        return known;
    }

    /** Made once, not to be written to. */
    @SuppressWarnings("ArrayRecordComponent") // shared, never compared
    record Breakpoints(double[] taus, int[] deferred) {}
}
