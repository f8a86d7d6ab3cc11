package dev.signalbox.ui.control;

import javafx.scene.control.Label;

/**
 * A label of numbers that change many times a second. While a text is no longer than the one that it was measured with, only the
 * label is laid out and not the page around it.
 */
public final class SteadyLabel extends Label {
    /** Room for digits and signs that are wider than those that were measured. */
    static final double SLACK = 2;

    private int measured = -1;
    private boolean within;

    public void show(String text) {
        if (!text.equals(getText())) {
            within = text.length() <= measured;
            setText(text);
            within = false;
        }
    }

    @Override
    public void requestLayout() {
        if (within) {
            setNeedsLayout(true);
        } else {
            super.requestLayout();
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        measured = getText().length();
        return super.computePrefWidth(height) + SLACK;
    }
}
