package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Scene.Chart;
import dev.signalbox.sample.Scene.ChartKind;
import dev.signalbox.sample.Scene.Item;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.List;

/** Draws bars, lines and pies. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class ChartPainter {
    private static final double LEFT = 40;
    private static final double RIGHT = 306;
    private static final double TOP = 44;
    private static final double BOTTOM = 206;

    private ChartPainter() {}

    static void paint(Chart chart, Ink ink) {
        Look look = chart.look();
        ink.bold(chart.title(), 14, 25, 15, look.ink(), Align.LEFT);
        if (chart.chart() == ChartKind.PIE) {
            pie(chart, ink);
            return;
        }
        int quiet = Ink.blend(look.background(), look.ink(), 0.65);
        for (int value = 0; value <= 100; value += 20) {
            ink.line(LEFT, y(value), RIGHT, y(value), look.soft(), value == 0 ? 1.6 : 0.7);
            ink.text(Integer.toString(value), LEFT - 7, y(value) + 4, 11, quiet, Align.RIGHT);
        }
        double step = (RIGHT - LEFT) / chart.items().size();
        for (int i = 0; i < chart.items().size(); i++) {
            ink.text(chart.items().get(i).name(), LEFT + (i + 0.5) * step, BOTTOM + 18, 12, look.ink(), Align.CENTRE);
        }
        if (chart.chart() == ChartKind.BARS) {
            bars(chart, step, ink);
        } else {
            line(chart, step, ink);
        }
    }

    private static void bars(Chart chart, double step, Ink ink) {
        List<Integer> accents = chart.look().accents();
        double width = step * 0.62;
        for (int i = 0; i < chart.items().size(); i++) {
            double top = y(chart.items().get(i).value());
            double x = LEFT + (i + 0.5) * step - width / 2;
            int colour = accents.get(chart.filled() ? 0 : i % accents.size());
            ink.fill(Ink.rounded(x, top, width, Math.min(8, BOTTOM - top), 4), colour);
            ink.fill(Ink.rectangle(x, top + 4, width, BOTTOM - top - 4), colour);
        }
    }

    private static void line(Chart chart, double step, Ink ink) {
        Look look = chart.look();
        int colour = look.accents().getFirst();
        double[] points = new double[2 * chart.items().size()];
        for (int i = 0; i < chart.items().size(); i++) {
            points[2 * i] = LEFT + (i + 0.5) * step;
            points[2 * i + 1] = y(chart.items().get(i).value());
        }
        if (chart.filled()) {
            Path2D area = Ink.open(points);
            area.lineTo(points[points.length - 2], BOTTOM);
            area.lineTo(points[0], BOTTOM);
            area.closePath();
            ink.fill(area, colour, 0.22);
        }
        ink.stroke(Ink.open(points), colour, 3);
        for (int i = 0; i < points.length; i += 2) {
            ink.fill(Ink.disc(points[i], points[i + 1], 5.5), look.background());
            ink.fill(Ink.disc(points[i], points[i + 1], 4.2), colour);
        }
    }

    private static void pie(Chart chart, Ink ink) {
        Look look = chart.look();
        int sum = chart.items().stream().mapToInt(Item::value).sum();
        double start = 90;
        for (int i = 0; i < chart.items().size(); i++) {
            Item item = chart.items().get(i);
            int colour = look.accents().get(i);
            double extent = -360.0 * item.value() / sum;
            Arc2D slice = new Arc2D.Double(20, 44, 180, 180, start, extent, Arc2D.PIE);
            ink.fill(slice, colour);
            ink.stroke(slice, look.background(), 2);
            start += extent;
            ink.fill(Ink.rounded(222, 66 + 28 * i, 15, 15, 3), colour);
            ink.text(item.name(), 245, 78 + 28 * i, 13, look.ink(), Align.LEFT);
        }
        if (!chart.filled()) {
            ink.fill(Ink.disc(110, 134, 42), look.background());
        }
    }

    private static double y(int value) {
        return BOTTOM - (BOTTOM - TOP) * value / 100;
    }
}
