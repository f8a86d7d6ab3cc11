package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** One bar cut into shares of a whole, each with its name and percentage where there is room, else in the tooltip. */
public final class StackBar extends Region {
    /**
     * A piece.
     *
     * @param share of the whole; all pieces together are scaled to the full width
     * @param style index into the palette
     */
    public record Segment(String label, double share, int style) {}

    private static final double HEIGHT = 24;
    private static final double SEAM = 1;

    private final ThemeProbe theme = new ThemeProbe(this::recolour);
    private final List<Label> pieces = new ArrayList<>();
    private List<Segment> segments = List.of();
    private @Nullable IntConsumer onPick;

    public StackBar() {
        getStyleClass().add("stack-bar");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().add(theme);
    }

    public void setSegments(List<Segment> newSegments) {
        segments = newSegments.stream().filter(s -> s.share() > 0).toList();
        while (pieces.size() > segments.size()) {
            getChildren().remove(pieces.removeLast());
        }
        while (pieces.size() < segments.size()) {
            Label piece = new Label();
            piece.getStyleClass().add("stack-piece");
            piece.setAlignment(Pos.CENTER);
            piece.setTextOverrun(OverrunStyle.CLIP);
            piece.setMinWidth(0);
            piece.setTooltip(new Tooltip());
            piece.setOnMouseClicked(event -> pick(piece));
            pieces.add(piece);
            getChildren().add(piece);
        }
        for (int i = 0; i < segments.size(); i++) {
            pieces.get(i).getTooltip().setText(text(segments.get(i)));
        }
        setAccessibleText(segments.stream().map(this::text).collect(Collectors.joining(", ")));
        recolour();
        requestLayout();
    }

    /** Makes pieces clickable; hears the style of what was clicked. The same must be reachable by keyboard elsewhere. */
    public void setOnPick(IntConsumer handler) {
        onPick = handler;
        setCursor(Cursor.HAND);
    }

    private void pick(Label piece) {
        if (onPick != null) {
            onPick.accept(segments.get(pieces.indexOf(piece)).style());
        }
    }

    private double whole() {
        return segments.stream().mapToDouble(Segment::share).sum();
    }

    private String percent(Segment segment) {
        return String.format(Locale.ENGLISH, "%.0f%%", segment.share() / whole() * 100);
    }

    private String text(Segment segment) {
        return segment.label() + " " + percent(segment);
    }

    private void recolour() {
        for (int i = 0; i < segments.size(); i++) {
            Color colour = Palette.category(segments.get(i).style(), theme.dark());
            pieces.get(i).setBackground(new Background(new BackgroundFill(colour, CornerRadii.EMPTY, null)));
            pieces.get(i).setTextFill(Contrast.on(colour));
        }
    }

    @Override
    protected void layoutChildren() {
        double whole = whole();
        double before = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            double from = snapPositionX(before / whole * getWidth());
            before += segment.share();
            double width = Math.max(1, snapPositionX(before / whole * getWidth()) - from - SEAM);
            Label piece = pieces.get(i);
            String full = text(segment);
            piece.setText(
                    CurvePainter.widthOf(full) * 1.15 + 8 <= width
                            ? full
                            : CurvePainter.widthOf(percent(segment)) * 1.15 + 8 <= width ? percent(segment) : "");
            piece.resizeRelocate(from, 0, width, getHeight());
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 60;
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }
}
