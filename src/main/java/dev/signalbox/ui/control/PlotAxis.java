package dev.signalbox.ui.control;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An axis of a {@link CurvePlot}.
 *
 * @param title with its unit, such as "Cost ($ per 1,000 queries)"
 * @param low   NaN: from the data
 * @param high  NaN: from the data
 * @param label writes a value; null chooses decimals by the distance of the ticks
 * @param log   true for powers of ten at equal distances; values of 0 or less are then not drawn. Only along x.
 */
public record PlotAxis(
        String title, double low, double high, @Nullable DoubleFunction<String> label, boolean log) {
    public PlotAxis(String title, double low, double high, @Nullable DoubleFunction<String> label) {
        this(title, low, high, label, false);
    }

    /** Fits the data, in powers of ten. */
    public static PlotAxis logarithmic(String title, @Nullable DoubleFunction<String> label) {
        return new PlotAxis(title, Double.NaN, Double.NaN, label, true);
    }

    /** Fits the data. */
    public static PlotAxis auto(String title) {
        return new PlotAxis(title, Double.NaN, Double.NaN, null);
    }

    public static PlotAxis between(String title, double low, double high) {
        return new PlotAxis(title, low, high, null);
    }

    /** From 0 to 1, written as percent. */
    public static PlotAxis share(String title) {
        return new PlotAxis(title, 0, 1, PlotAxis::percent);
    }

    /** Fits the data, written as percent. */
    public static PlotAxis autoShare(String title) {
        return new PlotAxis(title, Double.NaN, Double.NaN, PlotAxis::percent);
    }

    private static String percent(double value) {
        double percent = Math.round(value * 1000) / 10.0;
        return String.format(Locale.ENGLISH, percent == Math.rint(percent) ? "%.0f%%" : "%.1f%%", percent);
    }

    String tick(double value, double step) {
        return label == null ? Ticks.label(value, log ? value : step) : label.apply(value);
    }

    /** A value as read off between ticks: finer than the ticks. */
    String value(double value, double span) {
        return label == null ? Ticks.label(value, log ? Math.abs(value) / 1000 : span / 1000) : label.apply(value);
    }
}
