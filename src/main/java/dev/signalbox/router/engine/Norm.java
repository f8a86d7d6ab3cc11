package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** Layer normalisation over the last axis. */
final class Norm extends Layer {
    private final Parameter gamma;
    private final Parameter beta;
    private final Shape width;
    private final float epsilon;

    Norm(long width, double epsilon) {
        this.width = new Shape(width);
        this.epsilon = (float) epsilon;
        gamma = weight("weight", Initial.constant(1), width);
        beta = weight("bias", Initial.constant(0), width);
    }

    /** The factor [d] where the input lives. */
    NDArray gamma(NDArray x, Pass pass) {
        return value(pass, gamma, x);
    }

    /** What is added, [d], where the input lives. */
    NDArray beta(NDArray x, Pass pass) {
        return value(pass, beta, x);
    }

    NDArray apply(NDArray x, Pass pass) {
        return x.getNDArrayInternal()
                .layerNorm(x, width, gamma(x, pass), beta(x, pass), epsilon)
                .singletonOrThrow();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0]};
    }
}
