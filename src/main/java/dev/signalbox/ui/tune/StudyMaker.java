package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.model.TokenCounts;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes studies from what the workspace has stored. Keeps the scores read last, so that a change of split is quick. */
final class StudyMaker {
    private static final int KEPT = 4;

    private final Map<Long, Scores> kept = new LinkedHashMap<>();
    private @Nullable Priced priced;

    /**
     * What to study.
     *
     * @param second    null for one router over both pools
     * @param split     {@link OpenDataset#ALL} or a value of the split field
     * @param selection null for the whole split
     * @param baseline  what it is compared with
     * @param bench     of the open dataset
     * @param methods   how a router's confidences are calibrated, by its id; those that are not there as the router says
     * @param terms     which VLMs may be chosen, and at which prices
     * @param own       thresholds of single VLMs, by column
     */
    record Request(
            OpenDataset open,
            DatasetIndex index,
            RouterInfo first,
            @Nullable RouterInfo second,
            String split,
            @Nullable Selection selection,
            Baseline baseline,
            CalibrationBench bench,
            Map<Long, CalibrationMethod> methods,
            PoolTerms terms,
            Map<Integer, Double> own) {}

    /** What came of it: a state and, when it is ready, a study. */
    record Outcome(TuneState state, @Nullable Study study) {}

    Outcome make(Request request, @Nullable Study older, Progress progress) {
        Scores first = scores(request.open(), request.first().id());
        if (first == null) {
            return new Outcome(new TuneState.NoScores(request.first()), null);
        }
        RouterInfo other = request.second();
        Scores second = other == null ? first : scores(request.open(), other.id());
        if (second == null) {
            return new Outcome(new TuneState.NoScores(other == null ? request.first() : other), null);
        }
        progress.checkCancelled();
        Selection rows = request.split().equals(OpenDataset.ALL)
                ? Selection.all(request.index().size())
                : request.index().filter(new Filter.Field(Fields.SPLIT, request.split()), progress);
        if (request.selection() != null) {
            rows = rows.and(request.selection());
        }
        Scores one = calibrated(request, request.first().id(), first, request.methods());
        Scores two = other == null ? null : calibrated(request, other.id(), second, request.methods());
        DatasetTable table = table(request);
        Cascade cascade = cascade(table, request.terms(), one, two).with(request.own());
        Cascade compared = compared(request, table, cascade);
        Study study = Study.of(request.index(), request.terms(), table, rows, cascade, compared, older);
        return study.replay().size() == 0
                ? new Outcome(new TuneState.NoRows(), null)
                : new Outcome(new TuneState.Ready(), study);
    }

    /** The baseline's cascade, or null when its routers have no scores on this dataset any more. */
    private @Nullable Cascade compared(Request request, DatasetTable table, Cascade current) {
        Scenario scenario = request.baseline().scenario();
        if (scenario == null) {
            return current.own().isEmpty() ? current : current.with(Map.of());
        }
        Scores first = scores(request.open(), scenario.first());
        Long other = scenario.second();
        Scores second = other == null ? null : scores(request.open(), other);
        if (first == null || other != null && second == null) {
            return null;
        }
        Map<Long, CalibrationMethod> methods = ScenarioMetrics.methods(scenario);
        return cascade(
                        table,
                        request.terms(),
                        calibrated(request, scenario.first(), first, methods),
                        other == null || second == null ? null : calibrated(request, other, second, methods))
                .with(SavedSetting.own(request.open(), scenario));
    }

    /** Fitted anew with today's labels. */
    private static Scores calibrated(
            Request request, long router, Scores scores, Map<Long, CalibrationMethod> methods) {
        CalibrationMethod method = methods.get(router);
        return method == null
                ? scores
                : request.bench()
                        .calibrated(
                                request.open().workspace().routers().get(router),
                                scores,
                                request.index().labels(),
                                method);
    }

    private static Cascade cascade(DatasetTable table, PoolTerms terms, Scores first, @Nullable Scores second) {
        Cascade all = second == null
                ? Cascade.of(table, first, Ties.COST_THEN_INDEX)
                : Cascade.of(table, first, second, Ties.COST_THEN_INDEX);
        int[] one = terms.allowed(all.firstPool());
        int[] two = terms.allowed(all.secondPool());
        // Without a first pool there is nothing to defer from: the second router alone.
        return one.length == 0
                ? new Cascade(all.second(), two, all.second(), one, all.ties())
                : new Cascade(all.first(), one, all.second(), two, all.ties());
    }

    /** The dataset at the prices asked for. Kept while they stay, so that other figures need not be made anew. */
    private synchronized DatasetTable table(Request request) {
        DatasetTable imported = request.index().table();
        if (request.terms().repriced() == 0) {
            return imported;
        }
        Priced known = priced;
        if (known == null || known.imported() != imported || !known.terms().equals(request.terms())) {
            boolean byTokens = request.terms().byColumn().values().stream().anyMatch(terms -> terms.price() != null);
            TokenCounts tokens = byTokens
                    ? request.open()
                            .workspace()
                            .datasets()
                            .tokens(request.open().dataset().id())
                    : null;
            known = new Priced(imported, request.terms(), request.terms().applied(imported, tokens));
            priced = known;
        }
        return known.table();
    }

    private record Priced(DatasetTable imported, PoolTerms terms, DatasetTable table) {}

    /** What is stored, also of a scoring that stopped; null when there is nothing. */
    synchronized @Nullable Scores scores(OpenDataset open, long router) {
        ScoreSet set = open.workspace()
                .scores()
                .latest(open.dataset().id(), router)
                .filter(s -> s.rows() > 0)
                .orElse(null);
        if (set == null) {
            return null;
        }
        Scores known = kept.get(set.id());
        if (known == null || !known.set().equals(set)) {
            known = open.workspace().scores().load(set.id());
            kept.put(set.id(), known);
            while (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }

    /** Another workspace may use the same numbers for other scores. */
    synchronized void forget() {
        kept.clear();
        priced = null;
    }
}
