package dev.signalbox.workbench;

import java.util.SplittableRandom;

/**
 * What the points of a map are.
 *
 * @param queries at most so many queries of the dataset, drawn evenly by the map's seed
 */
public record MapSubject(Kind kind, int queries) {
    /** The two kinds of ARMS' Figure 6. */
    public enum Kind {
        /** The fused vector of every query. */
        QUERIES,
        /**
         * Every query with every VLM of the pool, a query's points side by side in the pool's order. The classifier of ARMS
         * scores the two by the cosine of the fused vector u and the profile vector e, so the vector of the pair is what
         * that cosine adds up: u / |u| times e / |e|, number by number.
         */
        PAIRS
    }

    /** All queries. */
    public static final MapSubject QUERIES = new MapSubject(Kind.QUERIES, Integer.MAX_VALUE);

    public MapSubject {
        if (queries < 1) {
            throw new IllegalArgumentException("A map of " + queries + " queries");
        }
    }

    /** So many queries with every VLM. */
    public static MapSubject pairs(int queries) {
        return new MapSubject(Kind.PAIRS, queries);
    }

    public boolean ofPairs() {
        return kind == Kind.PAIRS;
    }

    /**
     * The queries on the map, ascending.
     *
     * @param total of the dataset
     */
    public int[] drawn(int total, long seed) {
        int[] result = new int[Math.min(total, queries)];
        SplittableRandom random = new SplittableRandom(seed);
        int kept = 0;
        for (int query = 0; kept < result.length; query++) {
            if (random.nextInt(total - query) < result.length - kept) {
                result[kept++] = query;
            }
        }
        return result;
    }

    /** The query of every point, ascending. */
    public int[] ordinals(int total, int vlms, long seed) {
        int[] queries = drawn(total, seed);
        if (!ofPairs()) {
            return queries;
        }
        int[] result = new int[Math.multiplyExact(queries.length, vlms)];
        for (int i = 0; i < result.length; i++) {
            result[i] = queries[i / vlms];
        }
        return result;
    }
}
