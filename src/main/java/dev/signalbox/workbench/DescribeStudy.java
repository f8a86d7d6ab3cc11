package dev.signalbox.workbench;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a report of a study tells. Every figure comes from the command that gives it alone, too. */
public final class DescribeStudy {
    private static final int PLOTTED = 400;

    private final Workspace workspace;
    private final RouterLibrary library;
    private final EvaluateDataset evaluate;
    private final TuneDataset tune;
    private final TuneStages stages;

    public DescribeStudy(Workspace workspace, Path home) {
        this.workspace = workspace;
        this.library = new RouterLibrary(workspace, home);
        this.evaluate = new EvaluateDataset(workspace, home);
        this.tune = new TuneDataset(workspace, home);
        this.stages = new TuneStages(workspace, home);
    }

    /**
     * What to describe.
     *
     * @param setting   the cascade in hand
     * @param thresholds its own: one, the best, or one for every VLM
     * @param split     the queries
     * @param today     the saved setting in use today; null for deferring nothing
     * @param scenarios saved settings to lay beside it; null for all
     * @param advice    what advised the threshold, or null
     */
    public record Request(
            TuneDataset.Setting setting,
            TuneDataset.Thresholds thresholds,
            String split,
            @Nullable String today,
            @Nullable List<String> scenarios,
            @Nullable AdviceStamp advice) {}

    /**
     * Gathers.
     *
     * @throws UserFacingException for an unknown split, VLM, router or scenario, or a router without scores
     */
    public StudyFacts run(OpenDataset open, Request request, Progress progress) {
        RouterInfo first = library.resolve(request.setting().first());
        String other = request.setting().second();
        RouterInfo second = other == null ? first : library.resolve(other);
        progress.update(0.1, Messages.text("report.progress"));
        TuneDataset.Report hand = tune.run(open, request.setting(), request.split(), request.thresholds());
        Map<String, Double> own = hand.tauByVlm();
        TuneDataset.Setting setting =
                own == null ? request.setting() : request.setting().with(own);
        progress.checkCancelled();
        TuneDataset.Report curve =
                tune.run(open, setting, request.split(), new TuneDataset.Thresholds.Plotted(PLOTTED));
        progress.update(0.4, Messages.text("report.progress"));
        List<StudyFacts.Routed> routers = new ArrayList<>();
        for (RouterInfo router : first.id() == second.id() ? List.of(first) : List.of(first, second)) {
            List<String> pool = pool(open, router);
            routers.add(new StudyFacts.Routed(
                    router,
                    pool,
                    evaluate.run(open, evaluation(request.split(), pool, List.of(router.name()), setting.seed()))));
        }
        EvaluationReport evaluation =
                evaluate.run(open, evaluation(request.split(), List.of(), List.of(), setting.seed()));
        progress.update(0.6, Messages.text("report.progress"));
        double used = hand.points().getFirst().tau();
        Scenario today = request.today() == null ? null : scenario(open, request.today());
        TuneDataset.Setting before = today == null ? setting.with(Map.of()) : setting(open, today, setting.seed());
        double beforeTau = today == null ? 0 : today.tau();
        TuneDataset.Report todays =
                tune.run(open, before, request.split(), new TuneDataset.Thresholds.Given(List.of(beforeTau)));
        StudyFacts.Changes changes = changes(open, request.split(), before, beforeTau, setting, used);
        progress.update(0.8, Messages.text("report.progress"));
        List<StudyFacts.Kept> kept =
                replay(open, scenarios(open, request.scenarios()), request.split(), setting.seed(), progress);
        AdviceStamp advice = request.advice();
        int corrections = open.editor().annotations().corrections();
        return new StudyFacts(
                open.dataset(),
                corrections,
                evaluation,
                routers,
                hand,
                curve,
                PlaneFacts.of(
                        PricedCascade.of(open, setting, first, second),
                        labels(open),
                        open.split(request.split()),
                        used),
                new StudyFacts.Today(request.today(), todays),
                changes,
                kept,
                advice,
                advice == null
                        ? Set.of()
                        : advice.changes(open.dataset(), labels(open).corrections(), first, second),
                setting.terms().repriced(),
                setting.terms().forbidden(),
                setting.seed(),
                new RepeatLines(open.dataset().name(), request.split()).all(routers, setting, hand));
    }

    private static EvaluateDataset.Request evaluation(
            String split, List<String> pool, List<String> routers, long seed) {
        return new EvaluateDataset.Request(
                split, pool, routers, null, null, CalibrationMethod.NONE, seed, IntervalMethod.PERCENTILE);
    }

    /** The VLMs that the router scored; empty for all of the dataset’s. */
    private static List<String> pool(OpenDataset open, RouterInfo router) {
        List<String> scored = open.scores(router).set().vlms();
        List<String> known = open.dataset().vlms().stream().map(vlm -> vlm.id()).toList();
        return scored.containsAll(known)
                ? List.of()
                : known.stream().filter(scored::contains).toList();
    }

    private static Labels labels(OpenDataset open) {
        return open.editor().annotations().labels();
    }

    private StudyFacts.Changes changes(
            OpenDataset open,
            String split,
            TuneDataset.Setting before,
            double beforeTau,
            TuneDataset.Setting after,
            double afterTau) {
        Labels labels = labels(open);
        Selection rows = open.split(split);
        int[] old = replay(open, labels, rows, before).choices(beforeTau);
        int[] now = replay(open, labels, rows, after).choices(afterTau);
        int[] effects = new int[Flip.Effect.values().length];
        int judged = 0;
        for (int query = 0; query < old.length; query++) {
            if (old[query] < 0 || now[query] < 0) {
                continue;
            }
            Correctness was = labels.get(query, old[query]);
            Correctness is = labels.get(query, now[query]);
            judged += was != Correctness.UNKNOWN && is != Correctness.UNKNOWN ? 1 : 0;
            if (old[query] != now[query]) {
                effects[Flip.effect(was, is).ordinal()]++;
            }
        }
        int gained = effects[Flip.Effect.GAINED.ordinal()];
        int lost = effects[Flip.Effect.LOST.ordinal()];
        return new StudyFacts.Changes(
                gained,
                lost,
                effects[Flip.Effect.SAME.ordinal()],
                effects[Flip.Effect.UNKNOWN.ordinal()],
                PairedDifference.of(judged, gained, lost));
    }

    private Replay replay(OpenDataset open, Labels labels, Selection rows, TuneDataset.Setting setting) {
        RouterInfo first = library.resolve(setting.first());
        String second = setting.second();
        PricedCascade priced = PricedCascade.of(open, setting, first, second == null ? first : library.resolve(second));
        return Replay.of(priced.table(), labels, rows, priced.cascade());
    }

    /** Saved settings, replayed now on the same queries. */
    public List<StudyFacts.Kept> replay(
            OpenDataset open, List<Scenario> scenarios, String split, long seed, Progress progress) {
        List<StudyFacts.Kept> kept = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            progress.checkCancelled();
            kept.add(kept(open, scenario, split, seed));
        }
        return kept;
    }

    private StudyFacts.Kept kept(OpenDataset open, Scenario scenario, String split, long seed) {
        ScenarioMetrics saved = ScenarioMetrics.read(scenario.metrics()).orElse(null);
        AdviceStamp advice = saved == null ? null : saved.advice();
        Set<AdviceStamp.Change> stale = advice == null
                ? Set.of()
                : advice.changes(
                        open.dataset(),
                        labels(open).corrections(),
                        router(scenario.first()),
                        scenario.second() == null ? null : router(scenario.second()));
        try {
            SavedStages stages = SavedStages.of(scenario).orElse(null);
            if (stages != null) {
                TuneStages.Report staged = this.stages.run(
                        open,
                        stages.asked(scenario, workspace.routers().list()),
                        split,
                        stages.tau(),
                        seed,
                        saved == null ? PoolTerms.AS_IMPORTED : saved.terms(open.dataset()));
                return new StudyFacts.Kept(scenario.name(), scenario.tau(), saved, null, staged, null, stale);
            }
            TuneDataset.Report now = tune.run(
                    open,
                    setting(open, scenario, seed),
                    split,
                    new TuneDataset.Thresholds.Given(List.of(scenario.tau())));
            return new StudyFacts.Kept(scenario.name(), scenario.tau(), saved, now, null, null, stale);
        } catch (UserFacingException e) {
            return new StudyFacts.Kept(scenario.name(), scenario.tau(), saved, null, null, e.getMessage(), stale);
        }
    }

    /** The cascade of a saved setting. */
    public TuneDataset.Setting setting(OpenDataset open, Scenario scenario, long seed) {
        if (scenario.stages() != null) {
            throw new UserFacingException("report.scenario.staged", scenario.name());
        }
        Long second = scenario.second();
        Map<Long, CalibrationMethod> methods = ScenarioMetrics.methods(scenario);
        Optional<ScenarioMetrics> metrics = ScenarioMetrics.read(scenario.metrics());
        return new TuneDataset.Setting(
                named(scenario, scenario.first()),
                second == null ? null : named(scenario, second),
                List.of(),
                List.of(),
                methods.getOrDefault(scenario.first(), CalibrationMethod.NONE),
                methods.getOrDefault(second == null ? scenario.first() : second, CalibrationMethod.NONE),
                seed,
                metrics.map(saved -> saved.terms(open.dataset())).orElse(PoolTerms.AS_IMPORTED),
                metrics.map(saved -> saved.own(open.dataset())).orElse(Map.of()));
    }

    private String named(Scenario scenario, long id) {
        RouterInfo router = router(id);
        if (router == null) {
            throw new UserFacingException("report.scenario.router", scenario.name());
        }
        return router.name();
    }

    private @Nullable RouterInfo router(long id) {
        return workspace.routers().list().stream()
                .filter(router -> router.id() == id)
                .findFirst()
                .orElse(null);
    }

    private List<Scenario> scenarios(OpenDataset open, @Nullable List<String> names) {
        return names == null
                ? workspace.scenarios().list(open.dataset().id())
                : names.stream().map(name -> scenario(open, name)).toList();
    }

    /** The saved setting of that name. */
    public Scenario scenario(OpenDataset open, @Nullable String name) {
        List<Scenario> all = workspace.scenarios().list(open.dataset().id());
        return all.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserFacingException(
                        "report.scenario.absent",
                        Objects.requireNonNullElse(name, ""),
                        String.join(", ", all.stream().map(Scenario::name).toList())));
    }
}
