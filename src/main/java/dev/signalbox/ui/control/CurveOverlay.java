package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Draws what moves: marker, ghost, crosshair with values, the point under the mouse. */
final class CurveOverlay {
    /** The state that is drawn; NaN is absent. */
    record Marks(
            double marker,
            double ghost,
            String name,
            double crosshair,
            boolean adjusting,
            boolean focused,
            CurvePlot.@Nullable Hit hovered,
            String note,
            List<CurvePlot.Tag> tags,
            CurvePlot.@Nullable Tag hand) {}

    private record Line(String text, int style) {}

    private static final double ROW = 16;

    private CurveOverlay() {}

    static void paint(
            Canvas canvas,
            ThemeProbe theme,
            CurveFrame f,
            List<Curve> curves,
            PlotAxis axisX,
            PlotAxis axisY,
            Marks marks) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(CurvePainter.font());
        double spanX = f.highX() - f.lowX();
        double spanY = f.highY() - f.lowY();
        if (!Double.isNaN(marks.ghost())) {
            g.setStroke(theme.muted());
            g.setLineWidth(1.5);
            g.setLineDashes(4, 4);
            vertical(g, f, marks.ghost());
            g.setLineDashes();
        }
        if (!Double.isNaN(marks.crosshair())) {
            g.setStroke(theme.muted());
            g.setLineWidth(1);
            vertical(g, f, marks.crosshair());
        }
        if (marks.hand() != null) {
            hand(g, theme, f, marks.hand());
        }
        if (!Double.isNaN(marks.marker())) {
            marker(g, theme, f, axisX.value(marks.marker(), spanX), marks);
        }
        if (marks.hovered() != null) {
            Curve curve = curves.get(marks.hovered().curve());
            double x = curve.x()[marks.hovered().point()];
            double y = curve.y()[marks.hovered().point()];
            g.setStroke(theme.foreground());
            g.setLineWidth(2);
            g.strokeOval(f.pixelX(x) - 7, f.pixelY(y) - 7, 14, 14);
            List<Line> lines = new ArrayList<>(List.of(
                    new Line(name(curves, curve, x, y, marks.tags()), curve.style()),
                    new Line(axisX.title() + "  " + axisX.value(x, spanX), -1),
                    new Line(axisY.title() + "  " + axisY.value(y, spanY), -1)));
            if (!marks.note().isEmpty()) {
                lines.add(new Line(marks.note(), -1));
            }
            box(g, theme, f, f.pixelX(x), lines);
            return;
        }
        // The crosshair reads values; while the marker is dragged or moved by key, the marker does.
        double at = !Double.isNaN(marks.crosshair())
                ? marks.crosshair()
                : marks.adjusting() || marks.focused() ? marks.marker() : Double.NaN;
        if (!Double.isNaN(at)) {
            values(g, theme, f, curves, axisX, axisY, at);
        }
    }

    private static String name(List<Curve> curves, Curve curve, double x, double y, List<CurvePlot.Tag> tags) {
        for (CurvePlot.Tag tag : tags) {
            if (tag.x() == x && tag.y() == y) {
                return tag.text();
            }
        }
        return curve.name().isEmpty() ? of(curves, curve) : curve.name();
    }

    /** The point in hand: a ring with crossing hairs, told apart by form and not by colour alone. */
    private static void hand(GraphicsContext g, ThemeProbe theme, CurveFrame f, CurvePlot.Tag hand) {
        double x = f.pixelX(hand.x());
        double y = f.pixelY(hand.y());
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return;
        }
        g.setStroke(theme.accent());
        g.setLineWidth(1);
        g.setLineDashes(2, 3);
        g.strokeLine(f.left(), y, x - 7, y);
        g.strokeLine(x, y + 7, x, f.bottom());
        g.setLineDashes();
        g.setFill(theme.surface());
        g.setLineWidth(3);
        g.fillOval(x - 7, y - 7, 14, 14);
        g.strokeOval(x - 7, y - 7, 14, 14);
        g.setFill(theme.foreground());
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        double width = CurvePainter.widthOf(hand.text());
        g.fillText(hand.text(), x + 12 + width > f.right() ? x - 12 - width : x + 12, y + 12);
    }

    /** The name of the curve that a nameless one accompanies: the one of its style. */
    private static String of(List<Curve> curves, Curve companion) {
        return curves.stream()
                .filter(c -> c.style() == companion.style() && !c.name().isEmpty())
                .map(Curve::name)
                .findFirst()
                .orElse("");
    }

    private static void vertical(GraphicsContext g, CurveFrame f, double value) {
        double x = Math.round(f.pixelX(value)) + 0.5;
        if (x >= f.left() && x <= f.right() + 1) {
            g.strokeLine(x, f.top(), x, f.bottom());
        }
    }

    private static void marker(GraphicsContext g, ThemeProbe theme, CurveFrame f, String value, Marks marks) {
        g.setStroke(theme.accent());
        g.setLineWidth(marks.focused() ? 3 : 2);
        vertical(g, f, marks.marker());
        double x = f.pixelX(marks.marker());
        String text = marks.name().isEmpty() ? value : marks.name() + " = " + value;
        double width = CurvePainter.widthOf(text) + 12;
        double left = Math.clamp(x - width / 2, f.left(), Math.max(f.left(), f.right() - width));
        g.setFill(theme.accent());
        // On the axis, over the ticks: there the value is looked for, and the title above stays readable.
        double top = f.bottom() + 4;
        g.fillRoundRect(left, top, width, 18, 6, 6);
        g.fillPolygon(new double[] {x - 5, x + 5, x}, new double[] {top + 1, top + 1, top - 5}, 3);
        g.setFill(Contrast.on(theme.accent()));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, left + width / 2, top + 9);
    }

    private static void values(
            GraphicsContext g,
            ThemeProbe theme,
            CurveFrame f,
            List<Curve> curves,
            PlotAxis axisX,
            PlotAxis axisY,
            double at) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(axisX.value(at, f.highX() - f.lowX()), -1));
        for (Curve curve : curves) {
            double y = curve.at(at);
            if (Double.isNaN(y) || curve.name().isEmpty()) {
                continue;
            }
            lines.add(new Line(curve.name() + "  " + axisY.value(y, f.highY() - f.lowY()), curve.style()));
            g.setFill(Palette.category(curve.style(), theme.dark()));
            g.setStroke(theme.surface());
            g.setLineWidth(1.5);
            g.fillOval(f.pixelX(at) - 4, f.pixelY(y) - 4, 8, 8);
            g.strokeOval(f.pixelX(at) - 4, f.pixelY(y) - 4, 8, 8);
        }
        if (lines.size() > 1) {
            box(g, theme, f, f.pixelX(at), lines);
        }
    }

    private static void box(GraphicsContext g, ThemeProbe theme, CurveFrame f, double x, List<Line> lines) {
        double width = 0;
        for (Line line : lines) {
            width = Math.max(width, CurvePainter.widthOf(line.text()) + (line.style() >= 0 ? 14 : 0));
        }
        width += 16;
        double height = lines.size() * ROW + 8;
        double left = x + 12 + width <= f.right() ? x + 12 : x - 12 - width;
        left = Math.max(f.left() + 2, left);
        double top = f.top() + 8;
        g.setFill(theme.surface().deriveColor(0, 1, 1, 0.94));
        g.fillRoundRect(left, top, width, height, 8, 8);
        g.setStroke(theme.border());
        g.setLineWidth(1);
        g.strokeRoundRect(left + 0.5, top + 0.5, width - 1, height - 1, 8, 8);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        double y = top + 4 + ROW / 2;
        for (Line line : lines) {
            double textX = left + 8;
            if (line.style() >= 0) {
                g.setFill(Palette.category(line.style(), theme.dark()));
                g.fillOval(textX, y - 4, 8, 8);
                textX += 14;
            }
            g.setFill(theme.foreground());
            g.fillText(line.text(), textX, y);
            y += ROW;
        }
    }
}
