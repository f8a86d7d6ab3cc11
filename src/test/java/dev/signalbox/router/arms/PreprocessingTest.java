package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Raster;
import dev.signalbox.picture.Colours;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    @Test
    void everyPixelOfTheFixture() throws IOException {
        Path folder = Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "preprocess");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no ../shared/fixtures/preprocess here");
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        Map<String, Tensor> expected = Safetensors.read(folder.resolve("expected.safetensors"));
        for (JsonNode row : manifest) {
            String key = row.path("key").asText();
            Path file = folder.resolve("images").resolve(row.path("file").asText());
            Raster raster = PictureDecoder.decode(file, Colours.STORED);
            assertThat(sha(interleaved(raster)))
                    .as(key + " decoded")
                    .isEqualTo(row.path("rgb_sha256").asText());
            int crop = row.path("crop").asInt();
            ImageRecipe clip = ImageRecipe.clip(crop);
            ImageRecipe recipe =
                    new ImageRecipe(row.path("shortest_edge").asInt(), crop, clip.rescale(), clip.mean(), clip.std());
            byte[] planes = recipe.square(raster);
            byte[] pixels = new byte[planes.length];
            for (int p = 0; p < crop * crop; p++) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * p + c] = planes[c * crop * crop + p];
                }
            }
            assertThat(sha(pixels))
                    .as(key + " cropped")
                    .isEqualTo(row.path("crop_u8_sha256").asText());
            float[] floats = recipe.floats(List.of(planes));
            float[] want = expected.remove(key).floats();
            double worst = 0;
            for (int i = 0; i < want.length; i++) {
                // The fixture keeps 11 bits of every value: compare the same rounding.
                worst = Math.max(worst, Math.abs(Float.float16ToFloat(Float.floatToFloat16(floats[i])) - want[i]));
            }
            assertThat(floats.length).as(key).isEqualTo(want.length);
            assertThat(worst).as(key + " normalised").isLessThan(0.0005);
        }
        assertThat(expected).as("tensors without a picture").isEmpty();
    }

    private static byte[] interleaved(Raster raster) {
        byte[] bytes = new byte[3 * raster.rgb().length];
        for (int i = 0; i < raster.rgb().length; i++) {
            bytes[3 * i] = (byte) (raster.rgb()[i] >> 16);
            bytes[3 * i + 1] = (byte) (raster.rgb()[i] >> 8);
            bytes[3 * i + 2] = (byte) raster.rgb()[i];
        }
        return bytes;
    }

    private static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
