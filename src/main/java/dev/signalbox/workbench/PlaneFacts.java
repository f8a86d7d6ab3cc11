package dev.signalbox.workbench;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.Steps;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.frontier.CascadeFrontier;
import dev.signalbox.evaluation.frontier.ComparedCurves;
import dev.signalbox.evaluation.frontier.LambdaFrontier;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.evaluation.frontier.References;
import dev.signalbox.evaluation.frontier.ScoreMatrix;
import dev.signalbox.evaluation.frontier.UtilityPolicy;
import dev.signalbox.evaluation.pricing.KnownCosts;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Scores;
import java.util.Arrays;
import java.util.List;

/**
 * A cascade on the plane of cost and quality, in the figures that papers compare routers by. Free VLMs of which no cost is known
 * cost nothing here, as on the page Frontier, whose figures these are.
 *
 * @param optimal   RouterArena's ratios of the cascade at its threshold
 * @param routers   the routers whose policies over lambda are among the curves, by their numbers
 * @param distances ParetoDist of the cascade, of each router's policy over lambda, and of the zero router; NaN without any known cost
 * @param assumed   free VLMs that are taken to cost nothing
 */
public record PlaneFacts(OptimalChoices.Ratios optimal, List<Long> routers, List<Double> distances, int assumed) {
    public PlaneFacts {
        routers = List.copyOf(routers);
        distances = List.copyOf(distances);
    }

    /** Counts on the queries that the cascade can be replayed on. */
    static PlaneFacts of(PricedCascade priced, Labels labels, Selection rows, double tau) {
        DatasetTable table = priced.table();
        Cascade cascade = priced.cascade();
        Replay replay = Replay.of(table, labels, rows, cascade);
        Steps steps = replay.steps();
        int[] pool = cascade.pool();
        KnownCosts known = KnownCosts.of(table, Outcomes.of(table, labels, Selection.of(steps.query()), pool));
        Outcomes outcomes = known.outcomes();
        List<Scores> routers =
                cascade.first().set().id() == cascade.second().set().id()
                        ? List.of(cascade.first())
                        : List.of(cascade.first(), cascade.second());
        ComparedCurves curves = ComparedCurves.of(
                CascadeFrontier.of(steps, outcomes),
                routers.stream().map(scores -> lambda(table, scores, outcomes)).toList(),
                References.of(outcomes, table.fields().get(Fields.BENCHMARK)));
        return new PlaneFacts(
                OptimalChoices.of(outcomes).deferred(steps).at(replay.at(tau).deferred()),
                routers.stream().map(scores -> scores.set().router()).toList(),
                Arrays.stream(curves.distances()).boxed().toList(),
                known.assumed());
    }

    private static LambdaFrontier lambda(DatasetTable table, Scores scores, Outcomes outcomes) {
        return LambdaFrontier.of(
                new UtilityPolicy(outcomes, ScoreMatrix.of(table, scores, outcomes), Ties.COST_THEN_INDEX));
    }
}
