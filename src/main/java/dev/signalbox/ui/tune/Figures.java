package dev.signalbox.ui.tune;

import java.util.Locale;

/** How numbers are written on this screen. */
public final class Figures {
    public static final String NONE = "–";

    private Figures() {}

    public static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ENGLISH, "%.1f%%", share * 100);
    }

    /** A difference of two shares in percentage points, always with its sign. */
    public static String points(double difference) {
        if (Double.isNaN(difference)) {
            return NONE;
        }
        double points = Math.rint(difference * 1000) / 10;
        return points == 0 ? "0.0" : String.format(Locale.ENGLISH, points > 0 ? "+%.1f" : "−%.1f", Math.abs(points));
    }

    public static String dollars(double amount) {
        if (Double.isNaN(amount)) {
            return NONE;
        }
        boolean small = amount != 0 && Math.abs(amount) < 0.01;
        return String.format(Locale.ENGLISH, small ? "$%.4f" : "$%.2f", amount);
    }

    public static String dollarsMore(double difference) {
        if (Double.isNaN(difference)) {
            return NONE;
        }
        return difference == 0 ? "0" : (difference > 0 ? "+" : "−") + dollars(Math.abs(difference));
    }

    public static String seconds(double seconds) {
        return Double.isNaN(seconds)
                ? NONE
                : String.format(Locale.ENGLISH, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    /** With as many decimals as it needs, at least two. */
    public static String tau(double value) {
        String exact = new java.math.BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString();
        int decimals = exact.contains(".") ? exact.length() - exact.indexOf('.') - 1 : 0;
        return decimals < 2 ? String.format(Locale.ENGLISH, "%.2f", value) : exact;
    }
}
