package dev.signalbox.ui.control;

import java.util.BitSet;
import java.util.List;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** What colour the points of a {@link ScatterPlot} have, which are switched off and which are dimmed. */
final class PointColours {
    private static final int RAMP_STEPS = 64;
    private static final int MOST = PointRaster.STANDS_OUT;

    private int[] category = {};
    private int @Nullable [] own;
    private boolean ramp;
    private int count = 1;
    private BitSet hidden = new BitSet();
    private @Nullable BitSet selected;
    /** By slot, for the raster; null when something has changed. */
    private short @Nullable [] codes;

    /** All of category 0 and none dimmed. */
    void reset(int points) {
        category = new int[points];
        count = 1;
        ramp = false;
        selected = null;
        codes = null;
    }

    /** The same points, in other places. */
    void moved() {
        codes = null;
    }

    void categories(int[] newCategory, @Nullable List<Color> colours) {
        requireOnePerPoint(newCategory.length);
        category = newCategory.clone();
        count = 1;
        for (int c : category) {
            if (c < 0 || c >= MOST) {
                throw new IllegalArgumentException("Category " + c + " is not between 0 and " + (MOST - 1));
            }
            count = Math.max(count, c + 1);
        }
        ramp = false;
        own = colours == null ? null : colours.stream().mapToInt(Palette::argb).toArray();
        codes = null;
    }

    void values(float[] values, double low, double high) {
        requireOnePerPoint(values.length);
        category = new int[values.length];
        double span = high > low ? high - low : 1;
        for (int i = 0; i < values.length; i++) {
            category[i] = Float.isNaN(values[i])
                    ? RAMP_STEPS
                    : (int) Math.round(Math.clamp((values[i] - low) / span, 0, 1) * (RAMP_STEPS - 1));
        }
        ramp = true;
        count = RAMP_STEPS + 1;
        own = null;
        codes = null;
    }

    private void requireOnePerPoint(int given) {
        if (given != category.length) {
            throw new IllegalArgumentException(given + " colours for " + category.length + " points");
        }
    }

    void select(@Nullable BitSet points) {
        selected = points == null ? null : (BitSet) points.clone();
        codes = null;
    }

    boolean selecting() {
        return selected != null;
    }

    boolean selected(int point) {
        return selected == null || selected.get(point);
    }

    void hide(BitSet categories) {
        hidden = (BitSet) categories.clone();
        codes = null;
    }

    boolean hides() {
        return !hidden.isEmpty();
    }

    boolean shown(int point) {
        return !hidden.get(category[point]);
    }

    int category(int point) {
        return category[point];
    }

    /** A code for every slot, as {@link PointRaster#draw} wants them. */
    short[] codes(PointIndex index) {
        short[] known = codes;
        if (known == null) {
            known = new short[index.size()];
            for (int slot = 0; slot < known.length; slot++) {
                int point = index.point(slot);
                known[slot] = hidden.get(category[point])
                        ? PointRaster.HIDDEN
                        : (short) (category[point] | (selected(point) ? PointRaster.STANDS_OUT : 0));
            }
            codes = known;
        }
        return known;
    }

    /** 0xAARRGGBB by category. */
    int[] palette(boolean dark) {
        int[] colours = new int[count];
        int[] given = own;
        for (int c = 0; c < count; c++) {
            if (given != null && given.length > 0) {
                colours[c] = given[c % given.length];
            } else if (ramp) {
                double at = c == RAMP_STEPS ? Double.NaN : c / (RAMP_STEPS - 1.0);
                colours[c] = Palette.argb(Palette.ramp(at, dark));
            } else {
                colours[c] = Palette.argb(Palette.category(c, dark));
            }
        }
        return colours;
    }
}
