package dev.signalbox.ui.control;

import java.util.Arrays;
import java.util.Locale;

/** Round numbers along an axis: steps of 1, 2 or 5 times a power of ten. */
final class Ticks {
    private Ticks() {}

    /** The ticks within [low, high], about as many as wanted. */
    static double[] between(double low, double high, int wanted) {
        if (!(high > low) || wanted < 1) {
            return new double[] {low};
        }
        double step = step((high - low) / wanted);
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        double[] ticks = new double[Math.clamp(last - first + 1, 0, 1000)];
        Arrays.setAll(ticks, i -> (first + i) * step);
        return ticks;
    }

    /** The ticks within [low, high], both over 0: powers of ten, with 2 and 5 between them where there are few. */
    static double[] powers(double low, double high) {
        double[] parts = Math.log10(high / low) > 3 ? new double[] {1} : new double[] {1, 2, 5};
        java.util.stream.DoubleStream.Builder ticks = java.util.stream.DoubleStream.builder();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double part : parts) {
                double tick = part * Math.pow(10, power);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks.build().toArray();
    }

    private static double step(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double ratio = raw / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }

    /** As many decimals as neighbours need to differ. */
    static String label(double value, double step) {
        if (value != 0 && (Math.abs(value) >= 1e6 || Math.abs(step) < 1e-5)) {
            return String.format(Locale.ENGLISH, "%.3g", value);
        }
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(Math.abs(step)) - 1e-9), 0, 6);
        // Rounding may leave "-0".
        return String.format(Locale.ENGLISH, "%,." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
