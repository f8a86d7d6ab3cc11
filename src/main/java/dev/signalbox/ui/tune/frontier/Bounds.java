package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.CostBounds;

/** Between which costs the Rank Score is normalised. */
enum Bounds {
    /** The VLMs' mean costs at the prices in hand. */
    RECOMPUTED("frontier.bounds.data"),
    /** Those as imported, so that scores can be compared before and after a what-if. */
    FROZEN("frontier.bounds.frozen"),
    /** Those of the published table. */
    PAPER("frontier.bounds.paper");

    private final String key;

    Bounds(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    CostBounds of(Landscape landscape) {
        return switch (this) {
            case RECOMPUTED -> landscape.bounds();
            case FROZEN -> landscape.frozen();
            case PAPER -> CostBounds.PAPER;
        };
    }
}
