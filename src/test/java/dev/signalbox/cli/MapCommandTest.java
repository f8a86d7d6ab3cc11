package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code map} with files of numbers: three blobs, written in every kind of file that it reads. */
class MapCommandTest {
    private static final int ROWS = 120;
    private static final int DIM = 6;

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private static float[] blobs(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + (i / DIM % 3 == i % DIM ? 20 : 0);
        }
        return values;
    }

    private static byte[] bytes(byte[] head, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(head.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(head);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] npy(float[] values, int columns) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }\n"
                .formatted(values.length / columns, columns);
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0};
        byte[] head = Arrays.copyOf(magic, magic.length + text.length());
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, head, magic.length, text.length());
        return bytes(head, values);
    }

    private static byte[] safetensors(float[] values) {
        String text = "{\"vectors\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
                .formatted(values.length / DIM, DIM, 4 * values.length);
        ByteBuffer head = ByteBuffer.allocate(8 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        return bytes(head.array(), values);
    }

    private static byte[] csv(float[] values) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < values.length / DIM; row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < DIM; i++) {
                line.append(i == 0 ? "" : ",").append(values[row * DIM + i]);
            }
            lines.add(line.toString());
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.US_ASCII);
    }

    private Path write(String name, float[] values) throws IOException {
        byte[] bytes = switch (name.substring(name.indexOf('.'))) {
            case ".npy" -> npy(values, DIM);
            case ".safetensors" -> safetensors(values);
            default -> csv(values);
        };
        return Files.write(folder.resolve(name), bytes);
    }

    private int run(Object... args) {
        List<String> all = new ArrayList<>(List.of("map"));
        for (Object arg : args) {
            all.add(arg.toString());
        }
        if (!all.contains("--iterations")) {
            all.addAll(List.of("--iterations", "350"));
        }
        if (!all.contains("--perplexity")) {
            all.addAll(List.of("--perplexity", "10"));
        }
        return shell.run(new Installation(folder, folder), all);
    }

    private JsonNode json(Object... args) throws IOException {
        List<Object> all = new ArrayList<>(List.of(args));
        all.add("--json");
        assertThat(run(all.toArray())).as(shell.err()).isZero();
        return shell.json();
    }

    /** The places in an npy file that Signalbox wrote. */
    private static float[] places(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int head = 10 + (bytes[8] & 255) + 256 * (bytes[9] & 255);
        float[] xy = new float[(bytes.length - head) / 4];
        ByteBuffer.wrap(bytes, head, bytes.length - head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(xy);
        return xy;
    }

    private static float[][] middles(float[] xy) {
        float[][] middles = new float[3][2];
        for (int i = 0; i < xy.length; i++) {
            middles[i / 2 % 3][i % 2] += xy[i] * 6 / xy.length;
        }
        return middles;
    }

    private static int nearest(float[][] middles, float[] xy, int row) {
        int best = 0;
        for (int k = 0; k < 3; k++) {
            best = Math.hypot(xy[2 * row] - middles[k][0], xy[2 * row + 1] - middles[k][1])
                            < Math.hypot(xy[2 * row] - middles[best][0], xy[2 * row + 1] - middles[best][1])
                    ? k
                    : best;
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.safetensors", "x.csv"})
    void everyKindOfFileGivesTheSameMap(String name) throws IOException {
        float[] values = blobs(ROWS, 1);
        Path own = folder.resolve("own.npy");
        JsonNode report = json("--input", write(name, values), "--out", own);
        assertThat(report.get("n").asInt()).isEqualTo(ROWS);
        assertThat(report.get("d").asInt()).isEqualTo(DIM);
        assertThat(report.get("method").asText()).isEqualTo("tsne");
        assertThat(report.get("iterations").asInt()).isEqualTo(350);
        assertThat(report.get("stopped").asText()).isEqualTo("iterations");
        assertThat(report.get("kl").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.get("klNormaliser").asText()).isEqualTo("exact");
        assertThat(report.get("recallAt10").asDouble()).isGreaterThan(0.3);
        assertThat(report.get("trustworthiness").asDouble()).isGreaterThan(0.9);
        assertThat(report.get("peakMemoryMb").asLong()).isPositive();
        for (String stage : List.of("pca", "knn", "affinities", "optimise", "total")) {
            assertThat(report.get("seconds").get(stage).asDouble()).isNotNegative();
        }
        Path plain = folder.resolve("plain.npy");
        json("--input", write("plain-x.npy", values), "--out", plain, "--threads", 1);
        assertThat(places(own)).hasSize(2 * ROWS).isEqualTo(places(plain));
        float[][] middles = middles(places(own));
        for (int row = 0; row < ROWS; row++) {
            assertThat(nearest(middles, places(own), row)).isEqualTo(row % 3);
        }
    }

    @Test
    void newRowsGoToTheirBlobs() throws IOException {
        Path map = folder.resolve("map.npy");
        Path x = write("x.npy", blobs(ROWS, 1));
        json("--input", x, "--out", map);
        Path added = folder.resolve("added.npy");
        JsonNode report =
                json("--input", x, "--into", map, "--transform", write("new.csv", blobs(30, 2)), "--out", added);
        assertThat(report.get("n").asInt()).isEqualTo(30);
        assertThat(report.get("into").asInt()).isEqualTo(ROWS);
        assertThat(report.get("seconds").get("place").asDouble()).isPositive();
        float[] xy = places(added);
        assertThat(xy).hasSize(60);
        float[][] middles = middles(places(map));
        for (int row = 0; row < 30; row++) {
            assertThat(nearest(middles, xy, row)).isEqualTo(row % 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"umap", "pca"})
    void otherMethodsToo(String method) throws IOException {
        Path y = folder.resolve("y.npy");
        JsonNode report = json("--input", write("x.npy", blobs(ROWS, 1)), "--out", y, "--method", method);
        assertThat(report.get("method").asText()).isEqualTo(method);
        assertThat(places(y)).hasSize(2 * ROWS);
    }

    @Test
    void aRuleToStopEndsTheRun() throws IOException {
        Path x = write("x.npy", blobs(ROWS, 1));
        JsonNode report = json("--input", x, "--out", folder.resolve("y.npy"), "--stop-when", "gradient:1000");
        assertThat(report.get("iterations").asInt()).isEqualTo(300);
        assertThat(report.get("stopped").asText()).isEqualTo("gradient");
        report = json(
                "--input",
                x,
                "--out",
                folder.resolve("y.npy"),
                "--iterations",
                "20000",
                "--stop-when",
                "gradient:1e-30,stalled:50");
        assertThat(report.get("iterations").asDouble()).isCloseTo(1000, within(950.0));
        assertThat(report.get("stopped").asText()).isEqualTo("stalled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--perplexity 1",
                "--iterations 0",
                "--threads 0",
                "--stop-when soon",
                "--stop-when stalled:-5",
                "--stop-when gradient:x",
                "--stop-when gradient:NaN",
                "--stop-when stalled:0",
                "--transform a.npy",
                "--dataset d"
            })
    void wrongUsageIsSaid(String args) throws IOException {
        List<Object> all =
                new ArrayList<>(List.of("--input", write("x.npy", blobs(9, 1)), "--out", folder.resolve("y.npy")));
        all.addAll(List.of(args.split(" ")));
        List<Object> last = new ArrayList<>(all);
        assertThat(run(last.toArray())).isEqualTo(2);
        assertThat(shell.err()).isNotBlank();
        assertThat(folder.resolve("y.npy")).doesNotExist();
    }

    /** A file that is cut short, none at all, numbers that are none, places of another map: a message, and nothing written. */
    @Test
    void badInputIsSaid() throws IOException {
        Path y = folder.resolve("y.npy");
        Path x = write("x.npy", blobs(ROWS, 1));
        byte[] whole = Files.readAllBytes(x);
        List<Object> wrong = new ArrayList<>();
        wrong.add(Files.write(folder.resolve("short.npy"), Arrays.copyOf(whole, whole.length - 7)));
        wrong.add(Files.write(folder.resolve("noise.safetensors"), new byte[] {1, 2, 3}));
        wrong.add(Files.writeString(folder.resolve("words.csv"), "1,2\n3,four\n"));
        wrong.add(Files.writeString(folder.resolve("x.txt"), "1,2\n"));
        wrong.add(folder.resolve("none.npy"));
        float[] endless = blobs(ROWS, 1);
        endless[7] = Float.POSITIVE_INFINITY;
        wrong.add(write("endless.npy", endless));
        for (Object file : wrong) {
            assertThat(run("--input", file, "--out", y)).as(file.toString()).isEqualTo(1);
            assertThat(shell.err()).isNotBlank().doesNotContain("Exception");
            assertThat(y).doesNotExist();
        }
        Path few = Files.write(folder.resolve("few.npy"), npy(new float[2 * ROWS - 2], 2));
        assertThat(run("--input", x, "--into", few, "--transform", x, "--out", y))
                .isEqualTo(1);
        assertThat(shell.err()).contains(String.format(Locale.ROOT, "%d", ROWS));
        assertThat(run("--input", x, "--out", y, "--method", "magic")).isEqualTo(1);
        assertThat(y).doesNotExist();
    }
}
