package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** Draws over the points what changes with the mouse: ring, star, names, the lasso being drawn. */
final class ScatterOverlay {
    private static final double STAR = 11;

    private final ScatterPlot plot;
    private final Canvas canvas;
    private final ThemeProbe theme;
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
        g.setFont(Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, 12));
        Viewport view = plot.view();
        for (ScatterPlot.PlaceName name : plot.names()) {
            text(g, name.text(), view.screenX(name.x()), view.screenY(-name.y()));
        }
        int marked = plot.marked();
        if (marked >= 0 && marked < plot.size() && plot.visible(marked)) {
            target(g, plot.screenX(marked), plot.screenY(marked), plot.radius() + 6);
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
