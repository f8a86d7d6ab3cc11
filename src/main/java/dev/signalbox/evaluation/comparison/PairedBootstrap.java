package dev.signalbox.evaluation.comparison;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    /** Up to so many kinds the draws are kept for the next figures (16 MB at most), else drawn again. */
    private static final int KEPT = 2000;

    private final double[][] quality;
    private final long seed;
    private final int resamples;
    private final Kinds kinds;
    /** Kinds that there are, the most frequent first. */
    private final int[] order;

    private final int[] count;
    private final int groups;
    private int @Nullable [][] kept;

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

    private PairedBootstrap(double[][] quality, int[] group, int resamples, long seed) {
        this.quality = quality;
        this.seed = seed;
        this.resamples = resamples;
        kinds = Kinds.of(quality, group);
        order = IntStream.range(0, kinds.size())
                .filter(kind -> kinds.count(kind) > 0)
                .boxed()
                .sorted(Comparator.comparingInt(kind -> -kinds.count(kind)))
                .mapToInt(Integer::intValue)
                .toArray();
        count = Arrays.stream(order).map(kinds::count).toArray();
        groups = Arrays.stream(count).sum();
    }

    /**
     * {@link Intervals#RESAMPLES} resamples.
     *
     * @param quality [choosers][n], NaN where it is not known
     * @param group   [n] equal for queries that are drawn together
     */
    public static PairedBootstrap of(double[][] quality, int[] group, long seed) {
        return new PairedBootstrap(quality, group, Intervals.RESAMPLES, seed);
    }

    static PairedBootstrap of(double[][] quality, int[] group, int resamples, long seed) {
        return new PairedBootstrap(quality, group, resamples, seed);
    }

    /** Percentile intervals of 95 %, of the same resamples whatever was asked for before. */
    public List<Interval> intervals(List<Figure> figures) {
        return intervals(figures, IntervalMethod.PERCENTILE);
    }

    /** Intervals of 95 %, of the same resamples whatever was asked for before and by whichever method. */
    public List<Interval> intervals(List<Figure> figures, IntervalMethod method) {
        Sums sums = sums(figures);
        return IntStream.range(0, figures.size())
                .mapToObj(f -> switch (method) {
                    case PERCENTILE -> Intervals.percentile(sums.result[f]);
                    case BCA -> sums.bca(f);
                })
                .toList();
    }

    /** [figures][resamples], NaN where a resample had nothing known. */
    double[][] resampled(List<Figure> figures) {
        return sums(figures).result;
    }

    private synchronized Sums sums(List<Figure> figures) {
        Sums sums = new Sums(figures);
        int[][] known = kept;
        if (known != null) {
            for (int r = 0; r < resamples; r++) {
                sums.take(r, known[r]);
            }
            return sums;
        }
        int[][] keeping = count.length <= KEPT ? new int[resamples][] : null;
        draw((r, drawn) -> {
            sums.take(r, drawn);
            if (keeping != null) {
                keeping[r] = drawn.clone();
            }
        });
        kept = keeping;
        return sums;
    }

    /** What kinds add to figures, and the figures of resamples. */
    private final class Sums {
        private final int figures;
        private final double[] parts;
        private final double[] wholes;
        private final double[] part;
        private final double[] whole;
        private final double[][] result;

        Sums(List<Figure> wanted) {
            figures = wanted.size();
            parts = new double[order.length * figures];
            wholes = new double[order.length * figures];
            part = new double[figures];
            whole = new double[figures];
            result = new double[figures][resamples];
            for (int kind = 0; kind < order.length; kind++) {
                int at = kind * figures;
                kinds.forEachMember(order[kind], query -> add(wanted, query, at));
            }
        }

        private void add(List<Figure> wanted, int query, int at) {
            for (int f = 0; f < figures; f++) {
                Figure figure = wanted.get(f);
                double value = quality[figure.of()][query] - (figure.minus() < 0 ? 0 : quality[figure.minus()][query]);
                if (!Double.isNaN(value)) {
                    parts[at + f] += value;
                    wholes[at + f]++;
                }
            }
        }

        void take(int resample, int[] drawn) {
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
                result[f][resample] = part[f] / whole[f];
            }
        }

        /** Groups of one kind leave the same figure behind, so the jackknife goes by kinds. */
        Interval bca(int figure) {
            double all = 0;
            double known = 0;
            for (int kind = 0; kind < count.length; kind++) {
                all += count[kind] * parts[kind * figures + figure];
                known += count[kind] * wholes[kind * figures + figure];
            }
            double[] without = new double[count.length];
            for (int kind = 0; kind < count.length; kind++) {
                int at = kind * figures + figure;
                without[kind] = (all - parts[at]) / (known - wholes[at]);
            }
            return Intervals.bca(result[figure], all / known, without, count);
        }
    }

    private interface Resample {
        /** @param drawn by kind, used again for the next one */
        void take(int number, int[] drawn);
    }

    private void draw(Resample each) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean byCount = (long) count.length * PRICE < groups;
        BinomialDraws binomial = new BinomialDraws(random, byCount ? groups : 0);
        int[] kindOf = byCount ? new int[0] : kindOf();
        int[] drawn = new int[count.length];
        for (int r = 0; r < resamples; r++) {
            if (byCount) {
                multinomial(binomial, drawn);
            } else {
                Arrays.fill(drawn, 0);
                for (int i = 0; i < groups; i++) {
                    drawn[kindOf[random.nextInt(groups)]]++;
                }
            }
            each.take(r, drawn);
        }
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
