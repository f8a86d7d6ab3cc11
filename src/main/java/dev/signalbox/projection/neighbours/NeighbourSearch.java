package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.function.DoubleConsumer;

/**
 * Nearest neighbours of every row, by all products where that is affordable, else by a forest of trees.
 *
 * @param recall share of the true neighbours among those found, measured on some rows; 1 for all products
 */
public record NeighbourSearch(Neighbours neighbours, double recall) {
    /** With more rows the neighbours are looked for in a forest. */
    private static final int FOREST = 50_000;

    /**
     * Searches.
     *
     * @param points in {@link NeighbourForest#localOrder}, which makes the search quicker
     * @param k      neighbours of a row, below the number of rows
     * @param seed   of the trees
     */
    public static NeighbourSearch of(Points points, int k, long seed, Parallel parallel, Progress progress) {
        return of(points, k, seed, parallel, progress, share -> {});
    }

    /**
     * The same with breaks, in which the calling thread is free for something else while the others go on searching.
     *
     * @param between called on the calling thread every few ten milliseconds with the share of the search that is done, and
     *     at last with 1
     */
    public static NeighbourSearch of(
            Points points, int k, long seed, Parallel parallel, Progress progress, DoubleConsumer between) {
        if (points.rows() <= FOREST) {
            return new NeighbourSearch(ExactNeighbours.find(points, k, parallel, progress, between), 1);
        }
        Neighbours found = NeighbourForest.find(points, k, seed, parallel, progress, between);
        return new NeighbourSearch(found, NeighbourForest.recall(points, found, parallel, progress));
    }
}
