package dev.signalbox.projection;

/**
 * A finished map.
 *
 * @param method     how the points were really placed: with fewer than 7 rows t-SNE means nothing and PCA places them
 * @param xy         [n * 2] x and y by turns, in no unit, centred on 0
 * @param perplexity the perplexity used, NaN for PCA
 * @param explained  share of variance in x and y together for PCA, NaN otherwise
 * @param neighbours share of the true nearest neighbours that were found, on a sample; 1 when the search was exact, NaN for
 *     PCA
 * @param iterations that were done; 0 for PCA
 * @param ending     why not more
 * @param quality    how far the map can be believed
 * @param seconds    what took how long
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record MapResult(
        MapOptions.Method method,
        float[] xy,
        double perplexity,
        double explained,
        double neighbours,
        int iterations,
        Ending ending,
        MapQuality quality,
        Seconds seconds) {
    /** What ended the iterations. */
    public enum Ending {
        /** All that were asked for are done. */
        ITERATIONS,
        /** The gradient fell below {@link StopRule#gradient}. */
        GRADIENT,
        /** The divergence did not fall within {@link StopRule#patience}. */
        STALLED
    }

    /** Wall time of the stages; the quality is measured after the total. */
    public record Seconds(double pca, double knn, double affinities, double optimise, double total, double quality) {}

    public int size() {
        return xy.length / 2;
    }

    public float x(int place) {
        return xy[2 * place];
    }

    public float y(int place) {
        return xy[2 * place + 1];
    }
}
