package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.picture.Colours;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.engine.PublishedImageEncoder;
import dev.signalbox.router.engine.PublishedTextEncoder;
import dev.signalbox.router.engine.SmallCheckpoints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code encode} over self-made checkpoints. */
class EncodeCommandTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private int encode(String... args) {
        List<String> all = new ArrayList<>(
                List.of("encode", "--workspace", folder.resolve("ws").toString()));
        all.addAll(List.of(args));
        return shell.run(new Installation(folder, folder.resolve("ws")), all);
    }

    private JsonNode json() throws IOException {
        return shell.json();
    }

    private Path picture(String name, int width, int height, long seed) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void oneRowPerPictureInTheOrderGiven() throws IOException {
        Path encoder = folder.resolve("clip");
        SmallCheckpoints.image(encoder, Safetensors.Type.F16);
        for (int i = 0; i < 40; i++) {
            picture(String.format("many/%02d.png", i), 30 + i, 50, i);
        }
        Files.writeString(folder.resolve("many/readme.txt"), "no picture");
        Path last = picture("z.png", 24, 24, 99);
        Path twin = Files.copy(folder.resolve("many/07.png"), folder.resolve("a.png"));
        String[] args = {
            "--image-encoder",
            encoder.toString(),
            "--images",
            last.toString(),
            folder.resolve("many").toString(),
            twin.toString(),
            "--out",
            folder.resolve("o.safetensors").toString(),
            "--pixels",
            "--tokens",
            "--json"
        };
        assertThat(encode(args)).as(shell.err()).isZero();
        JsonNode report = json();
        assertThat(report.path("rows").asInt()).isEqualTo(42);
        assertThat(report.path("distinct").asInt()).isEqualTo(41);
        assertThat(report.path("computed").asInt()).isEqualTo(41);
        assertThat(report.path("perSecond").asDouble()).isPositive();
        assertThat(report.path("tensors").toString())
                .isEqualTo("[{\"name\":\"embeddings\",\"dtype\":\"F32\",\"shape\":[42,10]},"
                        + "{\"name\":\"pixels\",\"dtype\":\"F32\",\"shape\":[42,3,24,24]},"
                        + "{\"name\":\"tokens\",\"dtype\":\"F32\",\"shape\":[42,10,10]}]");
        byte[] first = Files.readAllBytes(folder.resolve("o.safetensors"));
        Map<String, Tensor> tensors = Safetensors.read(folder.resolve("o.safetensors"));
        try (PublishedImageEncoder direct = PublishedImageEncoder.open(encoder)) {
            for (int row = 0; row < 42; row++) {
                Path file = Path.of(report.path("inputs").get(row).asText());
                List<byte[]> square = List.of(direct.recipe().square(PictureDecoder.decode(file, Colours.STORED)));
                near(tensors, "pixels", row, direct.recipe().floats(square), 0);
                near(tensors, "tokens", row, direct.tokens(square), 2e-5f);
                near(tensors, "embeddings", row, direct.encode(square), 2e-5f);
            }
        }
        assertThat(report.path("inputs").get(0).asText()).isEqualTo(last.toString());
        assertThat(report.path("inputs").get(1).asText()).endsWith("00.png");
        assertThat(report.path("inputs").get(41).asText()).isEqualTo(twin.toString());
        assertThat(encode(args)).isZero();
        assertThat(json().path("computed").asInt()).as("all was known").isZero();
        assertThat(json().path("perSecond").isNull()).isTrue();
        assertThat(Files.readAllBytes(folder.resolve("o.safetensors"))).isEqualTo(first);
    }

    private static void near(Map<String, Tensor> tensors, String name, int row, float[] want, float tolerance) {
        float[] all = tensors.get(name).floats();
        float[] got = Arrays.copyOfRange(all, row * want.length, (row + 1) * want.length);
        assertThat(got).as("%s of row %d", name, row).containsExactly(want, Offset.offset(tolerance));
    }

    @Test
    void picturesThatCannotBeReadAreNamedAndTheRestIsKept() throws IOException {
        Path encoder = folder.resolve("clip");
        SmallCheckpoints.image(encoder, Safetensors.Type.F32);
        Path good = picture("good.png", 40, 30, 1);
        Path bad = folder.resolve("bad.png");
        byte[] whole = Files.readAllBytes(picture("other.png", 40, 30, 2));
        Files.write(bad, Arrays.copyOf(whole, whole.length / 2));
        Path o = folder.resolve("o.safetensors");
        String[] args = {
            "--image-encoder",
            encoder.toString(),
            "--images",
            bad.toString(),
            good.toString(),
            "--out",
            o.toString(),
            "--json"
        };
        assertThat(encode(args)).isEqualTo(1);
        assertThat(shell.err()).contains("bad.png", "[encode.pictures]");
        assertThat(shell.out()).isEmpty();
        assertThat(o).doesNotExist();
        Files.write(bad, whole);
        assertThat(encode(args)).isZero();
        assertThat(json().path("cached").asInt()).isEqualTo(1);
        assertThat(json().path("computed").asInt()).isEqualTo(1);
    }

    @Test
    void textsOfBothFormsInTheirOrder() throws IOException {
        Path encoder = folder.resolve("bert");
        SmallCheckpoints.text(encoder, "distilbert.", Safetensors.Type.BF16);
        List<String> texts = new ArrayList<>(List.of("What is the zebra?", "", "is it", "the end"));
        for (int i = 0; i < 70; i++) {
            texts.add("a b c d e f g h".substring(0, 1 + i % 15) + " " + (char) ('a' + i % 26));
        }
        texts.add("is it");
        Path txt = folder.resolve("t.txt");
        Files.writeString(txt, "\uFEFF" + String.join("\r\n", texts) + "\r\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            ObjectMapper mapper = new ObjectMapper();
            String quoted = mapper.writeValueAsString(texts.get(i));
            lines.append(i % 3 == 0 ? quoted : "{\"" + (i % 3 == 1 ? "text" : "question") + "\": " + quoted + "}")
                    .append(i % 5 == 0 ? "\n\n" : "\n");
        }
        Path jsonl = folder.resolve("t.jsonl");
        Files.writeString(jsonl, lines);
        Path o = folder.resolve("o.safetensors");
        try (PublishedTextEncoder direct = PublishedTextEncoder.open(encoder, encoder)) {
            for (Pooling pooling : Pooling.values()) {
                byte[] first = null;
                for (Path file : List.of(txt, jsonl)) {
                    assertThat(encode(
                                    "--text-encoder",
                                    encoder.toString(),
                                    "--texts",
                                    file.toString(),
                                    "--pooling",
                                    pooling.name().toLowerCase(java.util.Locale.ROOT),
                                    "--out",
                                    o.toString()))
                            .as(shell.err())
                            .isZero();
                    Map<String, Tensor> tensors = Safetensors.read(o);
                    assertThat(tensors.get("embeddings").shape()).containsExactly(75L, 12L);
                    for (int row = 0; row < texts.size(); row++) {
                        float[] want = direct.encode(List.of(direct.tokenise(texts.get(row))), pooling);
                        near(tensors, "embeddings", row, want, 2e-5f);
                    }
                    byte[] bytes = Files.readAllBytes(o);
                    assertThat(first == null ? bytes : first).isEqualTo(bytes);
                    first = bytes;
                }
            }
        }
    }

    @Test
    void wrongLinesAreNamed() throws IOException {
        Path encoder = folder.resolve("bert");
        SmallCheckpoints.text(encoder, "", Safetensors.Type.F32);
        Path file = folder.resolve("t.jsonl");
        for (String second : List.of("{\"text\": 3}", "{\"other\": \"a\"}", "{", "[1]")) {
            Files.writeString(file, "\"fine\"\n" + second + "\n");
            assertThat(encode("--text-encoder", encoder.toString(), "--texts", file.toString(), "--out", "x"))
                    .isEqualTo(1);
            assertThat(shell.err()).contains("line 2", "[encode.texts]");
        }
        Files.write(folder.resolve("t.txt"), new byte[] {'a', '\n', (byte) 0xC3, '\n'});
        assertThat(encode(
                        "--text-encoder",
                        encoder.toString(),
                        "--texts",
                        folder.resolve("t.txt").toString(),
                        "--out",
                        "x"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("UTF-8");
    }

    @Test
    void halfACommandIsWrongUsage() {
        assertThat(encode("--out", "x")).isEqualTo(2);
        assertThat(encode("--image-encoder", "a", "--out", "x")).isEqualTo(2);
        assertThat(encode("--image-encoder", "a", "--images", "b")).isEqualTo(2);
        assertThat(encode("--image-encoder", "a", "--images", "b", "--pooling", "cls", "--out", "x"))
                .isEqualTo(2);
        assertThat(encode("--text-encoder", "a", "--texts", "b", "--tokens", "--out", "x"))
                .isEqualTo(2);
        assertThat(encode("--text-encoder", "a", "--texts", "b", "--pooling", "max", "--out", "x"))
                .isEqualTo(2);
        assertThat(encode("--image-encoder", folder.toString(), "--images", "nowhere", "--out", "x"))
                .isEqualTo(1);
    }
}
