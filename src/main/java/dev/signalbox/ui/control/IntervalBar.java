package dev.signalbox.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** An interval with its middle figure on an axis that several of these share, so that they can be compared by eye. */
public final class IntervalBar extends Region {
    private static final PseudoClass SOFT = PseudoClass.getPseudoClass("soft");
    private static final double HEIGHT = 20;
    private static final double THICK = 8;
    private static final double DOT_WIDTH = 4;
    private static final double DOT_HEIGHT = 14;
    private static final double PAD = 6;

    private final Region axis = new Region();
    private final Region mark = new Region();
    private final Region range = new Region();
    private final Region dot = new Region();
    private double from;
    private double to = 1;
    private double low = Double.NaN;
    private double value = Double.NaN;
    private double high = Double.NaN;
    private double reference = Double.NaN;

    public IntervalBar() {
        getStyleClass().add("interval-bar");
        axis.getStyleClass().add("interval-axis");
        mark.getStyleClass().add("interval-mark");
        range.getStyleClass().add("interval-range");
        dot.getStyleClass().add("interval-dot");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(axis, mark, range, dot);
    }

    /**
     * Sets the axis.
     *
     * @param first     the value at the left end
     * @param last      at the right end
     * @param reference where a line stands in every bar; NaN for none
     */
    public void setAxis(double first, double last, double reference) {
        from = first;
        to = last;
        this.reference = reference;
        requestLayout();
    }

    /**
     * Shows an interval; NaN bounds leave the dot alone, a NaN value leaves nothing.
     *
     * @param soft true for what is only there to be compared with
     */
    public void show(double least, double middle, double most, boolean soft) {
        low = least;
        value = middle;
        high = most;
        pseudoClassStateChanged(SOFT, soft);
        requestLayout();
    }

    private double x(double at) {
        double share = to > from ? Math.clamp((at - from) / (to - from), 0, 1) : 0.5;
        return PAD + share * (getWidth() - 2 * PAD);
    }

    @Override
    protected void layoutChildren() {
        double middle = snapPositionY(getHeight() / 2);
        axis.resizeRelocate(PAD, middle, Math.max(0, getWidth() - 2 * PAD), 1);
        mark.setVisible(!Double.isNaN(reference));
        if (mark.isVisible()) {
            mark.resizeRelocate(snapPositionX(x(reference)), 0, 1, getHeight());
        }
        range.setVisible(!Double.isNaN(low) && !Double.isNaN(high));
        if (range.isVisible()) {
            range.resizeRelocate(x(low), middle - THICK / 2, Math.max(2, x(high) - x(low)), THICK);
        }
        dot.setVisible(!Double.isNaN(value));
        if (dot.isVisible()) {
            dot.resizeRelocate(x(value) - DOT_WIDTH / 2, middle - DOT_HEIGHT / 2, DOT_WIDTH, DOT_HEIGHT);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 150;
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
