package dev.signalbox.router.arms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads and writes safetensors: eight bytes of header length, a JSON header, raw little-endian tensors. The whole header
 * is checked before a byte of a tensor is touched: bounded size, known types, byte ranges that fit shapes, no overlap,
 * no gap, nothing after the end.
 */
public final class Safetensors {
    private static final long LARGEST_HEADER = 16L << 20;
    private static final int MOST_TENSORS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build());

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

        public boolean floating() {
            return type == Type.F32 || type == Type.F64 || type == Type.F16 || type == Type.BF16;
        }
    }

    private record Entry(String name, Type type, List<Long> shape, long begin, long end) {}

    private Safetensors() {}

    /**
     * Reads every tensor of a file, in the order of the bytes.
     *
     * @throws UserFacingException {@code router.weights.broken} when the file breaks a rule of the format
     * @throws IOException         when it cannot be read
     */
    public static SequencedMap<String, Tensor> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer length = bytes(channel, 0, 8, file);
            long headerBytes = length.getLong();
            if (headerBytes < 2 || headerBytes > LARGEST_HEADER || headerBytes > channel.size() - 8) {
                throw broken(file, "length", headerBytes);
            }
            byte[] header = new byte[(int) headerBytes];
            bytes(channel, 8, header.length, file).get(header);
            long start = 8 + headerBytes;
            List<Entry> entries = entries(file, header, channel.size() - start);
            SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
            for (Entry e : entries) {
                ByteBuffer data = bytes(channel, start + e.begin(), (int) (e.end() - e.begin()), file);
                tensors.put(e.name(), new Tensor(e.type(), e.shape(), data));
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

    private static ByteBuffer bytes(FileChannel channel, long from, int count, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw broken(file, "short");
            }
        }
        return buffer.flip();
    }

    private static List<Entry> entries(Path file, byte[] header, long dataBytes) throws IOException {
        JsonNode root;
        try (JsonParser parser = JSON.createParser(header)) {
            root = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                throw broken(file, "json");
            }
        } catch (JsonProcessingException e) {
            throw new UserFacingException(
                    "router.weights.broken",
                    e,
                    String.valueOf(file.getFileName()),
                    Messages.text("router.broken.json"));
        }
        if (root == null || !root.isObject() || root.size() > MOST_TENSORS) {
            throw broken(file, "table");
        }
        List<Entry> entries = new ArrayList<>();
        root.properties().forEach(e -> {
            if (!e.getKey().equals("__metadata__")) {
                entries.add(entry(file, e.getKey(), e.getValue(), dataBytes));
            }
        });
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long expected = 0;
        for (Entry e : entries) {
            if (e.begin() != expected) {
                throw broken(file, "overlap", e.name());
            }
            expected = e.end();
        }
        if (expected != dataBytes) {
            throw broken(file, "trailing", dataBytes - expected);
        }
        return entries;
    }

    private static Entry entry(Path file, String name, JsonNode node, long dataBytes) {
        String typeName = node.path("dtype").asText();
        Type type = Arrays.stream(Type.values())
                .filter(t -> t.name().equals(typeName))
                .findFirst()
                .orElseThrow(() -> broken(file, "type", name, typeName));
        JsonNode shapeNode = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!shapeNode.isArray() || shapeNode.size() > 8 || !offsets.isArray() || offsets.size() != 2) {
            throw broken(file, "entry", name);
        }
        List<Long> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode side : shapeNode) {
            long length = whole(file, name, side);
            shape.add(length);
            // Bounding each factor by the file's size keeps the product from wrapping around.
            if (length > dataBytes || (length > 0 && count > Long.MAX_VALUE / 16 / length)) {
                throw broken(file, "bytes", name);
            }
            count *= length;
        }
        long begin = whole(file, name, offsets.get(0));
        long end = whole(file, name, offsets.get(1));
        if (begin > end || end > dataBytes || end - begin != count * type.bytes()) {
            throw broken(file, "bytes", name);
        }
        if (end - begin > Integer.MAX_VALUE - 64) {
            throw broken(file, "huge", name);
        }
        return new Entry(name, type, shape, begin, end);
    }

    private static long whole(Path file, String name, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw broken(file, "entry", name);
        }
        return node.asLong();
    }

    private static UserFacingException broken(Path file, String why, Object... args) {
        return new UserFacingException(
                "router.weights.broken",
                String.valueOf(file.getFileName()),
                Messages.text("router.broken." + why, args));
    }
}
