package dev.signalbox.workbench;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.evaluation.comparison.Comparison;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.evaluation.comparison.McNemar;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Slice;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.evaluation.frontier.Tally;
import dev.signalbox.index.Selection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.CompareRouters.Scored;
import dev.signalbox.workbench.EvaluationReport.Ends;
import dev.signalbox.workbench.EvaluationReport.Reference;
import dev.signalbox.workbench.EvaluationReport.Resampling;
import dev.signalbox.workbench.EvaluationReport.RouterRow;
import dev.signalbox.workbench.EvaluationReport.Share;
import dev.signalbox.workbench.EvaluationReport.SliceRow;
import dev.signalbox.workbench.EvaluationReport.SliceTable;
import dev.signalbox.workbench.EvaluationReport.TestRow;
import dev.signalbox.workbench.EvaluationReport.VlmRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the VLMs of a dataset did, what choosing among them can reach, and what routers reach. */
public final class EvaluateDataset {
    private final RouterLibrary library;

    public EvaluateDataset(Workspace workspace, Path home) {
        this.library = new RouterLibrary(workspace, home);
    }

    /**
     * What is asked.
     *
     * @param pool        ids of the VLMs to look at; empty for all
     * @param routers     what {@link RouterLibrary#resolve} takes, each once
     * @param oracleField of the dataset oracle; null for the one that {@link CompareRouters#datasetField} finds
     * @param slices      what {@link CompareRouters#slicing} takes; null for no slices
     * @param method      how to calibrate the first router; {@link CalibrationMethod#NONE} leaves it as it is
     * @param seed        of the validation queries where the router's record names none, and of resampling
     * @param intervals   how resampled figures give intervals
     */
    public record Request(
            String split,
            List<String> pool,
            List<String> routers,
            @Nullable String oracleField,
            @Nullable String slices,
            CalibrationMethod method,
            long seed,
            IntervalMethod intervals) {}

    /**
     * Counts.
     *
     * @throws UserFacingException for an unknown split, VLM, field or router, when a router has not scored the dataset, or
     *                             for a calibration or slices without a router
     */
    public EvaluationReport run(OpenDataset open, Request request) {
        if (request.routers().isEmpty() && request.method() != CalibrationMethod.NONE) {
            throw new UserFacingException("workbench.calibrate");
        }
        if (request.routers().isEmpty() && request.slices() != null) {
            throw new UserFacingException("evaluate.slices");
        }
        Selection rows = open.split(request.split());
        int[] columns = request.pool().isEmpty() ? open.columns() : open.columns(request.pool());
        List<RouterInfo> infos =
                request.routers().stream().map(library::resolve).distinct().toList();
        List<Scored> scored = infos.stream()
                .map(info -> new Scored(info.name(), open.scores(info)))
                .toList();
        scored.forEach(one -> requireAll(open, one, columns));
        CompareRouters compare = new CompareRouters(open);
        String field = request.oracleField() == null ? compare.datasetField().orElse(null) : request.oracleField();
        Comparison comparison = compare.compare(
                        open.editor().annotations().labels(), rows, columns, scored, field, request.seed())
                .resampled(request.intervals());
        Summary summary = Summary.of(open.table(), open.editor().annotations().labels(), rows, columns);
        OptimalChoices optimal = OptimalChoices.of(comparison.outcomes());
        List<RouterRow> routers = IntStream.range(0, scored.size())
                .mapToObj(i -> router(
                        open,
                        comparison.standings().get(i),
                        columns,
                        optimal.of(compare.choices(scored.get(i), comparison.outcomes()))))
                .toList();
        return new EvaluationReport(
                open.dataset().name(),
                open.dataset().simulated(),
                request.split(),
                rows.size(),
                vlms(summary, comparison),
                reference(comparison, Kind.BEST_SINGLE),
                reference(comparison, Kind.CHEAPEST),
                Objects.requireNonNull(reference(comparison, Kind.RANDOM)),
                reference(comparison, Kind.DATASET_ORACLE),
                Objects.requireNonNull(reference(comparison, Kind.ORACLE)),
                new Share(summary.allWrongShare()),
                routers.isEmpty() ? null : routers.getFirst(),
                routers.isEmpty() ? null : routers,
                routers.isEmpty() ? null : tests(comparison, routers.size()),
                request.slices() == null
                        ? null
                        : slices(open, compare, comparison, request.slices(), columns, routers.size()),
                new Resampling(
                        Intervals.RESAMPLES,
                        comparison.groups(),
                        request.seed(),
                        request.intervals().name().toLowerCase(Locale.ROOT)),
                scored.isEmpty() || request.method() == CalibrationMethod.NONE
                        ? null
                        : CalibrationReport.of(
                                open,
                                new CalibrationBench(open, request.seed()),
                                infos.getFirst(),
                                scored.getFirst().scores(),
                                columns,
                                request.method()),
                open.dataset().dataHash());
    }

    private static void requireAll(OpenDataset open, Scored router, int[] columns) {
        for (int column : columns) {
            String vlm = open.dataset().vlms().get(column).id();
            if (!router.scores().set().vlms().contains(vlm)) {
                throw new UserFacingException("evaluation.unscored", vlm);
            }
        }
    }

    private static List<VlmRow> vlms(Summary summary, Comparison comparison) {
        List<VlmRow> rows = new ArrayList<>();
        for (int k = 0; k < summary.vlms().size(); k++) {
            Summary.PerVlm vlm = summary.vlms().get(k);
            rows.add(new VlmRow(
                    vlm.id(),
                    vlm.answered(),
                    vlm.correct(),
                    vlm.accuracy(),
                    vlm.interval().low(),
                    vlm.interval().high(),
                    Tally.constant(comparison.outcomes(), k).meanCost()));
        }
        return rows;
    }

    private static @Nullable Reference reference(Comparison comparison, Kind kind) {
        int place = comparison.first(kind);
        if (place < 0) {
            return null;
        }
        Standing standing = comparison.standings().get(place);
        boolean field = kind == Kind.DATASET_ORACLE;
        return new Reference(
                field || standing.name().isEmpty() ? null : standing.name(),
                field ? standing.name() : null,
                standing.judged() == 0 ? 0 : standing.em(),
                ends(standing.interval()),
                standing.cost(),
                standing.priced(),
                standing.rankScore());
    }

    private static Ends ends(Interval interval) {
        return new Ends(interval.low(), interval.high());
    }

    private static RouterRow router(OpenDataset open, Standing standing, int[] columns, OptimalChoices.Ratios optimal) {
        Map<String, Double> share = new LinkedHashMap<>();
        List<Vlm> vlms = open.dataset().vlms();
        for (int k = 0; k < columns.length; k++) {
            share.put(vlms.get(columns[k]).id(), standing.share().get(k));
        }
        Interval wilson = Objects.requireNonNull(standing.wilson());
        var confusion = Objects.requireNonNull(standing.confusion());
        return new RouterRow(
                standing.name(),
                standing.judged() == 0 ? 0 : standing.em(),
                wilson.low(),
                wilson.high(),
                ends(standing.interval()),
                confusion.accuracy(),
                confusion.precision(),
                confusion.recall(),
                confusion.f1(),
                standing.cost(),
                standing.priced(),
                standing.rankScore(),
                optimal,
                share,
                standing.judged());
    }

    /** The best single VLM is what a router has to beat; routers come first among the standings. */
    private static List<TestRow> tests(Comparison comparison, int routers) {
        List<TestRow> tests = new ArrayList<>();
        int best = comparison.first(Kind.BEST_SINGLE);
        if (best >= 0) {
            add(tests, comparison, 0, routers, best);
        }
        for (int baseline = 0; baseline + 1 < routers; baseline++) {
            add(tests, comparison, baseline + 1, routers, baseline);
        }
        return tests;
    }

    private static void add(List<TestRow> tests, Comparison comparison, int from, int to, int baseline) {
        List<PairedTest> against = comparison.against(baseline);
        String second = comparison.standings().get(baseline).name();
        for (int i = from; i < to; i++) {
            PairedTest test = against.get(i);
            McNemar mcNemar = Objects.requireNonNull(test.mcNemar());
            tests.add(new TestRow(
                    comparison.standings().get(i).name(),
                    second,
                    test.queries(),
                    test.difference(),
                    test.interval().low(),
                    test.interval().high(),
                    mcNemar.paired().better(),
                    mcNemar.paired().worse(),
                    mcNemar.standardError(),
                    mcNemar.p()));
        }
    }

    private static List<SliceTable> slices(
            OpenDataset open, CompareRouters compare, Comparison comparison, String by, int[] columns, int routers) {
        int best = comparison.first(Kind.BEST_SINGLE);
        if (best < 0) {
            return List.of();
        }
        var slicing = compare.slicing(by, open.editor().annotations(), columns);
        return IntStream.range(0, routers)
                .mapToObj(i -> new SliceTable(
                        by,
                        comparison.standings().get(i).name(),
                        comparison.standings().get(best).name(),
                        Slice.LEAST,
                        comparison.slices(slicing, i, best).stream()
                                .map(s -> new SliceRow(
                                        s.value(),
                                        s.queries(),
                                        s.first(),
                                        s.second(),
                                        s.difference(),
                                        s.p(),
                                        s.adjusted()))
                                .toList()))
                .toList();
    }
}
