package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * What t-SNE makes small: KL(P || Q) = sum of p_ij log(p_ij / q_ij) over all ordered pairs with p_ij &gt; 0, where q_ij =
 * 1 / (1 + |y_i - y_j|²) / Z; in nats.
 */
final class Divergence {
    private static final int PARTS = 64;

    private Divergence() {}

    static double of(Affinities affinities, float[] y, double z, Parallel parallel) {
        double[] sums = new double[PARTS];
        int n = affinities.rows();
        parallel.run(PARTS, part -> {
            int to = Parallel.bound(n, part + 1, PARTS);
            sums[part] = part(affinities, y, Parallel.bound(n, part, PARTS), to);
        });
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return 2 * sum + Math.log(z);
    }

    private static double part(Affinities affinities, float[] y, int from, int to) {
        double sum = 0;
        int[] start = affinities.start();
        int[] column = affinities.column();
        float[] value = affinities.value();
        for (int i = from; i < to; i++) {
            for (int e = start[i]; e < start[i + 1]; e++) {
                float p = value[e];
                if (p > 0) {
                    double dx = y[2 * i] - y[2 * column[e]];
                    double dy = y[2 * i + 1] - y[2 * column[e] + 1];
                    sum += p * Math.log(p * (1 + dx * dx + dy * dy));
                }
            }
        }
        return sum;
    }
}
