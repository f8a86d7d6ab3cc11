package dev.signalbox.router.arms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * An open safetensors file. Its whole header is checked before a byte of a tensor is touched: bounded size, known types,
 * byte ranges that fit shapes, no overlap, no gap, nothing after the end. Tensors are then read one by one, so that a
 * large file never lies in memory twice.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final long LARGEST_HEADER = 16L << 20;
    private static final int MOST_TENSORS = 100_000;
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build());

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final SequencedMap<String, Entry> entries;

    /**
     * What the header says of a tensor.
     *
     * @param begin first byte, counted from the end of the header
     * @param end   one past the last byte
     */
    public record Entry(Safetensors.Type type, List<Long> shape, long begin, long end) {
        public Entry {
            shape = List.copyOf(shape);
        }
    }

    private SafetensorsFile(Path file, FileChannel channel, long start, SequencedMap<String, Entry> entries) {
        this.file = file;
        this.channel = channel;
        this.start = start;
        this.entries = Collections.unmodifiableSequencedMap(entries);
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws UserFacingException {@code router.weights.broken} when the file breaks a rule of the format
     * @throws IOException         when it cannot be read
     */
    public static SafetensorsFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long headerBytes = bytes(channel, 0, 8, file).getLong();
            if (headerBytes < 2 || headerBytes > LARGEST_HEADER || headerBytes > channel.size() - 8) {
                throw broken(file, "length", headerBytes);
            }
            byte[] header = new byte[(int) headerBytes];
            bytes(channel, 8, header.length, file).get(header);
            long start = 8 + headerBytes;
            return new SafetensorsFile(file, channel, start, entries(file, header, channel.size() - start));
        } catch (RuntimeException | IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Every tensor by name, in the order of the bytes. */
    public SequencedMap<String, Entry> entries() {
        return entries;
    }

    /** Reads one tensor that is there. */
    public Tensor read(String name) throws IOException {
        Entry entry = Objects.requireNonNull(entries.get(name), name);
        ByteBuffer data = bytes(channel, start + entry.begin(), (int) (entry.end() - entry.begin()), file);
        return new Tensor(entry.type(), entry.shape(), data);
    }

    /** Reads {@code count} values of an F32 tensor from {@code first} on, row-major. */
    public float[] floats(String name, long first, int count) throws IOException {
        Entry entry = Objects.requireNonNull(entries.get(name), name);
        long from = entry.begin() + first * Float.BYTES;
        if (entry.type() != Safetensors.Type.F32 || first < 0 || from + (long) count * Float.BYTES > entry.end()) {
            throw new IllegalArgumentException(name + " " + entry + ": " + first + ", " + count);
        }
        float[] values = new float[count];
        bytes(channel, start + from, count * Float.BYTES, file).asFloatBuffer().get(values);
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
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

    private static SequencedMap<String, Entry> entries(Path file, byte[] header, long dataBytes) throws IOException {
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
        List<Map.Entry<String, Entry>> sorted = new ArrayList<>();
        root.properties().forEach(e -> {
            if (!e.getKey().equals(METADATA)) {
                sorted.add(Map.entry(e.getKey(), entry(file, e.getKey(), e.getValue(), dataBytes)));
            }
        });
        sorted.sort(Map.Entry.comparingByValue(
                Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)));
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        long expected = 0;
        for (Map.Entry<String, Entry> e : sorted) {
            if (e.getValue().begin() != expected) {
                throw broken(file, "overlap", e.getKey());
            }
            expected = e.getValue().end();
            entries.put(e.getKey(), e.getValue());
        }
        if (expected != dataBytes) {
            throw broken(file, "trailing", dataBytes - expected);
        }
        return entries;
    }

    private static Entry entry(Path file, String name, JsonNode node, long dataBytes) {
        String typeName = node.path("dtype").asText();
        Safetensors.Type type = Arrays.stream(Safetensors.Type.values())
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
        return new Entry(type, shape, begin, end);
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
