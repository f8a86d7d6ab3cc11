package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The paired bootstrap of algorithms.md, 4.5: queries are drawn with replacement, those of one group together, and every
 * figure is computed from the same draws.
 *
 * <p>Groups that add the same to every figure are one kind, and how often each kind is among G draws is multinomial: so
 * kinds are drawn by their counts (a few binomial draws instead of G), which is exactly the same distribution. Where there
 * are too many kinds for that to pay, groups are drawn one by one.
 */
public final class PairedBootstrap {
    /** About what a binomial draw costs in draws of a single group; measured, see docs/benchmarks.md. */
    private static final int PRICE = 24;

    private final int[] count;
    private final double[] parts;
    private final double[] wholes;
    private final int figures;
    private final int groups;

    /**
     * A mean, or the mean difference of two over the queries on which both are known.
     *
     * @param minus -1 for the mean itself
     */
    public record Figure(int of, int minus) {
        public static Figure mean(int of) {
            return new Figure(of, -1);
        }

        public static Figure difference(int of, int minus) {
            return new Figure(of, minus);
        }
    }

    private PairedBootstrap(Kinds kinds, double[][] quality, List<Figure> figures) {
        this.figures = figures.size();
        int[] order = IntStream.range(0, kinds.size())
                .filter(kind -> kinds.count(kind) > 0)
                .boxed()
                .sorted(Comparator.comparingInt(kind -> -kinds.count(kind)))
                .mapToInt(Integer::intValue)
                .toArray();
        count = Arrays.stream(order).map(kinds::count).toArray();
        groups = Arrays.stream(count).sum();
        parts = new double[order.length * this.figures];
        wholes = new double[order.length * this.figures];
        for (int kind = 0; kind < order.length; kind++) {
            int at = kind * this.figures;
            kinds.forEachMember(order[kind], query -> add(quality, figures, query, at));
        }
    }

    private void add(double[][] quality, List<Figure> wanted, int query, int at) {
        for (int f = 0; f < figures; f++) {
            Figure figure = wanted.get(f);
            double value = quality[figure.of()][query] - (figure.minus() < 0 ? 0 : quality[figure.minus()][query]);
            if (!Double.isNaN(value)) {
                parts[at + f] += value;
                wholes[at + f]++;
            }
        }
    }

    /**
     * Intervals of 95 % of figures, by {@link Intervals#RESAMPLES} resamples.
     *
     * @param quality [choosers][n], NaN where it is not known; together they decide which groups are alike, so the same
     *                qualities and seed give the same draws whatever figures are asked for
     * @param group   [n] equal for queries that are drawn together
     */
    public static List<Interval> intervals(double[][] quality, int[] group, List<Figure> figures, long seed) {
        return Arrays.stream(resamples(quality, group, figures, Intervals.RESAMPLES, seed))
                .map(Intervals::percentile)
                .toList();
    }

    /** [figures][resamples], NaN where a resample had nothing known. */
    static double[][] resamples(double[][] quality, int[] group, List<Figure> figures, int resamples, long seed) {
        return new PairedBootstrap(Kinds.of(quality, group), quality, figures).draw(resamples, seed);
    }

    private double[][] draw(int resamples, long seed) {
        double[][] result = new double[figures][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        boolean byCount = (long) count.length * PRICE < groups;
        BinomialDraws binomial = new BinomialDraws(random, byCount ? groups : 0);
        int[] kindOf = byCount ? new int[0] : kindOf();
        int[] drawn = new int[count.length];
        double[] part = new double[figures];
        double[] whole = new double[figures];
        for (int r = 0; r < resamples; r++) {
            if (byCount) {
                multinomial(binomial, drawn);
            } else {
                Arrays.fill(drawn, 0);
                for (int i = 0; i < groups; i++) {
                    drawn[kindOf[random.nextInt(groups)]]++;
                }
            }
            Arrays.fill(part, 0);
            Arrays.fill(whole, 0);
            for (int kind = 0; kind < drawn.length; kind++) {
                int times = drawn[kind];
                int at = kind * figures;
                for (int f = 0; times > 0 && f < figures; f++) {
                    part[f] += times * parts[at + f];
                    whole[f] += times * wholes[at + f];
                }
            }
            for (int f = 0; f < figures; f++) {
                result[f][r] = part[f] / whole[f];
            }
        }
        return result;
    }

    /** As many draws as there are groups, by the counts of kinds, one after the other given those before. */
    private void multinomial(BinomialDraws binomial, int[] drawn) {
        int draws = groups;
        int rest = groups;
        for (int kind = 0; kind < count.length; kind++) {
            drawn[kind] = binomial.draw(draws, (double) count[kind] / rest);
            draws -= drawn[kind];
            rest -= count[kind];
        }
    }

    private int[] kindOf() {
        int[] result = new int[groups];
        int at = 0;
        for (int kind = 0; kind < count.length; kind++) {
            Arrays.fill(result, at, at + count[kind], kind);
            at += count[kind];
        }
        return result;
    }
}
