package dev.signalbox.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart over one axis.
 *
 * @param id     part of file names, lower case
 * @param about  what it shows, for those who do not see it
 * @param series drawn in this order
 * @param marks  upright lines
 * @param stacked true to lay the series on top of one another and to fill them
 */
public record Figure(
        String id, String title, String about, Axis x, Axis y, List<Series> series, List<Mark> marks, boolean stacked)
        implements Document.Block {
    public Figure {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
    }

    /** What the numbers along an axis are. */
    public enum Unit {
        /** A number as it is. */
        NUMBER,
        /** A share of 0..1, written as percent. */
        PERCENT,
        /** US dollars. */
        DOLLARS,
        /** Seconds. */
        SECONDS
    }

    /** @param low the least that is shown, as {@code high} is the most */
    public record Axis(String name, Unit unit, double low, double high) {}

    /**
     * Steps: y[i] holds from x[i] to x[i + 1]; NaN is left out.
     *
     * @param colour place in the palette; -1 for a muted line of reference
     * @param band   low and high ends of an interval around it, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // columns for a drawing
    public record Series(
            String name,
            int colour,
            double[] x,
            double[] y,
            @Nullable Band band) {}

    /** Both as long as the series. */
    @SuppressWarnings("ArrayRecordComponent") // columns for a drawing
    public record Band(double[] low, double[] high) {}

    /** A place on the x axis worth a line. */
    public record Mark(double x, String name) {}

    /** As an SVG file that stands for itself, for light and dark surfaces. */
    public String svg() {
        return SvgChart.file(this);
    }
}
