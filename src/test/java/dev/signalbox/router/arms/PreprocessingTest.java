package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    /** Decoded by the JDK exactly as the fixture's RGB bytes; the others need a decoder that is not under test here. */
    private static final Set<String> DECODED_ALIKE = Set.of(
            "rgb_444.jpg",
            "rgb.png",
            "rgb.png#shortest60_crop96",
            "palette.png",
            "bilevel.png",
            "tiny_3x5.png",
            "tiny_3x5.png#shortest60_crop96",
            "wide_700x50.png",
            "tall_50x700.png",
            "big_2000x1333.jpg");

    @Test
    void everyPixelOfTheFixture() throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "preprocess");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no ../shared/fixtures/preprocess here");
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        int seen = 0;
        for (JsonNode row : manifest) {
            String key = row.path("key").asText();
            if (!DECODED_ALIKE.contains(key)) {
                continue;
            }
            seen++;
            var image = ImageIO.read(
                    folder.resolve("images").resolve(row.path("file").asText()).toFile());
            int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            Raster raster = new Raster(image.getWidth(), image.getHeight(), rgb);
            int crop = row.path("crop").asInt();
            byte[] planes =
                    Preprocessing.square(raster, row.path("shortest_edge").asInt(), crop);
            byte[] interleaved = new byte[planes.length];
            for (int p = 0; p < crop * crop; p++) {
                for (int c = 0; c < 3; c++) {
                    interleaved[3 * p + c] = planes[c * crop * crop + p];
                }
            }
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(interleaved));
            assertThat(hash).as(key).isEqualTo(row.path("crop_u8_sha256").asText());
        }
        assertThat(seen).isEqualTo(DECODED_ALIKE.size());
    }

    @Test
    void aSquareOfTheRightSizeIsCopied() {
        int[] rgb = new int[16];
        for (int i = 0; i < 16; i++) {
            rgb[i] = i * 0x010203;
        }
        byte[] planes = Preprocessing.square(new Raster(4, 4, rgb), 4);
        for (int i = 0; i < 16; i++) {
            assertThat(planes[i] & 0xFF).isEqualTo(i);
            assertThat(planes[16 + i] & 0xFF).isEqualTo(2 * i);
            assertThat(planes[32 + i] & 0xFF).isEqualTo(3 * i);
        }
    }

    @Test
    void oneColourStaysOneColourAtAnySize() {
        for (int[] size : new int[][] {{1, 1}, {3, 200}, {777, 5}, {64, 64}, {1000, 999}}) {
            int[] rgb = new int[size[0] * size[1]];
            Arrays.fill(rgb, 0x204060);
            byte[] planes = Preprocessing.square(new Raster(size[0], size[1], rgb), 64);
            for (int i = 0; i < 64 * 64; i++) {
                assertThat(planes[i]).isEqualTo((byte) 0x20);
                assertThat(planes[4096 + i]).isEqualTo((byte) 0x40);
                assertThat(planes[8192 + i]).isEqualTo((byte) 0x60);
            }
        }
    }
}
