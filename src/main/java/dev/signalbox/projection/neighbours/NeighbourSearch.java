package dev.signalbox.projection.neighbours;

import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;

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
        if (points.rows() <= FOREST) {
            return new NeighbourSearch(ExactNeighbours.find(points, k, parallel, progress), 1);
        }
        Neighbours found = NeighbourForest.find(points, k, seed, parallel, progress);
        return new NeighbourSearch(found, NeighbourForest.recall(points, found, parallel, progress));
    }
}
