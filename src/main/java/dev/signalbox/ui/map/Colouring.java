package dev.signalbox.ui.map;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points’ colours, without naming any: the view knows the theme.
 *
 * @param by     what they tell
 * @param names  categories in the legend’s order; empty for values
 * @param hues   one per category: a place in the palette, {@link #GREY}, or a step of the ramp as {@code RAMP - thousandths}
 * @param codes  one category per point; empty for values
 * @param values one number per point, NaN unknown; empty for categories
 * @param low    the ramp’s lower end
 * @param high   the ramp’s upper end
 */
@SuppressWarnings("ArrayRecordComponent") // made once, shared, never changed
record Colouring(ColourBy by, List<String> names, int[] hues, int[] codes, float[] values, double low, double high) {
    /** No answer: neither this nor that. */
    static final int GREY = -1;

    /** Hues from here down are steps of the ramp. */
    static final int RAMP = -10;

    /** A line of the legend: selected and all points of a category. */
    record Entry(String name, int shown, int total, int hue) {}

    static Colouring categories(ColourBy by, List<String> names, int[] hues, int[] codes) {
        return new Colouring(by, List.copyOf(names), hues, codes, new float[0], 0, 1);
    }

    static Colouring values(ColourBy by, float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        boolean any = low <= high;
        return new Colouring(by, List.of(), new int[0], new int[0], values, any ? low : 0, any ? high : 1);
    }

    /** The hue of a place on the ramp, 0..1. */
    static int ramp(double at) {
        return RAMP - (int) Math.round(at * 1000);
    }

    boolean continuous() {
        return names.isEmpty();
    }

    /**
     * The legend.
     *
     * @param selected points that stand out, or null when all do
     */
    List<Entry> entries(@Nullable BitSet selected) {
        int[] total = new int[names.size()];
        int[] shown = new int[names.size()];
        for (int place = 0; place < codes.length; place++) {
            total[codes[place]]++;
            if (selected == null || selected.get(place)) {
                shown[codes[place]]++;
            }
        }
        Entry[] entries = new Entry[names.size()];
        Arrays.setAll(entries, c -> new Entry(names.get(c), shown[c], total[c], hues[c]));
        return List.of(entries);
    }
}
