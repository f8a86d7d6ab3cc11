package dev.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGeneratorTest {
    private static final int FEW = SampleGenerator.FEWEST;

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        SampleGenerator.generate(folder.resolve("a"), 5, FEW, Progress.NONE);
        SampleGenerator.generate(folder.resolve("b"), 5, FEW, Progress.NONE);
        Map<String, String> first = files(folder.resolve("a"));
        assertThat(first)
                .hasSizeGreaterThan(80)
                .containsKeys("records.jsonl", "vlms.json", "dataset.json", "README.md");
        assertThat(files(folder.resolve("b"))).isEqualTo(first);
        assertThat(SampleQueries.compose(6, FEW)).isNotEqualTo(SampleQueries.compose(5, FEW));
        assertThat(Files.readAllLines(folder.resolve("a/records.jsonl"))).hasSize(FEW * 7);
    }

    @Test
    void leavesAFolderAloneThatItDidNotMake() throws IOException {
        Path mine = Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> SampleGenerator.generate(folder, 5, FEW, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> SampleGenerator.generate(mine, 5, FEW, Progress.NONE))
                .isInstanceOf(UserFacingException.class);
        Files.writeString(folder.resolve("dataset.json"), "{\"generator\": \"another\"}");
        assertThatThrownBy(() -> SampleGenerator.generate(folder, 5, FEW, Progress.NONE))
                .isInstanceOf(UserFacingException.class);
        Files.writeString(folder.resolve("dataset.json"), "{\"generator\":");
        assertThatThrownBy(() -> SampleGenerator.generate(folder, 5, FEW, Progress.NONE))
                .isInstanceOf(UserFacingException.class);
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("images")).doesNotExist();
    }

    @Test
    void aCancelledRunLeavesNothingThatLooksCompleteAndTheNextReplacesIt() throws IOException {
        Progress impatient = new Progress() {
            private int calls;

            @Override
            public void update(double fraction, String message) {
                calls++;
            }

            @Override
            public boolean cancelled() {
                return calls > 3;
            }
        };
        assertThatThrownBy(() -> SampleGenerator.generate(folder, 5, FEW, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("records.jsonl")).doesNotExist();
        Path old = Files.writeString(folder.resolve("images/of-a-larger-sample.png"), "");
        SampleGenerator.generate(folder, 5, FEW, Progress.NONE);
        assertThat(folder.resolve("records.jsonl")).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void tooFewQueriesAreRefused() {
        assertThatThrownBy(() -> SampleGenerator.generate(folder, 5, FEW - 1, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("140");
    }

    @Test
    void aPaletteKeepsFewColoursExactlyAndManyNearly() throws IOException {
        BufferedImage drawing = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            drawing.setRGB(i % 64, i / 64, i % 200 * 0x010203);
        }
        assertThat(difference(drawing, written(drawing))).isZero();
        for (int i = 0; i < 64 * 64; i++) {
            drawing.setRGB(i % 64, i / 64, i % 64 * 0x040000 + i / 64 * 0x000400);
        }
        assertThat(difference(drawing, written(drawing))).isBetween(0.1, 64.0);
    }

    /** Mean absolute difference of channel values, 0..255. */
    static double difference(BufferedImage a, BufferedImage b) {
        assertThat(b.getWidth()).isEqualTo(a.getWidth());
        assertThat(b.getHeight()).isEqualTo(a.getHeight());
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }

    /** What a decoder that knows nothing of ours makes of the encoded drawing. */
    static BufferedImage written(BufferedImage drawing) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Png.encode(drawing)));
    }

    static BufferedImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image).as(file.toString()).isNotNull();
        return image;
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
                files.put(root.relativize(file).toString().replace('\\', '/'), content);
            }
        }
        return files;
    }
}
