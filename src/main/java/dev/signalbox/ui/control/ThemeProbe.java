package dev.signalbox.ui.control;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * An empty child through which a control that paints its own pixels learns the theme's colours. CSS fills it before
 * layout, so a repaint asked for by {@code onChange} through requestLayout happens in the same frame.
 */
final class ThemeProbe extends Region {
    private static final StyleablePropertyFactory<ThemeProbe> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Runnable onChange;
    private final StyleableProperty<Color> foreground = colour("-sb-foreground", p -> p.foreground, Color.BLACK);
    private final StyleableProperty<Color> muted = colour("-sb-muted", p -> p.muted, Color.DIMGRAY);
    private final StyleableProperty<Color> border = colour("-sb-border", p -> p.border, Color.LIGHTGRAY);
    private final StyleableProperty<Color> surface = colour("-sb-surface", p -> p.surface, Color.WHITE);
    private final StyleableProperty<Color> accent = colour("-sb-accent", p -> p.accent, Color.DODGERBLUE);

    ThemeProbe(Runnable onChange) {
        this.onChange = onChange;
        getStyleClass().add("theme-probe");
        setManaged(false);
        setMouseTransparent(true);
    }

    private StyleableProperty<Color> colour(
            String css, java.util.function.Function<ThemeProbe, StyleableProperty<Color>> of, Color initial) {
        StyleableProperty<Color> property =
                FACTORY.createStyleableColorProperty(this, css.substring("-sb-".length()), css, of, initial);
        ((ObservableValue<?>) property).addListener((source, old, now) -> onChange.run());
        return property;
    }

    Color foreground() {
        return foreground.getValue();
    }

    Color muted() {
        return muted.getValue();
    }

    Color border() {
        return border.getValue();
    }

    Color surface() {
        return surface.getValue();
    }

    Color accent() {
        return accent.getValue();
    }

    /** True when light text stands on a dark surface. */
    boolean dark() {
        return surface().getBrightness() < 0.5;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
