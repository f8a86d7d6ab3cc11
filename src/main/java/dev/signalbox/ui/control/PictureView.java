package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One picture or several, fitted, with zoom around the cursor down to pixels. Transparent parts show white, as the
 * encoders see them.
 *
 * <p>Keys: + and - zoom, 0 fits, 1 is actual size, arrows move, Page Up and Page Down change the picture.
 */
public final class PictureView extends Region {
    /** What is shown in one place of the sequence. */
    public sealed interface Page {
        /** On its way. */
        record Loading() implements Page {}

        /**
         * There.
         *
         * @param name for screen readers
         */
        record Shown(Image image, String name) implements Page {}

        /**
         * Not there: why, and what to do about it.
         *
         * @param reason such as "The file charts/17.png is missing"
         * @param hint   the next step, may be empty
         */
        record Missing(String reason, String hint) implements Page {}
    }

    private static final double STEP = 1.25;
    private static final double PAN = 60;
    private static final double MAX_SCALE = 64;
    private static final double PIXELATED_ABOVE = 2;

    private final ImageView image = new ImageView();
    private final Region paper = new Region();
    private final Pane stage = new Pane(paper, image);
    private final Rectangle clip = new Rectangle();
    private final FontIcon icon = new FontIcon(Feather.IMAGE);
    private final Label reason = new Label();
    private final Label hint = new Label();
    private final VBox message = new VBox(icon, reason, hint);
    private final Label zoomLabel = new Label();
    private final Label pageLabel = new Label();
    private final Button previous = button(Feather.CHEVRON_LEFT, "control.picture.previous", () -> turn(-1));
    private final Button next = button(Feather.CHEVRON_RIGHT, "control.picture.next", () -> turn(1));
    private final HBox pager = new HBox(previous, pageLabel, next);
    private final HBox bar = new HBox(
            pager,
            button(Feather.ZOOM_OUT, "control.picture.zoom.out", () -> zoom(1 / STEP)),
            zoomLabel,
            button(Feather.ZOOM_IN, "control.picture.zoom.in", () -> zoom(STEP)),
            button(Feather.MAXIMIZE, "control.picture.fit", this::fit),
            button(Feather.SQUARE, "control.picture.actual", this::actualSize));
    private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(this, "zoom", 1);
    private final ReadOnlyIntegerWrapper pageIndex = new ReadOnlyIntegerWrapper(this, "pageIndex", 0);
    private List<Page> pages = List.of();
    private Viewport view = Viewport.IDENTITY;
    private boolean fitted = true;
    private Point2D pressed = Point2D.ZERO;
    private Viewport pressedView = Viewport.IDENTITY;

    public PictureView() {
        getStyleClass().add("picture-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleHelp(Messages.text("control.picture.help"));
        paper.getStyleClass().add("picture-paper");
        stage.getStyleClass().add("picture-stage");
        stage.setClip(clip);
        message.getStyleClass().add("picture-message");
        message.setAlignment(Pos.CENTER);
        message.setMouseTransparent(true);
        reason.getStyleClass().add("picture-reason");
        hint.getStyleClass().add("picture-hint");
        for (Label label : List.of(reason, hint)) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
        }
        bar.getStyleClass().add("picture-bar");
        bar.setAlignment(Pos.CENTER);
        pager.setAlignment(Pos.CENTER);
        zoomLabel.getStyleClass().add("picture-zoom");
        getChildren().addAll(stage, message, bar);
        stage.addEventHandler(ScrollEvent.SCROLL, e -> {
            zoomAt(e.getX(), e.getY(), Math.pow(1.0018, e.getDeltaY()));
            e.consume();
        });
        stage.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            pressed = new Point2D(e.getX(), e.getY());
            pressedView = view;
        });
        stage.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            if (shown() != null) {
                look(pressedView.panned(e.getX() - pressed.getX(), e.getY() - pressed.getY()));
            }
        });
        stage.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getClickCount() == 2) {
                if (fitted) {
                    zoomAt(e.getX(), e.getY(), 1 / view.scale());
                } else {
                    fit();
                }
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setPages(List.of());
    }

    private static Button button(Ikon ikon, String key, Runnable action) {
        Button button = new Button(null, new FontIcon(ikon));
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Shows a sequence from its first picture, fitted. */
    public void setPages(List<? extends Page> newPages) {
        pages = new ArrayList<>(newPages);
        pageIndex.set(0);
        fitted = true;
        update();
    }

    /** Replaces one picture of the sequence, such as one that has now been loaded. */
    public void setPage(int index, Page page) {
        pages.set(index, page);
        if (index == pageIndex.get()) {
            update();
        }
    }

    /** One picture. */
    public void setImage(Image newImage, String name) {
        setPages(List.of(new Page.Shown(newImage, name)));
    }

    /** Which picture of the sequence is shown. */
    public ReadOnlyIntegerProperty pageIndexProperty() {
        return pageIndex.getReadOnlyProperty();
    }

    /** Screen pixels per picture pixel. */
    public ReadOnlyDoubleProperty zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    public void fit() {
        fitted = true;
        requestLayout();
    }

    /** One picture pixel per screen pixel, around the middle. */
    public void actualSize() {
        zoom(1 / view.scale());
    }

    /** Zooms around the middle; above 1 goes nearer. */
    public void zoom(double factor) {
        zoomAt(clip.getWidth() / 2, clip.getHeight() / 2, factor);
    }

    /** Zooms so that the pixel under the point stays under it; in this view's coordinates. */
    public void zoomAt(double x, double y, double factor) {
        Image picture = shown();
        if (picture == null) {
            return;
        }
        double least = Math.min(0.05, whole(picture).scale());
        double target = Math.clamp(view.scale() * factor, least, MAX_SCALE);
        look(view.zoomedAt(x, y, target / view.scale()));
    }

    /** The picture's pixel under a point of this view; may lie outside the picture. */
    public Point2D pixelAt(double x, double y) {
        return new Point2D(view.worldX(x), view.worldY(y));
    }

    /** Goes so many pictures further; stops at the ends. */
    public void turn(int by) {
        int target = Math.clamp(pageIndex.get() + (long) by, 0, Math.max(0, pages.size() - 1));
        if (target != pageIndex.get()) {
            pageIndex.set(target);
            fitted = true;
            update();
        }
    }

    private @Nullable Image shown() {
        return image.getImage();
    }

    private Viewport whole(Image picture) {
        Viewport fit =
                Viewport.fit(0, 0, picture.getWidth(), picture.getHeight(), clip.getWidth(), clip.getHeight(), 8);
        // Fitting enlarges small pictures only as far as they stay smooth.
        double scale = Math.min(fit.scale(), PIXELATED_ABOVE);
        return fit.zoomedAt(clip.getWidth() / 2, clip.getHeight() / 2, scale / fit.scale());
    }

    private void look(Viewport wanted) {
        Image picture = shown();
        if (picture == null) {
            return;
        }
        fitted = false;
        // A picture can be pushed aside but never lost.
        double keep = 40;
        double w = picture.getWidth() * wanted.scale();
        double h = picture.getHeight() * wanted.scale();
        view = new Viewport(
                wanted.scale(),
                Math.clamp(wanted.shiftX(), Math.min(keep - w, 0), Math.max(clip.getWidth() - keep, 0)),
                Math.clamp(wanted.shiftY(), Math.min(keep - h, 0), Math.max(clip.getHeight() - keep, 0)));
        requestLayout();
    }

    private void update() {
        int index = pageIndex.get();
        Page page = pages.isEmpty() ? new Page.Missing(Messages.text("control.picture.none"), "") : pages.get(index);
        switch (page) {
            case Page.Loading() -> say(Feather.CLOCK, Messages.text("control.picture.loading"), "");
            case Page.Missing(String why, String what) -> say(Feather.ALERT_TRIANGLE, why, what);
            case Page.Shown(Image picture, String name) -> {
                image.setImage(picture);
                setAccessibleText(name);
            }
        }
        boolean there = page instanceof Page.Shown;
        if (!there) {
            image.setImage(null);
        }
        message.setVisible(!there);
        stage.setCursor(there ? Cursor.OPEN_HAND : Cursor.DEFAULT);
        pager.setVisible(pages.size() > 1);
        pager.setManaged(pages.size() > 1);
        pageLabel.setText(Messages.text("control.picture.page", index + 1, pages.size()));
        previous.setDisable(index == 0);
        next.setDisable(index >= pages.size() - 1);
        bar.setDisable(!there && pages.size() < 2);
        requestLayout();
    }

    private void say(Ikon ikon, String why, String what) {
        icon.setIconCode(ikon);
        reason.setText(why);
        hint.setText(what);
        hint.setManaged(!what.isEmpty());
        setAccessibleText(why + " " + what);
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        boolean used = true;
        switch (e.getCode()) {
            case PLUS, ADD, EQUALS -> zoom(STEP);
            case MINUS, SUBTRACT -> zoom(1 / STEP);
            case DIGIT0, NUMPAD0 -> fit();
            case DIGIT1, NUMPAD1 -> actualSize();
            case LEFT, KP_LEFT -> look(view.panned(PAN, 0));
            case RIGHT, KP_RIGHT -> look(view.panned(-PAN, 0));
            case UP, KP_UP -> look(view.panned(0, PAN));
            case DOWN, KP_DOWN -> look(view.panned(0, -PAN));
            case PAGE_UP -> turn(-1);
            case PAGE_DOWN -> turn(1);
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        double barHeight = snapSizeY(bar.prefHeight(-1));
        double width = Math.max(1, getWidth());
        double height = Math.max(1, getHeight() - barHeight);
        bar.resizeRelocate(0, height, width, barHeight);
        stage.resizeRelocate(0, 0, width, height);
        clip.setWidth(width);
        clip.setHeight(height);
        double inner = Math.max(0, Math.min(420, width - 32));
        message.resizeRelocate((width - inner) / 2, 0, inner, height);
        Image picture = shown();
        paper.setVisible(picture != null);
        zoomLabel.setVisible(picture != null);
        if (picture == null) {
            return;
        }
        if (fitted) {
            view = whole(picture);
        }
        image.setFitWidth(picture.getWidth() * view.scale());
        image.setFitHeight(picture.getHeight() * view.scale());
        image.setSmooth(view.scale() <= PIXELATED_ABOVE);
        image.relocate(view.shiftX(), view.shiftY());
        paper.resizeRelocate(view.shiftX(), view.shiftY(), image.getFitWidth(), image.getFitHeight());
        zoom.set(view.scale());
        zoomLabel.setText(Messages.text("control.picture.zoom", Math.round(view.scale() * 100)));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 420;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 360;
    }
}
