package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.Activation;
import org.jspecify.annotations.Nullable;

/** Two dense layers around an activation; {@code first} and {@code second} are what the checkpoint calls them. */
final class FeedForward extends Layer {
    private final Dense first;
    private final Dense second;
    private final Activation activation;
    private final double dropout;

    FeedForward(
            Initial initial,
            long in,
            long hidden,
            long out,
            Activation activation,
            double dropout,
            String firstName,
            String secondName) {
        first = part(firstName, Dense.of(initial, in, hidden));
        second = part(secondName, Dense.of(initial, hidden, out));
        this.activation = activation;
        this.dropout = dropout;
    }

    NDArray apply(NDArray x, Pass pass) {
        Packing packing = pass.packing();
        if (packing != null && packing.suits(x, first, second)) {
            return packing.feed(x, activation, pass, this);
        }
        NDArray hidden = Ops.dropout(Ops.activate(first.apply(x, pass), activation), dropout, pass);
        return second.apply(hidden, pass);
    }

    Dense first() {
        return first;
    }

    Dense second() {
        return second;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return second.getOutputShapes(first.getOutputShapes(inputs));
    }
}
