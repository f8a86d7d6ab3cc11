package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.neighbours.RankedNeighbours;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.stream.IntStream;

/**
 * How far a map can be believed.
 *
 * @param divergence      Kullback-Leibler divergence of t-SNE in nats; NaN for other methods
 * @param exact           true when its normaliser was summed over all pairs, false when interpolated on a grid
 * @param recall          recall@10: the share of a row's 10 nearest rows that are among its 10 nearest points
 * @param trustworthiness for 10 neighbours (Venna and Kaski 2006): 1 when no point's neighbours on the map were far away
 * @param sampled         rows that recall and trustworthiness were averaged over, evenly spread over all rows; their
 *     neighbours are looked for among all rows
 */
public record MapQuality(double divergence, boolean exact, double recall, double trustworthiness, int sampled) {
    /** Neighbours that are compared. */
    public static final int NEIGHBOURS = 10;

    /** Rows that are looked at. */
    static final int SAMPLE = 2000;

    /** What is known of a map of too few rows to have neighbours to compare. */
    static MapQuality unknown(int rows) {
        return new MapQuality(Double.NaN, true, Double.NaN, Double.NaN, rows);
    }

    /**
     * Measures a map.
     *
     * @param points the rows as they came
     * @param xy     [2n]
     */
    static MapQuality of(
            Points points, float[] xy, double divergence, boolean exact, Parallel parallel, Progress progress) {
        int n = points.rows();
        int k = NEIGHBOURS;
        if (n < 3 * k) {
            return new MapQuality(divergence, exact, Double.NaN, Double.NaN, 0);
        }
        int size = Math.min(n, SAMPLE);
        int[] sample =
                IntStream.range(0, size).map(i -> (int) ((long) i * n / size)).toArray();
        int[] near = ExactNeighbours.of(new Points(n, 2, xy), sample, k, parallel, progress)
                .ids();
        int[] ranks = RankedNeighbours.of(points, sample, near, k, parallel, progress);
        long found = 0;
        long penalty = 0;
        for (int rank : ranks) {
            found += rank <= k ? 1 : 0;
            penalty += Math.max(0, rank - k);
        }
        double most = (double) size * k * (2.0 * n - 3.0 * k - 1) / 2;
        return new MapQuality(divergence, exact, (double) found / (size * k), 1 - penalty / most, size);
    }
}
