package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.NeighbourForest;
import dev.signalbox.projection.neighbours.Neighbours;
import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.projection.tsne.Affinities;
import dev.signalbox.projection.tsne.Tsne;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Lets a large map move while its neighbours are still looked for and weighed: the first iterations of early exaggeration,
 * which only gather what belongs together, go with the neighbours that two small trees find at once. How many they are is
 * fixed and their moment of no importance, so that the map repeats, and goes on from any of them as if it had not been
 * stopped. Meanwhile one thread moves the points in the breaks of its own searching, and the others search.
 */
final class RoughStart {
    /** With fewer rows the search is over before anybody looks. */
    static final int FEWEST = 10_000;

    private static final int MOST = 100;

    /** One of so many of all iterations at most. */
    private static final int SHARE = 5;

    /** The part of the waiting that goes into the search; the rest goes into the affinities. */
    private static final double SEARCH = 0.9;

    private static final double PERPLEXITY = 10;
    private static final int NEIGHBOURS = 30;

    /** Calls no helpers: they search. */
    private static final Parallel ALONE = new Parallel(1);

    private TsneState begin;
    private final MapFrames frames;
    private final int steps;

    /** Null where there is nothing to gain, and at the end. */
    private @Nullable Tsne tsne;

    private RoughStart(TsneState begin, MapFrames frames, int steps, @Nullable Tsne tsne) {
        this.begin = begin;
        this.frames = frames;
        this.steps = steps;
        this.tsne = tsne;
    }

    static RoughStart of(
            Points ordered,
            TsneState begin,
            MapOptions options,
            MapFrames frames,
            Parallel parallel,
            Progress progress) {
        int steps = Math.min(MOST, options.iterations() / SHARE);
        if (ordered.rows() < FEWEST || begin.iteration() >= steps) {
            return new RoughStart(begin, frames, steps, null);
        }
        Neighbours rough = NeighbourForest.rough(ordered, NEIGHBOURS, parallel, progress);
        Tsne tsne = new Tsne(Affinities.of(rough, PERPLEXITY, parallel), begin, ALONE, progress);
        return new RoughStart(begin, frames, steps, tsne);
    }

    /** A break of the search. */
    void searched(double share) {
        move(SEARCH * share);
    }

    /** A break of the affinities. */
    void weighed(double share) {
        move(SEARCH + (1 - SEARCH) * share);
    }

    private void move(double share) {
        Tsne moving = tsne;
        while (moving != null && moving.iteration() < (int) (share * steps)) {
            moving.step();
            if (frames.due()) {
                frames.show(moving, Double.NaN, true);
            }
        }
    }

    /** Ends, and lets go of what it held. */
    TsneState end() {
        begin = state();
        tsne = null;
        return begin;
    }

    /** Where the map stands. */
    TsneState state() {
        Tsne moving = tsne;
        return moving == null ? begin : moving.state();
    }
}
