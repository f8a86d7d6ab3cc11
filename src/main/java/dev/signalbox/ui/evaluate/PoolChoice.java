package dev.signalbox.ui.evaluate;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import java.util.Set;
import java.util.stream.IntStream;

/** Which VLMs may be chosen. */
enum PoolChoice {
    ALL,
    FREE,
    PAID,
    /** Those that are ticked. */
    CUSTOM;

    /**
     * The dataset's columns of the pool.
     *
     * @param ticked ids of the VLMs of a custom pool
     */
    int[] columns(Dataset dataset, Set<String> ticked) {
        return IntStream.range(0, dataset.vlms().size())
                .filter(k -> switch (this) {
                    case ALL -> true;
                    case FREE -> dataset.vlms().get(k).pool() == Pool.FREE;
                    case PAID -> dataset.vlms().get(k).pool() == Pool.PAID;
                    case CUSTOM -> ticked.contains(dataset.vlms().get(k).id());
                })
                .toArray();
    }
}
