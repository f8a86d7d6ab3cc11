package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A map of up to some hundred thousand points: pan, zoom, hover, click, rectangle and lasso. Unselected points are
 * dimmed, never hidden. The points' y axis goes up.
 *
 * <p>Keys: arrows move, + and - zoom, 0 shows all, Ctrl+arrow walks from point to point, Enter opens the point under the
 * cursor, V selects what is in view, Escape clears the selection, L R H choose lasso, rectangle, hand.
 */
public final class ScatterPlot extends Region {
    /** What dragging with the primary button does; the other buttons always pan. */
    public enum Tool {
        LASSO,
        RECTANGLE,
        HAND
    }

    /** How a selection joins the one before: Shift adds, Alt subtracts. */
    public enum Mode {
        REPLACE,
        ADD,
        SUBTRACT
    }

    /**
     * What a gesture chose.
     *
     * @param indices ascending; empty with REPLACE clears the selection
     */
    @SuppressWarnings("ArrayRecordComponent") // may hold 130,000 indices; handed over, not kept
    public record Selection(int[] indices, Mode mode) {}

    /**
     * A star at a place of its own, such as a live query.
     *
     * @param x in the points' units
     * @param y in the points' units
     */
    public record Marker(double x, double y, String label) {}

    /**
     * A name written over a cluster.
     *
     * @param x in the points' units
     * @param y in the points' units
     * @param words set side by side, each in its own direction
     */
    public record PlaceName(double x, double y, List<String> words) {}

    /**
     * A line of equal density, open where it leaves the plane that was looked at.
     *
     * @param x     of its corners, in the points' units
     * @param y     of its corners, in the points' units
     * @param level from 0, the outermost
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    public record Contour(double[] x, double[] y, int level) {}

    /**
     * The points of one colour, in pixels.
     *
     * @param colour 0xRRGGBB
     * @param xy     x, y, x, y and so on
     */
    @SuppressWarnings("ArrayRecordComponent") // made for an export, never changed
    public record Dots(int colour, double opacity, float[] xy) {}

    /**
     * What is in view, for an export as a drawing: pixels from the top left corner.
     *
     * @param dots   those that are dimmed first
     * @param pixels 0xFFRRGGBB, row by row, in the place of dots when they are too many; else empty
     * @param lines  of density
     * @param words  the names that found room, word by word
     */
    @SuppressWarnings("ArrayRecordComponent") // made for an export, never changed
    public record Drawing(
            int width,
            int height,
            double radius,
            List<Dots> dots,
            int[] pixels,
            int pixelsPerUnit,
            List<Contour> lines,
            List<Marker> words,
            Color surface,
            Color foreground) {}

    private static final double MARGIN = 24;
    private static final double MAX_ZOOM = 400;
    /** What a frame may cost while the view moves, in nanoseconds; beyond, it shows a part of the points. */
    private static final double FRAME_BUDGET = 10e6;

    private static final int COARSEST = 8;
    private static final double UNDER_CONTOURS = 0.45;

    private final ThemeProbe theme = new ThemeProbe(this::redraw);
    private final ImageView picture = new ImageView();
    private final Canvas overlay = new Canvas();
    private final ScatterOverlay painter = new ScatterOverlay(this, overlay, theme);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(this, "hovered", -1);
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.LASSO);
    private final PointColours colours = new PointColours();
    private final PauseTransition rest = new PauseTransition(Duration.millis(140));

    private float[] x = {};
    private float[] y = {};
    private PointIndex index = new PointIndex(x, y);
    private int[] marked = {};
    private List<Marker> markers = List.of();
    private List<PlaceName> names = List.of();
    private List<Contour> contours = List.of();
    private Viewport view = Viewport.IDENTITY;
    private boolean fitted = true;
    private boolean stale = true;
    private @Nullable PointRaster raster;
    /** What drawing all points cost lately, in nanoseconds. */
    private double fullCost;

    private int every = 1;
    private Consumer<Selection> onSelect = selection -> {};
    private IntConsumer onOpen = i -> {};

    public ScatterPlot() {
        getStyleClass().add("scatter-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleHelp(Messages.text("control.scatter.help"));
        overlay.setMouseTransparent(true);
        picture.setMouseTransparent(true);
        getChildren().addAll(theme, picture, overlay);
        hovered.addListener((source, old, now) -> painter.paint());
        focusedProperty().addListener((source, old, now) -> painter.paint());
        new ScatterGestures(this, painter).install();
        rest.setOnFinished(event -> {
            if (every > 1) {
                redraw();
            }
        });
    }

    /** True as long as all points are shown and nobody zoomed or moved the view. */
    public boolean isFitted() {
        return fitted;
    }

    /**
     * Shows other points, all of category 0, keeps the view when their number is the same (a projection that moves) and
     * else shows all. The arrays are copied; points with NaN are not drawn.
     */
    public void setPoints(float[] newX, float[] newY) {
        if (newX.length != newY.length) {
            throw new IllegalArgumentException(newX.length + " x but " + newY.length + " y");
        }
        boolean moved = newX.length == x.length && x.length > 0;
        x = newX.clone();
        y = new float[newY.length];
        for (int i = 0; i < newY.length; i++) {
            y[i] = -newY[i];
        }
        index = new PointIndex(x, y);
        colours.moved();
        if (!moved) {
            colours.reset(x.length);
            marked = new int[0];
            hovered.set(-1);
            fitted = true;
        }
        redraw();
    }

    /** Colours by category, an index from 0 below 1024; {@code own} null takes the palette for the theme. */
    public void setCategories(int[] category, @Nullable List<Color> own) {
        colours.categories(category, own);
        redraw();
    }

    /** Colours by value on a ramp from low to high; NaN is grey. */
    public void setValues(float[] values, double low, double high) {
        colours.values(values, low, high);
        redraw();
    }

    /** Points outside are dimmed; null lets all stand out. */
    public void setSelected(@Nullable BitSet points) {
        colours.select(points);
        redraw();
    }

    /** Categories that are neither drawn nor hit, as switched off in a legend. */
    public void setHidden(BitSet categories) {
        colours.hide(categories);
        hovered.set(-1);
        redraw();
    }

    /** Lines over the points, which become fainter under them; none for none. */
    public void setContours(List<Contour> lines) {
        contours = List.copyOf(lines);
        redraw();
    }

    /** Rings the points of what is shown elsewhere, for as long as it is; none for none. */
    public void setMarked(int... points) {
        marked = points.clone();
        painter.paint();
    }

    /** Where a point lies, in this control's coordinates; it may be outside the visible part. */
    public Point2D locate(int point) {
        return new Point2D(screenX(point), screenY(point));
    }

    public void setMarkers(List<Marker> newMarkers) {
        markers = List.copyOf(newMarkers);
        painter.paint();
    }

    /** Names in the order of their weight: where two would overlap, the later one is left out. */
    public void setPlaceNames(List<PlaceName> newNames) {
        names = List.copyOf(newNames);
        painter.paint();
    }

    /** Hears what lasso, rectangle or keys chose; the caller decides and calls {@link #setSelected}. */
    public void setOnSelect(Consumer<Selection> handler) {
        onSelect = handler;
    }

    /** Hears which point was clicked, or opened by Enter. */
    public void setOnOpen(IntConsumer handler) {
        onOpen = handler;
    }

    /** The point under the mouse or the keyboard's cursor, or -1. */
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    public int getHovered() {
        return hovered.get();
    }

    public ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    /** Shows all points. */
    public void fit() {
        fitted = true;
        redraw();
    }

    /** Zooms around the middle; above 1 goes nearer. */
    public void zoom(double factor) {
        zoomAt(getWidth() / 2, getHeight() / 2, factor);
    }

    /** Moves the view so that the point lies in the middle, and makes it the hovered one. */
    public void reveal(int point) {
        show(view.panned(getWidth() / 2 - view.screenX(x[point]), getHeight() / 2 - view.screenY(y[point])));
        hovered.set(point);
    }

    void zoomAt(double screenX, double screenY, double factor) {
        double whole = whole().scale();
        double target = Math.clamp(view.scale() * factor, whole * 0.5, whole * MAX_ZOOM);
        show(view.zoomedAt(screenX, screenY, target / view.scale()));
    }

    void show(Viewport next) {
        view = next;
        fitted = false;
        rest.playFromStart();
        redraw();
    }

    Viewport view() {
        return view;
    }

    private Viewport whole() {
        return Viewport.fit(index.minX(), index.minY(), index.maxX(), index.maxY(), getWidth(), getHeight(), MARGIN);
    }

    /** The nearest visible point within so many screen pixels, or -1. */
    int pointAt(double screenX, double screenY, double within) {
        return index.nearest(view.worldX(screenX), view.worldY(screenY), within / view.scale(), colours::shown);
    }

    void hover(int point) {
        hovered.set(point);
    }

    void open(int point) {
        onOpen.accept(point);
    }

    /** Selects what lies inside the polygon, given in screen pixels. */
    void select(double[] screenX, double[] screenY, Mode mode) {
        Lasso lasso = new Lasso(
                Arrays.stream(screenX).map(view::worldX).toArray(),
                Arrays.stream(screenY).map(view::worldY).toArray());
        onSelect.accept(new Selection(index.inside(lasso, colours.hides() ? colours::shown : null), mode));
    }

    void clearSelection() {
        onSelect.accept(new Selection(new int[0], Mode.REPLACE));
    }

    double screenX(int point) {
        return view.screenX(x[point]);
    }

    double screenY(int point) {
        return view.screenY(y[point]);
    }

    int size() {
        return x.length;
    }

    boolean visible(int point) {
        return colours.shown(point) && Float.isFinite(x[point]) && Float.isFinite(y[point]);
    }

    int[] marked() {
        return marked;
    }

    List<Marker> markers() {
        return markers;
    }

    List<PlaceName> names() {
        return names;
    }

    List<Contour> contours() {
        return contours;
    }

    /** One of how many points the last frame shows; 1 once the view rests. */
    int every() {
        return every;
    }

    /** Radius of a point in screen pixels. */
    double radius() {
        return look().radius();
    }

    private PointLook look() {
        PointLook look = PointLook.of(view.scale() * view.scale() / index.crowding());
        return contours.isEmpty() ? look : new PointLook(look.radius(), look.opacity() * UNDER_CONTOURS);
    }

    /** What is in view; up to so many points one by one. */
    public Drawing drawing(int most) {
        return new ScatterDrawing(this, index, colours, theme).draw(most, look(), painter.placed());
    }

    private void redraw() {
        stale = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth());
        double height = Math.max(1, getHeight());
        double density = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        int pixelWidth = Math.clamp((int) Math.ceil(width * density), 1, 8192);
        int pixelHeight = Math.clamp((int) Math.ceil(height * density), 1, 8192);
        PointRaster target = raster;
        if (target == null || target.width() != pixelWidth || target.height() != pixelHeight) {
            target = new PointRaster(pixelWidth, pixelHeight);
            raster = target;
            picture.setImage(target.image());
            stale = true;
        }
        if (overlay.getWidth() != width || overlay.getHeight() != height) {
            picture.setFitWidth(width);
            picture.setFitHeight(height);
            overlay.setWidth(width);
            overlay.setHeight(height);
            stale = true;
        }
        if (stale) {
            stale = false;
            if (fitted) {
                view = whole();
            }
            draw(target, density);
            painter.paint();
        }
    }

    /** All points; but while the view moves no more than a frame has time for, and the others when it rests. */
    private void draw(PointRaster target, double density) {
        boolean moving = rest.getStatus() == Animation.Status.RUNNING;
        every = moving ? Math.clamp((int) Math.ceil(fullCost / FRAME_BUDGET), 1, COARSEST) : 1;
        short[] codes = colours.codes(index);
        long start = System.nanoTime();
        target.draw(
                index,
                codes,
                colours.palette(theme.dark()),
                view.times(density),
                look().times(density).instead(every),
                colours.selecting(),
                every);
        // A frame that was interrupted by other work says little: the cost follows slowly up and at once down.
        double cost = (double) (System.nanoTime() - start) * every;
        fullCost = Math.min(cost, fullCost * 1.25 + 1e6);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }
}
