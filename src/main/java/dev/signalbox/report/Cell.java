package dev.signalbox.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one place of a table.
 *
 * @param text  for people
 * @param value the exact number behind the text; null for words, and where there is none
 * @param to    the upper end when the text is an interval, whose lower end is then the value; else null
 */
public record Cell(
        String text, @Nullable Double value, @Nullable Double to) {
    private Cell(String text, double value) {
        this(text, value, null);
    }

    /** Stands where there is no number. */
    public static final String NONE = "–";

    /** Words. */
    public static Cell of(String text) {
        return new Cell(text, null, null);
    }

    /** A whole number. */
    public static Cell count(long count) {
        return new Cell(String.format(Locale.ENGLISH, "%,d", count), (double) count);
    }

    /** A share of 0..1 as percent with one decimal. */
    public static Cell percent(double share) {
        return Double.isNaN(share) ? of(NONE) : new Cell(percentText(share), share);
    }

    static String percentText(double share) {
        return String.format(Locale.ENGLISH, "%.1f%%", share * 100);
    }

    /** A difference of shares in percentage points, always with its sign. */
    public static Cell points(double difference) {
        if (Double.isNaN(difference)) {
            return of(NONE);
        }
        double points = Math.rint(difference * 1000) / 10;
        String text =
                points == 0 ? "0.0" : String.format(Locale.ENGLISH, points > 0 ? "+%.1f" : "−%.1f", Math.abs(points));
        return new Cell(text, difference);
    }

    /** A share's interval. */
    public static Cell interval(double low, double high) {
        String text = String.format(Locale.ENGLISH, "%.1f%% to %.1f%%", low * 100, high * 100);
        return new Cell(text, low, high);
    }

    /** A number without a unit, four decimals. */
    public static Cell score(double score) {
        return Double.isNaN(score) ? of(NONE) : new Cell(String.format(Locale.ENGLISH, "%.4f", score), score);
    }

    /** US dollars a query, written for 1,000 of them. */
    public static Cell perThousand(@Nullable Double dollars) {
        return dollars == null || dollars.isNaN() ? of(NONE) : new Cell(dollarText(dollars * 1000), dollars * 1000);
    }

    /** A difference in US dollars a query, written for 1,000 of them, always with its sign. */
    public static Cell perThousandMore(@Nullable Double difference) {
        if (difference == null || difference.isNaN()) {
            return of(NONE);
        }
        String text = dollarText(Math.abs(difference) * 1000);
        return new Cell(difference == 0 ? "0" : (difference > 0 ? "+" : "−") + text, difference * 1000);
    }

    private static String dollarText(double dollars) {
        boolean small = dollars != 0 && Math.abs(dollars) < 0.01;
        return String.format(Locale.ENGLISH, small ? "$%.4f" : "$%,.2f", dollars);
    }

    /** Seconds. */
    public static Cell seconds(@Nullable Double seconds) {
        return seconds == null || seconds.isNaN()
                ? of(NONE)
                : new Cell(String.format(Locale.ENGLISH, "%,.2f s", seconds), seconds);
    }

    /** A difference in seconds, always with its sign. */
    public static Cell secondsMore(double difference) {
        if (Double.isNaN(difference)) {
            return of(NONE);
        }
        double rounded = Math.rint(difference * 100) / 100;
        return new Cell(
                rounded == 0
                        ? "0.00 s"
                        : String.format(Locale.ENGLISH, rounded > 0 ? "+%,.2f s" : "−%,.2f s", Math.abs(rounded)),
                difference);
    }

    /** US dollars as they are. */
    public static Cell dollars(@Nullable Double dollars) {
        return dollars == null || dollars.isNaN() ? of(NONE) : new Cell(dollarText(dollars), dollars);
    }

    /** A threshold within a sentence or a figure; commands and tables have every decimal. */
    public static String tauWord(double tau) {
        String exact = tau(tau).text();
        String rounded = String.format(Locale.ENGLISH, "%.4f", tau);
        return exact.length() <= rounded.length() ? exact : rounded;
    }

    /** A threshold, with as many decimals as it needs. */
    public static Cell tau(double tau) {
        String exact = new java.math.BigDecimal(Double.toString(tau))
                .stripTrailingZeros()
                .toPlainString();
        int decimals = exact.contains(".") ? exact.length() - exact.indexOf('.') - 1 : 0;
        return new Cell(decimals < 2 ? String.format(Locale.ENGLISH, "%.2f", tau) : exact, tau);
    }
}
