package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFileTest {
    @TempDir
    private Path folder;

    private Path npy(int version, String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(16 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(data);
        Path file = folder.resolve("x.npy");
        Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
        return file;
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static String header(String kind, String fortran, String shape) {
        return "{'descr': '" + kind + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void versionsAndOrdersAreRead(int version) throws IOException {
        byte[] data = floats(1, 2, 3, 4, 5, 6);
        Points rows = NumberFile.read(npy(version, header("<f4", "False", "(2, 3)"), data));
        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.dim()).isEqualTo(3);
        assertThat(rows.values()).containsExactly(1, 2, 3, 4, 5, 6);
        Points columns = NumberFile.read(npy(version, header("<f4", "True", "(2, 3)"), data));
        assertThat(columns.values()).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void halvesAndDoublesAreRead() throws IOException {
        ByteBuffer doubles = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.5)
                .putDouble(-3);
        assertThat(NumberFile.read(npy(1, header("<f8", "False", "(1, 2)"), doubles.array()))
                        .values())
                .containsExactly(0.5f, -3);
        ByteBuffer halves = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Float.floatToFloat16(0.25f))
                .putShort(Float.floatToFloat16(7));
        assertThat(NumberFile.read(npy(1, header("<f2", "False", "(2, 1)"), halves.array()))
                        .values())
                .containsExactly(0.25f, 7);
    }

    @Test
    void whatIsWrittenComesBack() throws IOException {
        float[] values = new float[2 * 300_001];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Path file = folder.resolve("deep").resolve("y.npy");
        Npy.write(file, values, 300_001, 2);
        assertThat(Files.size(file) % 64).isEqualTo(values.length * 4L % 64);
        assertThat(NumberFile.read(file).values()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f4|False|(2, 4)|ends too early",
                "<f4|False|(2,)|no matrix",
                "<f4|False|(1, 2, 3)|no matrix",
                "<f4|False|(99999999999, 1)|no matrix",
                "<f4|False|(2000000000, 2000000000)|more numbers",
                "<f4|False|(2, 0)|no matrix",
                "|O|False|(2, 3)|type",
                ">f4|False|(2, 3)|type",
                "<i8|False|(2, 3)|type",
                "<f4|Maybe|(2, 3)|header"
            })
    void otherHeadersAreRefused(String kind, String fortran, String shape, String why) throws IOException {
        Path file = npy(1, header(kind == null ? "|O" : kind, fortran, shape), floats(1, 2, 3, 4, 5, 6));
        assertThatThrownBy(() -> NumberFile.read(file)).isInstanceOf(UserFacingException.class);
        if (kind != null && why != null) {
            assertThatThrownBy(() -> NumberFile.read(file)).hasMessageContaining(why);
        }
    }

    /** Every length of a good file, and random bytes behind a good beginning: a clear refusal, never anything else. */
    @Test
    void cutAndGarbledFilesAreRefused() throws IOException {
        byte[] good = Files.readAllBytes(npy(1, header("<f4", "False", "(2, 3)"), floats(1, 2, 3, 4, 5, 6)));
        Path file = folder.resolve("bad.npy");
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> NumberFile.read(file)).isInstanceOf(UserFacingException.class);
        }
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 4; i++) {
                bad[random.nextInt(good.length - 24)] = (byte) random.nextInt(256);
            }
            Files.write(file, bad);
            try {
                assertThat(NumberFile.read(file).rows()).isNotNegative();
            } catch (UserFacingException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void csvTakesNumbersAndAHeader() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.writeString(file, "a,b\n1,2.5\n-3e2,4\n");
        Points points = NumberFile.read(file);
        assertThat(points.rows()).isEqualTo(2);
        assertThat(Arrays.copyOf(points.values(), 4)).containsExactly(1, 2.5f, -300, 4);
        Files.writeString(file, "1,2\n3,4");
        assertThat(NumberFile.read(file).rows()).isEqualTo(2);
        for (String bad : new String[] {"", "a,b\n", "1,2\n3\n", "1,2\n3,x\n", "a,b\n1,2\nc,d\n", "\"1,2\n3,4\n"}) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> NumberFile.read(file))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("x.csv");
        }
        assertThatThrownBy(() -> NumberFile.read(folder.resolve("none.npy"))).isInstanceOf(UserFacingException.class);
        Files.writeString(folder.resolve("x.txt"), "1");
        assertThatThrownBy(() -> NumberFile.read(folder.resolve("x.txt"))).isInstanceOf(UserFacingException.class);
    }
}
