package dev.signalbox.projection;

import dev.signalbox.projection.tsne.Tsne;

/** Shows a watcher how a t-SNE goes, about every 70 milliseconds, with the rows in the order in which they came. */
final class MapFrames {
    private static final long NANOS = 70_000_000;

    private final MapWatcher watcher;
    private final int[] order;
    private final int iterations;
    private long next = System.nanoTime();

    /** @param order which row each of the optimiser's points is */
    MapFrames(MapWatcher watcher, int[] order, int iterations) {
        this.watcher = watcher;
        this.order = order;
        this.iterations = iterations;
    }

    /** Shows the places where it begins. */
    void start(int iteration, float[] places) {
        watcher.frame(new MapWatcher.Frame(iteration, iterations, Double.NaN, true, sorted(places)));
    }

    /** Whether it is time for a frame. */
    boolean due() {
        return System.nanoTime() >= next;
    }

    void show(Tsne tsne, double divergence, boolean searching) {
        watcher.frame(new MapWatcher.Frame(tsne.iteration(), iterations, divergence, searching, sorted(tsne.places())));
        next = System.nanoTime() + NANOS;
    }

    /** Places in the order of the rows as they came, centred. */
    float[] sorted(float[] places) {
        float[] xy = new float[places.length];
        double x = 0;
        double y = 0;
        for (int i = 0; i < order.length; i++) {
            x += places[2 * i];
            y += places[2 * i + 1];
        }
        float middleX = (float) (x / order.length);
        float middleY = (float) (y / order.length);
        for (int i = 0; i < order.length; i++) {
            xy[2 * order[i]] = places[2 * i] - middleX;
            xy[2 * order[i] + 1] = places[2 * i + 1] - middleY;
        }
        return xy;
    }
}
