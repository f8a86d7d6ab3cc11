package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void roundTripKeepsEveryBit() throws IOException {
        float[] values = {0, -0f, 1.5f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
        Path file = folder.resolve("a.safetensors");
        Safetensors.write(
                file,
                Map.of(
                        "b", Tensor.of(List.of(2L, 3L), values),
                        "a", Tensor.of(List.of(), new float[] {7}),
                        "é.none", Tensor.of(List.of(0L, 4L), new float[0])));
        Map<String, Tensor> read = Safetensors.read(file);
        assertThat(read).containsOnlyKeys("a", "b", "é.none");
        assertThat(read.get("b").shape()).containsExactly(2L, 3L);
        float[] back = read.get("b").floats();
        for (int i = 0; i < values.length; i++) {
            assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
        }
        assertThat(read.get("a").floats()).containsExactly(7);
        assertThat(Files.size(file) % 4).isZero();
    }

    @Test
    void halfAndBrainFloatsAreWidened() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort(Float.floatToFloat16(1.5f)).putShort((short) (Float.floatToIntBits(-2f) >>> 16));
        Path file = write("""
            {"h":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},
             "b":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},"__metadata__":{"format":"pt"}}\
            """, data.array());
        assertThat(Safetensors.read(file).get("h").floats()).containsExactly(1.5f);
        assertThat(Safetensors.read(file).get("b").floats()).containsExactly(-2f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // past the end, before the start, wrong size for the shape
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
                // overlap, gap, bytes that belong to nobody
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                "{}",
                // a product that wraps around, negative sides, fractions, absurd rank
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}",
                // unknown type, missing parts, twice the same name, not a table, not JSON, two values
                "{'a':{'dtype':'PICKLE','shape':[2],'data_offsets':[0,8]}}",
                "{'a':{'shape':[2],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[2]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "[1,2]",
                "{'a'",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} {}",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
            })
    void brokenHeadersAreRefused(String header) throws IOException {
        Path file = write(header.replace('\'', '"'), new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.weights.broken"));
    }

    @Test
    void theSoundTwinOfThoseHeadersIsRead() throws IOException {
        Path file = write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", new byte[8]);
        assertThat(Safetensors.read(file)).containsOnlyKeys("a");
    }

    @Test
    void truncatedAndLyingLengthsAreRefused() throws IOException {
        for (byte[] bytes : new byte[][] {
            {},
            {1, 2, 3},
            length(-1, 20),
            length(Long.MAX_VALUE, 20),
            length(1L << 40, 20),
            length(13, 20),
            length(0, 20),
        }) {
            Path file = folder.resolve("broken.safetensors");
            Files.write(file, bytes);
            assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(UserFacingException.class);
        }
    }

    private static byte[] length(long header, int size) {
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header)
                .array();
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json).put(data);
        Path file = folder.resolve("test.safetensors");
        Files.write(file, all.array());
        return file;
    }
}
