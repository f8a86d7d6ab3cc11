package dev.signalbox.projection;

/**
 * How a map is made.
 *
 * @param seed       repeats it bit for bit on the same machine
 * @param perplexity t-SNE and UMAP only, at least 2: roughly how many neighbours a point keeps; lowered when there are few
 *     rows
 * @param iterations t-SNE and UMAP only; of t-SNE the first 250 exaggerate, and fewer than 250 after that leave points
 *     stranded
 * @param stop       when t-SNE may end earlier
 */
public record MapOptions(Method method, long seed, double perplexity, int iterations, StopRule stop) {
    /** How points are placed. */
    public enum Method {
        /** t-distributed stochastic neighbour embedding (van der Maaten and Hinton, 2008). */
        TSNE,
        /** Uniform manifold approximation and projection (McInnes et al., 2018). */
        UMAP,
        /** The first two principal components. */
        PCA
    }

    public MapOptions {
        if (!(perplexity >= 2) || perplexity > 1000) {
            throw new IllegalArgumentException("A perplexity is between 2 and 1000, not " + perplexity);
        }
        if (iterations < 1 || iterations > 100_000) {
            throw new IllegalArgumentException("Iterations are between 1 and 100,000, not " + iterations);
        }
    }

    /** All iterations are done. */
    public MapOptions(Method method, long seed, double perplexity, int iterations) {
        this(method, seed, perplexity, iterations, StopRule.NEVER);
    }

    /** Perplexity 30, 750 iterations. */
    public static MapOptions of(Method method, long seed) {
        return new MapOptions(method, seed, 30, 750);
    }
}
