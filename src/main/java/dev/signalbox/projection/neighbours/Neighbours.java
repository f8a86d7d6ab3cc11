package dev.signalbox.projection.neighbours;

/**
 * The nearest neighbours of every row, without the row itself.
 *
 * @param k       how many each row has
 * @param ids     [n * k] rows, nearest first, the lower number first among equals
 * @param squared [n * k] squared Euclidean distances
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record Neighbours(int k, int[] ids, float[] squared) {
    public int rows() {
        return k == 0 ? 0 : ids.length / k;
    }
}
