package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * (query, VLM) pairs with a known label: what calibration is fitted to and judged by. Pairs without a label are left out.
 *
 * @param p     [n] confidences in 0..1
 * @param y     [n] 1 right, 0 wrong
 * @param query [n] the pair's query, in ascending order
 */
@SuppressWarnings("ArrayRecordComponent") // columns that are read, never compared
public record CalibrationPairs(double[] p, byte[] y, int[] query) {
    /** Confidences are held this far from 0 and 1 before a logarithm. */
    public static final double EDGE = 1e-7;

    public CalibrationPairs {
        if (p.length != y.length || p.length != query.length) {
            throw new IllegalArgumentException("One label and one query per confidence");
        }
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1) || (y[i] != 0 && y[i] != 1)) {
                throw new IllegalArgumentException("Pair " + i + ": confidence " + p[i] + ", label " + y[i]);
            }
        }
    }

    /** Pairs that are each a query of their own. */
    public static CalibrationPairs of(double[] p, byte[] y) {
        int[] query = new int[p.length];
        Arrays.setAll(query, i -> i);
        return new CalibrationPairs(p, y, query);
    }

    /** The pairs of some queries and the pool's VLMs that have a score and a known label. */
    public static CalibrationPairs of(Choice choice, Labels labels, Selection rows) {
        int most = rows.size() * choice.poolSize();
        double[] p = new double[most];
        byte[] y = new byte[most];
        int[] query = new int[most];
        int n = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            for (int place = 0; choice.scored(row) && place < choice.poolSize(); place++) {
                float confidence = choice.confidence(row, place);
                byte label = labels.code(row, choice.column(place));
                if (!Float.isNaN(confidence) && label != Correctness.UNKNOWN.code()) {
                    p[n] = confidence;
                    y[n] = label;
                    query[n++] = row;
                }
            }
        }
        return new CalibrationPairs(Arrays.copyOf(p, n), Arrays.copyOf(y, n), Arrays.copyOf(query, n));
    }

    public int size() {
        return p.length;
    }

    /** The share of right pairs; NaN without pairs. */
    public double rate() {
        int right = 0;
        for (byte label : y) {
            right += label;
        }
        return (double) right / size();
    }

    /** The mean of (p - y)^2; NaN without pairs. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += squaredError(i);
        }
        return sum / size();
    }

    /** The mean negative log likelihood in nats, with confidences held {@link #EDGE} from 0 and 1; NaN without pairs. */
    public double nll() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += surprise(i);
        }
        return sum / size();
    }

    double squaredError(int pair) {
        return (p[pair] - y[pair]) * (p[pair] - y[pair]);
    }

    double surprise(int pair) {
        double held = held(p[pair]);
        return y[pair] == 1 ? -Math.log(held) : -Math.log1p(-held);
    }

    /** The logit of a confidence held {@link #EDGE} from 0 and 1. */
    static double logit(double p) {
        double held = held(p);
        return Math.log(held) - Math.log1p(-held);
    }

    static double sigmoid(double z) {
        return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    }

    private static double held(double p) {
        return Math.clamp(p, EDGE, 1 - EDGE);
    }

    double[] logits() {
        return Arrays.stream(p).map(CalibrationPairs::logit).toArray();
    }

    /** The same pairs under other confidences. */
    public CalibrationPairs mapped(DoubleUnaryOperator calibrator) {
        return new CalibrationPairs(Arrays.stream(p).map(calibrator).toArray(), y, query);
    }

    /** Places of the pairs in ascending order of confidence, equal ones in their order. */
    int[] ascending() {
        Integer[] order = new Integer[size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(p[i] + 0.0, p[j] + 0.0)); // a stable sort; -0 is 0
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
