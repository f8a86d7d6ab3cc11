package dev.signalbox.ui.control;

import javafx.scene.paint.Color;

/**
 * Colours for categories and values that people with colour-vision deficiencies can tell apart: Okabe and Ito's eight
 * (2008), then Paul Tol's muted set, lightened or darkened where they would vanish on a dark or light surface.
 */
public final class Palette {
    private static final String[] LIGHT = {
        "#0072B2", "#C58000", "#009E73", "#D55E00", "#C76A9E", "#3A97D0", "#958800", "#333333", "#882255", "#2F9685",
        "#84842A", "#332288", "#CC6677", "#117733", "#AA4499", "#8C6D46"
    };
    private static final String[] DARK = {
        "#4BA3E3", "#E69F00", "#1DBE8E", "#F0752B", "#D98DB8", "#8FD0F5", "#F0E442", "#E6E6E6", "#D0588F", "#5FC9B7",
        "#BDBD4C", "#9086E0", "#E58A99", "#4DB56C", "#C86BB8", "#C29B6B"
    };
    /** Cividis at equal steps: dark blue to yellow, readable without colour vision. */
    private static final String[] RAMP = {
        "#00224E", "#123570", "#3B496C", "#575D6D", "#707173", "#8A8678", "#A59C74", "#C3B369", "#E1CC55", "#FEE838"
    };

    private Palette() {}

    /** How many categories have a colour of their own before colours repeat. */
    public static int size() {
        return LIGHT.length;
    }

    /**
     * The colour of a category.
     *
     * @param index from 0; colours repeat after {@link #size()}
     * @param dark  true for a dark surface
     */
    public static Color category(int index, boolean dark) {
        String[] set = dark ? DARK : LIGHT;
        return Color.web(set[Math.floorMod(index, set.length)]);
    }

    /** A colour on the ramp from low (0) to high (1); values outside are clamped, NaN is grey. */
    public static Color ramp(double value, boolean dark) {
        if (Double.isNaN(value)) {
            return dark ? Color.gray(0.45) : Color.gray(0.7);
        }
        // The darkest fifth would vanish on a dark surface, the lightest on a light one.
        double low = dark ? 0.22 : 0;
        double high = dark ? 1 : 0.9;
        double at = (low + Math.clamp(value, 0, 1) * (high - low)) * (RAMP.length - 1);
        int left = Math.min((int) at, RAMP.length - 2);
        return Color.web(RAMP[left]).interpolate(Color.web(RAMP[left + 1]), at - left);
    }

    static int argb(Color colour) {
        return (int) Math.round(colour.getOpacity() * 255) << 24
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }
}
