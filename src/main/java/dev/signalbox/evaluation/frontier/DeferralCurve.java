package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RadixOrder;
import dev.signalbox.evaluation.Replay;
import java.util.Arrays;

/**
 * Quality over the share of queries that go to the strong side (algorithms.md, sections 4.1 and 4.2): a cascade by its
 * deferral, or RouteLLM's two VLMs by the share of strong calls.
 *
 * @param share     ascending from 0 to 1
 * @param quality   of judged queries, NaN when none is judged
 * @param threshold where it is reached: tau, or the lowest score that calls the strong VLM (infinite for none)
 */
@SuppressWarnings("ArrayRecordComponent") // columns for a plot
public record DeferralCurve(double[] share, double[] quality, double[] threshold) {
    /** Of two VLMs: strong where the score is at least the threshold, for every distinct score. */
    public static DeferralCurve of(Outcomes outcomes, int weak, int strong, double[] score) {
        return of(outcomes, weak, strong, Ranking.of(score));
    }

    /**
     * Queries by falling score: what of a curve does not depend on labels.
     *
     * @param order   [n]
     * @param falling [n] the scores, negative
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over and not changed
    public record Ranking(int[] order, double[] falling) {
        public static Ranking of(double[] score) {
            double[] falling = new double[score.length];
            Arrays.setAll(falling, i -> -score[i]);
            return new Ranking(RadixOrder.ascending(falling, falling.length), falling);
        }
    }

    /** Of two VLMs: strong where the score is at least the threshold, for every distinct score. */
    public static DeferralCurve of(Outcomes outcomes, int weak, int strong, Ranking ranking) {
        byte[] low = outcomes.quality()[weak];
        byte[] high = outcomes.quality()[strong];
        DeferralCurve curve = of(ranking.order, ranking.falling, low, high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < curve.threshold.length; i++) {
            curve.threshold[i] = -curve.threshold[i];
        }
        return curve;
    }

    /** Of a cascade: deferred where s1 is at most tau. */
    public static DeferralCurve of(Replay replay, double[] taus) {
        int n = taus.length;
        DeferralCurve curve = new DeferralCurve(new double[n], new double[n], taus.clone());
        for (int i = 0; i < n; i++) {
            var point = replay.at(taus[i]);
            curve.share[i] = point.deferral();
            curve.quality[i] = point.judged() == 0 ? Double.NaN : point.em();
        }
        return curve;
    }

    /**
     * The best order there is: first where only the strong side is right, last where only the weak one is.
     *
     * @param weak   [n] labels of what is chosen when nothing is deferred, -1 unknown
     * @param strong [n] labels when everything is
     */
    public static DeferralCurve oracle(byte[] weak, byte[] strong) {
        int n = weak.length;
        double[] share = new double[n + 1];
        double[] threshold = new double[n + 1]; // every share is a point
        threshold[0] = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < n; e++) {
            share[e + 1] = (double) (e + 1) / n;
            threshold[e + 1] = e;
        }
        return oracle(weak, strong, new DeferralCurve(share, new double[n + 1], threshold));
    }

    /** @param before one of as many queries, which lends its shares */
    static DeferralCurve oracle(byte[] weak, byte[] strong, DeferralCurve before) {
        int n = weak.length;
        int[] next = new int[3];
        Rates rates = new Rates(n + 1);
        for (int i = 0; i < n; i++) {
            int group = group(weak[i], strong[i]);
            if (group < 2) {
                next[group + 1]++;
            }
            rates.judged()[0] += weak[i] >>> 31 ^ 1;
            rates.right()[0] += Math.max(weak[i], 0);
        }
        next[2] += next[1];
        for (int i = 0; i < n; i++) {
            int group = group(weak[i], strong[i]);
            int e = ++next[group];
            rates.judged()[e] = (weak[i] >>> 31) - (strong[i] >>> 31);
            rates.right()[e] = 1 - group;
        }
        for (int e = 0; e < n; e++) {
            rates.judged()[e + 1] += rates.judged()[e];
            rates.right()[e + 1] += rates.right()[e];
        }
        return new DeferralCurve(before.share, rates.quality(), before.threshold);
    }

    /** 0 where only the strong side is right, 2 where only the weak one is, else 1. */
    private static int group(byte weak, byte strong) {
        return 1 + Math.max(weak, 0) - Math.max(strong, 0);
    }

    private static DeferralCurve of(int[] order, double[] key, byte[] weak, byte[] strong, double none) {
        int n = key.length;
        double[] share = new double[n + 1];
        double[] quality = new double[n + 1];
        double[] threshold = new double[n + 1];
        int judged = 0;
        int right = 0;
        for (byte label : weak) {
            judged += label >= 0 ? 1 : 0;
            right += label > 0 ? 1 : 0;
        }
        threshold[0] = none;
        quality[0] = rate(right, judged);
        int size = 1;
        for (int e = 0; e < n; e++) {
            int i = order[e];
            judged += (strong[i] >= 0 ? 1 : 0) - (weak[i] >= 0 ? 1 : 0);
            right += (strong[i] > 0 ? 1 : 0) - (weak[i] > 0 ? 1 : 0);
            if (e + 1 == n || key[order[e + 1]] > key[i]) {
                share[size] = (double) (e + 1) / n;
                quality[size] = rate(right, judged);
                threshold[size++] = key[i];
            }
        }
        return new DeferralCurve(
                Arrays.copyOf(share, size), Arrays.copyOf(quality, size), Arrays.copyOf(threshold, size));
    }

    private static double rate(int right, int judged) {
        return judged == 0 ? Double.NaN : (double) right / judged;
    }

    public int size() {
        return share.length;
    }

    /** The quality at a share, by straight lines between points; of equal shares the last. */
    public double at(double where) {
        int right = 0;
        while (right < share.length && share[right] <= where) {
            right++;
        }
        if (right == 0) {
            return Double.NaN;
        }
        if (right == share.length || share[right - 1] == where) {
            return quality[right - 1];
        }
        double part = (where - share[right - 1]) / (share[right] - share[right - 1]);
        return quality[right - 1] + part * (quality[right] - quality[right - 1]);
    }

    /** AUDC: the area under the curve over all shares, by trapezoids; NaN unless it goes from 0 to 1. */
    public double area() {
        if (share.length < 2 || share[0] > 0 || share[share.length - 1] < 1) {
            return Double.NaN;
        }
        double area = 0;
        for (int i = 0; i + 1 < share.length; i++) {
            area += (quality[i] + quality[i + 1]) / 2 * (share[i + 1] - share[i]);
        }
        return area;
    }

    /** AUDC of deferring at random: the middle of the straight line between the ends. */
    public double randomArea() {
        return share.length == 0 ? Double.NaN : (quality[0] + quality[quality.length - 1]) / 2;
    }

    /** The smallest share of a point that is at least as good; NaN when there is none. */
    public double neutral(double wanted) {
        for (int i = 0; i < share.length; i++) {
            if (quality[i] >= wanted) {
                return share[i];
            }
        }
        return Double.NaN;
    }

    /** Where the curve first crosses a quality, also between points; NaN when it never does. */
    public double crossing(double wanted) {
        for (int i = 0; i < share.length; i++) {
            if (quality[i] >= wanted) {
                return i == 0
                        ? share[0]
                        : share[i - 1]
                                + (wanted - quality[i - 1]) / (quality[i] - quality[i - 1]) * (share[i] - share[i - 1]);
            }
        }
        return Double.NaN;
    }

    /** PGR: the recovered part of the gap between a weak and a strong quality; not defined (NaN) when they are equal. */
    public static double recovered(double quality, double weak, double strong) {
        return strong == weak ? Double.NaN : (quality - weak) / (strong - weak);
    }

    /** APGR: the mean recovered gap over all shares, by trapezoids. */
    public double meanRecovered(double weak, double strong) {
        return recovered(area(), weak, strong);
    }

    /** The other APGR: the mean at ten equally spaced shares, .1 to 1. */
    public double meanRecoveredOfTen(double weak, double strong) {
        double sum = 0;
        for (int i = 1; i <= 10; i++) {
            sum += recovered(at(i / 10.0), weak, strong);
        }
        return sum / 10;
    }

    /** CPT: the smallest share of a point that recovers a part of the gap; NaN when none does. */
    public double callsFor(double part, double weak, double strong) {
        for (int i = 0; i < share.length; i++) {
            if (recovered(quality[i], weak, strong) >= part) {
                return share[i];
            }
        }
        return Double.NaN;
    }

    /** {@link #callsFor} by straight lines between points. */
    public double callsForInterpolated(double part, double weak, double strong) {
        return strong == weak ? Double.NaN : crossing(weak + part * (strong - weak));
    }
}
