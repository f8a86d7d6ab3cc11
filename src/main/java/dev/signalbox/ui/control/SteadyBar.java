package dev.signalbox.ui.control;

import javafx.scene.control.ProgressBar;

/** A bar of a share that changes many times a second: its size stays, so that the page around it is not laid out. */
public final class SteadyBar extends ProgressBar {
    private boolean moving;

    public SteadyBar() {
        super(0);
    }

    public void show(double share) {
        moving = true;
        setProgress(share);
        moving = false;
    }

    @Override
    public void requestLayout() {
        if (moving) {
            setNeedsLayout(true);
        } else {
            super.requestLayout();
        }
    }
}
