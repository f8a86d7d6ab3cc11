package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.ByCost;
import dev.signalbox.evaluation.frontier.ComparedCurves;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.DeferralCurve;
import dev.signalbox.evaluation.frontier.FrontierArea;
import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.evaluation.frontier.ParetoDistance;
import dev.signalbox.evaluation.frontier.Points;
import dev.signalbox.evaluation.frontier.RankScore;
import dev.signalbox.evaluation.frontier.Tally;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.tune.frontier.Figure.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What sums the curves of a landscape up.
 *
 * @param columns the curves' names
 * @param curves  one figure per curve and line
 * @param cascade lines about the cascade alone
 */
record Summaries(List<String> columns, List<Line> curves, List<Line> cascade) {
    /** A named row; {@code frontier.explain} with the rest of its key explains it. */
    record Line(String key, List<Figure> figures) {}

    static Summaries of(Landscape land, Bounds mode) {
        CostBounds bounds = mode.of(land);
        double low = land.bounds().min();
        double high = land.bounds().max();
        List<String> names = new ArrayList<>();
        names.add(Messages.text("frontier.cascade"));
        for (int r = 0; r < land.routers().size(); r++) {
            names.add(Messages.text("frontier.lambda.short", r + 1));
        }
        names.add(Messages.text("frontier.zero"));
        int strongest = land.references().strongest();
        Tally single = strongest < 0 ? null : land.references().singles().get(strongest);
        double best = single == null ? Double.NaN : single.quality();
        double reference = single == null ? Double.NaN : single.spent();
        String cost = "frontier.why.cost";
        List<Line> lines = new ArrayList<>();
        ComparedCurves compared = ComparedCurves.of(land.cascade(), land.routers(), land.references());
        List<ByCost> all = compared.all();
        List<Points> curves = compared.thinned(); // once: what is beaten matters to one figure only
        lines.add(line("frontier.rank", curves, Form.SCORE, cost, p -> RankScore.STANDARD.best(p, bounds)));
        lines.add(line("frontier.peak", curves, Form.PERCENT, cost, FrontierArea::peak));
        lines.add(line("frontier.nauc", curves, Form.SCORE, "frontier.why.two", FrontierArea::pareto));
        lines.add(line("frontier.nauc.running", all, Form.SCORE, cost, ByCost::runningBestArea));
        lines.add(line(
                "frontier.nauc.common",
                curves,
                Form.SCORE,
                "frontier.why.range",
                p -> FrontierArea.common(p, low, high)));
        String free = "frontier.why.free";
        lines.add(line(
                "frontier.qnc", curves, Form.RATIO, free, p -> FrontierArea.qualityNeutralCost(p, best, reference)));
        lines.add(line(
                "frontier.qnc.99",
                curves,
                Form.RATIO,
                free,
                p -> FrontierArea.qualityNeutralCost(p, best * 0.99, reference)));
        lines.add(line(
                "frontier.qnc.01",
                curves,
                Form.RATIO,
                free,
                p -> FrontierArea.qualityNeutralCost(p, best - 0.01, reference)));
        lines.add(line("frontier.aiq", curves, Form.SCORE, "frontier.why.range", p -> FrontierArea.aiq(p, low, high)));
        lines.add(line("frontier.aiq.max", curves, Form.SCORE, cost, p -> FrontierArea.aiqOverMaximum(p, high)));
        lines.add(line("frontier.distance", curves, Form.SCORE, cost, ParetoDistance.of(curves)::mean));
        return new Summaries(names, lines, cascade(land));
    }

    private static <T> Line line(String key, List<T> curves, Form form, String why, ToDoubleFunction<T> figure) {
        return new Line(
                key,
                curves.stream()
                        .map(points -> new Figure(figure.applyAsDouble(points), form, why))
                        .toList());
    }

    private static List<Line> cascade(Landscape land) {
        DeferralCurve curve = land.cascade().deferral();
        List<Line> lines = new ArrayList<>();
        String judged = "frontier.why.judged";
        lines.add(one("frontier.audc", Figure.score(curve.area(), judged)));
        lines.add(one("frontier.audc.random", Figure.score(curve.randomArea(), judged)));
        lines.add(
                one("frontier.audc.oracle", Figure.score(land.cascade().oracle().area(), judged)));
        Landscape.StrongCalls strong = land.strong();
        lines.add(one(
                "frontier.neutral",
                Figure.percent(
                        strong == null ? Double.NaN : curve.neutral(strong.high()),
                        strong == null ? "frontier.why.pools" : "frontier.why.neutral")));
        lines.add(one("frontier.apgr", strong(strong, Form.SCORE, c -> c.curve().meanRecovered(c.low(), c.high()))));
        lines.add(one(
                "frontier.apgr.ten", strong(strong, Form.SCORE, c -> c.curve().meanRecoveredOfTen(c.low(), c.high()))));
        calls(lines, strong, 0.5, "frontier.cpt50", "frontier.cpt50.line");
        calls(lines, strong, 0.8, "frontier.cpt80", "frontier.cpt80.line");
        return lines;
    }

    private static void calls(
            List<Line> lines, Landscape.@Nullable StrongCalls strong, double part, String key, String line) {
        lines.add(one(key, strong(strong, Form.PERCENT, c -> c.curve().callsFor(part, c.low(), c.high()))));
        lines.add(one(
                line, strong(strong, Form.PERCENT, c -> c.curve().callsForInterpolated(part, c.low(), c.high()))));
    }

    /** A figure of RouteLLM's curve, where there are two VLMs and the strong one is better. */
    private static Figure strong(
            Landscape.@Nullable StrongCalls strong, Form form, ToDoubleFunction<Landscape.StrongCalls> figure) {
        if (strong == null) {
            return new Figure(Double.NaN, form, "frontier.why.pools");
        }
        return strong.high() > strong.low()
                ? new Figure(figure.applyAsDouble(strong), form, "frontier.why.part")
                : new Figure(Double.NaN, form, "frontier.why.gap");
    }

    private static Line one(String key, Figure figure) {
        return new Line(key, List.of(figure));
    }

    /** The lines about the setting in hand. */
    static List<Line> inHand(Landscape land, OperatingPoint point, Bounds mode) {
        int place = land.cascade().place(point.parameter());
        OptimalChoices.Ratios optimal = land.optimal(place);
        double zero = land.references().zeroRouter().onHull(point.cost());
        String cost = "frontier.why.cost";
        return List.of(
                one("frontier.em", Figure.percent(point.quality(), "frontier.why.judged")),
                one("frontier.cost", new Figure(point.cost(), Form.DOLLARS, cost)),
                one(
                        "frontier.rank.hand",
                        Figure.score(RankScore.STANDARD.of(point.quality(), point.cost(), mode.of(land)), cost)),
                one("frontier.abovezero", Figure.percent(point.quality() - zero, "frontier.why.zero")),
                one(
                        "frontier.regret",
                        Figure.percent(land.references().oracle().quality() - point.quality(), "frontier.why.judged")),
                one("frontier.regret.utility", Figure.percent(land.utilityRegret(place), "frontier.why.judged")),
                one("frontier.optimal.choice", Figure.percent(optimal.selection(), "frontier.why.solvable")),
                one("frontier.optimal.accuracy", Figure.percent(optimal.accuracy(), "frontier.why.solvable")),
                one("frontier.optimal.cost", Figure.percent(optimal.cost(), cost)));
    }
}
