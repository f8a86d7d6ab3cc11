package dev.signalbox.projection.tsne;

import java.util.Arrays;

/**
 * Fourier transforms of many complex signals at once: signal c is column c of the rows, so that every step is one
 * operation on whole rows, which the compiler turns into vector instructions. Frequencies come out in the order
 * {@link #frequency}, never sorted: a convolution does not care. The signals are zero in their second half before
 * {@link #forward}, and only the first half is wanted after {@link #inverse}; both first steps know that.
 */
final class Fourier {
    private final int length;
    private final int[] radices;

    /** [level][m] and so on: cosine and minus sine of 2 pi j m / n for j = 1, 2, 3. */
    private final float[][][] cos;

    private final float[][][] sin;
    private final int[] frequency;

    /** @param length four times a product of twos and threes, at least 16 */
    Fourier(int length) {
        this.length = length;
        this.radices = radices(length);
        this.cos = new float[radices.length][4][];
        this.sin = new float[radices.length][4][];
        int n = length;
        for (int level = 0; level < radices.length; level++) {
            int q = n / radices[level];
            for (int j = 1; j < radices[level]; j++) {
                cos[level][j] = new float[q];
                sin[level][j] = new float[q];
                for (int m = 0; m < q; m++) {
                    double angle = -2 * Math.PI * j * m / n;
                    cos[level][j][m] = (float) Math.cos(angle);
                    sin[level][j][m] = (float) Math.sin(angle);
                }
            }
            n = q;
        }
        this.frequency = new int[length];
        order(0, 0, length, 0, 1);
    }

    private static int[] radices(int length) {
        if (length < 16 || length % 4 != 0) {
            throw new IllegalArgumentException("No transform of length " + length);
        }
        int[] result = new int[32];
        int count = 1;
        result[0] = 4;
        int rest = length / 4;
        for (int radix : new int[] {4, 3, 2}) {
            while (rest % radix == 0) {
                result[count++] = radix;
                rest /= radix;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("No transform of length " + length);
        }
        return Arrays.copyOf(result, count);
    }

    private void order(int base, int level, int n, int first, int stride) {
        if (n == 1) {
            frequency[base] = first;
            return;
        }
        int radix = radices[level];
        int q = n / radix;
        for (int j = 0; j < radix; j++) {
            order(base + j * q, level + 1, q, first + j * stride, stride * radix);
        }
    }

    /** The frequency that ends up in a row. */
    int frequency(int row) {
        return frequency[row];
    }

    /** Transforms columns {@code from} to {@code to}; rows of the second half are taken for zeros. */
    void forward(float[][] re, float[][] im, int from, int to) {
        int q = length / 4;
        for (int m = 0; m < q; m++) {
            spread(re, im, m, q, cos[0], sin[0], from, to);
        }
        for (int j = 0; j < 4; j++) {
            forward(re, im, j * q, 1, q, from, to);
        }
    }

    /** Transforms columns 0 to {@code columns} of which no row is known to be zero. */
    void forwardWhole(float[][] re, float[][] im, int columns) {
        forward(re, im, 0, 0, length, 0, columns);
    }

    private void forward(float[][] re, float[][] im, int base, int level, int n, int from, int to) {
        if (n == 1) {
            return;
        }
        int radix = radices[level];
        int q = n / radix;
        for (int m = 0; m < q; m++) {
            int row = base + m;
            switch (radix) {
                case 4 -> Butterflies.four(re, im, row, q, cos[level], sin[level], m, from, to);
                case 3 -> Butterflies.three(re, im, row, q, cos[level], sin[level], m, from, to);
                default -> Butterflies.two(re, im, row, q, cos[level][1][m], sin[level][1][m], from, to);
            }
        }
        for (int j = 0; j < radix; j++) {
            forward(re, im, base + j * q, level + 1, q, from, to);
        }
    }

    /** Transforms back, without the factor 1 / length; rows of the second half hold nothing of use afterwards. */
    void inverse(float[][] re, float[][] im, int from, int to) {
        int q = length / 4;
        for (int j = 0; j < 4; j++) {
            inverse(re, im, j * q, 1, q, from, to);
        }
        for (int m = 0; m < q; m++) {
            gather(re, im, m, q, cos[0], sin[0], from, to);
        }
    }

    private void inverse(float[][] re, float[][] im, int base, int level, int n, int from, int to) {
        if (n == 1) {
            return;
        }
        int radix = radices[level];
        int q = n / radix;
        for (int j = 0; j < radix; j++) {
            inverse(re, im, base + j * q, level + 1, q, from, to);
        }
        for (int m = 0; m < q; m++) {
            int row = base + m;
            switch (radix) {
                case 4 -> Butterflies.fourBack(re, im, row, q, cos[level], sin[level], m, from, to);
                case 3 -> Butterflies.threeBack(re, im, row, q, cos[level], sin[level], m, from, to);
                default -> Butterflies.twoBack(re, im, row, q, cos[level][1][m], sin[level][1][m], from, to);
            }
        }
    }

    private static void spread(
            float[][] re, float[][] im, int m, int q, float[][] cos, float[][] sin, int from, int to) {
        Butterflies.spread(
                re[m],
                im[m],
                re[m + q],
                im[m + q],
                re[m + 2 * q],
                im[m + 2 * q],
                re[m + 3 * q],
                im[m + 3 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                cos[3][m],
                sin[3][m],
                from,
                to);
    }

    private static void gather(
            float[][] re, float[][] im, int m, int q, float[][] cos, float[][] sin, int from, int to) {
        Butterflies.gather(
                re[m],
                im[m],
                re[m + q],
                im[m + q],
                re[m + 2 * q],
                im[m + 2 * q],
                re[m + 3 * q],
                im[m + 3 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                cos[3][m],
                sin[3][m],
                from,
                to);
    }
}
