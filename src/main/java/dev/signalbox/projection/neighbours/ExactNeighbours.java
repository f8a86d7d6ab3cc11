package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Breaks;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * The exact k nearest neighbours of every row: tile by tile the first dimensions of every product of two rows, all of them
 * where the rows may be near enough, and a selection beside it. Costs rows² * dim multiplications at most; for principal
 * components of clustered rows half of them and less.
 */
public final class ExactNeighbours {
    /** Queries that go over a tile while it is in the cache. */
    private static final int BLOCK = 64;

    private ExactNeighbours() {}

    /**
     * Finds them.
     *
     * @param k 1 to rows - 1
     * @throws java.util.concurrent.CancellationException when progress was cancelled; it is asked every few milliseconds
     */
    public static Neighbours find(Points points, int k, Parallel parallel, Progress progress) {
        return of(points, all(points.rows()), k, parallel, progress);
    }

    /** The same with breaks, see {@link Breaks}. */
    static Neighbours find(Points points, int k, Parallel parallel, Progress progress, DoubleConsumer between) {
        return new Among(points).find(points, all(points.rows()), true, check(points, k), parallel, progress, between);
    }

    /**
     * The neighbours among all rows of some of them, in the order of {@code queries}.
     *
     * @param k 1 to rows - 1
     */
    public static Neighbours of(Points points, int[] queries, int k, Parallel parallel, Progress progress) {
        return new Among(points).find(points, queries, true, check(points, k), parallel, progress, share -> {});
    }

    private static int check(Points points, int k) {
        if (k < 1 || k >= points.rows()) {
            throw new IllegalArgumentException(k + " neighbours among " + points.rows() + " rows");
        }
        return k;
    }

    private static int[] all(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** Rows in which the neighbours of other rows are looked for. */
    public static final class Among {
        private final Points points;
        private final Tiles tiles;

        public Among(Points points) {
            this.points = points;
            this.tiles = Tiles.of(points, all(points.rows()), 0, points.rows());
        }

        /**
         * Neighbours of rows that are not among these, or may be and then are their own nearest.
         *
         * @param k 1 to the number of rows here
         */
        public Neighbours nearest(Points queries, int k, Parallel parallel, Progress progress) {
            if (k < 1 || k > points.rows() || queries.dim() != points.dim()) {
                throw new IllegalArgumentException(k + " neighbours among " + points.rows() + " rows");
            }
            return find(queries, all(queries.rows()), false, k, parallel, progress, share -> {});
        }

        private Neighbours find(
                Points from,
                int[] queries,
                boolean own,
                int k,
                Parallel parallel,
                Progress progress,
                DoubleConsumer between) {
            int[] ids = new int[Math.multiplyExact(queries.length, k)];
            float[] squared = new float[queries.length * k];
            int blocks = (queries.length + BLOCK - 1) / BLOCK;
            Breaks breaks = new Breaks(progress, between, blocks);
            parallel.run(blocks, block -> {
                int at = block * BLOCK;
                int end = Math.min(queries.length, at + BLOCK);
                Search search = new Search(from, Arrays.copyOfRange(queries, at, end), own, k);
                search.lookAtAll(own ? queries[at] / Tiles.WIDTH : 0, progress);
                search.write(ids, squared, at * k);
                breaks.done(1);
            });
            breaks.end();
            return new Neighbours(k, ids, squared);
        }

        /** One block of queries. */
        private final class Search {
            private final Points from;
            private final int[] queries;
            private final boolean own;
            private final int k;
            private final float[][] rows;
            private final float[] norms;
            private final float[][] briefs;
            private final NearestList[] lists;
            private final float[][] scores = new float[4][Tiles.WIDTH];
            private final float[] fourNorms = new float[4];
            private final float[] limits = new float[4];
            private final float[] open = new float[Tiles.WIDTH];

            Search(Points from, int[] queries, boolean own, int k) {
                this.from = from;
                this.queries = queries;
                this.own = own;
                this.k = k;
                this.rows = new float[(queries.length + 3) / 4 * 4][tiles.padded()];
                this.norms = new float[queries.length];
                this.briefs = new float[rows.length][];
                this.lists = new NearestList[queries.length];
                for (int q = 0; q < queries.length; q++) {
                    System.arraycopy(from.values(), queries[q] * from.dim(), rows[q], 0, from.dim());
                    for (float value : rows[q]) {
                        norms[q] += value * value;
                    }
                    lists[q] = new NearestList(k, k + Tiles.STRETCH);
                }
                Arrays.setAll(briefs, q -> tiles.brief(rows[q]));
            }

            /** Its own tile first: where near rows stand near each other, few of the others pass afterwards. */
            void lookAtAll(int first, Progress progress) {
                for (int tile = 0; tile < tiles.count(); tile++) {
                    progress.checkCancelled();
                    look((first + tile) % tiles.count());
                    if (tile == 0) {
                        narrow();
                    }
                }
            }

            private void look(int tile) {
                for (int q = 0; q < queries.length; q += 4) {
                    int count = Math.min(4, queries.length - q);
                    Arrays.fill(limits, Float.MAX_VALUE);
                    for (int i = 0; i < count; i++) {
                        fourNorms[i] = norms[q + i];
                        limits[i] = limit(norms[q + i], lists[q + i]);
                    }
                    tiles.open(tile, briefs, q, fourNorms, limits, scores, open);
                    for (int from = 0; from < Tiles.WIDTH; from += Tiles.STRETCH) {
                        if (any(open, from, from + Tiles.STRETCH)) {
                            tiles.scores(tile, rows, q, scores, from, from + Tiles.STRETCH);
                            for (int i = 0; i < count; i++) {
                                int self = own ? queries[q + i] - tile * Tiles.WIDTH : -1;
                                offer(scores[i], norms[q + i], from, tile * Tiles.WIDTH, self, lists[q + i]);
                            }
                        }
                    }
                }
            }

            /** Lets nothing pass from now on that is farther than the nearest so far. */
            private void narrow() {
                for (NearestList list : lists) {
                    list.cut();
                }
            }

            /** Distances anew by differences: a product loses digits where rows are close. */
            void write(int[] ids, float[] squared, int at) {
                long[] keys = new long[k];
                for (int q = 0; q < queries.length; q++) {
                    lists[q].sorted();
                    for (int i = 0; i < k; i++) {
                        int id = lists[q].id(i);
                        float distance = Points.squared(
                                from.values(), queries[q] * from.dim(), points.values(), id * from.dim(), from.dim());
                        keys[i] = ((long) Float.floatToRawIntBits(distance) << 32) | id;
                    }
                    Arrays.sort(keys);
                    for (int i = 0; i < k; i++) {
                        ids[at + q * k + i] = (int) keys[i];
                        squared[at + q * k + i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
                    }
                }
            }
        }
    }

    private static boolean any(float[] open, int from, int to) {
        for (int p = from; p < to; p++) {
            if (open[p] > 0) {
                return true;
            }
        }
        return false;
    }

    /** A score above it belongs to a row that may be near enough. */
    private static float limit(float norm, NearestList list) {
        return (norm - list.worst()) / 2;
    }

    /** Hands over the places of one stretch whose score says that they may be near enough. */
    private static void offer(float[] scores, float norm, int from, int first, int self, NearestList list) {
        list.reserve(Tiles.STRETCH);
        float least = limit(norm, list);
        for (int p = from; p < from + Tiles.STRETCH; p++) {
            if (scores[p] > least && p != self) {
                list.offer(norm - 2 * scores[p], first + p);
            }
        }
    }
}
