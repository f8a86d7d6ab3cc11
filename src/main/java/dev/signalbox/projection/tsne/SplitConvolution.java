package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import java.util.Arrays;

/**
 * The same convolution in two parts, as Ewald (1921) sums a lattice: 1 / (1 + r²) is the integral over s of exp(-s (1 +
 * r²)), of which s beyond a limit t makes a kernel that is nothing after a few nodes, and s up to t a smooth one, for which
 * a grid of a quarter of the nodes each way is fine enough. So the large grid has hardly to be larger than the map, instead
 * of twice as large in both directions.
 */
final class SplitConvolution implements Convolution {
    /**
     * Nodes by which the grid that goes round is larger. Points keep some nodes from the edge themselves, so that none comes
     * nearer to another one round the edge than 15 nodes; the short kernel is 1e-4 there.
     */
    static final int REACH = 8;

    /** The limit t in units of the grid; from half to one and a half of it the forces are equally good. */
    private static final double LIMIT = 0.02;

    private final GridConvolution near;
    private final GridConvolution far;
    private final Halving first;
    private final Halving second;
    private final float[][] middle;
    private final float[][] coarse;

    /**
     * A grid.
     *
     * @param rows    four times a product of twos and threes when {@value #REACH} more
     * @param columns likewise
     * @param spacing of the nodes
     */
    SplitConvolution(int rows, int columns, double spacing, Parallel parallel) {
        double t = LIMIT / (spacing * spacing);
        near = GridConvolution.within(
                REACH, rows, columns, spacing, square -> Math.exp(-t * (1 + square)) / (1 + square), parallel);
        int middleRows = rows / 2 + Halving.MORE;
        int middleColumns = columns / 2 + Halving.MORE;
        int coarseRows = GridConvolution.size(middleRows / 2 + Halving.MORE);
        int coarseColumns = GridConvolution.size(middleColumns / 2 + Halving.MORE);
        far = GridConvolution.everywhere(
                coarseRows,
                coarseColumns,
                4 * spacing,
                square -> -Math.expm1(-t * (1 + square)) / (1 + square),
                parallel);
        first = new Halving(rows, columns);
        second = new Halving(middleRows, middleColumns);
        middle = new float[middleRows][middleColumns];
        coarse = new float[coarseRows][coarseColumns];
    }

    /** The next number of nodes that transforms well. */
    static int size(int nodes) {
        return Fourier.length(nodes + REACH) - REACH;
    }

    @Override
    public void convolve(float[][] charges, float[][] result, Parallel parallel) {
        first.gather(charges, middle, parallel);
        second.gather(middle, coarse, parallel);
        clear(coarse, middle.length / 2 + Halving.MORE, middle[0].length / 2 + Halving.MORE);
        far.convolve(coarse, coarse, parallel);
        clear(middle, 0, 0);
        second.spread(coarse, middle, parallel);
        near.convolve(charges, result, parallel);
        first.spread(middle, result, parallel);
    }

    /** Zeros behind the rows and columns that are in use. */
    private static void clear(float[][] grid, int rows, int columns) {
        for (int row = 0; row < grid.length; row++) {
            Arrays.fill(grid[row], row < rows ? columns : 0, grid[row].length, 0);
        }
    }
}
