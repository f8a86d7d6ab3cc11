package dev.signalbox.projection;

/**
 * A finished map.
 *
 * @param method     how the points were really placed: with fewer than 7 rows t-SNE means nothing and PCA places them
 * @param ordinals   [m] the placed rows, ascending
 * @param xy         [m * 2] x and y by turns, in no unit, centred on 0
 * @param total      rows that there were; more than m when sampled
 * @param perplexity the perplexity used, NaN for PCA
 * @param divergence Kullback-Leibler divergence that t-SNE ended with, in bits; NaN for PCA
 * @param explained  share of variance in x and y together for PCA, NaN for t-SNE
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record MapResult(
        MapOptions.Method method,
        int[] ordinals,
        float[] xy,
        int total,
        double perplexity,
        double divergence,
        double explained) {
    public int size() {
        return ordinals.length;
    }

    /** True when not every row was placed. */
    public boolean sampled() {
        return ordinals.length < total;
    }

    public float x(int place) {
        return xy[2 * place];
    }

    public float y(int place) {
        return xy[2 * place + 1];
    }
}
