package dev.signalbox.evaluation.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RouterArena's ratios and LLMRouterBench's distance. */
class OptimalTest {
    private static final double NAN = Double.NaN;

    private static Outcomes outcomes(byte[][] quality, double[][] cost) {
        int[] query = new int[quality[0].length];
        int[] column = new int[quality.length];
        for (int i = 0; i < query.length; i++) {
            query[i] = i;
        }
        for (int k = 0; k < column.length; k++) {
            column[k] = k;
        }
        return new Outcomes(query, column, quality, cost);
    }

    /** Five queries by hand: cheapest right, right but dearer, wrong but solvable, unsolvable, a tie of two right ones. */
    @Test
    void ratiosByHand() {
        Outcomes outcomes = outcomes(
                new byte[][] {{1, 1, 1, 0, 1}, {0, 1, 0, 0, 1}, {1, 1, 1, 0, 0}},
                new double[][] {{1, 1, 1, 1, 2}, {2, 2, 2, 2, 2}, {4, 4, 4, 4, 4}});
        OptimalChoices.Ratios ratios = OptimalChoices.of(outcomes).of(new int[] {0, 1, 1, 2, 1});
        assertThat(ratios.solvable()).isEqualTo(4);
        assertThat(ratios.selection()).isEqualTo(2 / 4.);
        assertThat(ratios.accuracy()).isEqualTo(3 / 4.);
        assertThat(ratios.cost()).isCloseTo((1 + 1 + 1 + 1 + 2) / (1 + 2 + 2 + 4 + 2.), within(1e-12));
        int[] oracle = References.oracle(outcomes);
        assertThat(OptimalChoices.of(outcomes).of(oracle)).isEqualTo(new OptimalChoices.Ratios(1, 4, 1, 1));
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        Outcomes outcomes =
                outcomes(new byte[][] {{1, 1, -1, 1}, {1, 0, 1, 0}}, new double[][] {{NAN, NAN, 1, 3}, {NAN, 2, 1, 1}});
        // Two right ones without costs: neither is the cheapest. One right one without a cost is. An unknown label is
        // not judged.
        OptimalChoices.Ratios ratios = OptimalChoices.of(outcomes).of(new int[] {0, 0, 0, -1});
        assertThat(ratios.solvable()).isEqualTo(1);
        assertThat(ratios.selection()).isEqualTo(1);
        assertThat(ratios.accuracy()).isEqualTo(1);
        OptimalChoices.Ratios none = OptimalChoices.of(outcomes).of(new int[] {-1, -1, -1, -1});
        assertThat(none.selection()).isNaN();
        assertThat(none.accuracy()).isNaN();
        assertThat(none.cost()).isNaN();
    }

    /** Sums over what is deferred, beside every choice counted from the beginning; costs are whole, so that sums are exact. */
    @Test
    void everyThresholdEqualsItsChoices() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(9);
            int width = 1 + random.nextInt(3);
            byte[][] quality = new byte[width][n];
            double[][] cost = new double[width][n];
            for (int k = 0; k < width; k++) {
                for (int i = 0; i < n; i++) {
                    quality[k][i] = (byte) (random.nextInt(4) - 1 > 0 ? 1 : random.nextInt(3) - 1);
                    cost[k][i] = random.nextInt(5) == 0 ? NAN : random.nextInt(4);
                }
            }
            OptimalChoices choices = OptimalChoices.of(outcomes(quality, cost));
            int[] query = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparing(i -> (i * 7 + 3) % (n + 1)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] stay = random.ints(n, 0, width).toArray();
            int[] go = random.ints(n, 0, width).toArray();
            OptimalChoices.Deferred deferred = choices.deferred(new Steps(query, new float[n], stay, go));
            for (int d = 0; d <= n; d++) {
                int[] choice = new int[n];
                for (int s = 0; s < n; s++) {
                    choice[query[s]] = s < d ? go[s] : stay[s];
                }
                assertThat(deferred.at(d)).isEqualTo(choices.of(choice));
            }
        }
    }

    @Test
    void distanceByHand() {
        // Frontier (0,0), (1,1) on scaled axes; the point between them and below is sqrt(.5² + .5²) from either.
        Points good = new Points(new double[2], new double[] {1, 3}, new double[] {.2, .6});
        Points poor = new Points(new double[2], new double[] {3, 2}, new double[] {.2, .2});
        ParetoDistance distance = ParetoDistance.of(List.of(good, poor));
        assertThat(distance.mean(good)).isZero();
        assertThat(distance.mean(poor)).isCloseTo((1 + .5) / 2, within(1e-12));
        assertThat(distance.mean(new Points(new double[1], new double[] {NAN}, new double[] {.5})))
                .isNaN();
        Points flat = new Points(new double[2], new double[] {2, 2}, new double[] {.1, .3});
        assertThat(ParetoDistance.of(List.of(flat)).mean(flat))
                .as("one axis alone")
                .isCloseTo(.5, within(1e-12));
    }

    /** Equal to looking at every point of the frontier. */
    @Test
    void distanceAgreesWithASlowLoop() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            Points a = points(random, 1 + random.nextInt(60));
            Points b = points(random, 1 + random.nextInt(60));
            double low = 1;
            double high = 0;
            double worst = 1;
            double best = 0;
            for (Points points : List.of(a, b)) {
                for (int i = 0; i < points.size(); i++) {
                    low = Math.min(low, points.cost()[i]);
                    high = Math.max(high, points.cost()[i]);
                    worst = Math.min(worst, points.quality()[i]);
                    best = Math.max(best, points.quality()[i]);
                }
            }
            double sum = 0;
            for (int i = 0; i < a.size(); i++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (Points points : List.of(a, b)) {
                    for (int j = 0; j < points.size(); j++) {
                        double cost = (points.cost()[j] - a.cost()[i]) / (high > low ? high - low : 1);
                        double quality = (points.quality()[j] - a.quality()[i]) / (best > worst ? best - worst : 1);
                        nearest = undominated(points.cost()[j], points.quality()[j], a, b)
                                ? Math.min(nearest, Math.sqrt(cost * cost + quality * quality))
                                : nearest;
                    }
                }
                sum += nearest;
            }
            assertThat(ParetoDistance.of(List.of(a, b)).mean(a)).isCloseTo(sum / a.size(), within(1e-12));
        }
    }

    private static boolean undominated(double cost, double quality, Points... all) {
        for (Points points : all) {
            for (int i = 0; i < points.size(); i++) {
                boolean better = points.cost()[i] <= cost && points.quality()[i] >= quality;
                if (better && (points.cost()[i] < cost || points.quality()[i] > quality)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Points points(Random random, int n) {
        return new Points(
                new double[n],
                random.doubles(n).toArray(),
                random.ints(n, 0, 8).mapToDouble(i -> i / 8.).toArray());
    }
}
