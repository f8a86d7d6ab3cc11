package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The numeric reference fixtures beside the project, when they are there. */
final class Fixture {
    private Fixture() {}

    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no ../shared/fixtures/" + name + " here");
        return folder;
    }

    static Map<String, Tensor> tensors(Path file) throws IOException {
        return Safetensors.read(file);
    }

    static double[] doubles(Tensor tensor) {
        var data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case F64 -> data.getDouble();
                case F32 -> data.getFloat();
                case I64 -> data.getLong();
                default -> throw new IllegalStateException("Unexpected type " + tensor.type());
            };
        }
        return values;
    }

    static NDArray array(NDManager manager, Tensor tensor, DataType type) {
        Shape shape =
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        return manager.create(doubles(tensor), shape).toType(type, false);
    }

    static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** Gives a layer the values of like-named tensors; {@code prefix} goes before the layer's names. */
    static void fill(Layer layer, Map<String, Tensor> tensors, String prefix) {
        layer.named().forEach((name, p) -> {
            Tensor tensor = tensors.get(prefix + name);
            assertThat(tensor).as(prefix + name).isNotNull();
            try (NDArray value =
                    array(p.getArray().getManager(), tensor, p.getArray().getDataType())) {
                value.copyTo(p.getArray());
            }
        });
    }

    static void close(String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        assertThat(worst).as(what + ": largest difference").isLessThanOrEqualTo(tolerance);
    }
}
