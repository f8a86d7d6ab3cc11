package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayCurve;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.LabelChange;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Scores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one choice of routers and queries gives, ready for any tau. Made beside the UI thread, immutable.
 *
 * @param imported the dataset's columns as imported
 * @param terms    the what-if of pool and prices
 * @param table    the dataset's columns, with costs at the prices of the what-if
 * @param labels   the labels in force when it was made
 * @param rows     the queries asked for
 * @param cascade  the routers with their pools
 * @param replay   of the cascade
 * @param compared of the baseline's routers on the same queries; the same object when these are the same routers
 * @param summary  of the single VLMs of both pools, on the queries that were replayed
 * @param curve    for plotting
 * @param low      the lower end of EM's interval over {@code curve.tau()}
 * @param high     the upper end
 * @param stale    true when the scores were made from other data than are imported now
 */
@SuppressWarnings("ArrayRecordComponent") // columns for a plot
public record Study(
        DatasetTable imported,
        PoolTerms terms,
        DatasetTable table,
        Labels labels,
        Selection rows,
        Cascade cascade,
        Replay replay,
        @Nullable Replay compared,
        Summary summary,
        ReplayCurve curve,
        double[] low,
        double[] high,
        boolean stale) {
    private static final int PLOTTED = 1500;
    /** @param older of the same window, whose order of queries is used again when it fits; or null */
    static Study of(
            DatasetIndex index,
            PoolTerms terms,
            DatasetTable table,
            Selection rows,
            Cascade cascade,
            @Nullable Cascade other,
            @Nullable Study older) {
        Labels labels = index.labels();
        Study same = older != null && older.fits(table, rows, cascade) ? older : null;
        Replay replay = same != null ? same.replay.updated(labels) : Replay.of(table, labels, rows, cascade);
        Replay compared = other == null ? null : same(other, cascade) ? replay : Replay.of(table, labels, rows, other);
        Summary summary = summary(table, labels, rows, cascade, same);
        ReplayCurve curve = replay.curve(PLOTTED);
        double[] low = curve.column(point -> point.interval().low());
        double[] high = curve.column(point -> point.interval().high());
        String hash = table.dataset().dataHash();
        boolean stale = !cascade.first().set().dataHash().equals(hash)
                || !cascade.second().set().dataHash().equals(hash);
        return new Study(
                index.table(), terms, table, labels, rows, cascade, replay, compared, summary, curve, low, high, stale);
    }

    private static Summary summary(
            DatasetTable table, Labels labels, Selection rows, Cascade cascade, @Nullable Study same) {
        int scored =
                Math.min(cascade.first().set().rows(), cascade.second().set().rows());
        List<LabelChange> changes = same == null ? null : labels.since(same.labels);
        if (same != null && changes != null) {
            changes = changes.stream().filter(change -> change.query() < scored).toList();
            return same.summary.updated(table, same.labels, labels, changes, rows);
        }
        int[] pool = cascade.pool();
        return Summary.of(table, labels, rows.and(Selection.all(scored)), pool);
    }

    /** Whether another study is of the same queries, routers, pools and prices, and differs by its labels alone. */
    public boolean differsByLabels(Study other) {
        return fits(other.table, other.rows, other.cascade);
    }

    private boolean fits(DatasetTable otherTable, Selection otherRows, Cascade otherCascade) {
        return table == otherTable && rows.equals(otherRows) && same(cascade, otherCascade);
    }

    private static boolean same(Cascade a, Cascade b) {
        return same(a.first(), b.first())
                && same(a.second(), b.second())
                && Arrays.equals(a.firstPool(), b.firstPool())
                && Arrays.equals(a.secondPool(), b.secondPool())
                && a.own().equals(b.own());
    }

    private static boolean same(Scores a, Scores b) {
        return a == b
                || a.set().id() == b.set().id()
                        && a.set().rows() == b.set().rows()
                        && Arrays.equals(a.confidence(), b.confidence()); // else one of them is calibrated
    }

    private static int[] columns(DatasetTable table, Pool pool) {
        return IntStream.range(0, table.width())
                .filter(k -> table.dataset().vlms().get(k).pool() == pool)
                .toArray();
    }

    public double paidShare(ReplayPoint point) {
        return point.shareOf(columns(table, Pool.PAID));
    }

    /** Columns of both pools: those that can be chosen. */
    public int[] pool() {
        return summary.vlms().stream().mapToInt(Summary.PerVlm::column).toArray();
    }

    /** Whether any threshold has a known cost. */
    boolean priced() {
        return curve.points().stream().anyMatch(point -> point.priced() > 0);
    }

    /** Thresholds of the VLMs of the first pool, by their ids. */
    Map<String, Double> named(Map<Integer, Double> byColumn) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int column : cascade.firstPool()) {
            Double tau = byColumn.get(column);
            if (tau != null) {
                named.put(vlm(column), tau);
            }
        }
        return named;
    }

    public boolean isPaid(int column) {
        return table.dataset().vlms().get(column).pool() == Pool.PAID;
    }

    public String vlm(int column) {
        return table.dataset().vlms().get(column).id();
    }

    /** True when the second router can never be chosen: tau then changes nothing but how often it is asked. */
    public boolean single() {
        return cascade.secondPool().length == 0;
    }

    /** What changes from the baseline to tau, in the order of import. */
    List<Flip> flips(double from, double tau) {
        if (compared == null) {
            return List.of();
        }
        return compared == replay ? replay.flips(from, tau) : compared.flips(from, replay, tau);
    }

    /**
     * The lowest tau of the highest EM, as the number with the fewest decimals that defers the same queries.
     */
    public double bestTau() {
        return replay.shortest(curve.tau()[curve.bestEm()]);
    }

    /** The values of a series over {@code curve.tau()}; reference lines are the same everywhere. */
    double[] values(Series series) {
        return switch (series) {
            case EM -> curve.em();
            case ACCURACY -> curve.column(point -> point.confusion().accuracy());
            case PRECISION -> curve.column(point -> point.confusion().precision());
            case RECALL -> curve.column(point -> point.confusion().recall());
            case F1 -> curve.column(point -> point.confusion().f1());
            case DEFERRAL -> curve.column(ReplayPoint::deferral);
            case PAID -> paidShares();
            case BEST_SINGLE -> level(bestSingle());
            case RANDOM -> level(summary.random());
            case ORACLE -> level(summary.oracle());
        };
    }

    /** The paid share over {@code curve.tau()}. */
    double[] paidShares() {
        int[] columns = columns(table, Pool.PAID);
        return curve.column(point -> point.shareOf(columns));
    }

    /** NaN when nothing is labelled. */
    public double bestSingle() {
        Summary.PerVlm best = summary.best();
        return best == null ? Double.NaN : best.accuracy();
    }

    private double[] level(double value) {
        double[] result = new double[curve.size()];
        Arrays.fill(result, value);
        return result;
    }
}
