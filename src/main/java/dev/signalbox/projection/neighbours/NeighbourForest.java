package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Breaks;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Approximate nearest neighbours for many rows: within every leaf of a few seeded trees all distances are computed, as
 * blocked products; then the neighbours of near neighbours are tried, once or twice (Dong et al. 2011). The same seed finds
 * the same neighbours with any number of threads.
 */
public final class NeighbourForest {
    private static final int TREES = 10;
    private static final int LEAF = 2 * Tiles.WIDTH;
    private static final int LOCAL = 64;
    private static final int ROUGH_TREES = 2;
    private static final int ROUNDS = 1;

    /** Neighbours of a row whose neighbours are tried, and how many of each. */
    private static final int NEAR = 14;

    private static final int THEIRS = 40;
    private static final int BLOCK = 256;

    /** Trees that are built at the same time; divides their number. */
    private static final int PAIR = 2;

    /** A round of neighbours of neighbours lasts as long as so many trees. */
    private static final double TREES_A_ROUND = 2;

    private static final int SAMPLE = 500;

    private final Points points;
    private final int k;
    private final Parallel parallel;
    private final Progress progress;

    /** [n * k] distance above number, ascending in every row. */
    private long[] lists;

    private NeighbourForest(Points points, int k, Parallel parallel, Progress progress) {
        this.points = points;
        this.k = k;
        this.parallel = parallel;
        this.progress = progress;
        this.lists = new long[Math.multiplyExact(points.rows(), k)];
        Arrays.fill(lists, Long.MAX_VALUE);
    }

    /** An order in which rows that are near each other stand near each other. */
    public static int[] localOrder(Points points, Progress progress) {
        return LocalOrder.of(points, LOCAL, 1, progress);
    }

    /**
     * Finds neighbours.
     *
     * @param points many rows, best in {@link #localOrder}
     * @param k      fewer than rows in a leaf, which are 512 or more
     */
    public static Neighbours find(Points points, int k, long seed, Parallel parallel, Progress progress) {
        return find(points, k, seed, parallel, progress, share -> {});
    }

    /** The same with breaks, see {@link Breaks}. */
    static Neighbours find(
            Points points, int k, long seed, Parallel parallel, Progress progress, DoubleConsumer between) {
        NeighbourForest forest = new NeighbourForest(points, k, parallel, progress);
        int[] leaves = LocalOrder.leaves(points.rows(), LEAF);
        int[][] trees = new int[TREES][];
        Breaks breaks = new Breaks(progress, between, TREES + TREES_A_ROUND * ROUNDS);
        for (int tree = 0; tree < TREES; tree++) {
            if (tree % PAIR == 0) {
                int first = tree;
                parallel.run(PAIR, i -> {
                    trees[first + i] = LocalOrder.of(points, LEAF, seed + 31L * (first + i), progress);
                });
            }
            int[] order = trees[tree];
            parallel.run(leaves.length - 1, leaf -> {
                forest.plant(order, leaves[leaf], leaves[leaf + 1]);
                breaks.done(1.0 / (leaves.length - 1));
            });
        }
        for (int round = 0; round < ROUNDS; round++) {
            forest.refine(breaks);
        }
        breaks.end();
        return forest.found();
    }

    /**
     * Roughly the nearest ones, in no time: those in the same small leaves of {@value #ROUGH_TREES} trees, so many that
     * what belongs together hangs together.
     *
     * @param k fewer than rows in a leaf, which are 256 or more where there are as many rows
     */
    public static Neighbours rough(Points points, int k, Parallel parallel, Progress progress) {
        NeighbourForest forest = new NeighbourForest(points, k, parallel, progress);
        int[] leaves = LocalOrder.leaves(points.rows(), Tiles.WIDTH);
        int[][] trees = new int[ROUGH_TREES][];
        parallel.run(ROUGH_TREES, tree -> trees[tree] = LocalOrder.of(points, Tiles.WIDTH, tree, progress));
        for (int[] order : trees) {
            parallel.run(leaves.length - 1, leaf -> forest.plant(order, leaves[leaf], leaves[leaf + 1]));
        }
        return forest.found();
    }

    /** The share of true neighbours that were found, on 500 rows. */
    public static double recall(Points points, Neighbours found, Parallel parallel, Progress progress) {
        int n = points.rows();
        int k = found.k();
        int[] sample = IntStream.range(0, Math.min(n, SAMPLE))
                .map(i -> (int) ((long) i * n / Math.min(n, SAMPLE)))
                .toArray();
        Neighbours exact = ExactNeighbours.of(points, sample, k, parallel, progress);
        long hits = 0;
        for (int i = 0; i < sample.length; i++) {
            BitSet mine = new BitSet();
            for (int e = sample[i] * k; e < (sample[i] + 1) * k; e++) {
                mine.set(found.ids()[e]);
            }
            for (int e = i * k; e < (i + 1) * k; e++) {
                hits += mine.get(exact.ids()[e]) ? 1 : 0;
            }
        }
        return (double) hits / ((long) sample.length * k);
    }

    /** All distances within one leaf of a tree; a row is in one leaf, so that parts never meet. */
    private void plant(int[] order, int from, int to) {
        progress.checkCancelled();
        int dim = points.dim();
        Tiles tiles = Tiles.of(points, order, from, to);
        float[][] query = new float[4][tiles.padded()];
        float[][] scores = new float[4][Tiles.WIDTH];
        NearestList[] near = new NearestList[4];
        Arrays.setAll(near, i -> new NearestList(k, 2 * Tiles.WIDTH));
        float[] norms = new float[4];
        long[] merged = new long[k];
        for (int q = from; q < to; q += 4) {
            int count = Math.min(4, to - q);
            for (int i = 0; i < count; i++) {
                System.arraycopy(points.values(), order[q + i] * dim, query[i], 0, dim);
                norms[i] = norm(query[i]);
                near[i].clear(farthest(order[q + i]));
            }
            for (int tile = 0; tile < tiles.count(); tile++) {
                tiles.scores(tile, query, 0, scores);
                for (int i = 0; i < count; i++) {
                    near[i].reserve(Tiles.WIDTH);
                    offer(scores[i], norms[i], order, from + tile * Tiles.WIDTH, q + i, near[i]);
                }
            }
            for (int i = 0; i < count; i++) {
                merge(order[q + i], near[i], merged);
            }
        }
    }

    private static float norm(float[] row) {
        float sum = 0;
        for (float value : row) {
            sum += value * value;
        }
        return sum;
    }

    private float farthest(int row) {
        long last = lists[(row + 1) * k - 1];
        return last == Long.MAX_VALUE ? Float.MAX_VALUE : Float.intBitsToFloat((int) (last >>> 32));
    }

    private static void offer(float[] scores, float norm, int[] order, int first, int self, NearestList list) {
        float least = (norm - list.worst()) / 2;
        int end = Math.min(scores.length, order.length - first);
        for (int p = 0; p < end; p++) {
            if (scores[p] > least && first + p != self) {
                list.offer(norm - 2 * scores[p], order[first + p]);
            }
        }
    }

    /** Joins new candidates with a row's list; the same row has the same distance whichever tree it comes from. */
    private void merge(int row, NearestList near, long[] merged) {
        int found = near.sorted();
        int at = row * k;
        int old = 0;
        int fresh = 0;
        for (int i = 0; i < k; i++) {
            long before = lists[at + old];
            long now = fresh < found ? near.key(fresh) : Long.MAX_VALUE;
            merged[i] = Math.min(before, now);
            old += before <= now && old < k - 1 ? 1 : 0;
            fresh += now <= before ? 1 : 0;
        }
        System.arraycopy(merged, 0, lists, at, k);
    }

    /** Tries neighbours of near neighbours; every row looks at the lists as they were before. */
    private void refine(Breaks breaks) {
        int n = points.rows();
        int blocks = (n + BLOCK - 1) / BLOCK;
        long[] before = lists;
        long[] after = new long[before.length];
        parallel.run(blocks, block -> {
            progress.checkCancelled();
            int[] seen = new int[n];
            Arrays.fill(seen, -1);
            NearestList near = new NearestList(k, NEAR * THEIRS);
            for (int row = block * BLOCK; row < Math.min(n, (block + 1) * BLOCK); row++) {
                refine(row, before, after, seen, near);
            }
            breaks.done(TREES_A_ROUND / blocks);
        });
        lists = after;
    }

    private void refine(int row, long[] before, long[] after, int[] seen, NearestList near) {
        int at = row * k;
        near.clear(Float.MAX_VALUE);
        seen[row] = row;
        for (int e = at; e < at + k; e++) {
            near.put(before[e]);
            seen[(int) before[e]] = row;
        }
        float worst = Float.intBitsToFloat((int) (before[at + k - 1] >>> 32));
        for (int e = at; e < at + Math.min(k, NEAR); e++) {
            int theirs = (int) before[e] * k;
            for (int f = theirs; f < theirs + Math.min(k, THEIRS); f++) {
                int candidate = (int) before[f];
                if (seen[candidate] != row) {
                    seen[candidate] = row;
                    float squared = points.squared(row, candidate);
                    if (squared < worst) {
                        near.offer(squared, candidate);
                    }
                }
            }
        }
        near.sorted();
        for (int i = 0; i < k; i++) {
            after[at + i] = near.key(i);
        }
    }

    private Neighbours found() {
        int n = points.rows();
        int[] ids = new int[lists.length];
        float[] squared = new float[lists.length];
        parallel.run((n + BLOCK - 1) / BLOCK, block -> {
            long[] keys = new long[k];
            for (int row = block * BLOCK; row < Math.min(n, (block + 1) * BLOCK); row++) {
                for (int i = 0; i < k; i++) {
                    int id = (int) lists[row * k + i];
                    keys[i] = ((long) Float.floatToRawIntBits(points.squared(row, id)) << 32) | id;
                }
                Arrays.sort(keys);
                for (int i = 0; i < k; i++) {
                    ids[row * k + i] = (int) keys[i];
                    squared[row * k + i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
                }
            }
        });
        return new Neighbours(k, ids, squared);
    }
}
