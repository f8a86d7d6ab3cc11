package dev.signalbox.projection.tsne;

import java.util.Arrays;

/**
 * Fourier transforms of many complex signals at once: signal c is column c of the rows, so that every step is one
 * operation on whole rows, which the compiler turns into vector instructions. Frequencies come out in the order
 * {@link #frequency}, never sorted: a convolution does not care. The signals are zero in their second half before
 * {@link #forward}, and only the first half is wanted after {@link #inverse}; both ends know that.
 *
 * <p>Both ways turn first and add afterwards. On the way there all places of a block have the same turns: a block is the
 * transform of a signal whose frequencies lie a fraction f beside whole ones, its parts' frequencies lie (j + f) / radix
 * beside them, and input t is turned by t f / radix. On the way back the turns are those of the places.
 */
final class Fourier {
    private final int length;
    private final int[] radices;

    /** Cosine and minus sine of the turns, [level][t][block]. */
    private final float[][][] thereCos;

    private final float[][][] thereSin;

    /** The same, [level][t][place in a part of the block]. */
    private final float[][][] backCos;

    private final float[][][] backSin;
    private final int[] frequency;

    /** @param length four times a product of twos and threes, at least 16 */
    Fourier(int length) {
        this.length = length;
        this.radices = radices(length);
        this.thereCos = new float[radices.length][][];
        this.thereSin = new float[radices.length][][];
        this.backCos = new float[radices.length][][];
        this.backSin = new float[radices.length][][];
        double[] beside = {0};
        int n = length;
        for (int level = 0; level < radices.length; level++) {
            int radix = radices[level];
            int q = n / radix;
            thereCos[level] = new float[radix][beside.length];
            thereSin[level] = new float[radix][beside.length];
            backCos[level] = new float[radix][q];
            backSin[level] = new float[radix][q];
            double[] parts = new double[beside.length * radix];
            for (int t = 0; t < radix; t++) {
                for (int block = 0; block < beside.length; block++) {
                    turn(thereCos[level][t], thereSin[level][t], block, t * beside[block] / radix);
                    parts[block * radix + t] = (t + beside[block]) / radix;
                }
                for (int m = 0; m < q; m++) {
                    turn(backCos[level][t], backSin[level][t], m, (double) t * m / n);
                }
            }
            beside = parts;
            n = q;
        }
        this.frequency = new int[length];
        order(0, 0, length, 0, 1);
    }

    private static void turn(float[] cos, float[] sin, int at, double share) {
        cos[at] = (float) Math.cos(-2 * Math.PI * share);
        sin[at] = (float) Math.sin(-2 * Math.PI * share);
    }

    /** The next length, from 64 on, that is four times a product of twos and up to three threes. */
    static int length(int atLeast) {
        int best = Integer.MAX_VALUE;
        for (int odd : new int[] {1, 3, 9, 27}) {
            int length = 16 * odd;
            while (length < Math.max(64, atLeast)) {
                length *= 2;
            }
            best = Math.min(best, length);
        }
        return best;
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
        spread(re, im, from, to);
        for (int j = 0; j < 4; j++) {
            forward(re, im, 1, j, from, to);
        }
    }

    /** The same of columns of which no row is known to be zero. */
    void forwardWhole(float[][] re, float[][] im, int from, int to) {
        forward(re, im, 0, 0, from, to);
    }

    /** {@link #inverse}, with all rows of use afterwards. */
    void inverseWhole(float[][] re, float[][] im, int from, int to) {
        inverse(re, im, 0, 0, from, to);
    }

    /** {@link #filter} of columns of which no row is known to be zero, and with all rows of use afterwards. */
    void filterWhole(float[][] re, float[][] im, float[][] factors, int from, int to) {
        filter(re, im, factors, 0, 0, from, to);
    }

    /** Transforms back, without the factor 1 / length; rows of the second half hold nothing of use afterwards. */
    void inverse(float[][] re, float[][] im, int from, int to) {
        for (int j = 0; j < 4; j++) {
            inverse(re, im, 1, j, from, to);
        }
        gather(re, im, from, to);
    }

    /**
     * {@link #forward}, row by row times {@code factors}, {@link #inverse}: block by block, so that most of it happens in the
     * nearest cache.
     */
    void filter(float[][] re, float[][] im, float[][] factors, int from, int to) {
        spread(re, im, from, to);
        for (int j = 0; j < 4; j++) {
            filter(re, im, factors, 1, j, from, to);
        }
        gather(re, im, from, to);
    }

    private void forward(float[][] re, float[][] im, int level, int block, int from, int to) {
        if (level < radices.length) {
            there(re, im, level, block, from, to);
            for (int j = 0; j < radices[level]; j++) {
                forward(re, im, level + 1, block * radices[level] + j, from, to);
            }
        }
    }

    private void inverse(float[][] re, float[][] im, int level, int block, int from, int to) {
        if (level < radices.length) {
            for (int j = 0; j < radices[level]; j++) {
                inverse(re, im, level + 1, block * radices[level] + j, from, to);
            }
            back(re, im, level, block, from, to);
        }
    }

    private void filter(float[][] re, float[][] im, float[][] factors, int level, int block, int from, int to) {
        if (level == radices.length) {
            Butterflies.scale(re[block], im[block], factors[block], from, to);
            return;
        }
        there(re, im, level, block, from, to);
        for (int j = 0; j < radices[level]; j++) {
            filter(re, im, factors, level + 1, block * radices[level] + j, from, to);
        }
        back(re, im, level, block, from, to);
    }

    private void there(float[][] re, float[][] im, int level, int block, int from, int to) {
        int q = backCos[level][0].length;
        int first = block * q * radices[level];
        for (int row = first; row < first + q; row++) {
            step(radices[level], im, re, row, q, thereCos[level], thereSin[level], block, from, to);
        }
    }

    private void back(float[][] re, float[][] im, int level, int block, int from, int to) {
        int q = backCos[level][0].length;
        int first = block * q * radices[level];
        for (int m = 0; m < q; m++) {
            step(radices[level], re, im, first + m, q, backCos[level], backSin[level], m, from, to);
        }
    }

    private static void step(
            int radix,
            float[][] re,
            float[][] im,
            int row,
            int q,
            float[][] cos,
            float[][] sin,
            int turn,
            int from,
            int to) {
        switch (radix) {
            case 4 -> Butterflies.four(re, im, row, q, cos, sin, turn, from, to);
            case 3 -> Butterflies.three(re, im, row, q, cos, sin, turn, from, to);
            default -> Butterflies.two(re, im, row, q, cos, sin, turn, from, to);
        }
    }

    private void spread(float[][] re, float[][] im, int from, int to) {
        for (int row = 0; row < length / 4; row++) {
            Butterflies.spread(re, im, row, length / 4, from, to);
        }
    }

    private void gather(float[][] re, float[][] im, int from, int to) {
        for (int row = 0; row < length / 4; row++) {
            Butterflies.gather(re, im, row, length / 4, backCos[0], backSin[0], from, to);
        }
    }
}
