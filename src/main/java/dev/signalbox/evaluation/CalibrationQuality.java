package dev.signalbox.evaluation;

import dev.signalbox.evaluation.Intervals.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well confidences are calibrated on some pairs, with percentile intervals at 95 % from resampled groups of queries.
 *
 * @param width bins of equal width
 * @param mass  bins of equally many pairs
 * @param ece   the interval of {@code width.ece()}
 * @param brier the mean squared error
 * @param nll   the mean negative log likelihood in nats
 */
public record CalibrationQuality(
        Reliability width,
        Reliability mass,
        Interval ece,
        double brier,
        Interval brierInterval,
        double nll,
        Interval nllInterval) {
    /**
     * Counts and resamples.
     *
     * @param group by query: those of one group, such as the queries about one picture, are drawn together
     * @param seed  of the resampling
     */
    public static CalibrationQuality of(CalibrationPairs pairs, int[] group, long seed) {
        double[][] samples = new Groups(pairs, group).resample(new SplittableRandom(seed));
        return new CalibrationQuality(
                Reliability.equalWidth(pairs, Reliability.BINS),
                Reliability.equalMass(pairs, Reliability.BINS),
                Intervals.percentile(samples[0]),
                pairs.brier(),
                Intervals.percentile(samples[1]),
                pairs.nll(),
                Intervals.percentile(samples[2]));
    }

    /** Groups that have pairs, and what one pair or one group adds to the three sums. */
    private static final class Groups {
        /** [groups + 1] where a group's pairs begin. */
        private final int[] start;
        /** [n] by group. */
        private final int[] bin;
        /** [n] by group: label minus confidence. */
        private final double[] excess;
        /** [groups] sums over a group's pairs. */
        private final double[] squared;

        private final double[] surprise;

        Groups(CalibrationPairs pairs, int[] group) {
            int n = pairs.size();
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> group[pairs.query()[i]]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            bin = new int[n];
            excess = new double[n];
            double[] square = new double[n];
            double[] nats = new double[n];
            int[] begin = new int[n + 1];
            int groups = 0;
            for (int at = 0; at < n; at++) {
                int i = order[at];
                if (at == 0 || group[pairs.query()[i]] != group[pairs.query()[order[at - 1]]]) {
                    begin[groups++] = at;
                }
                bin[at] = Reliability.place(pairs.p()[i], Reliability.BINS);
                excess[at] = pairs.y()[i] - pairs.p()[i];
                square[groups - 1] += pairs.squaredError(i);
                nats[groups - 1] += pairs.surprise(i);
            }
            begin[groups] = n;
            start = Arrays.copyOf(begin, groups + 1);
            squared = Arrays.copyOf(square, groups);
            surprise = Arrays.copyOf(nats, groups);
        }

        /** [3][resamples] ECE, Brier score and NLL. */
        double[][] resample(SplittableRandom random) {
            double[][] result = new double[3][squared.length == 0 ? 0 : Intervals.RESAMPLES];
            double[] gaps = new double[Reliability.BINS];
            for (int r = 0; r < result[0].length; r++) {
                Arrays.fill(gaps, 0);
                long n = 0;
                double squares = 0;
                double nats = 0;
                for (int draw = 0; draw < squared.length; draw++) {
                    int g = random.nextInt(squared.length);
                    n += start[g + 1] - start[g];
                    squares += squared[g];
                    nats += surprise[g];
                    for (int at = start[g]; at < start[g + 1]; at++) {
                        gaps[bin[at]] += excess[at];
                    }
                }
                // A bin's share times |accuracy - confidence| is |sum of label - confidence| over all pairs.
                result[0][r] = Arrays.stream(gaps).map(Math::abs).sum() / n;
                result[1][r] = squares / n;
                result[2][r] = nats / n;
            }
            return result;
        }
    }
}
