package dev.signalbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Raster;
import dev.signalbox.text.UserFacingException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class ThumbnailsTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<String> loaded = new ArrayList<>();
    private final List<ThumbnailResult> heard = new ArrayList<>();

    private Thumbnails thumbnails(long budget) {
        return new Thumbnails(work::add, Runnable::run, budget, (file, w, h) -> {
            loaded.add(file.toString());
            if (file.toString().equals("bad")) {
                throw new UserFacingException("picture.missing", "bad");
            }
            if (file.toString().equals("huge")) {
                throw new OutOfMemoryError("simulated");
            }
            return new WritableImage(w, h);
        });
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    @Test
    void theNewestRequestIsServedFirstAndPrefetchedOnesLast() {
        Thumbnails thumbnails = thumbnails(1 << 20);
        thumbnails.prefetch(Path.of("ahead"), 10, 10);
        thumbnails.request(Path.of("old"), 10, 10, heard::add);
        thumbnails.request(Path.of("new"), 10, 10, heard::add);
        runAll();
        assertThat(loaded).containsExactly("new", "old", "ahead");
        assertThat(heard).hasSize(2).allMatch(ThumbnailResult.Ready.class::isInstance);
        assertThat(thumbnails.cached(Path.of("ahead"), 10, 10)).isNotNull();
    }

    @Test
    void whatWasCancelledIsNeverDecoded() {
        Thumbnails thumbnails = thumbnails(1 << 20);
        Thumbnails.Ticket gone = thumbnails.request(Path.of("gone"), 10, 10, heard::add);
        Thumbnails.Ticket shared = thumbnails.request(Path.of("shared"), 10, 10, heard::add);
        thumbnails.request(Path.of("shared"), 10, 10, heard::add);
        gone.cancel();
        shared.cancel();
        runAll();
        assertThat(loaded).containsExactly("shared");
        assertThat(heard).hasSize(1);
        thumbnails.request(Path.of("gone"), 10, 10, heard::add);
        runAll();
        assertThat(loaded).containsExactly("shared", "gone");
    }

    @Test
    void idleMeansThatNobodyWaitsForAPicture() {
        Thumbnails thumbnails = thumbnails(1 << 20);
        List<String> said = new ArrayList<>();
        thumbnails.whenIdle(() -> said.add("at once"));
        assertThat(said).containsExactly("at once");
        thumbnails.request(Path.of("a"), 10, 10, result -> said.add("a"));
        Thumbnails.Ticket gone = thumbnails.request(Path.of("gone"), 10, 10, heard::add);
        thumbnails.prefetch(Path.of("ahead"), 10, 10);
        thumbnails.whenIdle(() -> said.add("then"));
        gone.cancel();
        assertThat(said).hasSize(1);
        work.poll().run(); // the newest that is still wanted
        assertThat(said).containsExactly("at once", "a", "then");
        runAll();
        assertThat(said).hasSize(3);
    }

    @Test
    void theCacheStaysWithinItsBudgetAndForgetsTheLeastRecent() {
        Thumbnails thumbnails = thumbnails(3 * 400);
        for (String name : List.of("a", "b", "c")) {
            thumbnails.request(Path.of(name), 10, 10, heard::add);
            runAll();
        }
        thumbnails.request(Path.of("a"), 10, 10, heard::add);
        assertThat(work).as("a hit needs no worker").isEmpty();
        thumbnails.request(Path.of("d"), 10, 10, heard::add);
        runAll();
        assertThat(thumbnails.bytes()).isEqualTo(1_200);
        assertThat(thumbnails.cached(Path.of("a"), 10, 10)).isNotNull();
        assertThat(thumbnails.cached(Path.of("b"), 10, 10)).isNull();
    }

    @Test
    void aFailureSaysWhyAndLackOfMemoryFreesTheCache() {
        Thumbnails thumbnails = thumbnails(1 << 20);
        thumbnails.request(Path.of("fine"), 10, 10, result -> {});
        thumbnails.request(Path.of("bad"), 10, 10, heard::add);
        runAll();
        assertThat(heard)
                .containsExactly(
                        new ThumbnailResult.Failed("bad does not exist.", "Check the path, or put the file back."));
        thumbnails.request(Path.of("huge"), 10, 10, heard::add);
        runAll();
        assertThat(heard.getLast()).isInstanceOf(ThumbnailResult.Failed.class);
        assertThat(thumbnails.bytes()).isZero();
    }

    private static Image load(Path file, int w, int h) {
        return new ThumbnailLoader(PictureHeader::read, PictureDecoder::decode).load(file, w, h);
    }

    private static Path write(Path folder, String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        Path file = folder.resolve("picture." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    @Test
    void everyFormatFitsTheBoxWithItsColours(@TempDir Path folder) throws IOException {
        for (String format : List.of("png", "jpg", "bmp", "gif", "tif")) {
            Image image = load(write(folder, format, 400, 200), 100, 80);
            assertThat(image.getWidth()).as(format).isEqualTo(100);
            assertThat(image.getHeight()).as(format).isEqualTo(50);
            int left = image.getPixelReader().getArgb(20, 25);
            int right = image.getPixelReader().getArgb(80, 25);
            assertThat(left >> 16 & 0xFF).as(format).isGreaterThan(240);
            assertThat(left & 0xFF).as(format).isLessThan(15);
            assertThat(right & 0xFF).as(format).isGreaterThan(240);
        }
    }

    @Test
    void smallPicturesAreNotEnlargedAndTransparentOnesLieOnWhite(@TempDir Path folder) throws IOException {
        BufferedImage clear = new BufferedImage(8, 4, BufferedImage.TYPE_INT_ARGB);
        Path file = folder.resolve("clear.png");
        ImageIO.write(clear, "png", file.toFile());
        Image image = load(file, 100, 100);
        assertThat(image.getWidth()).isEqualTo(8);
        assertThat(image.getPixelReader().getArgb(3, 2)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void aPictureThatIsNoneIsRefusedBeforeDecoding(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("zip.jpg");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Thumbnails thumbnails = new Thumbnails(Runnable::run, Runnable::run, 1 << 20);
        thumbnails.request(file, 10, 10, heard::add);
        assertThat(heard).hasSize(1).first().isInstanceOf(ThumbnailResult.Failed.class);
        assertThat(((ThumbnailResult.Failed) heard.getFirst()).reason()).contains("zip.jpg");
    }

    @Test
    void shrinkingAveragesWholeAreas() {
        Raster raster = new Raster(4, 2, new int[] {0, 0x0000FF, 0xFF0000, 0xFF0000, 0, 0x0000FF, 0xFF0000, 0xFF0000});
        assertThat(ThumbnailLoader.shrink(raster, 2, 2).rgb()).containsExactly(0x000080, 0xFF0000);
    }
}
