package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Labelled horizontal bars from 0 to 1, aligned with each other: confidences, gate weights, shares. */
public final class ConfidenceBars extends Region {
    /**
     * One bar.
     *
     * @param value     0..1; NaN draws no bar
     * @param valueText as written at the end, such as "0.873"
     * @param chosen    stands out
     * @param verdict   null shows no glyph
     */
    public record Bar(
            String label,
            double value,
            String valueText,
            boolean chosen,
            @Nullable Verdict verdict) {
        public Bar(String label, double value, String valueText) {
            this(label, value, valueText, false, null);
        }
    }

    private static final double GAP = 4;

    private static final double BESIDE = 6;

    private final List<BarRow> rows = new ArrayList<>();
    private List<Region> leading = List.of();
    private final DoubleProperty threshold = new SimpleDoubleProperty(this, "threshold", Double.NaN);
    private @Nullable IntConsumer onPick;

    public ConfidenceBars() {
        getStyleClass().add("confidence-bars");
        threshold.addListener((source, old, now) -> rows.forEach(row -> row.setThreshold(now.doubleValue())));
    }

    /** Shows these bars, reusing the rows there are, so that it can follow a slider. */
    public void setBars(List<Bar> bars) {
        while (rows.size() > bars.size()) {
            getChildren().remove(rows.removeLast());
        }
        while (rows.size() < bars.size()) {
            BarRow row = new BarRow();
            int index = rows.size();
            row.setThreshold(threshold.get());
            row.setOnPick(onPick == null ? null : () -> pick(index));
            rows.add(row);
            getChildren().add(row);
        }
        for (int i = 0; i < bars.size(); i++) {
            rows.get(i).show(bars.get(i));
        }
        requestLayout();
    }

    /** Controls before the bars, one per bar, such as switches. */
    public void setLeading(List<? extends Region> controls) {
        getChildren().removeAll(leading);
        leading = List.copyOf(controls);
        getChildren().addAll(0, leading);
        requestLayout();
    }

    private double leadingWidth() {
        double width = 0;
        for (Region control : leading) {
            width = Math.max(width, control.prefWidth(-1) + BESIDE);
        }
        return Math.ceil(width);
    }

    private double rowHeight(int row, double width) {
        double control = row < leading.size() ? leading.get(row).prefHeight(-1) : 0;
        return snapSizeY(Math.max(control, rows.get(row).prefHeight(width)));
    }

    /** A tick across all bars; NaN draws none. */
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /** Makes bars clickable and reachable by keyboard. */
    public void setOnPick(IntConsumer handler) {
        onPick = handler;
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            rows.get(i).setOnPick(() -> pick(index));
        }
    }

    private void pick(int index) {
        if (onPick != null) {
            onPick.accept(index);
        }
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double lead = leadingWidth();
        double width = getWidth() - in.getLeft() - in.getRight() - lead;
        double label = 0;
        double value = 0;
        double glyph = 0;
        for (BarRow row : rows) {
            label = Math.max(label, row.labelWidth());
            value = Math.max(value, row.valueWidth());
            glyph = Math.max(glyph, row.glyphWidth());
        }
        double y = in.getTop();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).columns(Math.min(label, width * 0.42), value, glyph);
            double height = rowHeight(i, width);
            if (i < leading.size()) {
                layoutInArea(leading.get(i), in.getLeft(), y, lead - BESIDE, height, 0, HPos.LEFT, VPos.CENTER);
            }
            rows.get(i).resizeRelocate(in.getLeft() + lead, y, width, height);
            y += height + GAP;
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = getInsets().getTop() + getInsets().getBottom() - (rows.isEmpty() ? 0 : GAP);
        for (int i = 0; i < rows.size(); i++) {
            height += rowHeight(i, width) + GAP;
        }
        return Math.max(0, height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
