package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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
     */
    public record PlaceName(double x, double y, String text) {}

    private static final int RAMP_STEPS = 64;
    private static final double MARGIN = 24;
    private static final double MAX_ZOOM = 400;

    private final ThemeProbe theme = new ThemeProbe(this::themed);
    private final ImageView picture = new ImageView();
    private final Canvas overlay = new Canvas();
    private final ScatterOverlay painter = new ScatterOverlay(this, overlay, theme);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(this, "hovered", -1);
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.LASSO);

    private float[] x = {};
    private float[] y = {};
    private int[] category = {};
    private PointIndex index = new PointIndex(x, y);
    private int @Nullable [] ownColours;
    private boolean ramp;
    private BitSet hidden = new BitSet();
    private @Nullable BitSet selected;
    private int marked = -1;
    private List<Marker> markers = List.of();
    private List<PlaceName> names = List.of();
    private Viewport view = Viewport.IDENTITY;
    private boolean fitted = true;
    private boolean stale = true;
    private @Nullable PointRaster raster;
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
        if (!moved) {
            category = new int[x.length];
            selected = null;
            marked = -1;
            hovered.set(-1);
            fitted = true;
        }
        redraw();
    }

    /** Colours by category, an index from 0; {@code colours} null takes the palette for the theme. */
    public void setCategories(int[] newCategory, @Nullable List<Color> colours) {
        requireOnePerPoint(newCategory.length);
        category = newCategory.clone();
        ramp = false;
        ownColours = colours == null
                ? null
                : colours.stream().mapToInt(Palette::argb).toArray();
        redraw();
    }

    /** Colours by value on a ramp from low to high; NaN is grey. */
    public void setValues(float[] values, double low, double high) {
        requireOnePerPoint(values.length);
        category = new int[values.length];
        double span = high > low ? high - low : 1;
        for (int i = 0; i < values.length; i++) {
            category[i] = Float.isNaN(values[i])
                    ? RAMP_STEPS
                    : (int) Math.round(Math.clamp((values[i] - low) / span, 0, 1) * (RAMP_STEPS - 1));
        }
        ramp = true;
        ownColours = null;
        redraw();
    }

    private void requireOnePerPoint(int given) {
        if (given != x.length) {
            throw new IllegalArgumentException(given + " colours for " + x.length + " points");
        }
    }

    /** Points outside are dimmed; null lets all stand out. */
    public void setSelected(@Nullable BitSet points) {
        selected = points == null ? null : (BitSet) points.clone();
        redraw();
    }

    /** Categories that are neither drawn nor hit, as switched off in a legend. */
    public void setHidden(BitSet categories) {
        hidden = (BitSet) categories.clone();
        hovered.set(-1);
        redraw();
    }

    /** Rings one point for as long as it is the one that is shown elsewhere; -1 for none. */
    public void setMarked(int point) {
        marked = point;
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
        return index.nearest(
                view.worldX(screenX), view.worldY(screenY), within / view.scale(), i -> !hidden.get(category[i]));
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
        onSelect.accept(new Selection(index.inside(lasso, i -> !hidden.get(category[i])), mode));
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
        return !hidden.get(category[point]) && Float.isFinite(x[point]) && Float.isFinite(y[point]);
    }

    int marked() {
        return marked;
    }

    List<Marker> markers() {
        return markers;
    }

    List<PlaceName> names() {
        return names;
    }

    /** Radius of a point in screen pixels: smaller the more there are, growing slowly while zooming in. */
    double radius() {
        double room = Math.sqrt(getWidth() * getHeight() / Math.max(1, index.size()));
        double base = Math.clamp(room * 0.2, 1.1, 4.5);
        return Math.min(7, base * Math.pow(Math.max(1, view.scale() / whole().scale()), 0.35));
    }

    private int[] colours() {
        int count = Arrays.stream(category).max().orElse(0) + 1;
        int[] colours = new int[Math.max(count, RAMP_STEPS + 1)];
        for (int c = 0; c < colours.length; c++) {
            if (ownColours != null && ownColours.length > 0) {
                colours[c] = ownColours[c % ownColours.length];
            } else if (ramp) {
                double at = c == RAMP_STEPS ? Double.NaN : c / (RAMP_STEPS - 1.0);
                colours[c] = Palette.argb(Palette.ramp(at, theme.dark()));
            } else {
                colours[c] = Palette.argb(Palette.category(c, theme.dark()));
            }
        }
        return colours;
    }

    private void themed() {
        redraw();
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
            target.draw(x, y, category, colours(), view.times(density), radius() * density, selected, hidden);
            painter.paint();
        }
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
