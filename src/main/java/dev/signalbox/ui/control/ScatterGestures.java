package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** Mouse and keyboard of a {@link ScatterPlot}. */
final class ScatterGestures {
    private static final double HIT = 12;
    private static final double PAN_STEP = 40;
    private static final double ZOOM_STEP = 1.25;
    private static final double CLICK_SLACK = 4;

    private final ScatterPlot plot;
    private final ScatterOverlay overlay;
    private final List<Point2D> path = new ArrayList<>();
    private Point2D pressed = Point2D.ZERO;
    private Viewport pressedView = Viewport.IDENTITY;
    private boolean panning;
    private boolean dragged;
    private boolean active;

    ScatterGestures(ScatterPlot plot, ScatterOverlay overlay) {
        this.plot = plot;
        this.overlay = overlay;
    }

    void install() {
        plot.addEventHandler(MouseEvent.MOUSE_MOVED, e -> plot.hover(plot.pointAt(e.getX(), e.getY(), HIT)));
        plot.addEventHandler(MouseEvent.MOUSE_EXITED, e -> {
            if (!active) {
                plot.hover(-1);
            }
        });
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        plot.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        plot.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        plot.addEventHandler(ScrollEvent.SCROLL, e -> {
            plot.zoomAt(e.getX(), e.getY(), Math.pow(1.0018, e.getDeltaY()));
            e.consume();
        });
        plot.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void press(MouseEvent e) {
        plot.requestFocus();
        pressed = new Point2D(e.getX(), e.getY());
        pressedView = plot.view();
        // Shift draws a lasso with the hand too.
        panning = e.getButton() != MouseButton.PRIMARY
                || (plot.toolProperty().get() == ScatterPlot.Tool.HAND && !e.isShiftDown());
        dragged = false;
        active = true;
        path.clear();
        path.add(pressed);
        e.consume();
    }

    private void drag(MouseEvent e) {
        if (!active) {
            return;
        }
        Point2D at = new Point2D(e.getX(), e.getY());
        if (!dragged && at.distance(pressed) < CLICK_SLACK) {
            return;
        }
        if (!dragged) {
            plot.hover(-1);
        }
        dragged = true;
        if (panning) {
            plot.show(pressedView.panned(at.getX() - pressed.getX(), at.getY() - pressed.getY()));
        } else if (plot.toolProperty().get() == ScatterPlot.Tool.RECTANGLE) {
            path.clear();
            path.add(pressed);
            path.add(new Point2D(at.getX(), pressed.getY()));
            path.add(at);
            path.add(new Point2D(pressed.getX(), at.getY()));
            overlay.outline(path);
        } else {
            if (at.distance(path.getLast()) >= 2) {
                path.add(at);
            }
            overlay.outline(path);
        }
        e.consume();
    }

    private void release(MouseEvent e) {
        if (!active) {
            return;
        }
        // Events are merged when the machine is busy: the last place counts, dragged there or not.
        drag(e);
        active = false;
        if (!dragged && e.getButton() == MouseButton.PRIMARY) {
            int point = plot.pointAt(e.getX(), e.getY(), HIT);
            if (point >= 0) {
                plot.open(point);
            } else {
                plot.clearSelection();
            }
        } else if (dragged && !panning && path.size() > 2) {
            plot.select(
                    path.stream().mapToDouble(Point2D::getX).toArray(),
                    path.stream().mapToDouble(Point2D::getY).toArray(),
                    e.isShiftDown()
                            ? ScatterPlot.Mode.ADD
                            : e.isAltDown() ? ScatterPlot.Mode.SUBTRACT : ScatterPlot.Mode.REPLACE);
        }
        path.clear();
        overlay.outline(path);
        e.consume();
    }

    private void key(KeyEvent e) {
        boolean walk = e.isShortcutDown();
        boolean used = true;
        switch (e.getCode()) {
            case LEFT, KP_LEFT -> arrow(walk, -1, 0);
            case RIGHT, KP_RIGHT -> arrow(walk, 1, 0);
            case UP, KP_UP -> arrow(walk, 0, -1);
            case DOWN, KP_DOWN -> arrow(walk, 0, 1);
            case PLUS, ADD, EQUALS -> plot.zoom(ZOOM_STEP);
            case MINUS, SUBTRACT -> plot.zoom(1 / ZOOM_STEP);
            case DIGIT0, NUMPAD0 -> plot.fit();
            case ENTER -> {
                used = plot.getHovered() >= 0;
                if (used) {
                    plot.open(plot.getHovered());
                }
            }
            case ESCAPE -> {
                if (active) {
                    active = false;
                    overlay.outline(List.of());
                } else {
                    plot.clearSelection();
                }
            }
            case V, L, R, H -> {
                used = !walk && !e.isAltDown();
                if (used) {
                    letter(e);
                }
            }
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    private void letter(KeyEvent e) {
        switch (e.getCode()) {
            case L -> plot.toolProperty().set(ScatterPlot.Tool.LASSO);
            case R -> plot.toolProperty().set(ScatterPlot.Tool.RECTANGLE);
            case H -> plot.toolProperty().set(ScatterPlot.Tool.HAND);
            default -> {
                double w = plot.getWidth();
                double h = plot.getHeight();
                plot.select(
                        new double[] {0, w, w, 0},
                        new double[] {0, 0, h, h},
                        e.isShiftDown() ? ScatterPlot.Mode.ADD : ScatterPlot.Mode.REPLACE);
            }
        }
    }

    private void arrow(boolean walk, int dx, int dy) {
        if (walk) {
            walk(dx, dy);
        } else {
            plot.show(plot.view().panned(-dx * PAN_STEP, -dy * PAN_STEP));
        }
    }

    /** To the nearest point on that side, sideways distance counting double; brings it into view. */
    private void walk(int dx, int dy) {
        int from = plot.getHovered();
        double x0 = from >= 0 ? plot.screenX(from) : plot.getWidth() / 2;
        double y0 = from >= 0 ? plot.screenY(from) : plot.getHeight() / 2;
        int best = -1;
        double bestCost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plot.size(); i++) {
            if (i == from || !plot.visible(i)) {
                continue;
            }
            double ahead = (plot.screenX(i) - x0) * dx + (plot.screenY(i) - y0) * dy;
            double aside = Math.abs((plot.screenX(i) - x0) * dy) + Math.abs((plot.screenY(i) - y0) * dx);
            boolean candidate = from < 0 || (ahead > 0 && aside <= 2 * ahead);
            double cost = from < 0 ? Math.hypot(ahead, aside) : ahead + 2 * aside;
            if (candidate && cost < bestCost) {
                best = i;
                bestCost = cost;
            }
        }
        if (best < 0) {
            return;
        }
        double x = plot.screenX(best);
        double y = plot.screenY(best);
        if (x < 0 || y < 0 || x > plot.getWidth() || y > plot.getHeight()) {
            plot.reveal(best);
        } else {
            plot.hover(best);
        }
    }
}
