package dev.signalbox.clusters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Clusters of points in a plane: the basins of the density's peaks, as a falling water level uncovers them. Where two
 * basins meet, the lower peak joins the higher one unless it rises clearly above the saddle (Chazal et al., Persistence-
 * based clustering in Riemannian manifolds, 2013, with a ratio in place of a difference). Thin places belong to none.
 *
 * @param cluster of each point, from 0, the largest first; -1 for none
 * @param x       of each cluster's peak
 * @param y       of each cluster's peak
 * @param size    how many points each cluster has
 */
@SuppressWarnings("ArrayRecordComponent") // made once, shared, never changed
public record DensityPeaks(int[] cluster, double[] x, double[] y, int[] size) {
    /** A peak that rises less above the saddle to a higher one, is a part of it. */
    private static final double PROMINENCE = 1.5;

    /** And so many standard errors of the density, or it is chance. */
    private static final double SURE = 2.5;

    /** The share of points in places dense enough to belong to a cluster. */
    private static final double DENSE = 0.97;

    private static final double SMALLEST_SHARE = 0.008;
    private static final int SMALLEST = 5;

    /**
     * Finds them.
     *
     * @param grid the density of these points
     * @param most how many clusters at most: the largest ones
     */
    public static DensityPeaks find(DensityGrid grid, float[] x, float[] y, int most) {
        int[] basin = basins(grid);
        int[] counts = new int[basin.length];
        int[] home = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            home[i] = Float.isFinite(x[i]) && Float.isFinite(y[i]) ? basin[grid.cellOf(x[i], y[i])] : -1;
            if (home[i] >= 0) {
                counts[home[i]]++;
            }
        }
        int smallest = (int) Math.max(SMALLEST, SMALLEST_SHARE * grid.points());
        int[] peaks = IntStream.range(0, counts.length)
                .filter(peak -> counts[peak] >= smallest)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(peak -> -counts[peak]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] number = new int[counts.length];
        Arrays.fill(number, -1);
        for (int c = 0; c < peaks.length; c++) {
            number[peaks[c]] = c;
        }
        for (int i = 0; i < home.length; i++) {
            home[i] = home[i] < 0 ? -1 : number[home[i]];
        }
        return new DensityPeaks(
                home,
                Arrays.stream(peaks)
                        .mapToDouble(peak -> grid.x(peak % grid.columns()))
                        .toArray(),
                Arrays.stream(peaks)
                        .mapToDouble(peak -> grid.y(Math.floorDiv(peak, grid.columns())))
                        .toArray(),
                Arrays.stream(peaks).map(peak -> counts[peak]).toArray());
    }

    /** How many there are. */
    public int count() {
        return size.length;
    }

    /** For each cell the cell of its peak, or -1 where it is thin. */
    private static int[] basins(DensityGrid grid) {
        int cells = grid.columns() * grid.rows();
        double thin = Math.max(grid.levels(DENSE)[0], Float.MIN_NORMAL);
        int[] falling = IntStream.range(0, cells)
                .filter(cell -> grid.value(cell) >= thin)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(cell -> -grid.value(cell)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] parent = new int[cells];
        Arrays.fill(parent, -1);
        for (int cell : falling) {
            int steepest = -1;
            int column = cell % grid.columns();
            int row = cell / grid.columns();
            for (int near = 0; near < 9; near++) {
                int other = neighbour(grid, column + near % 3 - 1, row + near / 3 - 1);
                if (other >= 0 && other != cell && parent[other] >= 0) {
                    if (steepest < 0 || grid.value(other) > grid.value(steepest)) {
                        steepest = other;
                    }
                }
            }
            parent[cell] = steepest < 0 ? cell : peak(parent, steepest);
            for (int near = 0; near < 9 && steepest >= 0; near++) {
                int other = neighbour(grid, column + near % 3 - 1, row + near / 3 - 1);
                if (other >= 0 && parent[other] >= 0) {
                    meet(grid, parent, peak(parent, cell), peak(parent, other), grid.value(cell));
                }
            }
        }
        int[] basin = new int[cells];
        Arrays.setAll(basin, cell -> {
            int peak = parent[cell] < 0 ? -1 : peak(parent, cell);
            // An island must rise above the thin places around it as a peak above a saddle.
            return peak >= 0 && clear(grid, peak, thin) ? peak : -1;
        });
        return basin;
    }

    private static int neighbour(DensityGrid grid, int column, int row) {
        return column < 0 || row < 0 || column >= grid.columns() || row >= grid.rows()
                ? -1
                : row * grid.columns() + column;
    }

    private static void meet(DensityGrid grid, int[] parent, int one, int other, double saddle) {
        if (one == other) {
            return;
        }
        int lower = grid.value(one) < grid.value(other) ? one : other;
        if (!clear(grid, lower, saddle)) {
            parent[lower] = lower == one ? other : one;
        }
    }

    private static boolean clear(DensityGrid grid, int peak, double saddle) {
        double height = grid.value(peak);
        return height >= PROMINENCE * saddle && height - saddle >= SURE * grid.error(height);
    }

    /** The root, with the way there made shorter. */
    private static int peak(int[] parent, int cell) {
        int at = cell;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
