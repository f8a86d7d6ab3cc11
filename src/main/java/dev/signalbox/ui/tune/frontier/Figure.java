package dev.signalbox.ui.tune.frontier;

import dev.signalbox.text.Messages;
import java.util.Locale;

/**
 * A number of the summaries with how it is written.
 *
 * @param why the key of what to say where it is not defined; empty when it always is
 */
record Figure(double value, Form form, String why) {
    /** How a number is written. */
    enum Form {
        /** Four decimals: areas and scores. */
        SCORE,
        /** Percent with one decimal. */
        PERCENT,
        /** In parts of another cost. */
        RATIO,
        /** Dollars for 1,000 queries; the value is for one. */
        DOLLARS,
        /** A setting. */
        SETTING
    }

    static Figure score(double value, String why) {
        return new Figure(value, Form.SCORE, why);
    }

    static Figure percent(double value, String why) {
        return new Figure(value, Form.PERCENT, why);
    }

    boolean defined() {
        return !Double.isNaN(value);
    }

    String text() {
        if (!defined()) {
            return Messages.text("frontier.none");
        }
        if (Double.isInfinite(value)) {
            return Messages.text("frontier.never");
        }
        return switch (form) {
            case SCORE -> String.format(Locale.ENGLISH, "%.4f", value);
            case PERCENT -> String.format(Locale.ENGLISH, "%.1f%%", value * 100);
            case RATIO -> String.format(Locale.ENGLISH, "%.3f", value);
            case DOLLARS -> dollars(value);
            case SETTING -> setting(value);
        };
    }

    static String dollars(double perQuery) {
        double perThousand = perQuery * 1000;
        return String.format(
                Locale.ENGLISH, perThousand != 0 && Math.abs(perThousand) < 0.1 ? "$%.4f" : "$%.3f", perThousand);
    }

    static String setting(double value) {
        return value != 0 && Math.abs(value) < 1e-3
                ? String.format(Locale.ENGLISH, "%.1e", value)
                : String.format(Locale.ENGLISH, "%.3f", Math.abs(value));
    }
}
