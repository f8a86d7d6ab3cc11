package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Arrays;

/** The other way round: the rank that given rows have among all neighbours of a row. */
public final class RankedNeighbours {
    private static final int BLOCK = 4;

    private RankedNeighbours() {}

    /**
     * Ranks.
     *
     * @param queries [m] rows
     * @param others  [m * k] rows whose ranks are wanted
     * @return [m * k] 1 for the nearest row; rows that are as far away are not counted before it
     */
    public static int[] of(Points points, int[] queries, int[] others, int k, Parallel parallel, Progress progress) {
        int n = points.rows();
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        Tiles tiles = Tiles.of(points, all, 0, n);
        int[] ranks = new int[others.length];
        parallel.run((queries.length + BLOCK - 1) / BLOCK, block -> {
            progress.checkCancelled();
            int from = block * BLOCK;
            int to = Math.min(queries.length, from + BLOCK);
            float[][] query = new float[BLOCK][tiles.padded()];
            for (int q = from; q < to; q++) {
                System.arraycopy(points.values(), queries[q] * points.dim(), query[q - from], 0, points.dim());
            }
            float[][] scores = new float[to - from][tiles.count() * Tiles.WIDTH];
            float[][] four = new float[BLOCK][Tiles.WIDTH];
            for (int tile = 0; tile < tiles.count(); tile++) {
                tiles.scores(tile, query, 0, four);
                for (int q = 0; q < to - from; q++) {
                    System.arraycopy(four[q], 0, scores[q], tile * Tiles.WIDTH, Tiles.WIDTH);
                }
            }
            for (int q = from; q < to; q++) {
                scores[q - from][queries[q]] = -Float.MAX_VALUE; // a row is no neighbour of its own
                for (int i = q * k; i < (q + 1) * k; i++) {
                    ranks[i] = 1 + above(scores[q - from], scores[q - from][others[i]], n);
                }
            }
        });
        return ranks;
    }

    private static int above(float[] scores, float own, int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += scores[i] > own ? 1 : 0;
        }
        return count;
    }
}
