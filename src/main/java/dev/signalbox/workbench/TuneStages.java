package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.StagedCascade;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.evaluation.StagedReplay;
import dev.signalbox.evaluation.StagedSearch;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.Labels;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cascade of any number of stages gives, from stored scores, counted exactly. */
public final class TuneStages {
    private final RouterLibrary library;

    public TuneStages(Workspace workspace, Path home) {
        this.library = new RouterLibrary(workspace, home);
    }

    /**
     * A stage as it is asked for.
     *
     * @param router what {@link RouterLibrary#resolve} takes
     * @param pool   ids of its VLMs; empty for all that it scored and no stage before has
     * @param method how the router's confidences are calibrated
     */
    public record Asked(String router, List<String> pool, CalibrationMethod method) {
        public Asked {
            pool = List.copyOf(pool);
        }

        /** With the router's own confidences. */
        public Asked(String router, List<String> pool) {
            this(router, pool, CalibrationMethod.NONE);
        }
    }

    /**
     * One setting; rates as in {@link TuneDataset.Point}.
     *
     * @param tau     after which confidence each stage but the last ends the cascade
     * @param reached queries on which each stage's router was asked
     * @param decided queries whose choice is of each stage
     * @param paid    share of the queries that went to a paid VLM
     */
    public record Point(
            List<Double> tau,
            double em,
            double low,
            double high,
            int judged,
            int correct,
            List<Integer> reached,
            List<Integer> decided,
            double accuracy,
            double precision,
            double recall,
            double f1,
            @Nullable Double meanCost,
            int priced,
            @Nullable Double meanLatency,
            int timed,
            double paid,
            Map<String, Double> share) {}

    /** The whole. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String dataset,
            boolean simulated,
            String split,
            List<TuneDataset.Stage> stages,
            int queries,
            int unscored,
            TuneDataset.@Nullable Found found,
            Point point,
            String dataHash) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text(
                    simulated ? "workbench.tuned.simulated" : "workbench.tuned", dataset, split, queries, unscored));
            for (int s = 0; s < stages.size(); s++) {
                lines.add(Messages.text(
                        "workbench.tuned.stage",
                        s + 1,
                        stages.get(s).router(),
                        String.join(", ", stages.get(s).pool()),
                        point.reached().get(s),
                        point.decided().get(s)));
            }
            if (found != null) {
                lines.add(found.line());
            }
            String taus = point.tau().stream()
                    .map(tau -> String.format(Locale.ROOT, "%.6f", tau))
                    .collect(Collectors.joining(", "));
            lines.add(String.format(
                    Locale.ROOT,
                    "tau %s   EM %.4f [%.4f, %.4f]   $ per query %s   s a query %s",
                    taus,
                    point.em(),
                    point.low(),
                    point.high(),
                    TuneDataset.dollars(point.meanCost()),
                    TuneDataset.seconds(point.meanLatency())));
            return lines;
        }
    }

    /**
     * Replays at imported prices.
     *
     * @see #run(OpenDataset, List, String, List, long, PoolTerms)
     */
    public Report run(OpenDataset open, List<Asked> asked, String split, @Nullable List<Double> tau, long seed) {
        return run(open, asked, split, tau, seed, PoolTerms.AS_IMPORTED);
    }

    /**
     * Replays.
     *
     * @param tau  one threshold for every stage but the last, or null for those of the highest EM on validation queries
     * @param seed of the validation queries where a router's record names none
     * @param terms which VLMs may be chosen, and at which prices
     * @throws UserFacingException for an unknown split, VLM or router, one in two stages, a wrong number of thresholds, or a
     *                             router without scores
     */
    public Report run(
            OpenDataset open, List<Asked> asked, String split, @Nullable List<Double> tau, long seed, PoolTerms terms) {
        if (tau != null && tau.size() != asked.size() - 1) {
            throw new UserFacingException("workbench.tune.thresholds", asked.size(), asked.size() - 1, tau.size());
        }
        List<RouterInfo> routers =
                asked.stream().map(stage -> library.resolve(stage.router())).toList();
        StagedCascade cascade = cascade(open, asked, routers, seed, terms);
        Labels labels = open.editor().annotations().labels();
        DatasetTable table = PricedCascade.table(open, terms);
        StagedReplay replay = StagedReplay.of(table, labels, open.split(split), cascade);
        TuneDataset.Found found = null;
        double[] used;
        if (tau == null) {
            FoundStages best =
                    FoundStages.search(open, routers, table, labels, cascade, new StagedSearch.Goal.HighestEm(), seed);
            StagedPoint point = best.point();
            used = point == null ? new double[asked.size() - 1] : point.tau();
            found = new TuneDataset.Found(
                    best.origin(), best.validation().size(), best.seed(), point == null ? 0 : point.em(), null);
        } else {
            used = tau.stream().mapToDouble(Double::doubleValue).toArray();
        }
        List<TuneDataset.Stage> stages = new ArrayList<>();
        for (int s = 0; s < routers.size(); s++) {
            stages.add(TuneDataset.stage(
                    open, routers.get(s), cascade.stages().get(s).pool()));
        }
        return new Report(
                open.dataset().name(),
                open.dataset().simulated(),
                split,
                stages,
                replay.size(),
                replay.unscored(),
                found,
                point(open, replay.at(used)),
                open.dataset().dataHash());
    }

    private static StagedCascade cascade(
            OpenDataset open, List<Asked> asked, List<RouterInfo> routers, long seed, PoolTerms terms) {
        List<StagedCascade.Stage> stages = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int s = 0; s < asked.size(); s++) {
            var scores = PricedCascade.calibrated(
                    open, seed, routers.get(s), asked.get(s).method());
            List<String> named = asked.get(s).pool();
            int[] pool = named.isEmpty()
                    ? Arrays.stream(open.columns(scores.set().vlms()))
                            .filter(column -> !taken.contains(column))
                            .toArray()
                    : open.columns(named);
            for (int column : pool) {
                if (!taken.add(column)) {
                    throw new UserFacingException("workbench.tune.both", TuneDataset.vlm(open, column));
                }
            }
            stages.add(new StagedCascade.Stage(scores, terms.allowed(pool)));
        }
        return new StagedCascade(stages, Ties.COST_THEN_INDEX);
    }

    private static Point point(OpenDataset open, StagedPoint point) {
        Map<String, Double> share = new LinkedHashMap<>();
        double paid = 0;
        for (int column = 0; column < open.table().width(); column++) {
            share.put(TuneDataset.vlm(open, column), point.share(column));
            boolean free = open.dataset().vlms().get(column).pool() == Pool.FREE;
            paid += free ? 0 : point.share(column);
        }
        return new Point(
                Arrays.stream(point.tau()).boxed().toList(),
                point.em(),
                point.interval().low(),
                point.interval().high(),
                point.judged(),
                point.correct(),
                Arrays.stream(point.reached()).boxed().toList(),
                Arrays.stream(point.decided()).boxed().toList(),
                point.confusion().accuracy(),
                point.confusion().precision(),
                point.confusion().recall(),
                point.confusion().f1(),
                point.priced() == 0 ? null : point.meanCost(),
                point.priced(),
                point.timed() == 0 ? null : point.meanLatency(),
                point.timed(),
                paid,
                share);
    }
}
