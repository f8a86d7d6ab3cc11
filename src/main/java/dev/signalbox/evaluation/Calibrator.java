package dev.signalbox.evaluation;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A map from a router's confidence to a calibrated one, both in 0..1. */
public sealed interface Calibrator extends DoubleUnaryOperator {
    /** Leaves confidences as they are. */
    record Identity() implements Calibrator {
        @Override
        public double applyAsDouble(double p) {
            return p;
        }
    }

    /**
     * Divides the logit by a temperature, which keeps the ranking.
     *
     * @param temperature in {@link #LOWEST}..{@link #HIGHEST}
     */
    record Temperature(double temperature) implements Calibrator {
        /** What a fit may give. */
        public static final double LOWEST = 0.05;

        public static final double HIGHEST = 20;

        @Override
        public double applyAsDouble(double p) {
            return CalibrationPairs.sigmoid(CalibrationPairs.logit(p) / temperature);
        }

        /** The temperature of the lowest mean NLL. */
        public static Temperature fit(CalibrationPairs pairs) {
            double[] z = pairs.logits();
            double low = 1 / HIGHEST;
            double high = 1 / LOWEST;
            // The loss is convex in t = 1/T: its slope has at most one root. Newton's steps, halving where they leave
            // the bracket.
            if (slope(pairs, z, low)[0] >= 0) {
                return new Temperature(HIGHEST);
            }
            if (slope(pairs, z, high)[0] <= 0) {
                return new Temperature(LOWEST);
            }
            double t = 1;
            for (int step = 0; step < 200; step++) {
                double[] slope = slope(pairs, z, t);
                if (slope[0] > 0) {
                    high = t;
                } else {
                    low = t;
                }
                double next = t - slope[0] / slope[1];
                if (!(next > low && next < high)) {
                    next = (low + high) / 2;
                }
                if (Math.abs(next - t) <= 1e-14 * t) {
                    break;
                }
                t = next;
            }
            return new Temperature(1 / t);
        }

        /** First and second derivative by t of the mean of BCE(t z, y). */
        private static double[] slope(CalibrationPairs pairs, double[] z, double t) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < z.length; i++) {
                double s = CalibrationPairs.sigmoid(t * z[i]);
                first += (s - pairs.y()[i]) * z[i];
                second += s * (1 - s) * z[i] * z[i];
            }
            return new double[] {first / z.length, second / z.length};
        }
    }

    /** Platt scaling: the sigmoid of a * logit + b. */
    record Platt(double a, double b) implements Calibrator {
        @Override
        public double applyAsDouble(double p) {
            return CalibrationPairs.sigmoid(a * CalibrationPairs.logit(p) + b);
        }

        /**
         * Logistic regression on (logit, 1) by Newton's method with halved steps; empty where the likelihood has no maximum:
         * pairs of one class, of one confidence, or separable by their confidence.
         */
        public static Optional<Platt> fit(CalibrationPairs pairs) {
            double[] z = pairs.logits();
            if (separable(pairs, z)) {
                return Optional.empty();
            }
            Platt now = new Platt(1, 0);
            double loss = now.loss(pairs, z);
            for (int step = 0; step < 200; step++) {
                Platt move = now.newton(pairs, z);
                double size = 1;
                Platt next = new Platt(now.a - move.a, now.b - move.b);
                double nextLoss = next.loss(pairs, z);
                while (!(nextLoss <= loss) && size > 1e-12) {
                    size /= 2;
                    next = new Platt(now.a - size * move.a, now.b - size * move.b);
                    nextLoss = next.loss(pairs, z);
                }
                if (!(nextLoss <= loss)) {
                    break; // no step downhill that rounding can see
                }
                boolean still = Math.abs(next.a - now.a) + Math.abs(next.b - now.b) < 1e-13;
                now = next;
                loss = nextLoss;
                if (still) {
                    break;
                }
            }
            return Optional.of(now);
        }

        /** Whether a threshold keeps the right pairs on one side and the wrong ones on the other. */
        private static boolean separable(CalibrationPairs pairs, double[] z) {
            double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (int i = 0; i < z.length; i++) {
                int y = pairs.y()[i];
                low[y] = Math.min(low[y], z[i]);
                high[y] = Math.max(high[y], z[i]);
            }
            return high[0] <= low[1] || high[1] <= low[0];
        }

        private double loss(CalibrationPairs pairs, double[] z) {
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                double x = a * z[i] + b;
                sum += Math.max(x, 0) - x * pairs.y()[i] + Math.log1p(Math.exp(-Math.abs(x)));
            }
            return sum;
        }

        /** The inverse Hessian times the gradient. */
        private Platt newton(CalibrationPairs pairs, double[] z) {
            double ga = 0;
            double gb = 0;
            double haa = 0;
            double hab = 0;
            double hbb = 0;
            for (int i = 0; i < z.length; i++) {
                double s = CalibrationPairs.sigmoid(a * z[i] + b);
                double slope = s * (1 - s);
                ga += (s - pairs.y()[i]) * z[i];
                gb += s - pairs.y()[i];
                haa += slope * z[i] * z[i];
                hab += slope * z[i];
                hbb += slope;
            }
            double det = haa * hbb - hab * hab;
            return new Platt((hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det);
        }
    }

    /** Isotonic regression; see {@link IsotonicFit}. */
    record Isotonic(IsotonicFit fit) implements Calibrator {
        @Override
        public double applyAsDouble(double p) {
            return fit.interpolated(p);
        }
    }
}
