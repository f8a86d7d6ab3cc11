package dev.signalbox.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The cascade's figures over tau. They are steps: entry i holds for {@code tau[i] <= tau < tau[i + 1]}.
 *
 * @param meanCost NaN where no cost is known
 * @param complete false when steps were left out for plotting; the lowest and highest EM of every stretch are kept
 */
@SuppressWarnings("ArrayRecordComponent") // columns for a plot
public record ReplayCurve(
        double[] tau,
        double[] em,
        double[] accuracy,
        double[] precision,
        double[] recall,
        double[] f1,
        double[] deferral,
        double[] meanCost,
        boolean complete) {
    public int size() {
        return tau.length;
    }

    /** The place of the highest EM; the lowest such tau, because it defers least. */
    public int bestEm() {
        int best = 0;
        for (int i = 1; i < em.length; i++) {
            if (em[i] > em[best]) {
                best = i;
            }
        }
        return best;
    }

    static ReplayCurve of(Replay replay, double[] taus, int atMost) {
        double[] em = replay.em(taus);
        int[] kept = kept(em, atMost);
        ReplayCurve curve = empty(kept.length, kept.length == taus.length);
        for (int i = 0; i < kept.length; i++) {
            ReplayPoint point = replay.at(taus[kept[i]]);
            curve.tau[i] = point.tau();
            curve.em[i] = point.em();
            curve.accuracy[i] = point.confusion().accuracy();
            curve.precision[i] = point.confusion().precision();
            curve.recall[i] = point.confusion().recall();
            curve.f1[i] = point.confusion().f1();
            curve.deferral[i] = point.deferral();
            curve.meanCost[i] = point.meanCost();
        }
        return curve;
    }

    private static ReplayCurve empty(int n, boolean complete) {
        return new ReplayCurve(
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                complete);
    }

    /** All places, or the first, lowest and highest of each stretch, and the last of all. */
    private static int[] kept(double[] em, int atMost) {
        List<Integer> kept = new ArrayList<>();
        int stretches = Math.max(1, (atMost - 1) / 3);
        if (em.length <= atMost) {
            for (int i = 0; i < em.length; i++) {
                kept.add(i);
            }
        } else {
            for (int s = 0; s < stretches; s++) {
                int from = (int) ((long) em.length * s / stretches);
                int to = (int) ((long) em.length * (s + 1) / stretches);
                int low = from;
                int high = from;
                for (int i = from; i < to; i++) {
                    low = em[i] < em[low] ? i : low;
                    high = em[i] > em[high] ? i : high;
                }
                for (int place : new int[] {from, Math.min(low, high), Math.max(low, high)}) {
                    if (kept.isEmpty() || place > kept.getLast()) {
                        kept.add(place);
                    }
                }
            }
            if (kept.getLast() < em.length - 1) {
                kept.add(em.length - 1);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }
}
