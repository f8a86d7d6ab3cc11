package dev.signalbox.projection;

/**
 * How a map is made.
 *
 * @param seed       repeats it bit for bit on the same machine
 * @param perplexity t-SNE only, at least 2: roughly how many neighbours a point keeps; lowered when there are few rows
 * @param iterations t-SNE only, at least 500: the first 250 exaggerate, and fewer after that leave points stranded
 * @param limit      t-SNE only: more rows than this are sampled, because Smile's t-SNE is exact and quadratic
 */
public record MapOptions(Method method, long seed, double perplexity, int iterations, int limit) {
    /** How points are placed. */
    public enum Method {
        /** t-distributed stochastic neighbour embedding (van der Maaten and Hinton, 2008), by Smile. */
        TSNE,
        /** The first two principal components. */
        PCA
    }

    public MapOptions {
        if (!(perplexity >= 2) || perplexity > 1000) {
            throw new IllegalArgumentException("A perplexity is between 2 and 1000, not " + perplexity);
        }
        if (iterations < 500 || iterations > 100_000) {
            throw new IllegalArgumentException("Iterations are between 500 and 100,000, not " + iterations);
        }
        if (limit < 10 || limit > 20_000) {
            throw new IllegalArgumentException("The limit is between 10 and 20,000 rows, not " + limit);
        }
    }

    /** Perplexity 30, 750 iterations, up to 3,000 rows. */
    public static MapOptions of(Method method, long seed) {
        return new MapOptions(method, seed, 30, 750, 3000);
    }
}
