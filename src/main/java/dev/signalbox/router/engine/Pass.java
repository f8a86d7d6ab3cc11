package dev.signalbox.router.engine;

import ai.djl.training.ParameterStore;

/**
 * One run through the network.
 *
 * @param training true draws dropout masks
 */
record Pass(ParameterStore store, boolean training) {
    /** The same without dropout: what does not learn is not disturbed either. */
    Pass still() {
        return training ? new Pass(store, false) : this;
    }
}
