package dev.signalbox.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Density, contours and clusters against slow or known answers. */
class DensityTest {
    private static final double[] SHARES = {0.95, 0.5, 0.1};

    /** Points of some round clusters: x, y and the cluster of each. */
    @SuppressWarnings("ArrayRecordComponent") // a test's own data
    private record Mixture(float[] x, float[] y, int[] from) {
        static Mixture of(Random random, double[][] centres, double spread, int each, double offX, double offY) {
            int n = centres.length * each;
            Mixture made = new Mixture(new float[n], new float[n], new int[n]);
            for (int i = 0; i < n; i++) {
                made.from[i] = i % centres.length;
                made.x[i] = (float) (offX + centres[made.from[i]][0] + random.nextGaussian() * spread);
                made.y[i] = (float) (offY + centres[made.from[i]][1] + random.nextGaussian() * spread);
            }
            return made;
        }
    }

    @Test
    void blurIsThatOfEveryCellOnEveryOther() {
        Random random = new Random(3);
        for (int round = 0; round < 10; round++) {
            int columns = 5 + random.nextInt(30);
            int rows = 5 + random.nextInt(30);
            double width = 0.8 + random.nextDouble() * 2;
            float[] values = new float[columns * rows];
            for (int i = 0; i < 40; i++) {
                values[random.nextInt(values.length)] += random.nextInt(5);
            }
            float[] blurred = DensityGrid.blurred(values, columns, rows, width);
            int reach = (int) Math.ceil(3 * width);
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += Math.exp(-k * k / (2 * width * width));
            }
            for (int at = 0; at < values.length; at++) {
                double expected = 0;
                for (int other = 0; other < values.length; other++) {
                    int dx = Math.abs(at % columns - other % columns);
                    int dy = Math.abs(at / columns - other / columns);
                    if (dx <= reach && dy <= reach) {
                        expected += values[other] * Math.exp(-(dx * dx + dy * dy) / (2 * width * width)) / sum / sum;
                    }
                }
                assertThat((double) blurred[at]).isCloseTo(expected, within(1e-4));
            }
        }
    }

    @Test
    void linesHoldTheirShareOfThePoints() {
        Random random = new Random(5);
        Mixture points = Mixture.of(random, new double[][] {{0, 0}, {9, 2}, {3, 12}}, 1.3, 6_000, 100, -40);
        DensityGrid grid = DensityGrid.of(points.x, points.y, null);
        List<Contours.Line> lines = Contours.of(grid, grid.levels(SHARES));
        assertThat(lines).isNotEmpty().allMatch(Contours.Line::closed);
        for (int level = 0; level < SHARES.length; level++) {
            int number = level;
            List<Contours.Line> around =
                    lines.stream().filter(line -> line.level() == number).toList();
            long inside = IntStream.range(0, points.x.length)
                    .filter(i -> inside(around, points.x[i], points.y[i]))
                    .count();
            assertThat((double) inside / points.x.length).isCloseTo(SHARES[level], within(0.05));
        }
    }

    /** On each side of a line the density is on the other side of the level, cell by cell. */
    @Test
    void linesPartTheCellsByTheirLevel() {
        Random random = new Random(8);
        for (int round = 0; round < 30; round++) {
            int n = 30 + random.nextInt(300);
            float[] x = new float[n];
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = (float) (random.nextGaussian() * 3 + random.nextInt(3) * 10);
                y[i] = (float) (random.nextGaussian() * (1 + random.nextInt(4)));
            }
            DensityGrid grid = DensityGrid.of(x, y, null);
            double level = grid.levels(0.1 + 0.85 * random.nextDouble())[0];
            List<Contours.Line> lines = Contours.of(grid, level);
            int above = 0;
            for (int probe = 0; probe < 3_000; probe++) {
                int column = random.nextInt(grid.columns());
                int row = random.nextInt(grid.rows());
                double value = grid.value(column, row);
                if (Math.abs(value - level) > 1e-4 * level) {
                    assertThat(inside(lines, grid.x(column), grid.y(row))).isEqualTo(value > level);
                    above += value > level ? 1 : 0;
                }
            }
            assertThat(above).isPositive();
        }
    }

    private static boolean inside(List<Contours.Line> lines, double px, double py) {
        int crossings = 0;
        for (Contours.Line line : lines) {
            for (int i = 1; i < line.x().length; i++) {
                double y0 = line.y()[i - 1];
                double y1 = line.y()[i];
                if (y0 <= py != y1 <= py) {
                    double at = line.x()[i - 1] + (py - y0) / (y1 - y0) * (line.x()[i] - line.x()[i - 1]);
                    crossings += px < at ? 1 : 0;
                }
            }
        }
        return crossings % 2 == 1;
    }

    @Test
    void aMixturesComponentsAreFound() {
        Random random = new Random(13);
        for (int round = 0; round < 20; round++) {
            int components = 2 + random.nextInt(7);
            double[][] centres = new double[components][];
            Arrays.setAll(centres, c ->
                    new double[] {c % 3 * 10 + random.nextDouble(), Math.floorDiv(c, 3) * 10 + random.nextDouble()});
            Mixture points = Mixture.of(random, centres, 1, 150 + random.nextInt(2_000), 5, -300);
            DensityPeaks found = DensityPeaks.find(DensityGrid.of(points.x, points.y, null), points.x, points.y, 12);
            assertThat(found.count()).isEqualTo(components);
            assertThat(found.size()).isSortedAccordingTo((a, b) -> b - a);
            // Nearly all points of a component lie in one cluster, and no two components share one.
            int agreeing = 0;
            BitSet taken = new BitSet();
            for (int c = 0; c < components; c++) {
                int component = c;
                int[] votes = new int[components];
                IntStream.range(0, points.x.length)
                        .filter(i -> points.from[i] == component && found.cluster()[i] >= 0)
                        .forEach(i -> votes[found.cluster()[i]]++);
                int best = IntStream.range(0, components).reduce(0, (a, b) -> votes[b] > votes[a] ? b : a);
                assertThat(taken.get(best)).isFalse();
                taken.set(best);
                agreeing += votes[best];
                assertThat(found.x()[best]).isCloseTo(5 + centres[c][0], within(0.9));
                assertThat(found.y()[best]).isCloseTo(-300 + centres[c][1], within(0.9));
            }
            assertThat(agreeing).isGreaterThan((int) (0.93 * points.x.length));
        }
    }

    @Test
    void oneCloudIsOneCluster() {
        Random random = new Random(17);
        for (int round = 0; round < 20; round++) {
            Mixture points = Mixture.of(random, new double[][] {{0, 0}}, 4, 200 + random.nextInt(5_000), 0, 0);
            DensityPeaks found = DensityPeaks.find(DensityGrid.of(points.x, points.y, null), points.x, points.y, 12);
            assertThat(found.count()).isEqualTo(1);
        }
    }

    @Test
    void onlyWhatCountsCountsAndNothingIsNoProblem() {
        float[] x = {0, 1, 2, Float.NaN, 50};
        float[] y = {0, 1, 2, 3, Float.POSITIVE_INFINITY};
        BitSet some = BitSet.valueOf(new long[] {0b11011});
        assertThat(DensityGrid.of(x, y, some).points()).isEqualTo(2);
        DensityGrid none = DensityGrid.of(x, y, new BitSet());
        assertThat(none.points()).isZero();
        assertThat(Contours.of(none, none.levels(SHARES))).isEmpty();
        assertThat(DensityPeaks.find(none, new float[0], new float[0], 12).count())
                .isZero();
        float[] same = new float[100];
        DensityGrid pile = DensityGrid.of(same, same, null);
        assertThat(Contours.of(pile, pile.levels(0.5))).isNotEmpty();
        assertThat(DensityPeaks.find(pile, same, same, 12).size()).containsExactly(100);
    }
}
