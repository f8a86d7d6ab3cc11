package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.text.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javafx.scene.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class PngFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        MapPicture.Pixels top = random(31, 7, 1);
        MapPicture.Pixels bottom = random(20, 5, 2);
        Path path = folder.resolve("map.png");
        MapPicture.put(path, PngFile.encode(top, bottom));
        try (var in = Files.newInputStream(path)) {
            Image read = new Image(in);
            assertThat(read.isError()).isFalse();
            assertThat(read.getWidth()).isEqualTo(31);
            assertThat(read.getHeight()).isEqualTo(12);
            for (int y = 0; y < 7; y++) {
                for (int x = 0; x < 31; x++) {
                    assertThat(read.getPixelReader().getArgb(x, y)).isEqualTo(top.argb()[y * 31 + x]);
                }
            }
            assertThat(read.getPixelReader().getArgb(30, 8)).isEqualTo(bottom.argb()[1 * 20 + 19]);
        }
        assertThat(folder.toFile().list()).containsExactly("map.png");
    }

    @Test
    void aPlaceThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> MapPicture.put(folder.resolve("none/map.png"), new byte[3]))
                .isInstanceOf(UserFacingException.class);
    }

    private static MapPicture.Pixels random(int width, int height, long seed) {
        Random random = new Random(seed);
        return new MapPicture.Pixels(
                random.ints((long) width * height)
                        .map(value -> value | 0xff000000)
                        .toArray(),
                width,
                height);
    }
}
