package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws over the points what changes with the mouse: ring, star, names, the lasso being drawn. */
final class ScatterOverlay {
    private static final double STAR = 11;
    private static final Font FONT = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, 12);
    private static final double ROW = 18;
    private static final double EDGE = 4;
    private static final double GAP = 12;
    private static final int FEWEST = 4;
    /** Pixels of area; more names would hide the points. */
    private static final double ROOM_PER_NAME = 28_000;

    /** Where a name may stand instead of on its place. */
    private static final double[] LIFTS = {0, -ROW, ROW, -2 * ROW, 2 * ROW};

    private final ScatterPlot plot;
    private final Canvas canvas;
    private final ThemeProbe theme;
    private final Map<String, Double> widths = new HashMap<>();
    private final List<ScatterPlot.Marker> placed = new ArrayList<>();
    private List<Point2D> outline = List.of();

    ScatterOverlay(ScatterPlot plot, Canvas canvas, ThemeProbe theme) {
        this.plot = plot;
        this.canvas = canvas;
        this.theme = theme;
    }

    /** The polygon in the making, in screen pixels; empty for none. */
    void outline(List<Point2D> points) {
        outline = new ArrayList<>(points);
        paint();
    }

    void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setFont(FONT);
        Viewport view = plot.view();
        for (ScatterPlot.Contour contour : plot.contours()) {
            contour(g, view, contour);
        }
        names(g, view);
        for (int marked : plot.marked()) {
            if (marked < plot.size() && plot.visible(marked)) {
                target(g, plot.screenX(marked), plot.screenY(marked), plot.radius() + 6);
            }
        }
        int hovered = plot.getHovered();
        if (hovered >= 0 && hovered < plot.size()) {
            ring(g, plot.screenX(hovered), plot.screenY(hovered), plot.radius() + 4);
        }
        for (ScatterPlot.Marker marker : plot.markers()) {
            star(g, view.screenX(marker.x()), view.screenY(-marker.y()));
            text(g, marker.label(), view.screenX(marker.x()), view.screenY(-marker.y()) + STAR + 10);
        }
        if (outline.size() > 1) {
            lasso(g);
        }
        if (plot.isFocused()) {
            g.setStroke(theme.accent());
            g.setLineWidth(2);
            g.strokeRect(1, 1, canvas.getWidth() - 2, canvas.getHeight() - 2);
        }
    }

    /** Inner lines are stronger; corners closer than a pixel are left out, and lines that lie outside altogether. */
    private void contour(GraphicsContext g, Viewport view, ScatterPlot.Contour contour) {
        double[] px = new double[contour.x().length];
        double[] py = new double[px.length];
        int kept = 0;
        boolean inside = false;
        for (int i = 0; i < px.length; i++) {
            double x = view.screenX(contour.x()[i]);
            double y = view.screenY(-contour.y()[i]);
            inside |= x >= 0 && y >= 0 && x <= canvas.getWidth() && y <= canvas.getHeight();
            boolean last = i == px.length - 1;
            if (kept == 0 || last || Math.abs(x - px[kept - 1]) + Math.abs(y - py[kept - 1]) >= 1.5) {
                px[kept] = x;
                py[kept++] = y;
            }
        }
        if (inside) {
            g.setStroke(theme.foreground().deriveColor(0, 1, 1, Math.min(0.85, 0.4 + 0.12 * contour.level())));
            g.setLineWidth(1.2);
            g.strokePolyline(px, py, kept);
        }
    }

    /** The first ones find room first; one that would lie on another or leave the picture is left out. */
    private void names(GraphicsContext g, Viewport view) {
        List<Bounds> taken = new ArrayList<>();
        placed.clear();
        double most = Math.max(FEWEST, canvas.getWidth() * canvas.getHeight() / ROOM_PER_NAME);
        for (ScatterPlot.PlaceName name : plot.names()) {
            if (taken.size() >= most) {
                break;
            }
            double x = view.screenX(name.x());
            double y = view.screenY(-name.y());
            double wide = name.words().stream().mapToDouble(this::width).sum()
                    + GAP * (name.words().size() - 1);
            if (x < 0 || y < 0 || x > canvas.getWidth() || y > canvas.getHeight()) {
                continue;
            }
            double middle =
                    Math.clamp(x, Math.min(x, wide / 2 + EDGE), Math.max(x, canvas.getWidth() - wide / 2 - EDGE));
            for (double lift : LIFTS) {
                Bounds place = new BoundingBox(middle - wide / 2, y + lift - ROW / 2, wide, ROW);
                Bounds apart = new BoundingBox(place.getMinX() - GAP, place.getMinY(), wide + 2 * GAP, ROW);
                boolean room = place.getMinY() >= EDGE
                        && place.getMaxY() <= canvas.getHeight() - EDGE
                        && taken.stream().noneMatch(apart::intersects);
                if (room) {
                    taken.add(place);
                    words(g, name.words(), place);
                    break;
                }
            }
        }
    }

    /** One by one: a line of several scripts would be put in another order. */
    private void words(GraphicsContext g, List<String> words, Bounds place) {
        double at = place.getMinX();
        for (String word : words) {
            if (at > place.getMinX()) {
                placed(g, "·", at - GAP / 2, place.getCenterY());
            }
            placed(g, word, at + width(word) / 2, place.getCenterY());
            at += width(word) + GAP;
        }
    }

    private void placed(GraphicsContext g, String word, double x, double y) {
        text(g, word, x, y);
        placed.add(new ScatterPlot.Marker(x, y, word));
    }

    /** The words that stand there now, in pixels. */
    List<ScatterPlot.Marker> placed() {
        return List.copyOf(placed);
    }

    private double width(String word) {
        return widths.computeIfAbsent(word, text -> {
            Text measured = new Text(text);
            measured.setFont(FONT);
            return measured.getLayoutBounds().getWidth();
        });
    }

    private void text(GraphicsContext g, String text, double x, double y) {
        g.setStroke(theme.surface().deriveColor(0, 1, 1, 0.85));
        g.setLineWidth(4);
        g.strokeText(text, x, y);
        g.setFill(theme.foreground());
        g.fillText(text, x, y);
    }

    private void ring(GraphicsContext g, double x, double y, double radius) {
        g.setStroke(theme.surface());
        g.setLineWidth(4);
        g.strokeOval(x - radius, y - radius, radius * 2, radius * 2);
        g.setStroke(theme.foreground());
        g.setLineWidth(2);
        g.strokeOval(x - radius, y - radius, radius * 2, radius * 2);
    }

    /** A ring with four ticks, told from the hovered ring by its shape and colour. */
    private void target(GraphicsContext g, double x, double y, double radius) {
        for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? theme.surface() : theme.accent());
            g.setLineWidth(pass == 0 ? 5 : 2.5);
            g.strokeOval(x - radius, y - radius, radius * 2, radius * 2);
            double near = radius - 3;
            double far = radius + 5;
            g.strokeLine(x - far, y, x - near, y);
            g.strokeLine(x + near, y, x + far, y);
            g.strokeLine(x, y - far, x, y - near);
            g.strokeLine(x, y + near, x, y + far);
        }
    }

    private void star(GraphicsContext g, double x, double y) {
        double[] px = new double[10];
        double[] py = new double[10];
        for (int i = 0; i < 10; i++) {
            double length = i % 2 == 0 ? STAR : STAR * 0.45;
            double angle = Math.PI * i / 5 - Math.PI / 2;
            px[i] = x + length * Math.cos(angle);
            py[i] = y + length * Math.sin(angle);
        }
        g.setStroke(theme.surface());
        g.setLineWidth(5);
        g.strokePolygon(px, py, 10);
        g.setStroke(theme.foreground());
        g.setLineWidth(2);
        g.strokePolygon(px, py, 10);
        g.setFill(theme.accent());
        g.fillPolygon(px, py, 10);
    }

    private void lasso(GraphicsContext g) {
        double[] px = outline.stream().mapToDouble(Point2D::getX).toArray();
        double[] py = outline.stream().mapToDouble(Point2D::getY).toArray();
        Color accent = theme.accent();
        g.setFill(accent.deriveColor(0, 1, 1, 0.12));
        g.fillPolygon(px, py, px.length);
        g.setStroke(accent);
        g.setLineWidth(1.5);
        g.setLineDashes(5, 4);
        g.strokePolygon(px, py, px.length);
        g.setLineDashes();
    }
}
