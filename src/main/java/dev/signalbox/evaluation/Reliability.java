package dev.signalbox.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Reliability bins: how often pairs of about the same confidence are right.
 *
 * @param bins  those that hold pairs, in ascending order of confidence
 * @param pairs how many pairs in all
 */
public record Reliability(List<Bin> bins, int pairs) {
    /** The usual number of bins. */
    public static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * A bin.
     *
     * @param index      its place among all bins, the empty ones counted
     * @param pairs      how many pairs it holds
     * @param confidence their mean confidence
     * @param accuracy   the share of them that is right
     */
    public record Bin(int index, int pairs, double confidence, double accuracy) {
        double gap() {
            return Math.abs(accuracy - confidence);
        }
    }

    /** Bins of equal width over 0..1; a confidence on an edge belongs to the lower bin, 0 to the first. */
    public static Reliability equalWidth(CalibrationPairs pairs, int count) {
        int[] bin = new int[pairs.size()];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = place(pairs.p()[i], count);
        }
        return of(pairs, bin, count);
    }

    /** Bins of equally many pairs in ascending order of confidence; the first ones get one more where it does not go up. */
    public static Reliability equalMass(CalibrationPairs pairs, int count) {
        int n = pairs.size();
        int[] order = pairs.ascending();
        int[] bin = new int[n];
        int at = 0;
        for (int b = 0; b < count; b++) {
            for (int end = at + n / count + (b < n % count ? 1 : 0); at < end; at++) {
                bin[order[at]] = b;
            }
        }
        return of(pairs, bin, count);
    }

    /** The bin of equal width that a confidence belongs to. 0.6 * 5 is a little over 3 in binary: hence the guard. */
    static int place(double p, int count) {
        return Math.clamp((long) Math.ceil(p * count - 1e-12) - 1, 0, count - 1);
    }

    private static Reliability of(CalibrationPairs pairs, int[] bin, int count) {
        int[] n = new int[count];
        int[] right = new int[count];
        double[] confidence = new double[count];
        for (int i = 0; i < bin.length; i++) {
            n[bin[i]]++;
            right[bin[i]] += pairs.y()[i];
            confidence[bin[i]] += pairs.p()[i];
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            if (n[b] > 0) {
                bins.add(new Bin(b, n[b], confidence[b] / n[b], (double) right[b] / n[b]));
            }
        }
        return new Reliability(bins, bin.length);
    }

    /** Expected calibration error: the mean over pairs of their bin's |accuracy - confidence|; 0 without pairs. */
    public double ece() {
        return bins.stream().mapToDouble(b -> share(b) * b.gap()).sum();
    }

    /** The largest |accuracy - confidence| of a bin; 0 without pairs. */
    public double mce() {
        return bins.stream().mapToDouble(Bin::gap).max().orElse(0);
    }

    /**
     * The Brier score's first term; reliability - resolution + uncertainty is the Brier score exactly when confidences are
     * constant within bins.
     */
    public double reliability() {
        return bins.stream().mapToDouble(b -> share(b) * b.gap() * b.gap()).sum();
    }

    public double resolution() {
        double rate = rate();
        return bins.stream()
                .mapToDouble(b -> share(b) * (b.accuracy() - rate) * (b.accuracy() - rate))
                .sum();
    }

    public double uncertainty() {
        return rate() * (1 - rate());
    }

    private double rate() {
        return bins.stream().mapToDouble(b -> share(b) * b.accuracy()).sum();
    }

    private double share(Bin bin) {
        return (double) bin.pairs() / pairs;
    }
}
