package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OpsTest {
    private static final Pass TRAINING = new Pass(null, true);

    /** The gradient of the sum of what {@code f} makes, with a garbage collection between the forward and the backward pass. */
    private static float[] gradient(UnaryOperator<NDArray> f) {
        try (NDManager manager = Engines.newManager()) {
            NDArray x =
                    manager.arange(24).toType(DataType.FLOAT32, true).div(24).reshape(new Shape(2, 3, 4));
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                NDArray sum = f.apply(x).sum();
                overwriteFreedMemory();
                collector.backward(sum);
            }
            try (NDArray gradient = x.getGradient()) {
                return gradient.toFloatArray();
            }
        }
    }

    private static void overwriteFreedMemory() {
        System.gc();
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(8);
            buffer.putLong(0x7FC0_0000_7FC0_0000L); // two NaNs
            held.add(buffer);
        }
        assertThat(held).hasSize(20_000);
    }

    @Test
    void aFactorOutlivesAGarbageCollectionUntilTheBackwardPass() {
        for (int i = 0; i < 5; i++) {
            assertThat(gradient(x -> Ops.times(x, 3f))).containsOnly(3f);
        }
    }

    @Test
    void attentionAndActivationsHaveTheSameGradientAfterAGarbageCollection() {
        for (UnaryOperator<NDArray> f : List.<UnaryOperator<NDArray>>of(
                x -> Ops.attention(x, x, x, null, 2, 0, TRAINING),
                x -> Ops.activate(x, dev.signalbox.router.arms.Activation.QUICK_GELU),
                x -> Ops.activate(x, dev.signalbox.router.arms.Activation.GELU))) {
            float[] first = gradient(f);
            assertThat(first).doesNotContain(Float.NaN);
            for (int i = 0; i < 3; i++) {
                assertThat(gradient(f)).isEqualTo(first);
            }
        }
    }
}
