package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** y = x W^T + b over the last axis. */
final class Dense extends Layer {
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final long out;

    private Dense(long in, long out, Initializer weights, @Nullable Initializer biases) {
        this.out = out;
        weight = weight("weight", weights, out, in);
        bias = biases == null ? null : weight("bias", biases, out);
    }

    static Dense of(Initial initial, long in, long out) {
        return new Dense(in, out, initial.linear(in), initial.linear(in));
    }

    static Dense withoutBias(Initial initial, long in, long out) {
        return new Dense(in, out, initial.linear(in), null);
    }

    /** A projection into attention: Xavier-uniform, zero bias. */
    static Dense intoAttention(Initial initial, long in, long out) {
        return new Dense(in, out, initial.xavier(in, out), Initial.constant(0));
    }

    /** A projection out of attention: as a linear layer, zero bias. */
    static Dense outOfAttention(Initial initial, long in, long out) {
        return new Dense(in, out, initial.linear(in), Initial.constant(0));
    }

    NDArray apply(NDArray x, Pass pass) {
        MixedProducts mixed = pass.mixed();
        if (mixed != null && bias != null) {
            return mixed.product(x, weight(x, pass), bias(x, pass));
        }
        return Linear.linear(x, weight(x, pass), bias == null ? null : bias(x, pass))
                .singletonOrThrow();
    }

    /** W [out, in] where the input lives. */
    NDArray weight(NDArray x, Pass pass) {
        return value(pass, weight, x);
    }

    /** b [out] where the input lives; only of a layer that has one. */
    NDArray bias(NDArray x, Pass pass) {
        return value(pass, Objects.requireNonNull(bias), x);
    }

    /** The smaller of both widths. */
    long narrowest() {
        return Math.min(out, weight.getShape().getLastDimension());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].slice(0, inputs[0].dimension() - 1).add(out)};
    }
}
