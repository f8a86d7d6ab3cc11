package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of a transformer encoder: attention and two dense layers, each with a norm and a sum around it. */
final class EncoderBlock extends Layer {
    /** What differs between the encoders: names in public checkpoints, the norms' places, and where dropout is. */
    enum Kind {
        /** Norms follow the sums. */
        DISTILBERT(
                "layer.",
                List.of("attention", "sa_layer_norm", "ffn", "output_layer_norm"),
                List.of("q_lin", "k_lin", "v_lin", "out_lin"),
                List.of("lin1", "lin2"),
                false),
        /** Norms stand before attention and dense layers. */
        CLIP(
                "layers.",
                List.of("self_attn", "layer_norm1", "mlp", "layer_norm2"),
                List.of("q_proj", "k_proj", "v_proj", "out_proj"),
                List.of("fc1", "fc2"),
                true);

        final String prefix;
        private final List<String> parts;
        /** Projections of query, key, value and output. */
        final List<String> projections;

        private final List<String> dense;
        private final boolean normFirst;

        Kind(String prefix, List<String> parts, List<String> projections, List<String> dense, boolean normFirst) {
            this.prefix = prefix;
            this.parts = parts;
            this.projections = projections;
            this.dense = dense;
            this.normFirst = normFirst;
        }
    }

    /**
     * Sizes of all blocks of an encoder.
     *
     * @param ffn    width between the two dense layers
     * @param tokens of every input, or 0 where inputs differ in length
     */
    record Size(
            int layers,
            int width,
            int heads,
            int ffn,
            Activation activation,
            double normEps,
            double dropout,
            int tokens) {}

    private final Kind kind;
    private final Size size;
    private final Attention attention;
    private final Norm firstNorm;
    private final FeedForward feed;
    private final Norm secondNorm;

    EncoderBlock(Initial initial, Kind kind, Size size) {
        this.kind = kind;
        this.size = size;
        int width = size.width();
        double between = kind.normFirst ? size.dropout() : 0;
        attention =
                part(kind.parts.get(0), new Attention(initial, width, size.heads(), size.dropout(), kind.projections));
        firstNorm = part(kind.parts.get(1), new Norm(width, size.normEps()));
        feed = part(
                kind.parts.get(2),
                new FeedForward(
                        initial,
                        width,
                        size.ffn(),
                        width,
                        size.activation(),
                        between,
                        kind.dense.get(0),
                        kind.dense.get(1)));
        secondNorm = part(kind.parts.get(3), new Norm(width, size.normEps()));
    }

    /**
     * The tokens' next states.
     *
     * @param x       [B, T, d]
     * @param penalty [B, 1, 1, T], very negative on padding, or null
     * @param alone   for the first token alone: [B, 1, d]
     */
    NDArray apply(NDArray x, @Nullable NDArray penalty, boolean alone, Pass pass) {
        NDArray some = first(x, alone);
        if (kind.normFirst) {
            NDArray normed = firstNorm.apply(x, pass);
            NDArray mixed = some.add(attention.apply(first(normed, alone), normed, penalty, pass));
            return mixed.add(fed(secondNorm.apply(mixed, pass), pass));
        }
        NDArray mixed = firstNorm.apply(attention.apply(some, x, penalty, pass).add(some), pass);
        return secondNorm.apply(fed(mixed, pass).add(mixed), pass);
    }

    private static NDArray first(NDArray x, boolean alone) {
        return alone ? x.get(":, 0:1") : x;
    }

    private NDArray fed(NDArray x, Pass pass) {
        return Ops.dropout(feed.apply(x, pass), size.dropout(), pass);
    }

    Size sizes() {
        return size;
    }

    /** True when each norm stands before its part, false when it follows the sum. */
    boolean normFirst() {
        return kind.normFirst;
    }

    /** Projections of attention, then both dense layers. */
    List<Dense> dense() {
        return List.of(
                attention.query(), attention.key(), attention.value(), attention.out(), feed.first(), feed.second());
    }

    List<Norm> norms() {
        return List.of(firstNorm, secondNorm);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray penalty = inputs.size() > 1 ? inputs.get(1) : null;
        return new NDList(apply(inputs.get(0), penalty, false, new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0]};
    }
}
