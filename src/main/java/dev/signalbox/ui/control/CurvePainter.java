package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws what stays while the marker moves: axes, grid, legend, bands, curves. */
final class CurvePainter {
    private static final Font SMALL = Font.font(Font.getDefault().getFamily(), 11);
    private static final double LEGEND_ROW = 18;
    private static final double SAMPLE = 22;
    /** Told apart without colour: solid, dashed, dotted, dash-dot. */
    private static final double[][] DASHES = {{}, {8, 4}, {2, 3}, {8, 3, 2, 3}};

    private final ThemeProbe theme;

    CurvePainter(ThemeProbe theme) {
        this.theme = theme;
    }

    CurveFrame paint(
            Canvas canvas,
            List<Curve> curves,
            List<CurvePlot.Band> bands,
            List<CurvePlot.Tag> tags,
            PlotAxis axisX,
            PlotAxis axisY) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        g.clearRect(0, 0, width, height);
        g.setFont(SMALL);
        double[] rangeX = range(axisX, curves, bands, true);
        double[] rangeY = range(axisY, curves, bands, false);

        double legendHeight = legend(g, curves, width, false);
        double top = legendHeight + (axisY.title().isEmpty() ? 8 : 24);
        double bottom = height - (axisX.title().isEmpty() ? 24 : 42);
        double[] ticksY = Ticks.between(rangeY[0], rangeY[1], Math.max(3, (int) ((bottom - top) / 44)));
        double stepY = ticksY.length > 1 ? ticksY[1] - ticksY[0] : 1;
        double labels = widthOf("100%"); // so that plots that stand below one another line up
        for (double tick : ticksY) {
            labels = Math.max(labels, widthOf(axisY.tick(tick, stepY)));
        }
        double left = Math.ceil(labels) + 12;
        CurveFrame frame = new CurveFrame(
                left,
                top,
                Math.max(left + 10, width - 14),
                Math.max(top + 10, bottom),
                rangeX[0],
                rangeX[1],
                rangeY[0],
                rangeY[1],
                axisX.log());
        axes(g, frame, axisX, axisY, ticksY, stepY);
        legend(g, curves, width, true);

        g.save();
        g.beginPath();
        g.rect(frame.left(), frame.top() - 1, frame.right() - frame.left() + 1, frame.bottom() - frame.top() + 2);
        g.clip();
        for (CurvePlot.Band band : bands) {
            band(g, frame, band);
        }
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineCap(StrokeLineCap.BUTT);
        for (Curve curve : curves) {
            curve(g, frame, curve);
        }
        g.restore();
        tags(g, frame, tags);
        if (curves.stream().allMatch(c -> c.x().length == 0)) {
            g.setFill(theme.muted());
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(
                    Messages.text("control.curve.empty"),
                    (frame.left() + frame.right()) / 2,
                    (frame.top() + frame.bottom()) / 2);
        }
        return frame;
    }

    private static double[] range(PlotAxis axis, List<Curve> curves, List<CurvePlot.Band> bands, boolean horizontal) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            for (double value : horizontal ? curve.x() : curve.y()) {
                if (Double.isFinite(value) && (!axis.log() || value > 0)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        for (CurvePlot.Band band : bands) {
            for (double value : horizontal ? band.x() : band.low()) {
                low = Double.isFinite(value) ? Math.min(low, value) : low;
            }
            for (double value : horizontal ? band.x() : band.high()) {
                high = Double.isFinite(value) ? Math.max(high, value) : high;
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        boolean dots = curves.stream().anyMatch(Curve::clickable);
        if (horizontal && axis.log()) {
            low = low <= 0 ? 1 : low;
            double air = Math.max(1.2, Math.pow(high / low, 0.04));
            return new double[] {low / air, Math.max(high, low) * air};
        }
        if (horizontal && dots && high > low) {
            // A dot on the edge would be cut in half.
            double air = (high - low) * 0.03;
            low -= air;
            high += air;
        }
        if (!horizontal && high > low) {
            double air = (high - low) * 0.06;
            // Counts and costs keep their zero.
            low = low >= 0 && low < air * 2 ? 0 : low - air;
            high += air;
        }
        low = Double.isNaN(axis.low()) ? low : axis.low();
        high = Double.isNaN(axis.high()) ? high : axis.high();
        return high > low ? new double[] {low, high} : new double[] {low - 0.5, low + 0.5};
    }

    private void axes(GraphicsContext g, CurveFrame f, PlotAxis axisX, PlotAxis axisY, double[] ticksY, double stepY) {
        g.setLineDashes();
        g.setLineWidth(1);
        g.setFill(theme.muted());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (double tick : ticksY) {
            double y = Math.round(f.pixelY(tick)) + 0.5;
            g.setStroke(theme.border());
            g.strokeLine(f.left(), y, f.right(), y);
            g.fillText(axisY.tick(tick, stepY), f.left() - 6, y);
        }
        double[] ticksX = f.log()
                ? Ticks.powers(f.lowX(), f.highX())
                : Ticks.between(f.lowX(), f.highX(), Math.max(2, (int) ((f.right() - f.left()) / 80)));
        double stepX = ticksX.length > 1 ? ticksX[1] - ticksX[0] : 1;
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        g.setStroke(theme.muted());
        double floor = Math.round(f.bottom()) + 0.5;
        g.strokeLine(f.left(), floor, f.right(), floor);
        for (double tick : ticksX) {
            double x = Math.round(f.pixelX(tick)) + 0.5;
            g.strokeLine(x, floor, x, floor + 4);
            String label = axisX.tick(tick, stepX);
            double half = widthOf(label) / 2;
            g.fillText(label, Math.min(x, f.right() + 14 - half - 1), floor + 6);
        }
        g.setFill(theme.foreground());
        g.fillText(axisX.title(), (f.left() + f.right()) / 2, floor + 23);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(axisY.title(), 4, f.top() - 7);
    }

    /** Lays the legend out from the left, wrapping; returns its height. */
    private double legend(GraphicsContext g, List<Curve> curves, double width, boolean draw) {
        List<Curve> named = curves.stream().filter(c -> !c.name().isEmpty()).toList();
        if (named.size() < 2) {
            return 0;
        }
        double x = 4;
        double y = LEGEND_ROW / 2 + 2;
        for (Curve curve : named) {
            double needed = SAMPLE + 6 + widthOf(curve.name()) + 16;
            if (x + needed > width && x > 4) {
                x = 4;
                y += LEGEND_ROW;
            }
            if (draw) {
                pen(g, curve.style());
                if (curve.shape() == Curve.Shape.POINTS) {
                    dot(g, x + SAMPLE / 2, y, curve.style());
                } else {
                    g.strokeLine(x, y, x + SAMPLE, y);
                }
                g.setFill(theme.foreground());
                g.setTextAlign(TextAlignment.LEFT);
                g.setTextBaseline(VPos.CENTER);
                g.fillText(curve.name(), x + SAMPLE + 6, y);
            }
            x += needed;
        }
        g.setLineDashes();
        return y + LEGEND_ROW / 2;
    }

    private void pen(GraphicsContext g, int style) {
        g.setStroke(Palette.category(style, theme.dark()));
        g.setLineWidth(2);
        g.setLineDashes(DASHES[Math.floorMod(style, DASHES.length)]);
    }

    private void band(GraphicsContext g, CurveFrame f, CurvePlot.Band band) {
        Color colour = Palette.category(band.style(), theme.dark());
        g.setFill(colour.deriveColor(0, 1, 1, 0.18));
        g.beginPath();
        for (int i = 0; i < band.x().length; i++) {
            g.lineTo(f.pixelX(band.x()[i]), f.pixelY(band.high()[i]));
        }
        for (int i = band.x().length - 1; i >= 0; i--) {
            g.lineTo(f.pixelX(band.x()[i]), f.pixelY(band.low()[i]));
        }
        g.closePath();
        g.fill();
    }

    private void dot(GraphicsContext g, double x, double y, int style) {
        g.setLineDashes();
        g.setFill(Palette.category(style, theme.dark()));
        g.setStroke(theme.surface());
        g.setLineWidth(1.5);
        g.fillOval(x - 4, y - 4, 8, 8);
        g.strokeOval(x - 4, y - 4, 8, 8);
    }

    private void curve(GraphicsContext g, CurveFrame f, Curve curve) {
        double[] x = curve.x();
        double[] y = curve.y();
        if (curve.shape() == Curve.Shape.POINTS) {
            for (int i = 0; i < x.length; i++) {
                dot(g, f.pixelX(x[i]), f.pixelY(y[i]), curve.style());
            }
            return;
        }
        if (curve.shape() == Curve.Shape.FAINT) {
            g.setStroke(Palette.category(curve.style(), theme.dark()).deriveColor(0, 1, 1, 0.32));
            g.setLineWidth(1);
            g.setLineDashes();
        } else {
            pen(g, curve.style());
        }
        boolean step = curve.shape() == Curve.Shape.STEP;
        boolean crowded = curve.shape() != Curve.Shape.PATH && x.length > 2 * (f.right() - f.left());
        boolean open = false;
        double lastY = 0;
        double column = Double.NaN;
        double low = 0;
        double high = 0;
        g.beginPath();
        for (int i = 0; i < x.length; i++) {
            double px = f.pixelX(x[i]);
            double py = f.pixelY(y[i]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                open = false;
                continue;
            }
            if (crowded && open && Math.floor(px) == column && i < x.length - 1) {
                // Many points in one pixel column: its extent is all that can be seen.
                low = Math.min(low, py);
                high = Math.max(high, py);
                lastY = py;
                continue;
            }
            if (crowded && open && low < high) {
                g.lineTo(column + 0.5, low);
                g.lineTo(column + 0.5, high);
                g.lineTo(column + 0.5, lastY);
            }
            if (!open) {
                g.moveTo(px, py);
            } else {
                if (step) {
                    g.lineTo(px, lastY);
                }
                g.lineTo(px, py);
            }
            open = true;
            column = Math.floor(px);
            low = py;
            high = py;
            lastY = py;
        }
        g.stroke();
        g.setLineDashes();
    }

    /** Names right of their points, else left, else above or below; those that would lie over others are left out. */
    private void tags(GraphicsContext g, CurveFrame f, List<CurvePlot.Tag> tags) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (CurvePlot.Tag tag : tags) {
            double x = f.pixelX(tag.x());
            double y = f.pixelY(tag.y());
            if (Double.isFinite(x) && Double.isFinite(y)) {
                taken.add(new Rectangle2D(x - 5, y - 5, 10, 10));
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (CurvePlot.Tag tag : tags) {
            double x = f.pixelX(tag.x());
            double y = f.pixelY(tag.y());
            double width = widthOf(tag.text());
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                continue;
            }
            double[][] places = {
                {x + 9, y},
                {x - 9 - width, y},
                {x - width / 2, y - 13},
                {x - width / 2, y + 13},
                {x - width + 5, y - 13},
                {x - width + 5, y + 13}
            };
            for (double[] place : places) {
                Rectangle2D area = new Rectangle2D(place[0], place[1] - 7, width, 14);
                boolean inside = area.getMinX() >= f.left()
                        && area.getMaxX() <= f.right()
                        && area.getMinY() >= f.top()
                        && area.getMaxY() <= f.bottom();
                if (inside && taken.stream().noneMatch(area::intersects)) {
                    taken.add(area);
                    // Readable over the lines, which still show through.
                    g.setFill(theme.surface().deriveColor(0, 1, 1, 0.7));
                    g.fillRect(area.getMinX() - 1, area.getMinY(), width + 2, 14);
                    g.setFill(theme.foreground());
                    g.fillText(tag.text(), place[0], place[1]);
                    break;
                }
            }
        }
    }

    static double widthOf(String text) {
        Text measure = new Text(text);
        measure.setFont(SMALL);
        return measure.getLayoutBounds().getWidth();
    }

    static Font font() {
        return SMALL;
    }
}
