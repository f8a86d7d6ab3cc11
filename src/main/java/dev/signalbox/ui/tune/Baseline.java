package dev.signalbox.ui.tune;

import dev.signalbox.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The setting that the current one is compared with.
 *
 * @param scenario the saved setting, or null for the current routers when nothing is deferred
 */
record Baseline(@Nullable Scenario scenario) {
    /** The current routers at tau 0: confidences are over 0, so the second router is never asked. */
    static final Baseline NOTHING_DEFERRED = new Baseline(null);

    double tau() {
        return scenario == null ? 0 : scenario.tau();
    }
}
