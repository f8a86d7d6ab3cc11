package dev.signalbox.workbench;

import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.comparison.Comparison;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a router's stored scores do on a dataset's test split, with the labels in force, beside the simplest alternatives on
 * the same queries: the figures of {@code evaluate}. Intervals are of 95 %: Wilson's for the router and the single VLM, by the
 * bootstrap for random choice and for the gain.
 *
 * @param judged     test queries whose chosen VLM has a known label
 * @param em         share of them whose choice is right
 * @param single     the VLM that is right most often on the split, or null when no label is known
 * @param singleEm   its accuracy
 * @param gain       the router over that VLM, on queries where both have a known label; null without such a VLM
 * @param random     expected under a uniform choice
 * @param oracle     share that some VLM answers right
 */
public record TestScore(
        String dataset,
        String dataHash,
        int judged,
        double em,
        Interval interval,
        @Nullable String single,
        double singleEm,
        Interval singleInterval,
        @Nullable PairedTest gain,
        double random,
        Interval randomInterval,
        double oracle) {

    /** Reads the newest complete scores; empty when the router has not scored the dataset. */
    public static Optional<TestScore> of(OpenDataset open, RouterInfo router) {
        Optional<ScoreSet> set = open.workspace()
                .scores()
                .latest(open.dataset().id(), router.id())
                .filter(ScoreSet::complete);
        return set.map(found -> of(
                open,
                new CompareRouters.Scored(
                        router.name(), open.workspace().scores().load(found.id()))));
    }

    private static TestScore of(OpenDataset open, CompareRouters.Scored scored) {
        Comparison comparison = new CompareRouters(open)
                .compare(
                        open.editor().annotations().labels(),
                        open.split("test"),
                        scored.choosable(open.dataset(), open.columns()),
                        List.of(scored),
                        null,
                        CompareRouters.SEED)
                .resampled();
        Standing router = comparison.standings().get(comparison.first(Kind.ROUTER));
        Standing random = comparison.standings().get(comparison.first(Kind.RANDOM));
        int best = comparison.first(Kind.BEST_SINGLE);
        Standing single = best < 0 ? null : comparison.standings().get(best);
        return new TestScore(
                open.dataset().name(),
                open.dataset().dataHash(),
                router.judged(),
                router.em(),
                wilson(router),
                single == null ? null : single.name(),
                single == null ? Double.NaN : single.em(),
                single == null ? new Interval(0, 1) : wilson(single),
                single == null ? null : comparison.against(best).get(comparison.first(Kind.ROUTER)),
                random.em(),
                random.interval(),
                comparison.standings().get(comparison.first(Kind.ORACLE)).em());
    }

    private static Interval wilson(Standing standing) {
        return Objects.requireNonNull(standing.wilson());
    }
}
