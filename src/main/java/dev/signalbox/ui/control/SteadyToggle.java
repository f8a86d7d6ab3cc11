package dev.signalbox.ui.control;

import javafx.scene.control.ToggleButton;

/** As {@link SteadyLabel}, for a button whose count changes many times a second. */
public final class SteadyToggle extends ToggleButton {
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
        return super.computePrefWidth(height) + SteadyLabel.SLACK;
    }
}
