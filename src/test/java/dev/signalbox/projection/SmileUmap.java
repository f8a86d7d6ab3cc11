package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.Neighbours;
import java.util.Arrays;
import smile.graph.NearestNeighborGraph;
import smile.manifold.UMAP;
import smile.math.MathEx;

/** Smile's UMAP on given neighbours, what ours is measured against. */
final class SmileUmap {
    private SmileUmap() {}

    static float[] places(Neighbours neighbours, int epochs, long seed) {
        int n = neighbours.rows();
        int k = neighbours.k();
        // A group of a few rows that are not there, apart from all others: were there but one group, Smile would begin
        // with
        // the eigenvectors of its graph, for which it wants a native library; of several it begins at random.
        int all = n + k + 1;
        int[][] ids = new int[all][k];
        double[][] distances = new double[all][k];
        Integer[] rows = new Integer[all];
        Arrays.setAll(rows, i -> i);
        for (int i = n; i < all; i++) {
            for (int e = 0; e < k; e++) {
                ids[i][e] = n + (i - n + 1 + e) % (k + 1);
                distances[i][e] = 1 + e;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int e = 0; e < k; e++) {
                ids[i][e] = neighbours.ids()[i * k + e];
                distances[i][e] = Math.sqrt(neighbours.squared()[i * k + e]);
            }
        }
        MathEx.setSeed(seed); // Smile's generator belongs to the thread
        double[][] placed = UMAP.fit(
                rows, new NearestNeighborGraph(k, ids, distances), new UMAP.Options(k, 2, epochs, 1, 0.1, 1, 5, 1, 1));
        float[] xy = new float[2 * n]; // without that group
        for (int i = 0; i < n; i++) {
            xy[2 * i] = (float) placed[i][0];
            xy[2 * i + 1] = (float) placed[i][1];
        }
        return xy;
    }
}
