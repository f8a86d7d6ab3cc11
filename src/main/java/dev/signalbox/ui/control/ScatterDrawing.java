package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes what a {@link ScatterPlot} shows down for an export. */
final class ScatterDrawing {
    private static final double DIMMED = 0.22;
    private static final int PIXELS_PER_UNIT = 2;

    private final ScatterPlot plot;
    private final PointIndex index;
    private final PointColours colours;
    private final ThemeProbe theme;
    private final int width;
    private final int height;

    ScatterDrawing(ScatterPlot plot, PointIndex index, PointColours colours, ThemeProbe theme) {
        this.plot = plot;
        this.index = index;
        this.colours = colours;
        this.theme = theme;
        width = (int) Math.ceil(plot.getWidth());
        height = (int) Math.ceil(plot.getHeight());
    }

    ScatterPlot.Drawing draw(int most, PointLook look, List<ScatterPlot.Marker> words) {
        int visible = 0;
        short[] codes = colours.codes(index);
        for (int slot = 0; slot < codes.length; slot++) {
            visible += inView(codes, slot, look) ? 1 : 0;
        }
        boolean each = visible <= most;
        Viewport view = plot.view();
        List<ScatterPlot.Contour> lines = plot.contours().stream()
                .map(line -> new ScatterPlot.Contour(
                        Arrays.stream(line.x()).map(view::screenX).toArray(),
                        Arrays.stream(line.y()).map(y -> view.screenY(-y)).toArray(),
                        line.level()))
                .toList();
        return new ScatterPlot.Drawing(
                width,
                height,
                look.radius(),
                each ? dots(codes, look) : List.of(),
                each ? new int[0] : pixels(codes, look),
                PIXELS_PER_UNIT,
                lines,
                words,
                theme.surface(),
                theme.foreground());
    }

    private boolean inView(short[] codes, int slot, PointLook look) {
        double x = plot.view().screenX(index.slotX()[slot]);
        double y = plot.view().screenY(index.slotY()[slot]);
        double r = look.radius();
        return codes[slot] != PointRaster.HIDDEN && x > -r && y > -r && x < width + r && y < height + r;
    }

    private List<ScatterPlot.Dots> dots(short[] codes, PointLook look) {
        int[] palette = colours.palette(theme.dark());
        List<ScatterPlot.Dots> result = new ArrayList<>();
        for (int standsOut = 0; standsOut < 2; standsOut++) {
            boolean full = standsOut == 1;
            float[][] places = new float[palette.length][0];
            int[] counts = new int[palette.length];
            for (int slot = 0; slot < codes.length; slot++) {
                if (inView(codes, slot, look) && colours.selected(index.point(slot)) == full) {
                    int colour = colours.category(index.point(slot));
                    if (counts[colour] == places[colour].length) {
                        places[colour] = Arrays.copyOf(places[colour], Math.max(16, counts[colour] * 2));
                    }
                    places[colour][counts[colour]++] = (float) plot.view().screenX(index.slotX()[slot]);
                    places[colour][counts[colour]++] = (float) plot.view().screenY(index.slotY()[slot]);
                }
            }
            for (int colour = 0; colour < palette.length; colour++) {
                if (counts[colour] > 0) {
                    result.add(new ScatterPlot.Dots(
                            palette[colour] & 0xFFFFFF,
                            full ? look.opacity() : DIMMED,
                            Arrays.copyOf(places[colour], counts[colour])));
                }
            }
        }
        return result;
    }

    private int[] pixels(short[] codes, PointLook look) {
        PointRaster raster = new PointRaster(width * PIXELS_PER_UNIT, height * PIXELS_PER_UNIT);
        raster.paint(
                index,
                codes,
                colours.palette(theme.dark()),
                plot.view().times(PIXELS_PER_UNIT),
                look.times(PIXELS_PER_UNIT),
                colours.selecting(),
                1);
        int[] pixels = raster.pixels();
        int surface = Palette.argb(theme.surface());
        for (int i = 0; i < pixels.length; i++) {
            int rest = 255 - (pixels[i] >>> 24);
            int red = (surface >> 16 & 0xFF) * rest / 255;
            int green = (surface >> 8 & 0xFF) * rest / 255;
            int blue = (surface & 0xFF) * rest / 255;
            pixels[i] = 0xFF000000 | (pixels[i] & 0xFFFFFF) + (red << 16 | green << 8 | blue);
        }
        return pixels;
    }
}
