package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * PyTorch's default initial values, drawn in Java so that a seed gives the same network on every device and with every
 * engine version.
 */
final class Initial {
    private final RandomGenerator random;

    Initial(RandomGenerator random) {
        this.random = random;
    }

    /** U(-1/sqrt(fanIn), 1/sqrt(fanIn)): weights and biases of linear layers and of patch embeddings. */
    Initializer linear(long fanIn) {
        return uniform(1 / Math.sqrt((double) fanIn));
    }

    /** Xavier-uniform: projections into attention. */
    Initializer xavier(long in, long out) {
        return uniform(Math.sqrt(6.0 / ((double) in + out)));
    }

    /** N(0, std^2): embedding tables. */
    Initializer normal(double std) {
        return (manager, shape, type) -> fill(manager, shape, type, () -> std * random.nextGaussian());
    }

    static Initializer constant(double value) {
        return (manager, shape, type) -> fill(manager, shape, type, () -> value);
    }

    private Initializer uniform(double bound) {
        return (manager, shape, type) -> fill(manager, shape, type, () -> bound * (2 * random.nextDouble() - 1));
    }

    private static NDArray fill(NDManager manager, Shape shape, DataType type, DoubleSupplier next) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
        try (NDArray array = aligned(manager, values, shape)) {
            return array.toType(type, true);
        }
    }

    /**
     * Values in memory of the engine's own. MKL repeats its sums bit by bit only for memory aligned to 64 bytes, which
     * the JVM does not promise for arrays made from Java.
     */
    static NDArray aligned(NDManager manager, float[] values, Shape shape) {
        try (NDArray array = manager.create(values, shape)) {
            return array.duplicate();
        }
    }
}
