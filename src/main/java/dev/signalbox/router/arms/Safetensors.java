package dev.signalbox.router.arms;

import dev.signalbox.router.arms.SafetensorsWriter.Slot;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads and writes safetensors: eight bytes of header length, a JSON header, raw little-endian tensors. What
 * is read obeys every rule of {@link SafetensorsFile}.
 */
public final class Safetensors {
    /** Element types that appear in checkpoints, with their size in bytes. */
    public enum Type {
        F64(8),
        F32(4),
        F16(2),
        BF16(2),
        I64(8),
        I32(4),
        I16(2),
        I8(1),
        U8(1),
        BOOL(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }

        /** True for types that {@link Tensor#floats} reads. */
        public boolean floating() {
            return this == F32 || this == F64 || this == F16 || this == BF16;
        }
    }

    /**
     * A tensor in memory.
     *
     * @param data little-endian elements, row-major, from position 0 to the limit
     */
    public record Tensor(Type type, List<Long> shape, ByteBuffer data) {
        public Tensor {
            shape = List.copyOf(shape);
        }

        /** A tensor of 32-bit floats. */
        public static Tensor of(List<Long> shape, float[] values) {
            ByteBuffer data = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(values);
            return new Tensor(Type.F32, shape, data);
        }

        public int size() {
            return data.limit() / type.bytes();
        }

        /** The elements as 32-bit floats, whatever floating type they are stored in. */
        public float[] floats() {
            ByteBuffer from = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (type) {
                    case F32 -> from.getFloat();
                    case F64 -> (float) from.getDouble();
                    case F16 -> Float.float16ToFloat(from.getShort());
                    case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
                    default -> throw new IllegalStateException("Not a floating type: " + type);
                };
            }
            return values;
        }
    }

    private Safetensors() {}

    /**
     * Reads every tensor of a file, in the order of the bytes.
     *
     * @throws UserFacingException {@code router.weights.broken} when the file breaks a rule of the format
     * @throws IOException         when it cannot be read
     */
    public static SequencedMap<String, Tensor> read(Path file) throws IOException {
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : open.entries().keySet()) {
                tensors.put(name, open.read(name));
            }
            return tensors;
        }
    }

    /**
     * Writes tensors sorted by name, with the header padded to eight bytes; the same tensors give the same bytes. The file
     * appears whole or not at all.
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        SequencedMap<String, Slot> layout = new LinkedHashMap<>();
        tensors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> layout.put(
                        e.getKey(), new Slot(e.getValue().type(), e.getValue().shape())));
        try (SafetensorsWriter writer = new SafetensorsWriter(file, layout, Map.of())) {
            for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
                writer.write(e.getKey(), e.getValue().data().duplicate().rewind());
            }
            writer.publish();
        }
    }
}
