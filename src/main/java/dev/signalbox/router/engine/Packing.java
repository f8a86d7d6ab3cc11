package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.signalbox.router.arms.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
    /** Smaller weights win nothing. */
    private static final long NARROW = 256;

    private final NDManager manager;
    private final Map<Layer, List<NDArray>> packed = new ConcurrentHashMap<>();
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
        return PackedProducts.rows(x) >= FEWEST
                && Stream.of(layers).allMatch(layer -> layer.narrowest() >= NARROW)
                && products().isPresent();
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
        PackedProducts quick = products().orElseThrow();
        EncoderBlock any = blocks.getFirst();
        int layout = quick.layout(x, any.sizes().tokens());
        List<NDArray> all = new ArrayList<>();
        List<NDArray> laidOut = new ArrayList<>();
        for (EncoderBlock block : blocks) {
            for (Dense layer : block.dense()) {
                all.add(layer.weight(x, pass));
                all.add(layer.bias(x, pass));
            }
            for (Norm norm : block.norms()) {
                all.add(norm.gamma(x, pass));
                all.add(norm.beta(x, pass));
            }
            laidOut.addAll(packed(block, layout, () -> packed(block, layout, x, pass)));
        }
        return quick.encode(
                x, penalty, all.toArray(NDArray[]::new), laidOut.toArray(NDArray[]::new), any, alone, layout);
    }

    private List<NDArray> packed(EncoderBlock block, int layout, NDArray x, Pass pass) {
        List<Dense> dense = block.dense();
        List<NDArray> all = new ArrayList<>();
        for (Dense layer : List.of(dense.get(4), dense.get(5), dense.get(3))) {
            all.add(packed(layer.weight(x, pass), layout, x));
        }
        List<Dense> attending = dense.subList(0, 3);
        if (layout != PackedProducts.ANY) {
            attending.forEach(layer -> all.add(packed(layer.weight(x, pass), layout, x)));
            return all;
        }
        try (NDArray together = joined(attending, layer -> layer.weight(x, pass))) {
            all.add(packed(together, layout, x));
        }
        all.add(joined(attending, layer -> layer.bias(x, pass)));
        return all;
    }

    private static NDArray joined(List<Dense> layers, Function<Dense, NDArray> part) {
        return NDArrays.concat(new NDList(layers.stream().map(part).toArray(NDArray[]::new)));
    }

    /** As {@link PackedProducts#feed}. */
    NDArray feed(NDArray x, Activation activation, Pass pass, FeedForward layers) {
        PackedProducts quick = products().orElseThrow();
        int layout = quick.layout(x, 0);
        NDArray[] all = {
            layers.first().weight(x, pass), layers.first().bias(x, pass),
            layers.second().weight(x, pass), layers.second().bias(x, pass)
        };
        List<NDArray> laidOut =
                packed(layers, layout, () -> List.of(packed(all[0], layout, x), packed(all[2], layout, x)));
        return quick.feed(x, all, laidOut.toArray(NDArray[]::new), activation, layout);
    }

    private List<NDArray> packed(Layer layer, int layout, Supplier<List<NDArray>> make) {
        return layout == PackedProducts.PLAIN ? make.get() : packed.computeIfAbsent(layer, l -> make.get());
    }

    private NDArray packed(NDArray weight, int layout, NDArray x) {
        return layout == PackedProducts.PLAIN
                ? weight
                : products().orElseThrow().pack(weight, layout, PackedProducts.rows(x));
    }
}
