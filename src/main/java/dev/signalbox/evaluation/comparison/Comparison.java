package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Confusion;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RouterSummary;
import dev.signalbox.evaluation.comparison.PairedBootstrap.Figure;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.evaluation.frontier.RankScore;
import dev.signalbox.evaluation.frontier.References;
import dev.signalbox.evaluation.frontier.Tally;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Routers and what they are held against, all on the same queries, with one paired bootstrap for every interval
 * (algorithms.md, 2.4 and 4.5). Immutable; unknown labels are left out and counted, never taken for wrong.
 */
public final class Comparison {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    private final Outcomes outcomes;
    private final int[] group;
    private final long seed;
    /** Null until {@link #resampled()}. */
    private final @Nullable PairedBootstrap bootstrap;

    private final IntervalMethod method;

    private final List<Standing> standings;
    /** [standings][n] of what was chosen: 1 right, 0 wrong, NaN unknown; of random choice the share of right VLMs. */
    private final double[][] quality;

    /** A router by its name. */
    public record Entrant(String name, Choice choice) {}

    /**
     * What to compare on.
     *
     * @param pool  the dataset's columns that may be chosen
     * @param field the dataset oracle chooses by its values; null leaves that reference out
     * @param group by query of the dataset: equal for those that the bootstrap draws together
     * @param seed  of the bootstrap
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, never copied
    public record Ground(
            DatasetTable table,
            Labels labels,
            Selection rows,
            int[] pool,
            @Nullable CodedColumn field,
            int[] group,
            long seed) {}

    private Comparison(
            Outcomes outcomes,
            double[][] quality,
            int[] group,
            long seed,
            List<Standing> standings,
            @Nullable PairedBootstrap bootstrap,
            IntervalMethod method) {
        this.outcomes = outcomes;
        this.quality = quality;
        this.group = group;
        this.seed = seed;
        this.standings = List.copyOf(standings);
        this.bootstrap = bootstrap;
        this.method = method;
    }

    /** {@link #resampled(IntervalMethod)} by percentiles. */
    public Comparison resampled() {
        return resampled(IntervalMethod.PERCENTILE);
    }

    /** The same with intervals: most of the time that a comparison takes. */
    public Comparison resampled(IntervalMethod method) {
        PairedBootstrap made = PairedBootstrap.of(quality, group, seed);
        List<Interval> intervals = made.intervals(
                IntStream.range(0, quality.length).mapToObj(Figure::mean).toList(), method);
        List<Standing> with = IntStream.range(0, intervals.size())
                .mapToObj(i -> standings.get(i).with(intervals.get(i)))
                .toList();
        return new Comparison(outcomes, quality, group, seed, with, made, method);
    }

    /**
     * Routers in their order, then the references in the order of {@link Kind}; those that nothing is known for are left
     * out. Intervals are NaN until {@link #resampled()}, which takes most of the time.
     */
    public static Comparison of(Ground ground, List<Entrant> routers) {
        Outcomes outcomes = Outcomes.of(ground.table(), ground.labels(), ground.rows(), ground.pool());
        List<Draft> drafts = new ArrayList<>();
        for (Entrant router : routers) {
            drafts.add(router(ground, outcomes, router));
        }
        References references = References.of(outcomes, null);
        Dataset dataset = ground.table().dataset();
        if (references.strongest() >= 0) {
            drafts.add(single(Kind.BEST_SINGLE, dataset, outcomes, references.strongest()));
        }
        if (references.cheapest() >= 0) {
            drafts.add(single(Kind.CHEAPEST, dataset, outcomes, references.cheapest()));
        }
        drafts.add(random(outcomes, references.random()));
        CodedColumn field = ground.field();
        if (field != null) {
            drafts.add(Draft.of(
                    Kind.DATASET_ORACLE, field.name(), outcomes, References.bestByValue(outcomes, field), null, 0));
        }
        drafts.add(Draft.of(Kind.ORACLE, "", outcomes, References.oracle(outcomes), null, 0));
        CostBounds bounds = priced(outcomes) ? CostBounds.of(outcomes) : new CostBounds(Double.NaN, Double.NaN);
        return new Comparison(
                outcomes,
                drafts.stream().map(Draft::quality).toArray(double[][]::new),
                Arrays.stream(outcomes.query()).map(q -> ground.group()[q]).toArray(),
                ground.seed(),
                drafts.stream().map(draft -> draft.standing(bounds)).toList(),
                null,
                IntervalMethod.PERCENTILE);
    }

    /** True when every VLM of the pool has a cost: else the bounds would be those of some of them. */
    private static boolean priced(Outcomes outcomes) {
        return Arrays.stream(outcomes.cost())
                .allMatch(column -> Arrays.stream(column).anyMatch(cost -> !Double.isNaN(cost)));
    }

    /** What a standing is made of before there are intervals. */
    @SuppressWarnings("ArrayRecordComponent") // a column; nobody compares drafts
    private record Draft(
            Kind kind,
            String name,
            int judged,
            double correct,
            int priced,
            double cost,
            @Nullable Confusion confusion,
            int unscored,
            List<Double> share,
            double[] quality) {
        static Draft of(
                Kind kind, String name, Outcomes outcomes, int[] place, @Nullable Confusion confusion, int unscored) {
            Tally tally = Tally.of(outcomes, place);
            double[] quality = new double[place.length];
            for (int i = 0; i < place.length; i++) {
                byte label = place[i] < 0 ? -1 : outcomes.quality()[place[i]][i];
                quality[i] = label < 0 ? Double.NaN : label;
            }
            int chosen = tally.queries() - tally.unserved();
            List<Double> share = Arrays.stream(tally.counts())
                    .mapToObj(count -> chosen == 0 ? 0 : (double) count / chosen)
                    .toList();
            return new Draft(
                    kind,
                    name,
                    tally.judged(),
                    tally.correct(),
                    tally.priced(),
                    tally.meanCost(),
                    confusion,
                    unscored,
                    share,
                    quality);
        }

        Standing standing(CostBounds bounds) {
            double em = judged == 0 ? Double.NaN : correct / judged;
            return new Standing(
                    kind,
                    name,
                    judged,
                    correct,
                    UNKNOWN,
                    priced,
                    cost,
                    priced < quality.length - unscored ? Double.NaN : RankScore.STANDARD.of(em, cost, bounds),
                    confusion,
                    unscored,
                    share);
        }
    }

    private static Draft router(Ground ground, Outcomes outcomes, Entrant router) {
        int[] placeOf = new int[ground.table().width()];
        for (int k = 0; k < outcomes.width(); k++) {
            placeOf[outcomes.column()[k]] = k;
        }
        int[] place = new int[outcomes.size()];
        for (int i = 0; i < place.length; i++) {
            int column = router.choice().best(outcomes.query()[i]);
            place[i] = column < 0 ? -1 : placeOf[column];
        }
        RouterSummary summary = RouterSummary.of(router.choice(), ground.labels(), ground.rows());
        return Draft.of(Kind.ROUTER, router.name(), outcomes, place, summary.confusion(), summary.unscored());
    }

    private static Draft single(Kind kind, Dataset dataset, Outcomes outcomes, int place) {
        int[] always = new int[outcomes.size()];
        Arrays.fill(always, place);
        String vlm = dataset.vlms().get(outcomes.column()[place]).id();
        return Draft.of(kind, vlm, outcomes, always, null, 0);
    }

    private static Draft random(Outcomes outcomes, OperatingPoint closed) {
        double[] quality = new double[outcomes.size()];
        int judged = 0;
        int priced = 0;
        for (int i = 0; i < quality.length; i++) {
            int right = 0;
            int known = 0;
            boolean cost = false;
            for (int k = 0; k < outcomes.width(); k++) {
                byte label = outcomes.quality()[k][i];
                known += label < 0 ? 0 : 1;
                right += label > 0 ? 1 : 0;
                cost |= !Double.isNaN(outcomes.cost()[k][i]);
            }
            quality[i] = known == 0 ? Double.NaN : (double) right / known;
            judged += known == 0 ? 0 : 1;
            priced += cost ? 1 : 0;
        }
        List<Double> share = Collections.nCopies(outcomes.width(), 1. / Math.max(1, outcomes.width()));
        double correct = judged == 0 ? 0 : closed.quality() * judged;
        return new Draft(Kind.RANDOM, "", judged, correct, priced, closed.cost(), null, 0, share, quality);
    }

    /** Quality and cost of the pool's VLMs on the compared queries. */
    public Outcomes outcomes() {
        return outcomes;
    }

    public List<Standing> standings() {
        return standings;
    }

    /** The first standing of a kind, or -1. */
    public int first(Kind kind) {
        return IntStream.range(0, standings.size())
                .filter(i -> standings.get(i).kind() == kind)
                .findFirst()
                .orElse(-1);
    }

    /** The units that the bootstrap draws: as many as queries when no two show the same picture. */
    public int groups() {
        BitSet seen = new BitSet();
        Arrays.stream(group).forEach(seen::set);
        return seen.cardinality();
    }

    /**
     * Every standing against one of them, in their order; the one against itself is no difference. With intervals when this
     * is {@link #resampled()}.
     */
    public List<PairedTest> against(int baseline) {
        List<Interval> intervals = bootstrap == null
                ? Collections.nCopies(standings.size(), UNKNOWN)
                : bootstrap.intervals(
                        IntStream.range(0, standings.size())
                                .mapToObj(i -> Figure.difference(i, baseline))
                                .toList(),
                        method);
        List<PairedTest> tests = new ArrayList<>();
        for (int i = 0; i < standings.size(); i++) {
            Pairing pairing = new Pairing();
            for (int query = 0; query < outcomes.size(); query++) {
                pairing.add(quality[i][query], quality[baseline][query]);
            }
            tests.add(new PairedTest(pairing.queries(), pairing.difference(), intervals.get(i), pairing.mcNemar()));
        }
        return tests;
    }

    /**
     * Two standings by slices. P values are adjusted over the slices that are tested: those of at least
     * {@link Slice#LEAST} queries.
     */
    public List<Slice> slices(Slicing slicing, int first, int second) {
        int[] row = outcomes.rows();
        List<Pairing> pairings = new ArrayList<>();
        for (int[] members : slicing.members()) {
            Pairing pairing = new Pairing();
            for (int query : members) {
                if (query < row.length && row[query] >= 0) {
                    pairing.add(quality[first][row[query]], quality[second][row[query]]);
                }
            }
            pairings.add(pairing);
        }
        return Slice.of(slicing.values(), pairings);
    }
}
