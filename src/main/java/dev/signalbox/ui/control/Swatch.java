package dev.signalbox.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;

/** A dot in the colour that a style has in every plot; nothing for a negative style. */
public final class Swatch extends StackPane {
    private final ThemeProbe theme = new ThemeProbe(this::paint);
    private final Circle dot = new Circle(5);
    private int style = -1;

    public Swatch() {
        getChildren().addAll(theme, dot);
        setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMouseTransparent(true);
        paint();
    }

    /** @param newStyle as in {@link Curve#style()} */
    public void setPlotStyle(int newStyle) {
        style = newStyle;
        paint();
    }

    private void paint() {
        dot.setVisible(style >= 0);
        dot.setFill(Palette.category(Math.max(0, style), theme.dark()));
    }
}
