package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import org.jspecify.annotations.Nullable;

/**
 * One run through the network.
 *
 * @param training true draws dropout masks
 * @param packing  for a network that no longer changes, or null
 * @param mixed    for training in mixed precision, or null
 */
record Pass(
        ParameterStore store,
        boolean training,
        @Nullable Packing packing,
        @Nullable MixedProducts mixed) {
    Pass(ParameterStore store, boolean training) {
        this(store, training, null, null);
    }

    /** Runs through a network of this manager that no longer changes. */
    static Pass reading(NDManager manager) {
        return new Pass(new ParameterStore(manager, false), false, new Packing(manager), null);
    }

    /** The same without dropout: what does not learn is not disturbed either. */
    Pass still() {
        return training ? new Pass(store, false, packing, mixed) : this;
    }
}
