package dev.signalbox.router.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a computation in the ONNX format (operator set 20): what our blocks are compared with in another engine. */
final class OnnxGraph {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message graph = new Message();
    private int names;

    /** A protocol-buffers message in the making. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message real(int field, float value) {
            varint((long) field << 3 | 5);
            bytes.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message block(int field, byte[] content) {
            varint((long) field << 3 | 2);
            varint(content.length);
            bytes.writeBytes(content);
            return this;
        }

        Message text(int field, String value) {
            return block(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return block(field, value.bytes.toByteArray());
        }
    }

    /** A constant of floats. */
    String constant(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return initializer(FLOAT, raw.array(), shape);
    }

    /** A constant of whole numbers. */
    String constant(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return initializer(INT64, raw.array(), values.length);
    }

    private String initializer(int type, byte[] raw, long... shape) {
        String name = "c" + names++;
        Message tensor = new Message();
        for (long side : shape) {
            tensor.number(1, side);
        }
        graph.message(5, tensor.number(2, type).text(8, name).block(9, raw));
        return name;
    }

    /** An attribute: a {@link Long}, a {@link Float} or a list of {@link Long}. */
    record Attribute(String name, Object value) {}

    String node(String operator, List<String> inputs, Attribute... attributes) {
        String name = "n" + names++;
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, name).text(4, operator);
        for (Attribute attribute : attributes) {
            Message made = new Message().text(1, attribute.name());
            switch (attribute.value()) {
                case Float real -> made.real(2, real).number(20, 1);
                case Long whole -> made.number(3, whole).number(20, 2);
                case List<?> list -> {
                    list.forEach(item -> made.number(8, (Long) item));
                    made.number(20, 7);
                }
                default -> throw new IllegalArgumentException(String.valueOf(attribute));
            }
            node.message(5, made);
        }
        graph.message(1, node);
        return name;
    }

    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs));
    }

    /** An input; a side of -1 may have any length. */
    String input(String name, boolean whole, long... shape) {
        graph.message(11, value(name, whole, shape));
        return name;
    }

    private static Message value(String name, boolean whole, long... shape) {
        Message sides = new Message();
        for (int i = 0; i < shape.length; i++) {
            sides.message(1, shape[i] < 0 ? new Message().text(2, name + i) : new Message().number(1, shape[i]));
        }
        Message tensor = new Message().number(1, whole ? INT64 : FLOAT).message(2, sides);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Ends the graph and writes the model. */
    void write(Path file, String output, long... shape) {
        String last = "output";
        graph.message(1, new Message().text(1, output).text(2, last).text(4, "Identity"));
        graph.text(2, "g").message(12, value(last, false, shape));
        Message model = new Message()
                .number(1, 9)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 20));
        try (OutputStream out = Files.newOutputStream(file)) {
            model.bytes.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
