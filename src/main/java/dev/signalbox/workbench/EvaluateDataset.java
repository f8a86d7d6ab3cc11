package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.RouterSummary;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the VLMs of a dataset did, what choosing among them can reach, and what a router reaches. */
public final class EvaluateDataset {
    private final RouterLibrary library;

    public EvaluateDataset(Workspace workspace, Path home) {
        this.library = new RouterLibrary(workspace, home);
    }

    /** One VLM; accuracy is right among labelled answers. */
    public record VlmRow(String id, int answered, int correct, double accuracy, double low, double high) {}

    /** The best single VLM, or a reference such as random choice. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reference(@Nullable String id, double accuracy) {}

    /** A share of the queries. */
    public record Share(double share) {}

    /** A router: EM is the share of queries whose chosen VLM is right; the rest counts (query, VLM) pairs at 0.5. */
    public record RouterRow(
            String id,
            double em,
            double low,
            double high,
            double accuracy,
            double precision,
            double recall,
            double f1,
            Map<String, Double> share,
            int judged) {}

    /** The whole. Intervals are Wilson's at 95 %. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String dataset,
            boolean simulated,
            String split,
            int queries,
            List<VlmRow> vlms,
            @Nullable Reference bestSingle,
            Reference random,
            Reference oracle,
            Share allWrong,
            @Nullable RouterRow router,
            @Nullable CalibrationReport calibration,
            String dataHash) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text(
                    simulated ? "workbench.evaluated.simulated" : "workbench.evaluated", dataset, split, queries));
            for (VlmRow vlm : vlms) {
                lines.add(row(vlm.id(), vlm.accuracy(), vlm.low(), vlm.high()));
            }
            if (bestSingle != null) {
                lines.add(row(
                        Messages.text("workbench.bestSingle", String.valueOf(bestSingle.id())), bestSingle.accuracy()));
            }
            lines.add(row(Messages.text("workbench.random"), random.accuracy()));
            lines.add(row(Messages.text("workbench.oracle"), oracle.accuracy()));
            lines.add(row(Messages.text("workbench.allWrong"), allWrong.share()));
            if (router != null) {
                lines.add(
                        row(Messages.text("workbench.router", router.id()), router.em(), router.low(), router.high()));
                lines.add(Messages.text(
                        "workbench.pairs", router.accuracy(), router.precision(), router.recall(), router.f1()));
                router.share().forEach((vlm, share) -> lines.add(row(Messages.text("workbench.share", vlm), share)));
            }
            if (calibration != null) {
                lines.addAll(calibration.lines());
            }
            return lines;
        }

        private static String row(String name, double rate) {
            return String.format("%-42s %.4f", name, rate);
        }

        private static String row(String name, double rate, double low, double high) {
            return String.format("%-42s %.4f  [%.4f, %.4f]", name, rate, low, high);
        }
    }

    /**
     * Counts.
     *
     * @param pool   ids of the VLMs to look at; empty for all
     * @param router null, or what {@link RouterLibrary#resolve} takes
     * @param method how to calibrate the router; {@link CalibrationMethod#NONE} leaves it as it is
     * @param seed   of the validation queries where the router's record names none, and of resampling
     * @throws UserFacingException for an unknown split, VLM or router, when the router has not scored the dataset, or for a
     *                             calibration without a router
     */
    public Report run(
            OpenDataset open,
            String split,
            List<String> pool,
            @Nullable String router,
            CalibrationMethod method,
            long seed) {
        if (router == null && method != CalibrationMethod.NONE) {
            throw new UserFacingException("workbench.calibrate");
        }
        Selection rows = open.split(split);
        int[] columns = pool.isEmpty() ? open.columns() : open.columns(pool);
        Labels labels = open.editor().annotations().labels();
        Summary summary = Summary.of(open.table(), labels, rows, columns);
        List<VlmRow> vlms = summary.vlms().stream()
                .map(v -> new VlmRow(
                        v.id(),
                        v.answered(),
                        v.correct(),
                        v.accuracy(),
                        v.interval().low(),
                        v.interval().high()))
                .toList();
        Summary.PerVlm best = summary.best();
        RouterInfo info = router == null ? null : library.resolve(router);
        Scores scores = info == null ? null : open.scores(info);
        return new Report(
                open.dataset().name(),
                open.dataset().simulated(),
                split,
                rows.size(),
                vlms,
                best == null ? null : new Reference(best.id(), best.accuracy()),
                new Reference(null, summary.random()),
                new Reference(null, summary.oracle()),
                new Share(summary.allWrongShare()),
                info == null || scores == null ? null : router(open, labels, rows, columns, info, scores),
                info == null || scores == null || method == CalibrationMethod.NONE
                        ? null
                        : CalibrationReport.of(open, new CalibrationBench(open, seed), info, scores, columns, method),
                open.dataset().dataHash());
    }

    private static RouterRow router(
            OpenDataset open, Labels labels, Selection rows, int[] columns, RouterInfo info, Scores scores) {
        RouterSummary summary =
                RouterSummary.of(new Choice(open.table(), scores, columns, Ties.COST_THEN_INDEX), labels, rows);
        Map<String, Double> share = new LinkedHashMap<>();
        for (int column : columns) {
            share.put(open.dataset().vlms().get(column).id(), summary.share(column));
        }
        Intervals.Interval interval = summary.interval();
        return new RouterRow(
                info.name(),
                summary.em(),
                interval.low(),
                interval.high(),
                summary.confusion().accuracy(),
                summary.confusion().precision(),
                summary.confusion().recall(),
                summary.confusion().f1(),
                share,
                summary.judged());
    }
}
