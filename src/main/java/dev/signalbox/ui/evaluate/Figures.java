package dev.signalbox.ui.evaluate;

import java.util.Locale;

/** How numbers are written on this screen. */
final class Figures {
    static final String NONE = "–";

    private Figures() {}

    static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ENGLISH, "%.1f%%", share * 100);
    }

    /** Ends of an interval in percent. */
    static String interval(double low, double high) {
        return Double.isNaN(low) ? "" : String.format(Locale.ENGLISH, "%.1f – %.1f", low * 100, high * 100);
    }

    /** A difference of two shares in percentage points, always with its sign. */
    static String points(double difference) {
        if (Double.isNaN(difference)) {
            return NONE;
        }
        double points = Math.rint(difference * 1000) / 10;
        return points == 0 ? "0.0" : String.format(Locale.ENGLISH, points > 0 ? "+%.1f" : "−%.1f", Math.abs(points));
    }

    /** US dollars for 1,000 queries from those for one. */
    static String dollars(double perQuery) {
        double amount = 1000 * perQuery;
        return Double.isNaN(amount)
                ? NONE
                : String.format(Locale.ENGLISH, amount != 0 && amount < 0.01 ? "$%.4f" : "$%.2f", amount);
    }

    /** A score from 0 to 1 times 100, as Rank Scores are shown. */
    static String score(double score) {
        return Double.isNaN(score) ? NONE : String.format(Locale.ENGLISH, "%.1f", score * 100);
    }

    static String p(double p) {
        return Double.isNaN(p)
                ? NONE
                : p < 0.0001 ? "< 0.0001" : String.format(Locale.ENGLISH, p < 0.01 ? "%.4f" : "%.3f", p);
    }
}
