package dev.signalbox.router.arms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads and writes safetensors: eight bytes of header length, a JSON header, raw little-endian tensors. What
 * is read obeys every rule of {@link SafetensorsFile}.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** Writes tensors sorted by name, with the header padded to eight bytes; the same tensors give the same bytes. */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        ObjectNode header = JSON.createObjectNode();
        long at = 0;
        for (Map.Entry<String, Tensor> e : sorted) {
            Tensor tensor = e.getValue();
            ObjectNode node =
                    header.putObject(e.getKey()).put("dtype", tensor.type().name());
            tensor.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(at).add(at + tensor.data().limit());
            at += tensor.data().limit();
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] length = new byte[8];
            ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
            out.write(length);
            out.write(json);
            out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, Tensor> e : sorted) {
                ByteBuffer data = e.getValue().data();
                byte[] copy = new byte[data.limit()];
                data.duplicate().rewind().get(copy);
                out.write(copy);
            }
        }
    }
}
