package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.PlotAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What quality is paid with, drawn over tau below it. One of them at a time: each has a unit of its own. */
enum Effort {
    SHARES("tune.effort.shares", ""),
    COST("tune.effort.cost", "tune.effort.cost.axis"),
    TOTAL("tune.effort.total", "tune.effort.total.axis"),
    LATENCY("tune.effort.latency", "tune.effort.latency.axis"),
    CALLS("tune.effort.calls", "tune.effort.calls.axis"),
    VLMS("tune.effort.vlms", "tune.effort.vlms.axis");

    /** Lines that can be told apart in a low chart; what is left of more VLMs is added up. */
    static final int LINES = 8;

    private static final double PER_THOUSAND = 1000;

    private final String key;
    private final String axis;

    Effort(String key, String axis) {
        this.key = key;
        this.axis = axis;
    }

    String key() {
        return key;
    }

    /** Those that something is known of. */
    static List<Effort> of(Study study) {
        boolean priced = study.priced();
        boolean timed = study.curve().points().stream().anyMatch(point -> point.timed() > 0);
        return Arrays.stream(values())
                .filter(effort -> switch (effort) {
                    case COST, TOTAL -> priced;
                    case LATENCY -> timed;
                    case SHARES, CALLS, VLMS -> true;
                })
                .toList();
    }

    /** The axis, its unit in the title and in every value. */
    PlotAxis axis() {
        String title = axis.isEmpty() ? "" : Messages.text(axis);
        return switch (this) {
            case SHARES -> PlotAxis.share(title);
            case VLMS -> new PlotAxis(title, 0, Double.NaN, Figures::percent);
            case COST, TOTAL -> new PlotAxis(title, 0, Double.NaN, Figures::dollars);
            case LATENCY -> new PlotAxis(title, 0, Double.NaN, Figures::seconds);
            case CALLS -> new PlotAxis(title, 1, 2, value -> String.format(Locale.ENGLISH, "%.2f", value));
        };
    }

    /** The curves; none for {@link #SHARES}, which are series that a person chooses. */
    List<Curve> curves(Study study) {
        return switch (this) {
            case SHARES -> List.of();
            case COST -> one(study, Series.values().length, point -> point.cost() / point.queries() * PER_THOUSAND);
            case TOTAL -> one(study, Series.values().length, ReplayPoint::cost);
            case LATENCY -> one(study, Series.values().length + 1, ReplayPoint::meanLatency);
            case CALLS -> one(study, Series.values().length + 2, point -> (double) point.calls() / point.queries());
            case VLMS -> vlms(study);
        };
    }

    private List<Curve> one(Study study, int style, ToDoubleFunction<ReplayPoint> figure) {
        return List.of(curve(study, Messages.text(key), style, study.curve().column(figure)));
    }

    private static Curve curve(Study study, String name, int style, double[] values) {
        return new Curve(name, study.curve().tau(), values, Curve.Shape.STEP, style);
    }

    /** The share of every VLM that is ever chosen; of many, the rarest together. */
    private static List<Curve> vlms(Study study) {
        List<Integer> columns = new ArrayList<>();
        for (int column : study.pool()) {
            if (most(study, column) > 0) {
                columns.add(column);
            }
        }
        List<Curve> curves = new ArrayList<>();
        List<Integer> rest = List.of();
        if (columns.size() > LINES) {
            columns.sort(Comparator.comparingDouble(column -> -most(study, column)));
            rest = List.copyOf(columns.subList(LINES - 1, columns.size()));
            columns.removeAll(rest);
            columns.sort(null);
        }
        for (int column : columns) {
            curves.add(curve(study, study.vlm(column), column, share(study, column)));
        }
        if (!rest.isEmpty()) {
            int[] others = rest.stream().mapToInt(Integer::intValue).toArray();
            curves.add(curve(
                    study,
                    Messages.text("tune.effort.vlms.rest", rest.size()),
                    study.table().width(),
                    share(study, others)));
        }
        return curves;
    }

    private static double[] share(Study study, int... columns) {
        return study.curve().column(point -> point.shareOf(columns));
    }

    private static double most(Study study, int column) {
        return Arrays.stream(share(study, column)).max().orElse(0);
    }
}
