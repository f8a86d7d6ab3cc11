package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.frontier.CascadeFrontier;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.DeferralCurve;
import dev.signalbox.evaluation.frontier.LambdaFrontier;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.evaluation.frontier.References;
import dev.signalbox.evaluation.frontier.ScoreMatrix;
import dev.signalbox.evaluation.frontier.UtilityPolicy;
import dev.signalbox.evaluation.pool.UtilityRegret;
import dev.signalbox.evaluation.pricing.KnownCosts;
import dev.signalbox.index.LabelChange;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Scores;
import dev.signalbox.ui.tune.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the plane of cost and quality that belongs to one study. Made beside the UI thread, immutable.
 *
 * @param study      what it was made of
 * @param cascade    the cascade over tau
 * @param corners    of the routers' lambda frontiers, which outlive a change of labels
 * @param routers    the lambda frontier of the first router over all VLMs it scored, and of the second
 * @param references single VLMs, random, dataset oracle, oracle
 * @param optimal    RouterArena's ratios of the cascade
 * @param strong     RouteLLM's curve from the best VLM of the first pool to the best of the second, or null
 * @param utility    the cascade's utility regret at {@link #LAMBDA}
 * @param bounds     of the mean costs at the prices in hand
 * @param frozen     of the mean costs as imported
 * @param assumed    free VLMs of unknown costs that are taken to cost nothing
 * @param unknown    answers of unknown cost
 */
record Landscape(
        Study study,
        Outcomes outcomes,
        CascadeFrontier cascade,
        List<LambdaFrontier.Corners> corners,
        List<LambdaFrontier> routers,
        References references,
        OptimalChoices.Deferred optimal,
        @Nullable StrongCalls strong,
        UtilityRegret utility,
        CostBounds bounds,
        CostBounds frozen,
        int assumed,
        int unknown) {
    /** The weight of a cost in the utility that regret is told of; the What-if page offers others. */
    static final double LAMBDA = 0.2;

    /**
     * The share of calls that go to a strong VLM.
     *
     * @param weak   place in the outcomes, as is strong
     */
    record StrongCalls(
            int weak, int strong, double low, double high, DeferralCurve.Ranking ranking, DeferralCurve curve) {}

    /** @param before of a study before, whose parts are used again where only labels changed; or null */
    static Landscape of(Study study, @Nullable Landscape before) {
        if (before != null && before.study.differsByLabels(study)) {
            List<LabelChange> labels = study.labels().since(before.study.labels());
            if (labels != null) {
                return before.updated(study, before.outcomes.changes(labels));
            }
        }
        Steps steps = study.replay().steps();
        Selection rows = Selection.of(steps.query());
        DatasetTable table = study.table();
        KnownCosts known = KnownCosts.of(table, Outcomes.of(table, study.labels(), rows, study.pool()));
        Outcomes outcomes = known.outcomes();
        References references = References.of(outcomes, table.fields().get(Fields.BENCHMARK));
        CostBounds bounds = CostBounds.spent(references.singles());
        CostBounds frozen = study.terms().asImported() ? bounds : imported(study, rows);
        List<LambdaFrontier.Corners> corners = corners(study, outcomes);
        return new Landscape(
                study,
                outcomes,
                CascadeFrontier.of(steps, outcomes),
                corners,
                corners.stream().map(corner -> corner.frontier(outcomes)).toList(),
                references,
                OptimalChoices.of(outcomes).deferred(steps),
                strong(study, outcomes, references, null, List.of()),
                UtilityRegret.of(steps, outcomes, LAMBDA),
                bounds,
                frozen,
                known.assumed(),
                known.unknown());
    }

    /** Under a few changed labels: costs stay, counts move, and what was added up is added up anew where it changed. */
    private Landscape updated(Study now, List<OutcomeChange> changes) {
        Steps steps = now.replay().steps();
        Outcomes after = outcomes.with(changes);
        References others = references.updated(outcomes, after, changes);
        List<LambdaFrontier> frontiers = new ArrayList<>();
        for (int r = 0; r < corners.size(); r++) {
            frontiers.add(corners.get(r).updated(routers.get(r), changes));
        }
        return new Landscape(
                now,
                after,
                cascade.updated(steps, after, changes),
                corners,
                List.copyOf(frontiers),
                others,
                optimal.updated(after, changes),
                strong(now, after, others, strong, changes),
                utility.updated(after, changes),
                bounds,
                frozen,
                assumed,
                unknown);
    }

    private static CostBounds imported(Study study, Selection rows) {
        Outcomes outcomes = KnownCosts.of(
                        study.imported(), Outcomes.of(study.imported(), study.labels(), rows, everything(study)))
                .outcomes();
        return CostBounds.spent(References.of(outcomes, null).singles());
    }

    private static List<LambdaFrontier.Corners> corners(Study study, Outcomes outcomes) {
        List<LambdaFrontier.Corners> corners = new ArrayList<>();
        Scores first = study.cascade().first();
        Scores second = study.cascade().second();
        corners.add(corners(study.table(), first, outcomes));
        if (second.set().id() != first.set().id()) {
            corners.add(corners(study.table(), second, outcomes));
        }
        return List.copyOf(corners);
    }

    private static LambdaFrontier.Corners corners(DatasetTable table, Scores scores, Outcomes outcomes) {
        return LambdaFrontier.Corners.of(
                new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX));
    }

    /** Columns that a router of the cascade scored, forbidden or not. */
    private static int[] everything(Study study) {
        List<String> scored = new ArrayList<>(study.cascade().first().set().vlms());
        scored.addAll(study.cascade().second().set().vlms());
        return java.util.stream.IntStream.range(0, study.table().width())
                .filter(k -> scored.contains(study.vlm(k)))
                .toArray();
    }

    /** @param changes since before */
    private static @Nullable StrongCalls strong(
            Study study,
            Outcomes outcomes,
            References references,
            @Nullable StrongCalls before,
            List<OutcomeChange> changes) {
        int weak = best(study, outcomes, references, Pool.FREE);
        int strong = best(study, outcomes, references, Pool.PAID);
        if (weak < 0 || strong < 0) {
            return null;
        }
        StrongCalls same = before != null && before.weak == weak && before.strong == strong ? before : null;
        if (same != null && changes.stream().allMatch(c -> c.place() != weak && c.place() != strong)) {
            return same;
        }
        DeferralCurve.Ranking ranking = same == null ? ranking(study, outcomes, weak, strong) : same.ranking;
        return new StrongCalls(
                weak,
                strong,
                references.singles().get(weak).quality(),
                references.singles().get(strong).quality(),
                ranking,
                DeferralCurve.of(outcomes, weak, strong, ranking));
    }

    private static DeferralCurve.Ranking ranking(Study study, Outcomes outcomes, int weak, int strong) {
        double[] low =
                ScoreMatrix.of(study.table(), study.cascade().first(), outcomes).score()[weak];
        double[] high = ScoreMatrix.of(study.table(), study.cascade().second(), outcomes)
                .score()[strong];
        double[] score = new double[outcomes.size()];
        Arrays.setAll(score, i -> high[i] - low[i]);
        return DeferralCurve.Ranking.of(score);
    }

    private static int best(Study study, Outcomes outcomes, References references, Pool pool) {
        int best = -1;
        for (int k = 0; k < outcomes.width(); k++) {
            boolean paid = study.isPaid(outcomes.column()[k]);
            double quality = references.singles().get(k).quality();
            if (paid == (pool == Pool.PAID)
                    && !Double.isNaN(quality)
                    && (best < 0 || quality > references.singles().get(best).quality())) {
                best = k;
            }
        }
        return best;
    }

    /** The utility regret at a place of the cascade's curve. */
    double utilityRegret(int place) {
        return utility.at(steps(place));
    }

    /** The ratios at a place of the cascade's curve. */
    OptimalChoices.Ratios optimal(int place) {
        return optimal.at(steps(place));
    }

    private int steps(int place) {
        return (int) Math.rint(cascade.deferral().share()[place] * outcomes.size());
    }

    /** True when nothing can be drawn over costs, because none is known. */
    boolean costless() {
        return Double.isNaN(bounds.min());
    }

    String vlm(int place) {
        return study.vlm(outcomes.column()[place]);
    }
}
