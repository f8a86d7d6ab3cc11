package dev.signalbox.ui.train;

import dev.signalbox.evaluation.Intervals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** How numbers are written on this screen. */
final class Figures {
    static final String NONE = "–";

    private Figures() {}

    static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ENGLISH, "%.1f%%", share * 100);
    }

    /** A share of so many with its 95 % interval. */
    static String percent(double share, int of) {
        if (Double.isNaN(share) || of == 0) {
            return NONE;
        }
        Intervals.Interval interval = Intervals.wilson(Math.round(share * of), of);
        return percent(share, interval.low(), interval.high());
    }

    static String percent(double share, double low, double high) {
        return Double.isNaN(share)
                ? NONE
                : String.format(Locale.ENGLISH, "%.1f%% [%.1f, %.1f]", share * 100, low * 100, high * 100);
    }

    /** A difference of two shares in percentage points, with its sign. */
    static String points(double difference) {
        double points = Math.rint(difference * 1000) / 10;
        return points == 0 ? "0.0" : String.format(Locale.ENGLISH, points > 0 ? "+%.1f" : "−%.1f", Math.abs(points));
    }

    static String loss(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ENGLISH, "%.4f", value);
    }

    /** A count, short: 834k, 182.0M. */
    static String count(long number) {
        if (number < 10_000) {
            return String.format(Locale.ENGLISH, "%,d", number);
        }
        return number < 1_000_000
                ? String.format(Locale.ENGLISH, "%,.0fk", number / 1e3)
                : String.format(Locale.ENGLISH, "%,.1fM", number / 1e6);
    }

    static String bytes(double number) {
        return number < 1e9
                ? String.format(Locale.ENGLISH, "%,.0f MB", Math.max(1, number / 1e6))
                : String.format(Locale.ENGLISH, "%.1f GB", number / 1e9);
    }

    static String rate(double perSecond) {
        return Double.isNaN(perSecond)
                ? NONE
                : String.format(Locale.ENGLISH, perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    /** A number as short as it can be written: 0.001, 8e-5. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9) {
            return exact.toPlainString();
        }
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A number at a tick of an axis, without the noise of adding steps up. */
    static String tick(double value) {
        return number(new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }

    /** A learning rate as it falls: three digits. */
    static String learningRate(double value) {
        return value == 0
                ? "0"
                : String.format(Locale.ENGLISH, "%.2e", value)
                        .replaceAll("e([+-])0?", "e$1")
                        .replace("e+", "e");
    }

    /** 0:42, 13:05, 2:13:05; whole seconds. */
    static String clock(double seconds) {
        if (Double.isNaN(seconds)) {
            return NONE;
        }
        Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
        return time.toHours() > 0
                ? String.format(
                        Locale.ENGLISH, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ENGLISH, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
