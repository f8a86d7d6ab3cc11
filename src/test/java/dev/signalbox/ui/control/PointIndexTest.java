package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointIndexTest {
    private static float[] values(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            // Some points coincide, some lie far out, some are nowhere.
            values[i] = random.nextInt(40) == 0
                    ? Float.NaN
                    : random.nextInt(10) == 0 ? random.nextInt(5) * 10 : (float) random.nextGaussian() * 20;
        }
        return values;
    }

    @Test
    void nearestIsThatOfBruteForce() {
        Random random = new Random(7);
        int hits = 0;
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(400);
            float[] x = values(random, n);
            float[] y = values(random, n);
            PointIndex index = new PointIndex(x, y);
            for (int probe = 0; probe < 20; probe++) {
                double px = random.nextGaussian() * 40;
                double py = random.nextGaussian() * 40;
                double within = random.nextDouble() * 30;
                int skip = random.nextInt(3);
                int expected = -1;
                double best = within * within;
                for (int i = 0; i < n; i++) {
                    double square = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
                    if (i % 3 != skip && (square < best || (square == best && expected < 0))) {
                        expected = i;
                        best = square;
                    }
                }
                assertThat(index.nearest(px, py, within, i -> i % 3 != skip)).isEqualTo(expected);
                hits += expected >= 0 ? 1 : 0;
            }
        }
        assertThat(hits).isGreaterThan(1_000);
    }

    @Test
    void theLassoHoldsExactlyThePointsInside() {
        Random random = new Random(11);
        int inside = 0;
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(600);
            float[] x = values(random, n);
            float[] y = values(random, n);
            int corners = 3 + random.nextInt(40);
            double[] cornersX = random.doubles(corners, -50, 50).toArray();
            double[] cornersY = random.doubles(corners, -50, 50).toArray();
            int[] expected = IntStream.range(0, n)
                    .filter(i -> i % 7 != 0 && slowlyInside(x[i], y[i], cornersX, cornersY))
                    .toArray();
            int[] found = new PointIndex(x, y).inside(new Lasso(cornersX, cornersY), i -> i % 7 != 0);
            assertThat(found).containsExactly(expected);
            inside += found.length;
        }
        assertThat(inside).isGreaterThan(5_000);
    }

    @Test
    void largeSmoothLassosHoldExactlyThePointsInsideToo() {
        Random random = new Random(12);
        for (int round = 0; round < 40; round++) {
            int n = 2_000 + random.nextInt(4_000);
            float[] x = values(random, n);
            float[] y = values(random, n);
            double[] cornersX = new double[300];
            double[] cornersY = new double[300];
            int waves = random.nextInt(12);
            for (int i = 0; i < 300; i++) {
                double angle = 2 * Math.PI * i / 300;
                double radius = 25 + 8 * Math.sin(waves * angle) + random.nextDouble();
                cornersX[i] = radius * Math.cos(angle);
                cornersY[i] = radius * Math.sin(angle);
            }
            assertThat(new PointIndex(x, y).inside(new Lasso(cornersX, cornersY), null))
                    .containsExactly(IntStream.range(0, n)
                            .filter(i -> slowlyInside(x[i], y[i], cornersX, cornersY))
                            .toArray());
        }
    }

    @Test
    void whatIsWithinIsGivenOnceAndNothingOfItLeftOut() {
        Random random = new Random(14);
        for (int round = 0; round < 100; round++) {
            int n = random.nextInt(500);
            float[] x = values(random, n);
            float[] y = values(random, n);
            PointIndex index = new PointIndex(x, y);
            double left = random.nextGaussian() * 30;
            double top = random.nextGaussian() * 30;
            double right = left + random.nextDouble() * 40;
            double bottom = top + random.nextDouble() * 40;
            int[] seen = new int[n];
            index.within(left, top, right, bottom, (first, end) -> {
                for (int slot = first; slot < end; slot++) {
                    int point = index.point(slot);
                    seen[point]++;
                    assertThat(index.slotX()[slot]).isEqualTo(x[point]);
                    assertThat(index.slotY()[slot]).isEqualTo(y[point]);
                }
            });
            for (int i = 0; i < n; i++) {
                boolean inside = x[i] >= left && x[i] <= right && y[i] >= top && y[i] <= bottom;
                assertThat(seen[i]).isBetween(inside ? 1 : 0, 1);
            }
        }
    }

    /** The crossing-number rule, every edge for every point. */
    static boolean slowlyInside(double px, double py, double[] x, double[] y) {
        int crossings = 0;
        for (int i = 0; i < x.length; i++) {
            int j = (i + x.length - 1) % x.length;
            if ((y[i] <= py) != (y[j] <= py) && px < x[i] + (py - y[i]) / (y[j] - y[i]) * (x[j] - x[i])) {
                crossings++;
            }
        }
        return crossings % 2 == 1;
    }

    @Test
    void nothingIsFoundAmongNoPoints() {
        PointIndex index = new PointIndex(new float[] {Float.NaN}, new float[] {1});
        assertThat(index.nearest(0, 0, 1e9, i -> true)).isEqualTo(-1);
        assertThat(index.inside(Lasso.rectangle(-9, -9, 9, 9), i -> true)).isEmpty();
    }
}
