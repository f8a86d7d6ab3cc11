package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.signalbox.router.arms.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The quick way through encoder blocks of a network that no longer changes, on the CPU. For products with few rows, as single
 * questions and pictures need them, the engine would lay out a weight matrix anew every time, which takes as long as the
 * product; here that is done once, when a weight is first used that way, at the price of a second copy of it. Safe to share
 * between threads.
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
    private Optional<PackedProducts> products = Optional.empty();
    private boolean opened;

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
        return rows(x) >= FEWEST
                && Stream.of(layers).allMatch(layer -> layer.narrowest() >= NARROW)
                && products().isPresent();
    }

    private static long rows(NDArray x) {
        return x.getShape().size() / x.getShape().getLastDimension();
    }

    private synchronized Optional<PackedProducts> products() {
        if (!opened) {
            products = PackedProducts.open(manager);
            opened = true;
        }
        return products;
    }

    /** True when these rows through this block and its likes are quicker this way. */
    boolean suits(NDArray x, EncoderBlock block) {
        return suits(x, block.dense().toArray(Dense[]::new));
    }

    /** As {@link PackedProducts#encode}. */
    NDArray encode(NDArray x, @Nullable NDArray penalty, List<EncoderBlock> blocks, boolean alone, Pass pass) {
        List<NDArray> all = new ArrayList<>();
        for (EncoderBlock block : blocks) {
            Collections.addAll(all, weights(x, pass, block.dense().toArray(Dense[]::new)));
            for (Norm norm : block.norms()) {
                all.add(norm.gamma(x, pass));
                all.add(norm.beta(x, pass));
            }
        }
        return products()
                .orElseThrow()
                .encode(x, penalty, all.toArray(NDArray[]::new), blocks.getFirst(), alone, packs(x));
    }

    /** As {@link PackedProducts#feed}. */
    NDArray feed(NDArray x, Activation activation, Pass pass, Dense... layers) {
        return products().orElseThrow().feed(x, weights(x, pass, layers), activation, packs(x));
    }

    private static boolean packs(NDArray x) {
        return rows(x) <= MOST;
    }

    private NDArray[] weights(NDArray x, Pass pass, Dense... layers) {
        NDArray[] all = new NDArray[2 * layers.length];
        for (int i = 0; i < layers.length; i++) {
            NDArray weight = layers[i].weight(x, pass);
            all[2 * i] = packs(x)
                    ? packed.computeIfAbsent(
                            layers[i], layer -> products().orElseThrow().pack(weight, rows(x)))
                    : weight;
            all[2 * i + 1] = layers[i].bias(x, pass);
        }
        return all;
    }
}
