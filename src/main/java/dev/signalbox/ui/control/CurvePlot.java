package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Curves over x with a draggable vertical marker, a ghost of the saved setting, bands and a crosshair that reads values.
 * While the marker moves only the overlay is painted again.
 */
public final class CurvePlot extends Region {
    /**
     * An area between two lines, such as an interval.
     *
     * @param x     ascending
     * @param low   lower edge, one per x
     * @param high  upper edge, one per x
     * @param style that of the curve it belongs to
     */
    @SuppressWarnings("ArrayRecordComponent") // thousands of numbers, handed over and not changed
    public record Band(double[] x, double[] low, double[] high, int style) {}

    /** A point that was clicked: which curve of the list, which of its points. */
    public record Hit(int curve, int point) {}

    /** A text beside a place, such as the name of a point. */
    public record Tag(double x, double y, String text) {}

    private static final double GRAB = 8;
    private static final double HIT = 12;
    private static final int BIG_STEP = 10;

    private final ThemeProbe theme = new ThemeProbe(this::redraw);
    private final Canvas base = new Canvas();
    private final Canvas overlay = new Canvas();
    private final CurvePainter painter = new CurvePainter(theme);
    private final DoubleProperty markerValue = new SimpleDoubleProperty(this, "markerValue", Double.NaN);
    private final DoubleProperty ghostValue = new SimpleDoubleProperty(this, "ghostValue", Double.NaN);
    private final DoubleProperty markerStep = new SimpleDoubleProperty(this, "markerStep", Double.NaN);
    private final ReadOnlyBooleanWrapper adjusting = new ReadOnlyBooleanWrapper(this, "adjusting");

    private List<Curve> curves = List.of();
    private List<Band> bands = List.of();
    private List<Tag> tags = List.of();
    private @Nullable Tag hand;
    private int walked = -1;
    private Function<Hit, String> note = hit -> "";
    private PlotAxis axisX = PlotAxis.auto("");
    private PlotAxis axisY = PlotAxis.auto("");
    private String markerName = "";
    private double crosshair = Double.NaN;
    private @Nullable Hit hovered;
    private Consumer<Hit> onHit = hit -> {};
    private CurveFrame frame = new CurveFrame(0, 0, 1, 1, 0, 1, 0, 1, false);
    private boolean stale = true;
    private boolean overlayStale = true;

    public CurvePlot() {
        getStyleClass().add("curve-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleHelp(Messages.text("control.curve.help"));
        base.setMouseTransparent(true);
        overlay.setMouseTransparent(true);
        getChildren().addAll(theme, base, overlay);
        markerValue.addListener((source, old, now) -> {
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
            repaintOverlay();
        });
        ghostValue.addListener((source, old, now) -> repaintOverlay());
        focusedProperty().addListener((source, old, now) -> repaintOverlay());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> {
            crosshair = Double.NaN;
            hovered = null;
            repaintOverlay();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            if (adjusting.get()) {
                drag(e.getX());
                e.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> adjusting.set(false));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        PictureCopy.install(this, theme::surface);
    }

    public void setCurves(List<Curve> newCurves) {
        curves = List.copyOf(newCurves);
        hovered = null;
        redraw();
    }

    public void setBands(List<Band> newBands) {
        bands = List.copyOf(newBands);
        redraw();
    }

    /** Names of points, written beside them where there is room; the crosshair names a point by the tag at its place. */
    public void setTags(List<Tag> newTags) {
        tags = List.copyOf(newTags);
        redraw();
    }

    /** Marks the point in hand; null marks none. */
    public void setHand(@Nullable Tag newHand) {
        hand = newHand;
        repaintOverlay();
    }

    /** What else is said of a point under the mouse, such as the setting that it is; empty for nothing. */
    public void setNote(Function<Hit, String> newNote) {
        note = newNote;
    }

    /** The clickable curve that arrow keys walk along when there is no marker; Enter is a click. -1 for none. */
    public void setWalked(int curve) {
        walked = curve;
    }

    public void setAxes(PlotAxis x, PlotAxis y) {
        axisX = x;
        axisY = y;
        redraw();
    }

    /** What the marker stands for, such as "τ". */
    public void setMarkerName(String name) {
        markerName = name;
        repaintOverlay();
    }

    /** Where the marker stands on x; NaN shows none. Dragging and keys write it within the axis. */
    public DoubleProperty markerValueProperty() {
        return markerValue;
    }

    /** Where the saved setting stands; NaN shows none. */
    public DoubleProperty ghostValueProperty() {
        return ghostValue;
    }

    /** How far an arrow key goes; NaN is a hundredth of the axis. */
    public DoubleProperty markerStepProperty() {
        return markerStep;
    }

    /** True while the mouse holds the marker: expensive followers can wait for the release. */
    public ReadOnlyBooleanProperty adjustingProperty() {
        return adjusting.getReadOnlyProperty();
    }

    /** Hears clicks on points of curves with the shape POINTS. */
    public void setOnHit(Consumer<Hit> handler) {
        onHit = handler;
    }

    /** Of the last layout. */
    CurveFrame frame() {
        return frame;
    }

    private void moved(MouseEvent e) {
        boolean inside = frame.contains(e.getX(), e.getY());
        crosshair = inside ? frame.valueX(e.getX()) : Double.NaN;
        hovered = pointAt(e.getX(), e.getY());
        setCursor(nearMarker(e.getX()) && inside ? Cursor.H_RESIZE : hovered != null ? Cursor.HAND : Cursor.DEFAULT);
        repaintOverlay();
    }

    private boolean nearMarker(double px) {
        return !Double.isNaN(markerValue.get()) && Math.abs(frame.pixelX(markerValue.get()) - px) <= GRAB;
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Hit hit = pointAt(e.getX(), e.getY());
        if (hit != null && !nearMarker(e.getX())) {
            onHit.accept(hit);
        } else if (!Double.isNaN(markerValue.get()) && frame.contains(e.getX(), e.getY())) {
            adjusting.set(true);
            drag(e.getX());
        }
        e.consume();
    }

    private void drag(double px) {
        crosshair = Double.NaN;
        moveMarker(frame.valueX(px));
    }

    private void moveMarker(double x) {
        markerValue.set(Math.clamp(x, frame.lowX(), frame.highX()));
    }

    private @Nullable Hit pointAt(double px, double py) {
        Hit best = null;
        double bestSquare = HIT * HIT;
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            if (!curve.clickable()) {
                continue;
            }
            for (int i = 0; i < curve.x().length; i++) {
                double dx = frame.pixelX(curve.x()[i]) - px;
                double dy = frame.pixelY(curve.y()[i]) - py;
                if (dx * dx + dy * dy < bestSquare) {
                    bestSquare = dx * dx + dy * dy;
                    best = new Hit(c, i);
                }
            }
        }
        return best;
    }

    private void key(KeyEvent e) {
        if (Double.isNaN(markerValue.get())) {
            walk(e);
            return;
        }
        double step = step() * (e.isShiftDown() ? BIG_STEP : 1);
        switch (e.getCode()) {
            case LEFT, KP_LEFT -> moveMarker(markerValue.get() - step);
            case RIGHT, KP_RIGHT -> moveMarker(markerValue.get() + step);
            case HOME -> moveMarker(frame.lowX());
            case END -> moveMarker(frame.highX());
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void walk(KeyEvent e) {
        int last =
                walked < 0 || walked >= curves.size() ? -1 : curves.get(walked).x().length - 1;
        if (last < 0) {
            return;
        }
        Hit at = hovered != null && hovered.curve() == walked ? hovered : new Hit(walked, nearestToHand());
        int stride = e.isShiftDown() ? BIG_STEP : 1;
        switch (e.getCode()) {
            case LEFT, DOWN, KP_LEFT, KP_DOWN -> at = new Hit(walked, Math.max(0, at.point() - stride));
            case RIGHT, UP, KP_RIGHT, KP_UP -> at = new Hit(walked, Math.min(last, at.point() + stride));
            case HOME -> at = new Hit(walked, 0);
            case END -> at = new Hit(walked, last);
            case ENTER, SPACE -> onHit.accept(at);
            default -> {
                return;
            }
        }
        crosshair = Double.NaN;
        hovered = at;
        repaintOverlay();
        e.consume();
    }

    private int nearestToHand() {
        Curve curve = curves.get(walked);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; hand != null && i < curve.x().length; i++) {
            double far = Math.hypot(
                    frame.pixelX(curve.x()[i]) - frame.pixelX(hand.x()),
                    frame.pixelY(curve.y()[i]) - frame.pixelY(hand.y()));
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    private double step() {
        return Double.isNaN(markerStep.get()) ? (frame.highX() - frame.lowX()) / 100 : markerStep.get();
    }

    private void redraw() {
        stale = true;
        setNeedsLayout(true); // of the plot alone: what is drawn does not change its size
    }

    private void repaintOverlay() {
        overlayStale = true;
        setNeedsLayout(true);
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth());
        double height = Math.max(1, getHeight());
        if (base.getWidth() != width || base.getHeight() != height) {
            for (Canvas canvas : List.of(base, overlay)) {
                canvas.setWidth(width);
                canvas.setHeight(height);
            }
            stale = true;
        }
        if (stale) {
            stale = false;
            overlayStale = true;
            frame = painter.paint(base, curves, bands, tags, axisX, axisY);
        }
        if (overlayStale) {
            overlayStale = false;
            CurveOverlay.paint(overlay, theme, frame, curves, axisX, axisY, marks());
        }
    }

    private CurveOverlay.Marks marks() {
        return new CurveOverlay.Marks(
                markerValue.get(),
                ghostValue.get(),
                markerName,
                crosshair,
                adjusting.get(),
                isFocused(),
                hovered,
                hovered == null ? "" : note.apply(hovered),
                tags,
                hand);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> markerValue.get();
            case MIN_VALUE -> frame.lowX();
            case MAX_VALUE -> frame.highX();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case INCREMENT -> moveMarker(markerValue.get() + step());
            case DECREMENT -> moveMarker(markerValue.get() - step());
            case SET_VALUE -> {
                if (parameters.length > 0 && parameters[0] instanceof Number value) {
                    moveMarker(value.doubleValue());
                }
            }
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 280;
    }
}
