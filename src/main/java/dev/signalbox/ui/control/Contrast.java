package dev.signalbox.ui.control;

import javafx.scene.paint.Color;

/** Contrast as WCAG 2.2 defines it. */
final class Contrast {
    private Contrast() {}

    /** Relative luminance, 0 black .. 1 white. */
    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    /** Ratio from 1 (none) to 21 (black on white). */
    static double ratio(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Black or white, whichever is read more easily on the surface. */
    static Color on(Color surface) {
        return ratio(Color.BLACK, surface) >= ratio(Color.WHITE, surface) ? Color.BLACK : Color.WHITE;
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
