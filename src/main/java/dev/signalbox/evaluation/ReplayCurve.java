package dev.signalbox.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The cascade's figures over tau. They are steps: entry i holds for {@code tau[i] <= tau < tau[i + 1]}.
 *
 * @param em       of the points
 * @param points   what every tau gives
 * @param complete false when steps were left out for plotting; the lowest and highest EM of every stretch are kept
 */
@SuppressWarnings("ArrayRecordComponent") // columns for a plot
public record ReplayCurve(double[] tau, double[] em, List<ReplayPoint> points, boolean complete) {
    public int size() {
        return tau.length;
    }

    /** Any figure over tau. */
    public double[] column(ToDoubleFunction<ReplayPoint> figure) {
        double[] column = new double[points.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = figure.applyAsDouble(points.get(i));
        }
        return column;
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

    /** @param taus all thresholds of the replay */
    static ReplayCurve of(Replay replay, double[] taus, int atMost) {
        int[] kept = kept(replay.em(), atMost);
        double[] tau = new double[kept.length];
        double[] em = new double[kept.length];
        List<ReplayPoint> points = new ArrayList<>(kept.length);
        for (int i = 0; i < kept.length; i++) {
            tau[i] = taus[kept[i]];
            ReplayPoint point = replay.at(tau[i]);
            em[i] = point.em();
            points.add(point);
        }
        return new ReplayCurve(tau, em, points, kept.length == taus.length);
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
