package dev.signalbox.router.arms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Writes a safetensors file piece by piece, in any order, beside its place, and moves it there once it is whole: a file
 * under the final name is always complete. The same pieces give the same bytes.
 */
public final class SafetensorsWriter implements AutoCloseable {
    private static final int CHUNK = 1 << 18;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final Map<String, Long> begins = new LinkedHashMap<>();
    private boolean published;

    /** A tensor to come. */
    public record Slot(Safetensors.Type type, List<Long> shape) {
        public Slot {
            shape = List.copyOf(shape);
        }

        public static Slot floats(long... shape) {
            return new Slot(Safetensors.Type.F32, Arrays.stream(shape).boxed().toList());
        }

        long bytes() {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        }
    }

    /**
     * Starts a file, in folders that are made when they are absent.
     *
     * @param tensors by name, in the order of the bytes
     */
    public SafetensorsWriter(Path target, SequencedMap<String, Slot> tensors, Map<String, String> metadata)
            throws IOException {
        this.target = target.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(this.target.getParent());
        part = folder.resolve("." + this.target.getFileName() + ".part");
        byte[] header = header(tensors, metadata);
        Files.createDirectories(folder);
        channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            long at = 8L + header.length;
            for (Map.Entry<String, Slot> e : tensors.entrySet()) {
                begins.put(e.getKey(), at);
                at += e.getValue().bytes();
            }
            ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
            put(start.putLong(header.length).put(header).flip(), 0);
            if (at > 8L + header.length) {
                put(ByteBuffer.allocate(1), at - 1);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Writes values of an F32 tensor.
     *
     * @param first index of the first one in the tensor, row-major
     */
    public void write(String name, long first, float[] values) throws IOException {
        write(name, first, values, 0, values.length);
    }

    /** Writes {@code count} values from {@code from} on. */
    public void write(String name, long first, float[] values, int from, int count) throws IOException {
        long at = Objects.requireNonNull(begins.get(name), name) + first * Float.BYTES;
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.min(CHUNK, count) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += CHUNK) {
            int now = Math.min(CHUNK, count - done);
            buffer.clear();
            buffer.asFloatBuffer().put(values, from + done, now);
            put(buffer.limit(now * Float.BYTES), at + (long) done * Float.BYTES);
        }
    }

    /** Writes bytes of a tensor from its beginning on. */
    public void write(String name, ByteBuffer bytes) throws IOException {
        put(bytes, Objects.requireNonNull(begins.get(name), name));
    }

    /** Puts the file into its place; it survives a crash of the machine from then on. */
    public void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        published = true;
    }

    /** Deletes what was not published. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(part);
        }
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    private static byte[] header(SequencedMap<String, Slot> tensors, Map<String, String> metadata) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = header.putObject("__metadata__");
            metadata.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> node.put(e.getKey(), e.getValue()));
        }
        long at = 0;
        for (Map.Entry<String, Slot> e : tensors.entrySet()) {
            ObjectNode node = header.putObject(e.getKey())
                    .put("dtype", e.getValue().type().name());
            e.getValue().shape().forEach(node.putArray("shape")::add);
            long end = Math.addExact(at, e.getValue().bytes());
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = mapper.writeValueAsBytes(header);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, " ".getBytes(StandardCharsets.US_ASCII)[0]);
        return padded;
    }
}
