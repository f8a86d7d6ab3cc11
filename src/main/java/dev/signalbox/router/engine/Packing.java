package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import dev.signalbox.router.arms.Activation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Quick products with few rows, as single questions and pictures need them. The engine lays out a weight matrix anew for
 * every such product, which takes as long as the product; here that is done once, when a weight is first used that way, at
 * the price of a second copy of it. For networks that no longer change, on the CPU. Safe to share between threads.
 */
final class Packing {
    /** Products with fewer rows are bound by reading the weights, which no layout makes quicker. */
    private static final long FEWEST = 4;
    /** With more rows the engine's own way is as quick (measured: from 1,000 on). */
    private static final long MOST = 512;
    /** Smaller weights win nothing. */
    private static final long NARROW = 256;

    private final NDManager manager;
    private final Map<Dense, NDArray> packed = new ConcurrentHashMap<>();
    private @Nullable Optional<Script> script;

    /**
     * Nothing is allocated before the first product that wins by it.
     *
     * @param manager of the network
     */
    Packing(NDManager manager) {
        this.manager = manager;
    }

    /**
     * True when these rows through these layers are quicker this way.
     *
     * @param x [..., d]
     */
    boolean suits(NDArray x, Dense... layers) {
        long rows = rows(x);
        return rows >= FEWEST
                && rows <= MOST
                && Stream.of(layers).allMatch(layer -> layer.narrowest() >= NARROW)
                && script().isPresent();
    }

    private static long rows(NDArray x) {
        return x.getShape().size() / x.getShape().getLastDimension();
    }

    private synchronized Optional<Script> script() {
        if (script == null) {
            try {
                script = manager instanceof PtNDManager engine && !manager.getDevice().isGpu()
                        ? Script.open(engine)
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return script;
    }

    /** As {@link Script#attention}; the layers are those of queries, keys, values and output. */
    NDArray attention(NDArray asking, NDArray x, @Nullable NDArray penalty, int heads, Pass pass, Dense... layers) {
        return script().orElseThrow().attention(asking, x, penalty, weights(x, pass, layers), heads);
    }

    /** As {@link Script#feed}. */
    NDArray feed(NDArray x, Activation activation, Pass pass, Dense... layers) {
        return script().orElseThrow().feed(x, weights(x, pass, layers), activation);
    }

    private NDArray[] weights(NDArray x, Pass pass, Dense... layers) {
        NDArray[] all = new NDArray[2 * layers.length];
        for (int i = 0; i < layers.length; i++) {
            NDArray weight = layers[i].weight(x, pass);
            all[2 * i] = packed.computeIfAbsent(layers[i], layer -> script().orElseThrow().pack(weight, rows(x)));
            all[2 * i + 1] = layers[i].bias(x, pass);
        }
        return all;
    }
}
