package dev.signalbox.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws figures as SVG. */
final class SvgChart {
    private static final double WIDTH = 720;
    private static final double PLOT = 250;
    private static final double LEFT = 64;
    private static final double RIGHT = 20;
    private static final double TOP = 22;
    private static final double UNDER = 46;
    private static final double LEGEND_LINE = 20;
    private static final double LETTER = 6.6;
    private static final int TICKS = 6;

    private final Figure figure;
    private final Markup out;

    private SvgChart(Figure figure, Markup out) {
        this.figure = figure;
        this.out = out;
    }

    /** As a file of its own. */
    static String file(Figure figure) {
        Markup out = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        new SvgChart(figure, out).draw(true);
        return out.line().toString();
    }

    /** Inside of a page that has the charts' style. */
    static void into(Markup out, Figure figure) {
        new SvgChart(figure, out).draw(false);
    }

    private void draw(boolean alone) {
        double height = TOP + PLOT + UNDER + legendLines() * LEGEND_LINE;
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "chart",
                "viewBox",
                "0 0 " + Markup.at(WIDTH) + " " + Markup.at(height),
                "role",
                "img");
        if (alone) {
            out.style(ChartColours.css());
        }
        out.element("title", figure.title()).element("desc", figure.about()).line();
        axes();
        if (figure.stacked()) {
            stack();
        } else {
            figure.series().forEach(this::band);
            figure.series().forEach(this::curve);
        }
        marks();
        legend();
        out.close();
    }

    private double px(double x) {
        Figure.Axis axis = figure.x();
        return LEFT + (WIDTH - LEFT - RIGHT) * share(axis, x);
    }

    private double py(double y) {
        return TOP + PLOT * (1 - share(figure.y(), y));
    }

    private static double share(Figure.Axis axis, double value) {
        double range = axis.high() - axis.low();
        return range > 0 ? Math.clamp((value - axis.low()) / range, 0, 1) : 0;
    }

    private void axes() {
        double[] across = ticks(figure.x());
        double[] up = ticks(figure.y());
        for (double y : up) {
            String at = Markup.at(py(y));
            out.empty(
                    "line", "class", "grid", "x1", Markup.at(LEFT), "x2", Markup.at(WIDTH - RIGHT), "y1", at, "y2", at);
            text("tick", LEFT - 6, py(y) + 4, "end", label(figure.y(), y, step(up)));
        }
        double base = TOP + PLOT;
        for (double x : across) {
            String at = Markup.at(px(x));
            out.empty("line", "class", "axis", "x1", at, "x2", at, "y1", Markup.at(base), "y2", Markup.at(base + 4));
            text("tick", px(x), base + 17, "middle", label(figure.x(), x, step(across)));
        }
        out.empty(
                "line",
                "class",
                "axis",
                "x1",
                Markup.at(LEFT),
                "x2",
                Markup.at(WIDTH - RIGHT),
                "y1",
                Markup.at(base),
                "y2",
                Markup.at(base));
        text("name", (LEFT + WIDTH - RIGHT) / 2, base + 36, "middle", figure.x().name());
        text("name", LEFT, TOP - 9, "start", figure.y().name());
        out.line();
    }

    private void text(String style, double x, double y, String anchor, String text) {
        out.element("text", text, "class", style, "x", Markup.at(x), "y", Markup.at(y), "text-anchor", anchor);
    }

    private void band(Figure.Series series) {
        Figure.Band band = series.band();
        if (band == null || series.x().length == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        steps(path, series.x(), band.low(), 'M');
        backwards(path, series.x(), band.high());
        out.empty(
                        "path",
                        "class",
                        "band f" + series.colour(),
                        "d",
                        path.append('Z').toString())
                .line();
    }

    private void curve(Figure.Series series) {
        StringBuilder path = new StringBuilder();
        steps(path, series.x(), series.y(), 'M');
        String style = series.colour() < 0 ? "muted" : "line s" + series.colour();
        out.empty("path", "class", style, "d", path.toString()).line();
    }

    /** Every step from the left to the right edge of its stretch. */
    private void steps(StringBuilder path, double[] x, double[] y, char begin) {
        boolean on = false;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                on = false;
                continue;
            }
            if (on) {
                path.append('V').append(Markup.at(py(y[i])));
            } else {
                path.append(begin).append(Markup.at(px(x[i]))).append(' ').append(Markup.at(py(y[i])));
                on = true;
            }
            path.append('H')
                    .append(Markup.at(
                            px(i + 1 < x.length ? x[i + 1] : figure.x().high())));
        }
    }

    /** The same steps from the right to the left, to close an area. */
    private void backwards(StringBuilder path, double[] x, double[] y) {
        for (int i = x.length - 1; i >= 0; i--) {
            double right = px(i + 1 < x.length ? x[i + 1] : figure.x().high());
            path.append('L').append(Markup.at(right)).append(' ').append(Markup.at(py(y[i])));
            path.append('H').append(Markup.at(px(x[i])));
        }
    }

    private void stack() {
        double[] under = new double[0];
        for (Figure.Series series : figure.series()) {
            double[] over = series.y().clone();
            for (int i = 0; i < over.length; i++) {
                over[i] = (Double.isNaN(over[i]) ? 0 : over[i]) + (under.length == 0 ? 0 : under[i]);
            }
            StringBuilder path = new StringBuilder();
            steps(path, series.x(), over, 'M');
            backwards(path, series.x(), under.length == 0 ? new double[over.length] : under);
            out.empty(
                            "path",
                            "class",
                            "f" + series.colour(),
                            "d",
                            path.append('Z').toString())
                    .line();
            under = over;
        }
    }

    private void marks() {
        for (Figure.Mark mark : figure.marks()) {
            String x = Markup.at(px(mark.x()));
            out.empty("line", "class", "mark", "x1", x, "x2", x, "y1", Markup.at(TOP), "y2", Markup.at(TOP + PLOT));
            // Above the plot, where no line crosses it; clear of the y axis's name at the left.
            double half = mark.name().length() * LETTER / 2;
            double middle = Math.clamp(px(mark.x()), LEFT + 150 + half, WIDTH - RIGHT - half);
            text("name", middle, TOP - 9, "middle", mark.name());
        }
        out.line();
    }

    private static double width(String name) {
        return name.length() * LETTER + 40;
    }

    private int legendLines() {
        int lines = 1;
        double x = LEFT;
        for (Figure.Series series : figure.series()) {
            if (x > LEFT && x + width(series.name()) > WIDTH - RIGHT) {
                lines++;
                x = LEFT;
            }
            x += width(series.name());
        }
        return lines;
    }

    private void legend() {
        double x = LEFT;
        double y = TOP + PLOT + UNDER + 12;
        for (Figure.Series series : figure.series()) {
            if (x > LEFT && x + width(series.name()) > WIDTH - RIGHT) {
                y += LEGEND_LINE;
                x = LEFT;
            }
            if (figure.stacked()) {
                out.empty(
                        "rect",
                        "class",
                        "f" + series.colour(),
                        "x",
                        Markup.at(x),
                        "y",
                        Markup.at(y - 10),
                        "width",
                        "18",
                        "height",
                        "12");
            } else {
                String middle = Markup.at(y - 4);
                String style = series.colour() < 0 ? "muted" : "line s" + series.colour();
                out.empty(
                        "line",
                        "class",
                        style,
                        "x1",
                        Markup.at(x),
                        "x2",
                        Markup.at(x + 18),
                        "y1",
                        middle,
                        "y2",
                        middle);
            }
            text("name", x + 24, y, "start", series.name());
            x += width(series.name());
        }
    }

    /** Round numbers along an axis: steps of 1, 2 or 5 times a power of ten. */
    static double[] ticks(Figure.Axis axis) {
        double range = axis.high() - axis.low();
        if (!(range > 0)) {
            return new double[] {axis.low()};
        }
        double raw = range / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power
                * List.of(1.0, 2.0, 5.0, 10.0).stream()
                        .filter(factor -> factor * power >= raw - 1e-12 * power)
                        .findFirst()
                        .orElse(10.0);
        long first = (long) Math.ceil(axis.low() / step - 1e-9);
        long last = (long) Math.floor(axis.high() / step + 1e-9);
        double[] ticks = new double[(int) Math.max(1, last - first + 1)];
        Arrays.setAll(ticks, i -> (first + i) * step);
        return ticks;
    }

    private static double step(double[] ticks) {
        return ticks.length < 2 ? 1 : ticks[1] - ticks[0];
    }

    /** As many decimals as neighbours need to differ. */
    private static String label(Figure.Axis axis, double value, double step) {
        double factor = axis.unit() == Figure.Unit.PERCENT ? 100 : 1;
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(Math.abs(step * factor)) - 1e-9), 0, 6);
        String number = String.format(Locale.ENGLISH, "%,." + decimals + "f", value == 0 ? 0.0 : value * factor);
        return switch (axis.unit()) {
            case NUMBER -> number;
            case PERCENT -> number + "%";
            case DOLLARS -> "$" + number;
            case SECONDS -> number + " s";
        };
    }
}
