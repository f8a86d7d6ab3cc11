package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.Calibration;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.CalibrationQuality;
import dev.signalbox.evaluation.Calibrator;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.Reliability.Bin;
import dev.signalbox.evaluation.RouterSummary;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A router's confidences before and after calibration, fitted on validation queries and judged on the test split.
 *
 * @param method what was asked for; a fit whose pairs do not carry it names the one that took its place
 */
public record CalibrationReport(
        String method, Fitted fittedOn, List<Fit> fits, String split, int pairs, Figures before, Figures after) {
    private static final String TEST = "test";

    /**
     * What it was fitted to.
     *
     * @param origin  {@code held_out} by the router's training, {@code other_data} than it was trained on, or {@code perhaps_seen}
     * @param seed    of the choice of queries
     * @param share   of the training split's labelled queries
     * @param queries keys of the queries
     * @param pairs   (query, VLM) pairs with a known label
     */
    public record Fitted(String origin, long seed, double share, List<String> queries, int pairs) {}

    /** A VLM's fit: the numbers that its method has, or none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fit(
            String vlm,
            String method,
            boolean pooled,
            int pairs,
            @Nullable Double temperature,
            @Nullable Double a,
            @Nullable Double b,
            @Nullable List<Point> points) {}

    /** A point of an isotonic fit, which is linear in between and constant outside. */
    public record Point(double confidence, double calibrated) {}

    /** A figure with its 95 % interval from resampled queries, drawn together where they share pictures. */
    public record Figure(double value, double low, double high) {
        static Figure of(double value, Interval interval) {
            return new Figure(value, interval.low(), interval.high());
        }
    }

    /** How good the confidences are; EM is of the choice by them. */
    public record Figures(
            Figure ece, double eceEqualMass, double mce, Figure brier, Figure nll, double em, List<Bin> bins) {}

    /** Fits and judges. */
    static CalibrationReport of(
            OpenDataset open,
            CalibrationBench bench,
            RouterInfo router,
            Scores scores,
            int[] columns,
            CalibrationMethod method) {
        Labels labels = open.editor().annotations().labels();
        Selection test = open.split(TEST);
        FittedCalibration fitted = bench.fit(router, scores, columns, labels, method);
        Judge judge = new Judge(open, bench, columns, labels, test);
        List<String> keys = fitted.validation().stream()
                .mapToObj(q -> open.table().keys().get(q))
                .toList();
        return new CalibrationReport(
                name(method),
                new Fitted(fitted.origin(), fitted.seed(), fitted.share(), keys, fitted.pairs()),
                fitted.calibration().fits().stream().map(CalibrationReport::fit).toList(),
                TEST,
                bench.pairs(scores, columns, labels, test).size(),
                judge.figures(scores),
                judge.figures(fitted.calibration().apply(scores)));
    }

    @SuppressWarnings("ArrayRecordComponent") // arguments, never compared
    private record Judge(OpenDataset open, CalibrationBench bench, int[] columns, Labels labels, Selection rows) {
        Figures figures(Scores scores) {
            CalibrationQuality quality = bench.judge(bench.pairs(scores, columns, labels, rows));
            Choice choice = new Choice(open.table(), scores, columns, Ties.COST_THEN_INDEX);
            return new Figures(
                    Figure.of(quality.width().ece(), quality.ece()),
                    quality.mass().ece(),
                    quality.width().mce(),
                    Figure.of(quality.brier(), quality.brierInterval()),
                    Figure.of(quality.nll(), quality.nllInterval()),
                    RouterSummary.of(choice, labels, rows).em(),
                    quality.width().bins());
        }
    }

    private static Fit fit(Calibration.Fit fit) {
        Double temperature = null;
        Double a = null;
        Double b = null;
        List<Point> points = null;
        switch (fit.calibrator()) {
            case Calibrator.Identity i -> {}
            case Calibrator.Temperature t -> temperature = t.temperature();
            case Calibrator.Platt platt -> {
                a = platt.a();
                b = platt.b();
            }
            case Calibrator.Isotonic isotonic -> {
                points = new ArrayList<>();
                for (int i = 0; i < isotonic.fit().centre().length; i++) {
                    points.add(
                            new Point(isotonic.fit().centre()[i], isotonic.fit().value()[i]));
                }
            }
        }
        return new Fit(fit.vlm(), name(fit.method()), fit.pooled(), fit.pairs(), temperature, a, b, points);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Messages.text(
                "workbench.calibrated." + fittedOn.origin(),
                method,
                fittedOn.queries().size(),
                fittedOn.pairs(),
                fittedOn.seed()));
        for (Fit fit : fits) {
            lines.add("  "
                    + Messages.text(
                            fit.pooled() ? "workbench.calibrated.pooled" : "workbench.calibrated.own",
                            fit.vlm(),
                            fit.method(),
                            fit.pairs()));
        }
        lines.add(Messages.text("workbench.calibrated.judged", split, pairs));
        lines.add(row("ECE", before.ece(), after.ece()));
        lines.add(row("Brier", before.brier(), after.brier()));
        lines.add(row("NLL", before.nll(), after.nll()));
        lines.add(String.format(Locale.ROOT, "  %-6s %.4f -> %.4f", "EM", before.em(), after.em()));
        return lines;
    }

    private static String row(String name, Figure before, Figure after) {
        return String.format(
                Locale.ROOT,
                "  %-6s %.4f [%.4f, %.4f] -> %.4f [%.4f, %.4f]",
                name,
                before.value(),
                before.low(),
                before.high(),
                after.value(),
                after.low(),
                after.high());
    }
}
