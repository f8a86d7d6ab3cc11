package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointRasterTest {
    private static final int[] COLOURS = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF};

    private static PointRaster paint(int width, int height, float[] x, float[] y, Viewport view, PointLook look) {
        PointRaster raster = new PointRaster(width, height);
        PointIndex index = new PointIndex(x, y);
        PointColours colours = new PointColours();
        colours.reset(x.length);
        raster.paint(index, colours.codes(index), COLOURS, view, look, false, 1);
        return raster;
    }

    @Test
    void aDiscLiesWhereItsPointLiesAndHasItsArea() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            float[] x = {10 + 20 * random.nextFloat()};
            float[] y = {10 + 20 * random.nextFloat()};
            PointLook look = new PointLook(0.6 + 5 * random.nextDouble(), 0.9);
            int[] pixels = paint(40, 40, x, y, Viewport.IDENTITY, look).pixels();
            double mass = 0;
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < pixels.length; i++) {
                int alpha = pixels[i] >>> 24;
                mass += alpha;
                sumX += alpha * (i % 40 + 0.5);
                sumY += alpha * (Math.floorDiv(i, 40) + 0.5);
            }
            assertThat(sumX / mass).isCloseTo(x[0], within(0.2));
            assertThat(sumY / mass).isCloseTo(y[0], within(0.2));
            double area = Math.PI * look.radius() * look.radius() * 0.9 * 255;
            assertThat(mass / area).isBetween(0.8, 1.9 / look.radius() + 0.75);
        }
    }

    @Test
    void whatLiesAtTheEdgeIsCutAsInALargerPicture() {
        Random random = new Random(6);
        for (int round = 0; round < 40; round++) {
            int n = 300;
            float[] x = new float[n];
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextFloat() * 160 - 50;
                y[i] = random.nextFloat() * 160 - 50;
            }
            PointLook look = new PointLook(0.6 + 6 * random.nextDouble(), 0.5);
            int[] small = paint(60, 50, x, y, Viewport.IDENTITY, look).pixels();
            int[] large = paint(160, 150, x, y, new Viewport(1, 50, 50), look).pixels();
            for (int i = 0; i < small.length; i++) {
                assertThat(small[i]).isEqualTo(large[(i / 60 + 50) * 160 + i % 60 + 50]);
            }
        }
    }

    @Test
    void dimmedPointsNeverLookLikeThoseThatStandOutAndHiddenOnesAreNotDrawn() {
        int n = 500;
        float[] x = new float[n + 2];
        float[] y = new float[n + 2];
        x[n] = 30;
        x[n + 1] = 60;
        PointIndex index = new PointIndex(x, y);
        PointColours colours = new PointColours();
        colours.reset(n + 2);
        int[] category = new int[n + 2];
        category[n] = 1;
        category[n + 1] = 2;
        colours.categories(category, null);
        BitSet selected = new BitSet();
        selected.set(n, n + 2);
        colours.select(selected);
        BitSet hidden = new BitSet();
        hidden.set(2);
        colours.hide(hidden);
        PointRaster raster = new PointRaster(100, 40);
        raster.paint(index, colours.codes(index), COLOURS, new Viewport(1, 20, 20), new PointLook(4, 0.9), true, 1);
        int[] pixels = raster.pixels();
        assertThat(pixels[20 * 100 + 20] >>> 24).isBetween(20, 80);
        assertThat(pixels[20 * 100 + 50] >>> 24).isGreaterThan(200);
        assertThat(pixels[20 * 100 + 80]).isZero();
    }

    @Test
    void everyColourStaysWithinItsOpacity() {
        Random random = new Random(9);
        int n = 20_000;
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian() * 8 + 30;
            y[i] = (float) random.nextGaussian() * 8 + 30;
        }
        for (int pixel :
                paint(60, 60, x, y, Viewport.IDENTITY, new PointLook(1.3, 0.37)).pixels()) {
            int alpha = pixel >>> 24;
            assertThat(pixel >> 16 & 0xFF).isLessThanOrEqualTo(alpha);
            assertThat(pixel >> 8 & 0xFF).isZero();
            assertThat(pixel & 0xFF).isZero();
        }
    }

    @Test
    void manyPointsAreSmallAndFaintFewLargeAndSolid() {
        PointLook few = PointLook.of(400);
        PointLook many = PointLook.of(0.4);
        assertThat(few.radius()).isBetween(4.0, 8.0);
        assertThat(few.opacity()).isGreaterThan(0.9);
        assertThat(many.radius()).isLessThan(1);
        assertThat(many.opacity()).isBetween(0.3, 0.6);
        double before = 0;
        for (double room = 0.01; room < 1e5; room *= 1.3) {
            PointLook look = PointLook.of(room);
            assertThat(look.radius()).isGreaterThanOrEqualTo(before);
            before = look.radius();
        }
    }
}
