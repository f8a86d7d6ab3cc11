package dev.signalbox.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.text.UserFacingException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the safetensors format that a workspace uses: F32 and I32 tensors. U64 header length, JSON header, data; little-endian.
 *
 * @param tensors   by name; positions are within the file
 * @param metadata  the header's {@code __metadata__}
 * @param dataStart where the data begins
 * @param dataEnd   where it ends
 */
record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata, long dataStart, long dataEnd) {
    /** One tensor's type, shape and place. */
    record Tensor(String type, List<Integer> shape, long from, long to) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_HEADER = 1 << 20;
    private static final String METADATA = "__metadata__";
    private static final int BUFFER = 1 << 20;

    /** The layout of new tensors, each of four bytes a value, in order. */
    static Safetensors layout(Map<String, Tensor> shapes, Map<String, String> metadata) {
        long size = 0;
        Map<String, Tensor> relative = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : shapes.entrySet()) {
            long bytes = bytes(entry.getValue().shape());
            relative.put(
                    entry.getKey(),
                    new Tensor(entry.getValue().type(), entry.getValue().shape(), size, size + bytes));
            size += bytes;
        }
        long start = 8L + json(relative, metadata).length;
        Map<String, Tensor> placed = new LinkedHashMap<>();
        relative.forEach((name, tensor) -> placed.put(
                name, new Tensor(tensor.type(), tensor.shape(), start + tensor.from(), start + tensor.to())));
        return new Safetensors(placed, metadata, start, start + size);
    }

    static Tensor tensor(String type, Integer... shape) {
        return new Tensor(type, List.of(shape), 0, 0);
    }

    void writeHeader(FileChannel file) throws IOException {
        Map<String, Tensor> relative = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> relative.put(
                name, new Tensor(tensor.type(), tensor.shape(), tensor.from() - dataStart, tensor.to() - dataStart)));
        byte[] json = json(relative, metadata);
        ByteBuffer header = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(json.length).put(json).flip();
        writeFully(file, header, 0);
    }

    /**
     * Reads and checks a header: nothing it says is believed before it fits the file.
     *
     * @throws UserFacingException {@code workspace.vectors} when it is not a sound safetensors file
     */
    static Safetensors read(FileChannel file, Path path) throws IOException {
        long size = file.size();
        if (size < 8) {
            throw broken(path, null);
        }
        long length = readFully(file, 0, 8).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - 8) {
            throw broken(path, null);
        }
        long start = 8 + length;
        try {
            JsonNode json = JSON.readTree(readFully(file, 8, (int) length).array());
            if (json == null || !json.isObject()) {
                throw broken(path, null);
            }
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                if (entry.getKey().equals(METADATA)) {
                    entry.getValue()
                            .properties()
                            .forEach(value -> metadata.put(
                                    value.getKey(), value.getValue().asText()));
                } else {
                    tensors.put(entry.getKey(), tensor(entry.getValue(), start, path));
                }
            }
            long end = start;
            List<Tensor> inOrder = new ArrayList<>(tensors.values());
            inOrder.sort(Comparator.comparingLong(Tensor::from));
            for (Tensor tensor : inOrder) {
                if (tensor.from() != end) {
                    throw broken(path, null);
                }
                end = tensor.to();
            }
            if (end != size) {
                throw broken(path, null);
            }
            return new Safetensors(tensors, metadata, start, end);
        } catch (JacksonException | ArithmeticException e) {
            throw broken(path, e);
        }
    }

    private static Tensor tensor(JsonNode node, long start, Path path) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode extent : node.path("shape")) {
            if (!extent.canConvertToInt() || extent.asInt() < 0) {
                throw broken(path, null);
            }
            shape.add(extent.asInt());
        }
        String type = node.path("dtype").asText();
        JsonNode offsets = node.path("data_offsets");
        long from = offsets.path(0).asLong(-1);
        long to = offsets.path(1).asLong(-1);
        boolean known = type.equals("F32") || type.equals("I32");
        if (!known || from < 0 || offsets.size() != 2 || to - from != bytes(shape)) {
            throw broken(path, null);
        }
        return new Tensor(type, List.copyOf(shape), Math.addExact(start, from), Math.addExact(start, to));
    }

    /** A tensor of the type and number of dimensions that the reader expects. */
    Tensor require(String name, String type, int dimensions, Path path) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !tensor.type().equals(type) || tensor.shape().size() != dimensions) {
            throw broken(path, null);
        }
        return tensor;
    }

    static UserFacingException broken(Path path, @Nullable Throwable cause) {
        return new UserFacingException("workspace.vectors", cause, path);
    }

    private static long bytes(List<Integer> shape) {
        long values = 1;
        for (int extent : shape) {
            values = Math.multiplyExact(values, (long) extent);
        }
        return Math.multiplyExact(values, 4L);
    }

    private static byte[] json(Map<String, Tensor> relative, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            metadata.forEach(node::put);
        }
        relative.forEach((name, tensor) -> {
            ObjectNode node = root.putObject(name);
            node.put("dtype", tensor.type());
            tensor.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(tensor.from()).add(tensor.to());
        });
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        // Blanks up to a multiple of eight keep the data aligned for readers that map the file.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    static void writeFloats(FileChannel file, long position, float[] values) throws IOException {
        ByteBuffer buffer = buffer(values.length);
        int step = buffer.capacity() / 4;
        for (int done = 0; done < values.length; done += step) {
            int count = Math.min(step, values.length - done);
            buffer.clear().limit(count * 4);
            buffer.asFloatBuffer().put(values, done, count);
            writeFully(file, buffer, position + done * 4L);
        }
    }

    static void writeInts(FileChannel file, long position, int[] values) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        writeFully(file, buffer, position);
    }

    static float[] readFloats(FileChannel file, long position, int count) throws IOException {
        float[] values = new float[count];
        ByteBuffer buffer = buffer(count);
        int step = buffer.capacity() / 4;
        for (int done = 0; done < count; done += step) {
            int part = Math.min(step, count - done);
            buffer.clear().limit(part * 4);
            readFully(file, position + done * 4L, buffer);
            buffer.asFloatBuffer().get(values, done, part);
        }
        return values;
    }

    static int[] readInts(FileChannel file, long position, int count) throws IOException {
        int[] values = new int[count];
        readFully(file, position, Math.multiplyExact(count, 4)).asIntBuffer().get(values);
        return values;
    }

    private static ByteBuffer buffer(int values) {
        return ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(1, values) * 4L))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeFully(FileChannel file, ByteBuffer data, long position) throws IOException {
        long at = position;
        while (data.hasRemaining()) {
            at += file.write(data, at);
        }
    }

    private static ByteBuffer readFully(FileChannel file, long position, int count) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        readFully(file, position, data);
        return data;
    }

    /** Fills the buffer up to its limit and leaves it ready to be read. */
    private static void readFully(FileChannel file, long position, ByteBuffer data) throws IOException {
        long at = position;
        while (data.hasRemaining()) {
            int read = file.read(data, at);
            if (read < 0) {
                throw new EOFException("The file ends at " + at);
            }
            at += read;
        }
        data.flip();
    }
}
