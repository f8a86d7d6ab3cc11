package dev.signalbox.workbench;

import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report of a study tells, gathered from the reports of the commands that count it.
 *
 * @param dataset    as stored
 * @param corrections labels and references that people changed
 * @param evaluation of all VLMs, as {@code evaluate} gives it
 * @param routers    the cascade's routers one by one, as {@code evaluate --router} gives them
 * @param hand       the setting in hand at one threshold, as {@code tune --tau} gives it
 * @param curve      the same over the threshold
 * @param plane      the setting in hand against all others, by cost and quality
 * @param today      what it is compared with
 * @param changes    from today's setting to the one in hand
 * @param scenarios  saved settings, replayed now on the same split
 * @param advice     what advised the setting in hand, or null
 * @param stale      what has changed since that advice
 * @param repriced   VLMs of the setting in hand whose prices are not as imported
 * @param forbidden  VLMs that it may not choose
 * @param seed       of everything that is drawn
 * @param commands   which repeat the figures
 */
public record StudyFacts(
        Dataset dataset,
        int corrections,
        EvaluationReport evaluation,
        List<Routed> routers,
        TuneDataset.Report hand,
        TuneDataset.Report curve,
        PlaneFacts plane,
        Today today,
        Changes changes,
        List<Kept> scenarios,
        @Nullable AdviceStamp advice,
        Set<AdviceStamp.Change> stale,
        int repriced,
        int forbidden,
        long seed,
        List<String> commands) {
    public StudyFacts {
        routers = List.copyOf(routers);
        scenarios = List.copyOf(scenarios);
        stale = Set.copyOf(stale);
        commands = List.copyOf(commands);
    }

    /**
     * A router with how it does by itself.
     *
     * @param pool the VLMs it chose from; empty for all of the dataset's
     */
    public record Routed(RouterInfo info, List<String> pool, EvaluationReport evaluation) {
        public Routed {
            pool = List.copyOf(pool);
        }
    }

    /**
     * The setting that is in use today.
     *
     * @param scenario its name, or null for deferring nothing
     */
    public record Today(@Nullable String scenario, TuneDataset.Report report) {
        public TuneDataset.Point point() {
            return report.points().getFirst();
        }
    }

    /**
     * Queries whose VLM differs between two settings.
     *
     * @param unknown those of which one of the labels is unknown
     * @param em      the change of EM on the queries that can be judged in both
     */
    public record Changes(int gained, int lost, int same, int unknown, PairedDifference em) {
        public int all() {
            return gained + lost + same + unknown;
        }
    }

    /**
     * A saved setting.
     *
     * @param saved   what it gave when it was saved; null for a scenario of another program
     * @param now     what it gives now; null when it cannot be replayed or is one of stages
     * @param staged  what its stages give now; null for one of one or two routers
     * @param problem why it cannot, or null
     * @param stale   what has changed since its advice; empty without advice
     */
    public record Kept(
            String name,
            double tau,
            @Nullable ScenarioMetrics saved,
            TuneDataset.@Nullable Report now,
            TuneStages.@Nullable Report staged,
            @Nullable String problem,
            Set<AdviceStamp.Change> stale) {
        public Kept {
            stale = Set.copyOf(stale);
        }
    }

    /** The setting in hand. */
    public TuneDataset.Point point() {
        return hand.points().getFirst();
    }
}
