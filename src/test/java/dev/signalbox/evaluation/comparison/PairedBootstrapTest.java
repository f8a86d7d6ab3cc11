package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.comparison.PairedBootstrap.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final List<Figure> FIGURES =
            List.of(Figure.mean(0), Figure.mean(1), Figure.mean(2), Figure.difference(0, 1), Figure.difference(2, 0));

    /** Two choosers that are right, wrong or unknown, and a third with shares. */
    private static double[][] qualities(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] result = new double[3][n];
        for (int i = 0; i < n; i++) {
            double hard = random.nextDouble();
            result[0][i] = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble() < hard ? 1 : 0;
            result[1][i] = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble() < hard * .8 ? 1 : 0;
            result[2][i] = random.nextInt(4) / 3.;
        }
        return result;
    }

    private static int[] alone(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** The definition: groups drawn one by one, each figure summed over the queries of the drawn groups. */
    static double[][] slow(double[][] quality, int[] group, List<Figure> figures, int resamples, long seed) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int g : Arrays.stream(group).distinct().toArray()) {
            groups.add(IntStream.range(0, group.length)
                    .filter(i -> group[i] == g)
                    .boxed()
                    .toList());
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] result = new double[figures.size()][resamples];
        for (int r = 0; r < resamples; r++) {
            double[] sum = new double[figures.size()];
            double[] known = new double[figures.size()];
            for (int draw = 0; draw < groups.size(); draw++) {
                for (int query : groups.get(random.nextInt(groups.size()))) {
                    for (int f = 0; f < sum.length; f++) {
                        Figure figure = figures.get(f);
                        double value =
                                quality[figure.of()][query] - (figure.minus() < 0 ? 0 : quality[figure.minus()][query]);
                        sum[f] += Double.isNaN(value) ? 0 : value;
                        known[f] += Double.isNaN(value) ? 0 : 1;
                    }
                }
            }
            for (int f = 0; f < sum.length; f++) {
                result[f][r] = sum[f] / known[f];
            }
        }
        return result;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    /** The largest gap between two empirical distributions. */
    private static double kolmogorov(double[] a, double[] b) {
        double[] first = Arrays.stream(a).sorted().toArray();
        double[] second = Arrays.stream(b).sorted().toArray();
        int i = 0;
        int j = 0;
        double gap = 0;
        while (i < first.length && j < second.length) {
            double at = Math.min(first[i], second[j]);
            while (i < first.length && first[i] <= at) {
                i++;
            }
            while (j < second.length && second[j] <= at) {
                j++;
            }
            gap = Math.max(gap, Math.abs((double) i / first.length - (double) j / second.length));
        }
        return gap;
    }

    /** Both ways of drawing, alone and in groups, have the slow loop's distribution, and their figures vary together as there. */
    @Test
    void hasTheDistributionOfTheSlowLoop() {
        int resamples = 1500;
        for (int size : new int[] {60, 500, 1500}) {
            for (boolean grouped : new boolean[] {false, true}) {
                double[][] quality = qualities(size, size);
                SplittableRandom random = new SplittableRandom(size);
                int[] group = grouped
                        ? IntStream.range(0, size)
                                .map(i -> random.nextInt(size / 3))
                                .toArray()
                        : alone(size);
                double[][] fast =
                        PairedBootstrap.of(quality, group, resamples, 1).resampled(FIGURES);
                double[][] slow = slow(quality, group, FIGURES, resamples, 2);
                for (int f = 0; f < FIGURES.size(); f++) {
                    String what = size + (grouped ? " grouped, figure " : ", figure ") + f;
                    // 1.95 sqrt(2 / resamples) is the 0.1 % bound of two samples of the same distribution.
                    assertThat(kolmogorov(fast[f], slow[f])).as(what).isLessThan(1.95 * Math.sqrt(2. / resamples));
                    assertThat(deviation(fast[f]) / deviation(slow[f])).as(what).isBetween(.9, 1.1);
                }
                for (int r = 0; r < resamples; r++) {
                    fast[0][r] -= fast[1][r];
                    slow[0][r] -= slow[1][r];
                }
                assertThat(deviation(fast[0]) / deviation(slow[0])).isBetween(.9, 1.1);
            }
        }
    }

    /** What is asked for besides does not change the draws. */
    @Test
    void sameSeedSameDraws() {
        double[][] quality = qualities(500, 4);
        List<Interval> all = PairedBootstrap.of(quality, alone(500), 7).intervals(FIGURES);
        List<Interval> one = PairedBootstrap.of(quality, alone(500), 7).intervals(List.of(Figure.difference(0, 1)));
        assertThat(one.getFirst()).isEqualTo(all.get(3));
        assertThat(PairedBootstrap.of(quality, alone(500), 8).intervals(FIGURES))
                .isNotEqualTo(all);
    }

    /** Five equal queries about one picture tell as much as one: the interval is as wide as that of the pictures alone. */
    @Test
    void copiesOfAQueryTellNothingNew() {
        int pictures = 400;
        double[][] few = qualities(pictures, 6);
        double[][] many = new double[3][5 * pictures];
        int[] group = new int[5 * pictures];
        for (int i = 0; i < group.length; i++) {
            group[i] = i % pictures;
            for (int c = 0; c < 3; c++) {
                many[c][i] = few[c][i % pictures];
            }
        }
        Interval alone =
                PairedBootstrap.of(few, alone(pictures), 1).intervals(FIGURES).getFirst();
        Interval together =
                PairedBootstrap.of(many, group, 1).intervals(FIGURES).getFirst();
        Interval blind = PairedBootstrap.of(many, alone(group.length), 1)
                .intervals(FIGURES)
                .getFirst();
        assertThat(together).isEqualTo(alone);
        assertThat((blind.high() - blind.low()) / (alone.high() - alone.low()))
                .isCloseTo(1 / Math.sqrt(5), within(.05));
    }

    @Test
    void coversAbout95PercentOfWorlds() {
        SplittableRandom random = new SplittableRandom(5);
        int worlds = 300;
        int covered = 0;
        int differences = 0;
        for (int w = 0; w < worlds; w++) {
            // 120 pictures with two queries each, of which the second is as the first in half of the cases.
            int n = 240;
            double[][] quality = new double[2][n];
            int[] group = new int[n];
            for (int i = 0; i < n; i++) {
                group[i] = i / 2;
                for (int c = 0; c < 2; c++) {
                    boolean copied = i % 2 == 1 && random.nextBoolean();
                    quality[c][i] = copied ? quality[c][i - 1] : random.nextDouble() < .6 + .1 * c ? 1 : 0;
                }
            }
            List<Interval> found = PairedBootstrap.of(quality, group, random.nextLong())
                    .intervals(List.of(Figure.mean(0), Figure.difference(1, 0)));
            covered += found.get(0).low() <= .6 && .6 <= found.get(0).high() ? 1 : 0;
            differences += found.get(1).low() <= .1 && .1 <= found.get(1).high() ? 1 : 0;
        }
        assertThat((double) covered / worlds).isBetween(.92, .975);
        assertThat((double) differences / worlds).isBetween(.92, .975);
    }

    /** The binomial's own standard error for one right-or-wrong column without groups. */
    @Test
    void isAsWideAsTheBinomialSays() {
        int n = 30_540;
        double[] quality = new double[n];
        Arrays.fill(quality, 0, 20_000, 1);
        double[] drawn = PairedBootstrap.of(new double[][] {quality}, alone(n), Intervals.RESAMPLES, 3)
                .resampled(List.of(Figure.mean(0)))[0];
        double p = 20_000. / n;
        assertThat(mean(drawn)).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / n / Intervals.RESAMPLES)));
        assertThat(deviation(drawn) / Math.sqrt(p * (1 - p) / n)).isCloseTo(1, within(.06));
    }

    @Test
    void nothingKnownHasNoInterval() {
        double[][] quality = {{Double.NaN, Double.NaN}, {1, 1}};
        List<Interval> found = PairedBootstrap.of(quality, alone(2), 1)
                .intervals(List.of(Figure.mean(0), Figure.mean(1), Figure.difference(0, 1)));
        assertThat(found.get(0).low()).isNaN();
        assertThat(found.get(1)).isEqualTo(new Interval(1, 1));
        assertThat(found.get(2).high()).isNaN();
        assertThat(PairedBootstrap.of(new double[1][0], new int[0], 1)
                        .intervals(List.of(Figure.mean(0)))
                        .getFirst()
                        .low())
                .isNaN();
    }

    /** Worked with NumPy and the normal distribution of Python's statistics module. */
    @Test
    void bcaOfAWorkedExample() {
        double[] x = {1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 20, 31};
        int n = x.length;
        double sum = Arrays.stream(x).sum();
        double[] samples = new double[400];
        for (int b = 0; b < samples.length; b++) {
            for (int i = 0; i < n; i++) {
                samples[b] += x[(b * b + 7 * i * i + 3 * b * i + b / 5) % n] / n;
            }
            samples[b] = Math.round(samples[b] * n) / (double) n;
        }
        double[] jackknife =
                Arrays.stream(x).map(value -> (sum - value) / (n - 1)).toArray();
        int[] times = new int[n];
        Arrays.fill(times, 1);
        Interval bca = Intervals.bca(samples.clone(), sum / n, jackknife, times);
        assertThat(bca.low()).isCloseTo(3.8333333333333335, within(1e-9));
        assertThat(bca.high()).isCloseTo(15.5, within(1e-9));
        assertThat(Intervals.percentile(samples).low()).isCloseTo(3.5, within(1e-9));
    }

    /** SciPy 1.17's bootstrap of 20,000 resamples has 4.417 to 15.25 for the mean of these. */
    @Test
    void bcaAgreesWithScipy() {
        double[] x = {1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 20, 31};
        PairedBootstrap bootstrap = PairedBootstrap.of(new double[][] {x}, alone(x.length), 20_000, 1);
        Interval bca =
                bootstrap.intervals(List.of(Figure.mean(0)), IntervalMethod.BCA).getFirst();
        assertThat(bca.low()).isCloseTo(4.417, within(0.13));
        assertThat(bca.high()).isCloseTo(15.25, within(0.4));
    }

    /** The bootstrap of k right of n is binomial, so the ends are quantiles of it at levels .0076 and .9459 (by hand, in NumPy). */
    @Test
    void bcaOfARateHasTheBinomialsQuantiles() {
        double[] rate = new double[40];
        Arrays.fill(rate, 0, 36, 1);
        PairedBootstrap bootstrap = PairedBootstrap.of(new double[][] {rate}, alone(40), 20_000, 3);
        List<Figure> mean = List.of(Figure.mean(0));
        assertThat(bootstrap.intervals(mean, IntervalMethod.BCA)).containsExactly(new Interval(31 / 40., 39 / 40.));
        assertThat(bootstrap.intervals(mean)).containsExactly(new Interval(32 / 40., 39 / 40.));
    }

    @Test
    void bcaFallsBackWhereNothingCanBeCorrected() {
        double[] sure = new double[30];
        Arrays.fill(sure, 1);
        double[] unknown = new double[30];
        Arrays.fill(unknown, Double.NaN);
        PairedBootstrap bootstrap = PairedBootstrap.of(new double[][] {sure, unknown}, alone(30), 1);
        assertThat(bootstrap.intervals(List.of(Figure.mean(0)), IntervalMethod.BCA))
                .containsExactly(new Interval(1, 1));
        assertThat(bootstrap
                        .intervals(List.of(Figure.mean(1)), IntervalMethod.BCA)
                        .getFirst()
                        .low())
                .isNaN();
        PairedBootstrap single = PairedBootstrap.of(new double[][] {{1, 0}}, new int[2], 1);
        assertThat(single.intervals(List.of(Figure.mean(0)), IntervalMethod.BCA))
                .containsExactly(new Interval(.5, .5));
    }

    @Test
    void bcaOfManyFiguresComesFromTheSameResamples() {
        double[][] quality = qualities(300, 5);
        PairedBootstrap bootstrap = PairedBootstrap.of(quality, alone(300), 7);
        List<Interval> percentile = bootstrap.intervals(FIGURES);
        List<Interval> bca = bootstrap.intervals(FIGURES, IntervalMethod.BCA);
        assertThat(bootstrap.intervals(FIGURES)).isEqualTo(percentile);
        for (int f = 0; f < FIGURES.size(); f++) {
            double width = percentile.get(f).high() - percentile.get(f).low();
            assertThat(bca.get(f).low()).isCloseTo(percentile.get(f).low(), within(.3 * width));
            assertThat(bca.get(f).high()).isCloseTo(percentile.get(f).high(), within(.3 * width));
            assertThat(bca.get(f).high()).isGreaterThan(bca.get(f).low());
        }
    }
}
