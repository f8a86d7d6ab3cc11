package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * UMAP's layout (McInnes et al. 2018, sections 3 and 4, as umap-learn does it): fuzzy memberships of neighbours, joined by a +
 * b - ab; then stochastic gradient descent in which an edge takes part as often as it is strong, and every end of it is
 * pushed by five points at random. One thread, so that a seed gives one map.
 */
final class UmapLayout {
    /** The curve 1 / (1 + a d^2b) for a least distance of 0.1 and a spread of 1. */
    private static final float A = 1.5769434f;

    private static final float B = 0.8950609f;
    private static final int NEGATIVES = 5;
    private static final float LONGEST = 4;
    private static final float CLOSE = 1e-3f;
    private static final double EXTENT = 10;
    private static final double SHAKEN = 1e-3;
    private static final int EDGES = 4096;
    private static final int PARTS = 64;

    private final int n;
    private final float[] y;
    private final Power power = new Power();
    private final SplittableRandom random;
    private int[] head = new int[0];
    private int[] tail = new int[0];
    private float[] weight = new float[0];

    private UmapLayout(int n, float[] start, long seed) {
        this.n = n;
        this.random = new SplittableRandom(seed);
        this.y = start.clone();
        double most = 0;
        for (float value : y) {
            most = Math.max(most, Math.abs(value));
        }
        double scale = most > 0 ? EXTENT / most : 0;
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (scale * y[i] + SHAKEN * random.nextGaussian());
        }
    }

    /**
     * Places rows.
     *
     * @param start [2n] in any unit
     * @return [2n]
     */
    static float[] place(
            Neighbours neighbours, float[] start, int epochs, long seed, Parallel parallel, Progress progress) {
        UmapLayout layout = new UmapLayout(neighbours.rows(), start, seed);
        layout.join(neighbours, memberships(neighbours, parallel));
        layout.descend(epochs, progress);
        return layout.y;
    }

    /** [n * k] exp(-(d - rho) / sigma) with rho the least distance above 0, adding up to log2 k in every row. */
    static float[] memberships(Neighbours neighbours, Parallel parallel) {
        int n = neighbours.rows();
        int k = neighbours.k();
        float[] result = new float[n * k];
        parallel.run(PARTS, part -> {
            double[] distances = new double[k];
            int to = Parallel.bound(n, part + 1, PARTS);
            for (int row = Parallel.bound(n, part, PARTS); row < to; row++) {
                row(neighbours.squared(), row * k, distances, result);
            }
        });
        return result;
    }

    private static void row(float[] squared, int at, double[] distances, float[] result) {
        int k = distances.length;
        double mean = 0;
        double rho = 0;
        for (int e = k - 1; e >= 0; e--) {
            distances[e] = Math.sqrt(squared[at + e]);
            mean += distances[e] / k;
            rho = distances[e] > 0 ? distances[e] : rho;
        }
        double wanted = Math.log(k + 1) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sigma = 1;
        for (int step = 0; step < 64; step++) {
            double sum = 0;
            for (double distance : distances) {
                sum += Math.exp(-Math.max(0, distance - rho) / sigma);
            }
            if (Math.abs(sum - wanted) < 1e-5) {
                break;
            }
            if (sum > wanted) {
                high = sigma;
            } else {
                low = sigma;
            }
            sigma = Double.isInfinite(high) ? 2 * sigma : (low + high) / 2;
        }
        sigma = Math.max(sigma, Math.max(CLOSE * mean, Double.MIN_NORMAL));
        for (int e = 0; e < k; e++) {
            result[at + e] = (float) Math.exp(-Math.max(0, distances[e] - rho) / sigma);
        }
    }

    /** Every pair once. */
    private void join(Neighbours neighbours, float[] member) {
        int k = neighbours.k();
        int[] ids = neighbours.ids();
        head = new int[n * k];
        tail = new int[n * k];
        weight = new float[n * k];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                int j = ids[e];
                float back = 0;
                boolean mutual = false;
                for (int f = j * k; f < (j + 1) * k && !mutual; f++) {
                    mutual = ids[f] == i;
                    back = mutual ? member[f] : 0;
                }
                if (!mutual || i < j) {
                    head[count] = i;
                    tail[count] = j;
                    weight[count++] = member[e] + back - member[e] * back;
                }
            }
        }
        head = Arrays.copyOf(head, count);
        tail = Arrays.copyOf(tail, count);
        weight = Arrays.copyOf(weight, count);
    }

    private void descend(int epochs, Progress progress) {
        float most = 0;
        for (float value : weight) {
            most = Math.max(most, value);
        }
        float[] every = new float[weight.length];
        for (int e = 0; e < every.length; e++) {
            every[e] = weight[e] * epochs < most ? Float.POSITIVE_INFINITY : most / weight[e];
        }
        float[] next = every.clone();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            progress.update((double) epoch / epochs, "");
            float rate = 1 - (epoch - 1f) / epochs;
            for (int e = 0; e < every.length; e++) {
                if (e % EDGES == 0) {
                    progress.checkCancelled();
                }
                if (next[e] <= epoch) {
                    next[e] += every[e];
                    pull(head[e], tail[e], rate);
                    push(head[e], rate);
                    pull(tail[e], head[e], rate);
                    push(tail[e], rate);
                }
            }
        }
    }

    private void pull(int i, int j, float rate) {
        float dx = y[2 * i] - y[2 * j];
        float dy = y[2 * i + 1] - y[2 * j + 1];
        float square = dx * dx + dy * dy;
        if (square > 0) {
            float raised = power.of(square);
            float force = -2 * A * B * raised / (square * (1 + A * raised));
            float mx = rate * clamped(force * dx);
            float my = rate * clamped(force * dy);
            y[2 * i] += mx;
            y[2 * i + 1] += my;
            y[2 * j] -= mx;
            y[2 * j + 1] -= my;
        }
    }

    private void push(int i, float rate) {
        for (int draw = 0; draw < NEGATIVES; draw++) {
            int j = random.nextInt(n);
            float dx = y[2 * i] - y[2 * j];
            float dy = y[2 * i + 1] - y[2 * j + 1];
            float square = dx * dx + dy * dy;
            if (square > 0) {
                float force = 2 * B / ((CLOSE + square) * (1 + A * power.of(square)));
                y[2 * i] += rate * clamped(force * dx);
                y[2 * i + 1] += rate * clamped(force * dy);
            }
        }
    }

    private static float clamped(float move) {
        return Math.max(-LONGEST, Math.min(LONGEST, move));
    }

    /** x^b by a table over the leading bits of x, right to two parts in ten thousand. */
    private static final class Power {
        private static final int BITS = 12;
        private static final int FIRST = Float.floatToRawIntBits(0x1p-30f) >> BITS;
        private static final int LAST = Float.floatToRawIntBits(0x1p20f) >> BITS;

        private final float[] table = new float[LAST - FIRST];

        Power() {
            for (int i = 0; i < table.length; i++) {
                float middle = Float.intBitsToFloat(((FIRST + i) << BITS) + (1 << (BITS - 1)));
                table[i] = (float) Math.pow(middle, B);
            }
        }

        float of(float x) {
            int place = (Float.floatToRawIntBits(x) >> BITS) - FIRST;
            return place < 0 ? 0 : place < table.length ? table[place] : (float) Math.pow(x, B);
        }
    }
}
