package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Self-attention of an encoder block; the names of its four projections differ between public checkpoints. */
final class Attention extends Layer {
    private final Dense query;
    private final Dense key;
    private final Dense value;
    private final Dense out;
    private final int heads;
    private final double dropout;

    /**
     * With random values.
     *
     * @param names of query, key, value and output projections
     */
    Attention(Initial initial, long width, int heads, double dropout, List<String> names) {
        query = part(names.get(0), Dense.intoAttention(initial, width, width));
        key = part(names.get(1), Dense.intoAttention(initial, width, width));
        value = part(names.get(2), Dense.intoAttention(initial, width, width));
        out = part(names.get(3), Dense.outOfAttention(initial, width, width));
        this.heads = heads;
        this.dropout = dropout;
    }

    /**
     * Mixes tokens.
     *
     * @param x       [B, T, d]
     * @param penalty [B, 1, 1, T], very negative on padding, or null
     */
    NDArray apply(NDArray x, @Nullable NDArray penalty, Pass pass) {
        return apply(x, x, penalty, pass);
    }

    /**
     * The same for some of the tokens only.
     *
     * @param asking [B, S, d], those tokens
     * @param x      [B, T, d], all tokens
     */
    NDArray apply(NDArray asking, NDArray x, @Nullable NDArray penalty, Pass pass) {
        NDArray mixed = Ops.attention(
                query.apply(asking, pass), key.apply(x, pass), value.apply(x, pass), penalty, heads, dropout, pass);
        return out.apply(mixed, pass);
    }

    Dense query() {
        return query;
    }

    Dense key() {
        return key;
    }

    Dense value() {
        return value;
    }

    Dense out() {
        return out;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(apply(inputs.get(0), inputs.size() > 1 ? inputs.get(1) : null, new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0]};
    }
}
