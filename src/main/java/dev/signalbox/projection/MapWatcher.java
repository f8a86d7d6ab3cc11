package dev.signalbox.projection;

import dev.signalbox.projection.tsne.TsneState;
import org.jspecify.annotations.Nullable;

/** Follows t-SNE while it runs, and keeps what it takes to go on later. Called on the computing thread. */
public interface MapWatcher {
    /** Looks away. */
    MapWatcher NONE = new MapWatcher() {};

    /**
     * The map as it is now.
     *
     * @param iteration  iterations done
     * @param iterations of all
     * @param divergence the Kullback-Leibler divergence in nats as it was at most 50 iterations ago; NaN before the first
     *     was taken
     * @param searching  true while neighbours are still looked for: the pace says nothing about the rest then
     * @param xy         [2n] x and y by turns, the receiver's own
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over
    record Frame(int iteration, int iterations, double divergence, boolean searching, float[] xy) {}

    /** Comes once with the start, and then about every 70 milliseconds. */
    default void frame(Frame frame) {}

    /** Where to go on, or null to begin. A state of other rows is not used. */
    default @Nullable TsneState resume() {
        return null;
    }

    /** Hears where a run that was cancelled stood. */
    default void stopped(TsneState state) {}
}
