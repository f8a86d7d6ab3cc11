package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/** Gives a network the values of a file, once every name, type and shape has been compared. */
final class Weights {
    private Weights() {}

    /** Reads a tensor by the network's name for it. */
    interface Reader {
        Tensor read(String name) throws IOException;
    }

    /** What the network and a file disagree about, for people; empty when they fit. Reads no tensor. */
    static String problems(SequencedMap<String, Parameter> wanted, Map<String, SafetensorsFile.Entry> there) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        List<String> extra = new ArrayList<>(there.keySet());
        extra.removeAll(wanted.keySet());
        wanted.forEach((name, p) -> {
            SafetensorsFile.Entry entry = there.get(name);
            if (entry == null) {
                missing.add(name);
            } else if (!entry.type().floating() || !fits(entry.shape(), p.getShape())) {
                misshapen.add(name + " " + entry.type() + entry.shape() + " / "
                        + Arrays.toString(p.getShape().getShape()));
            }
        });
        return String.join(" ", problem("missing", missing), problem("shape", misshapen), problem("extra", extra))
                .strip();
    }

    /** Takes values for use without training. */
    static void load(NDManager manager, SequencedMap<String, Parameter> wanted, Reader reader) throws IOException {
        for (Map.Entry<String, Parameter> e : wanted.entrySet()) {
            Parameter p = e.getValue();
            p.freeze(true);
            Shape shape = p.getShape();
            Tensor tensor = Objects.requireNonNull(reader.read(e.getKey()), e.getKey());
            NDArray array = Initial.aligned(manager, tensor.floats(), shape);
            p.setShape(null);
            p.setArray(array);
        }
    }

    /** Types that public checkpoints are stored in. */
    static boolean published(Safetensors.Type type) {
        return type == Safetensors.Type.F32 || type == Safetensors.Type.F16 || type == Safetensors.Type.BF16;
    }

    private static boolean fits(List<Long> shape, Shape wanted) {
        return Arrays.equals(shape.stream().mapToLong(Long::longValue).toArray(), wanted.getShape());
    }

    private static String problem(String key, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String listed = String.join(", ", names.subList(0, Math.min(5, names.size())));
        if (names.size() > 5) {
            listed = Messages.text("router.tensors.more", listed, names.size() - 5);
        }
        return Messages.text("router.tensors." + key, listed);
    }
}
