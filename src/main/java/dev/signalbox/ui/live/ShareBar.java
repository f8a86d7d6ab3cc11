package dev.signalbox.ui.live;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A bar for a number from 0 to 1. */
final class ShareBar extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double HEIGHT = 10;
    private static final double TICK = 2;

    private final Region track = new Region();
    private final Region fill = new Region();
    private final Region tick = new Region();
    private double share;
    private double threshold = Double.NaN;

    ShareBar(double share, boolean chosen) {
        this.share = share;
        getStyleClass().add("live-bar");
        track.getStyleClass().add("live-bar-track");
        fill.getStyleClass().add("live-bar-fill");
        fill.pseudoClassStateChanged(CHOSEN, chosen);
        tick.getStyleClass().add("live-bar-tick");
        getChildren().addAll(track, fill, tick);
        setMinWidth(60);
        setPrefWidth(160);
        setMaxWidth(Double.MAX_VALUE);
        setMinHeight(HEIGHT + 4);
        setPrefHeight(HEIGHT + 4);
    }

    /** A tick across the bar; NaN for none. */
    ShareBar threshold(double at) {
        threshold = at;
        requestLayout();
        return this;
    }

    @Override
    protected void layoutChildren() {
        double y = snapPositionY((getHeight() - HEIGHT) / 2);
        track.resizeRelocate(0, y, getWidth(), HEIGHT);
        fill.resizeRelocate(0, y, Math.clamp(share, 0, 1) * getWidth(), HEIGHT);
        tick.setVisible(!Double.isNaN(threshold));
        double at = Double.isNaN(threshold) ? 0 : Math.clamp(threshold, 0, 1);
        tick.resizeRelocate(snapPositionX(at * (getWidth() - TICK)), y - 2, TICK, HEIGHT + 4);
    }
}
