package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.engine.SmallCheckpoints;
import dev.signalbox.task.Progress;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Extraction goes on after SIGKILL and ends in the bytes that it would have ended in anyway. */
class KilledEncoderTest {
    private static final int PICTURES = 5 * EncodePictures.BATCH + 7;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void aKilledExtractionGoesOnToTheSameBytes() throws Exception {
        Path encoder = folder.resolve("clip");
        SmallCheckpoints.image(encoder, Safetensors.Type.F32);
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Random random = new Random(4);
        for (int i = 0; i < PICTURES; i++) {
            BufferedImage image = new BufferedImage(28, 30, BufferedImage.TYPE_INT_RGB);
            for (int p = 0; p < 28 * 30; p++) {
                image.setRGB(p % 28, p / 28, random.nextInt());
            }
            ImageIO.write(
                    image, "bmp", pictures.resolve(String.format("%04d.bmp", i)).toFile());
        }
        Path out = folder.resolve("out.safetensors");
        kill(encoder, pictures, out);
        assertThat(out).as("nothing half done under the final name").doesNotExist();
        List<Path> files = EncodeInputs.pictures(List.of(pictures));
        EncodePictures.Wanted wanted = new EncodePictures.Wanted(true, false);
        EncodeReport resumed =
                new EncodePictures(folder.resolve("cache"), 2).run(encoder, files, wanted, out, Progress.NONE);
        assertThat(resumed.cached()).as("kept by the dead process").isEqualTo(2 * EncodePictures.BATCH);
        assertThat(resumed.computed()).isEqualTo(PICTURES - 2 * EncodePictures.BATCH);
        Path whole = folder.resolve("whole.safetensors");
        EncodeReport fresh =
                new EncodePictures(folder.resolve("other"), 1).run(encoder, files, wanted, whole, Progress.NONE);
        assertThat(fresh.computed()).isEqualTo(PICTURES);
        assertThat(Files.mismatch(out, whole)).as("first byte that differs").isEqualTo(-1);
    }

    private void kill(Path encoder, Path pictures, Path out) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-Dsignalbox.home=" + System.getProperty("signalbox.home", "."),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EncoderAtWork.class.getName(),
                encoder.toString(),
                pictures.toString(),
                folder.resolve("cache").toString(),
                out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder heard = new StringBuilder();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null && !line.equals("underway")) {
                heard.append(line).append('\n');
                line = said.readLine();
            }
            assertThat(line).as("the process said:%n%s", heard).isEqualTo("underway");
            process.destroyForcibly();
            assertThat(process.waitFor()).isNotZero();
        }
    }
}
