package dev.signalbox.workbench;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.engine.HeldOut;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The training split's queries that something may be fitted to after a router was trained: those that its training held
 * out, where its record tells which; else a seeded share of the labelled ones.
 */
record ValidationQueries(Selection rows, HeldOut.Origin origin, long seed, double share) {
    /** The share that is taken where the record names none. */
    static final double SHARE = 0.1;

    static ValidationQueries of(RouterInfo router, OpenDataset open, long seed) {
        HeldOut heldOut;
        try {
            heldOut = HeldOut.of(router.checkpoint(), new LearningData(open));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, router.checkpoint(), String.valueOf(e.getMessage()));
        }
        return heldOut.origin() == HeldOut.Origin.HELD_OUT
                ? new ValidationQueries(selection(heldOut.queries()), heldOut.origin(), heldOut.seed(), heldOut.share())
                : new ValidationQueries(share(open, seed), heldOut.origin(), seed, SHARE);
    }

    /** Queries that none of several routers learnt from, as far as their records tell. */
    static ValidationQueries of(List<RouterInfo> routers, OpenDataset open, long seed) {
        ValidationQueries all = of(routers.getFirst(), open, seed);
        for (RouterInfo router : routers) {
            ValidationQueries own = of(router, open, seed);
            Selection both = all.rows().and(own.rows());
            // The origins are in the order of how little is known.
            HeldOut.Origin worse = all.origin().compareTo(own.origin()) > 0 ? all.origin() : own.origin();
            all = both.isEmpty()
                    ? new ValidationQueries(all.rows(), HeldOut.Origin.PERHAPS_SEEN, all.seed(), all.share())
                    : new ValidationQueries(both, worse, all.seed(), all.share());
        }
        return all;
    }

    private static Selection share(OpenDataset open, long seed) {
        Labels labels = open.editor().annotations().labels();
        List<Integer> labelled = new ArrayList<>();
        open.split("train").forEach(query -> {
            if (labelled(labels, query)) {
                labelled.add(query);
            }
        });
        Collections.shuffle(labelled, new Random(seed));
        return selection(labelled.subList(0, (int) Math.ceil(labelled.size() * SHARE)));
    }

    private static boolean labelled(Labels labels, int query) {
        for (int k = 0; k < labels.width(); k++) {
            if (labels.code(query, k) != Correctness.UNKNOWN.code()) {
                return true;
            }
        }
        return false;
    }

    private static Selection selection(List<Integer> queries) {
        return Selection.of(queries.stream().mapToInt(Integer::intValue).toArray());
    }
}
