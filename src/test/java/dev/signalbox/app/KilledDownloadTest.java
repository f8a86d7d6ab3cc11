package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.download.HubServer;
import dev.signalbox.download.HubServer.Asked;
import dev.signalbox.download.HubServer.Served;
import dev.signalbox.encoders.HubModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A download goes on after SIGKILL, asks for the rest only, and ends in the files that are on the hub. */
class KilledDownloadTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final long HELD = 12_000;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void aKilledDownloadGoesOnToTheSameFiles() throws Exception {
        try (HubServer server = new HubServer()) {
            HubModels models = new HubModels(server, folder.resolve("origin"));
            models.writeOwn(folder.resolve("person/config"));
            Path place = folder.resolve("person/data/models").resolve(HubModels.CLIP);
            Path part = place.resolve(WEIGHTS + ".part");
            Served weights = models.serve(HubModels.CLIP, WEIGHTS).hold(HELD);
            Process first = fetch(server);
            weights.awaitHeld();
            while (!Files.exists(part) || Files.size(part) < HELD) {
                assertThat(first.isAlive()).as("still fetching").isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            first.destroyForcibly();
            assertThat(first.waitFor()).isNotZero();
            weights.release();
            assertThat(place.resolve(WEIGHTS)).doesNotExist();
            assertThat(place.resolve("signalbox-model.json")).doesNotExist();
            server.forget();

            Process second = fetch(server);
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).as(said).isZero();
            long size = models.content(HubModels.CLIP, WEIGHTS).length;
            assertThat(server.asked())
                    .containsExactly(new Asked(WEIGHTS, "bytes=" + HELD + "-", weights.etag(), 206, size - HELD));
            for (Path file : models.files(HubModels.CLIP)) {
                assertThat(Files.mismatch(file, place.resolve(file.getFileName())))
                        .as("first byte of %s that differs", file.getFileName())
                        .isEqualTo(-1);
            }
            assertThat(place.resolve("signalbox-model.json")).exists();
        }
    }

    private Process fetch(HubServer server) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-Dsignalbox.home=" + RealApp.PROJECT,
                "-Dsignalbox.dirs=" + folder.resolve("person"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Launcher.class.getName(),
                "models",
                "fetch",
                HubModels.CLIP,
                "--from",
                server.address(),
                "--proxy",
                "direct"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
