package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.ExactNeighbours;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.tsne.Placement;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;

/**
 * A finished map that takes in new points. Made once for a map (seconds at 130,000 rows), then a point takes milliseconds:
 * its components, its exact nearest rows, its way to its place. For one thread at a time.
 */
public final class FixedMap {
    private static final int NEIGHBOURS = 90;

    private final PrincipalComponents components;
    private final ExactNeighbours.Among reference;
    private final Placement placement;
    private final int dim;
    private final int k;

    /**
     * Takes over a map.
     *
     * @param points   the map's rows
     * @param xy       [2n] their places
     * @param parallel is used here only
     * @throws UserFacingException {@code map.numbers} when a number is not finite
     */
    public FixedMap(Points points, float[] xy, Parallel parallel, Progress progress) {
        if (points.rows() < 1 || xy.length != 2 * points.rows()) {
            throw new IllegalArgumentException(xy.length / 2 + " places for " + points.rows() + " rows");
        }
        Projections.checkFinite(points, progress);
        Projections.checkFinite(new Points(points.rows(), 2, xy), progress);
        Parallel heeding = parallel.heeding(progress);
        this.dim = points.dim();
        this.k = Math.min(NEIGHBOURS, points.rows());
        this.components = PrincipalComponents.fit(points, TsneMap.COMPONENTS, heeding, progress);
        this.reference = new ExactNeighbours.Among(components.project(points, heeding, progress));
        this.placement = new Placement(xy, heeding);
    }

    /**
     * Places of new rows.
     *
     * @param rows of as many numbers as the map's
     * @return [2m] x and y by turns
     */
    public float[] place(Points rows, Parallel parallel, Progress progress) {
        if (rows.dim() != dim) {
            throw new IllegalArgumentException("Rows of " + rows.dim() + " in a map of rows of " + dim);
        }
        Projections.checkFinite(rows, progress);
        Points reduced = components.project(rows, parallel, progress);
        Neighbours near = reference.nearest(reduced, k, parallel, progress);
        float[] result = new float[2 * rows.rows()];
        parallel.run(rows.rows(), row -> {
            progress.checkCancelled();
            float[] place = placement.place(near.ids(), near.squared(), row * k, k);
            result[2 * row] = place[0];
            result[2 * row + 1] = place[1];
        });
        return result;
    }
}
