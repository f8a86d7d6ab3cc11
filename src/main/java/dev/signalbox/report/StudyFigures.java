package dev.signalbox.report;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A study over its threshold, drawn. */
final class StudyFigures {
    private static final int MUTED = -1;

    private final StudyFacts facts;
    private final List<TuneDataset.Point> points;
    private final double[] tau;

    private StudyFigures(StudyFacts facts) {
        this.facts = facts;
        points = facts.curve().points();
        tau = column(TuneDataset.Point::tau);
    }

    static List<Figure> of(StudyFacts facts) {
        StudyFigures figures = new StudyFigures(facts);
        List<Figure> all = new ArrayList<>(List.of(figures.em(), figures.shares()));
        if (figures.points.stream().anyMatch(point -> point.priced() > 0)) {
            all.add(figures.cost());
        }
        if (figures.points.stream().anyMatch(point -> point.timed() > 0)) {
            all.add(figures.latency());
        }
        all.add(figures.calls());
        return all;
    }

    private double[] column(ToDoubleFunction<TuneDataset.Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    private Figure figure(String id, Figure.Axis y, List<Figure.Series> series, boolean stacked) {
        return new Figure(
                id,
                Messages.text("report.figure." + id),
                Messages.text(
                        "report.figure." + id + ".about",
                        Cell.tauWord(facts.point().tau())),
                new Figure.Axis(Messages.text("tune.tau.axis"), Figure.Unit.NUMBER, 0, 1),
                y,
                series,
                List.of(new Figure.Mark(
                        facts.point().tau(),
                        Messages.text("report.mark", Cell.tauWord(facts.point().tau())))),
                stacked);
    }

    /** EM with its interval, beside what needs no router. */
    Figure em() {
        List<Figure.Series> series = new ArrayList<>();
        double[] low = column(TuneDataset.Point::low);
        double[] high = column(TuneDataset.Point::high);
        double least = Arrays.stream(low).min().orElse(0);
        double most = Arrays.stream(high).max().orElse(1);
        EvaluationReport.Reference best = facts.evaluation().bestSingle();
        if (best != null) {
            series.add(level(Messages.text("tune.bestSingle.named", String.valueOf(best.id())), 1, best.accuracy()));
            least = Math.min(least, best.accuracy());
            most = Math.max(most, best.accuracy());
        }
        double oracle = facts.evaluation().oracle().accuracy();
        double random = facts.evaluation().random().accuracy();
        series.add(level(Messages.text("tune.oracle"), 2, oracle));
        series.add(level(Messages.text("tune.random"), MUTED, random));
        series.add(new Figure.Series(
                Messages.text("report.em.interval"),
                0,
                tau,
                column(TuneDataset.Point::em),
                new Figure.Band(low, high)));
        double bottom = Math.floor(Math.min(least, random) * 20) / 20;
        double top = Math.ceil(Math.max(most, oracle) * 20) / 20;
        return figure(
                "em",
                new Figure.Axis(Messages.text("tune.em"), Figure.Unit.PERCENT, bottom, Math.max(top, bottom + 0.05)),
                series,
                false);
    }

    private static Figure.Series level(String name, int colour, double value) {
        return new Figure.Series(name, colour, new double[] {0}, new double[] {value}, null);
    }

    /** Where the queries go. */
    Figure shares() {
        List<Figure.Series> series = new ArrayList<>();
        for (int k = 0; k < facts.dataset().vlms().size(); k++) {
            String vlm = facts.dataset().vlms().get(k).id();
            double[] share = column(point -> point.share().getOrDefault(vlm, 0.0));
            if (Arrays.stream(share).anyMatch(s -> s > 0)) {
                series.add(new Figure.Series(vlm, k % ChartColours.LIGHT.size(), tau, share, null));
            }
        }
        return figure(
                "shares",
                new Figure.Axis(Messages.text("report.shares.axis"), Figure.Unit.PERCENT, 0, 1),
                series,
                true);
    }

    /** What 1,000 queries cost. */
    Figure cost() {
        double[] dollars = column(point -> {
            Double spent = point.spent(facts.hand().queries());
            return spent == null ? 0 : spent * 1000;
        });
        return upFromNothing("cost", "report.spent", Figure.Unit.DOLLARS, 3, dollars);
    }

    /** How long the chosen VLM takes. */
    Figure latency() {
        double[] seconds = column(point -> {
            Double mean = point.meanLatency();
            return mean == null ? Double.NaN : mean;
        });
        return upFromNothing("latency", "tune.effort.latency.axis", Figure.Unit.SECONDS, 4, seconds);
    }

    /** How often a router is asked. */
    Figure calls() {
        double[] calls = column(point -> (double) point.calls() / facts.hand().queries());
        return figure(
                "calls",
                new Figure.Axis(Messages.text("tune.effort.calls.axis"), Figure.Unit.NUMBER, 1, 2),
                List.of(new Figure.Series(Messages.text("tune.effort.calls.axis"), 5, tau, calls, null)),
                false);
    }

    private Figure upFromNothing(String id, String axis, Figure.Unit unit, int colour, double[] values) {
        double most = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        return figure(
                id,
                new Figure.Axis(Messages.text(axis), unit, 0, most > 0 ? most * 1.05 : 1),
                List.of(new Figure.Series(Messages.text(axis), colour, tau, values, null)),
                false);
    }
}
