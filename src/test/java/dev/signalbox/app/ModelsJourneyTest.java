package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.download.HubServer;
import dev.signalbox.download.HubServer.Asked;
import dev.signalbox.download.HubServer.Served;
import dev.signalbox.encoders.HubModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A person at the real Models screen, with a hub on this machine: download, pause, resume, damage, repair, a folder. */
@ExtendWith(ApplicationExtension.class)
@Timeout(300)
class ModelsJourneyTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final long HELD = 12_000;

    @TempDir
    private Path person;

    private HubServer server;
    private HubModels models;
    private RealApp app;

    @BeforeAll
    static void glass() {
        System.setProperty("testfx.robot", "glass");
    }

    @Start
    void start(Stage stage) throws Exception {
        server = new HubServer();
        models = new HubModels(server, person.resolve("origin"));
        models.writeOwn(person.resolve("config"));
        new ObjectMapper()
                .writeValue(
                        person.resolve("config/settings.json").toFile(),
                        Map.of("theme", "LIGHT", "models", Map.of("hub", server.address(), "proxy", "direct")));
        // Without the sample, since this is not about queries; with the catalogue, for the guide's picture.
        Path catalogue = person.resolve("home/resources/models/catalogue.json");
        Files.createDirectories(catalogue.getParent());
        Files.copy(RealApp.PROJECT.resolve("resources/models/catalogue.json"), catalogue);
        app = RealApp.start(stage, person, person.resolve("workspace"), person.resolve("home"));
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        server.close();
    }

    private String look(String id) {
        return app.find("#model-state-" + id) == null
                ? ""
                : app.find("#model-state-" + id).lookup(".model-chip") instanceof Label chip ? chip.getText() : "";
    }

    private void press(FxRobot robot, String query) {
        robot.interact(() -> app.find(query).requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    }

    @Test
    void downloadsPausesResumesChecksAndRepairs(FxRobot robot) throws Exception {
        robot.interact(() -> app.composition().show("models"));
        RealApp.until(() -> look(HubModels.CLIP).equals("not here"));
        assertThat(server.asked()).as("looking asks nobody").isEmpty();
        assertThat(((Button) app.find("#model-download-" + HubModels.CLIP)).getText())
                .contains("127.0.0.1", " KB");

        Served weights = models.serve(HubModels.CLIP, WEIGHTS).hold(HELD);
        press(robot, "#model-download-" + HubModels.CLIP);
        weights.awaitHeld();
        RealApp.until(() -> look(HubModels.CLIP).equals("downloading")
                && app.text("#model-doing-" + HubModels.CLIP).contains("KB of"));
        press(robot, "#model-pause-" + HubModels.CLIP);
        RealApp.until(() -> look(HubModels.CLIP).equals("paused"));
        weights.release();
        assertThat(((Button) app.find("#model-resume-" + HubModels.CLIP)).isFocused())
                .as("the keyboard stays in the row")
                .isTrue();
        server.forget();
        press(robot, "#model-resume-" + HubModels.CLIP);
        RealApp.until(() -> look(HubModels.CLIP).equals("ready"));
        long size = models.content(HubModels.CLIP, WEIGHTS).length;
        Asked rest = server.asked().getFirst();
        long from = Long.parseLong(String.valueOf(rest.range()).replaceFirst("bytes=(\\d+)-", "$1"));
        assertThat(from).isBetween(1L, HELD);
        assertThat(rest).isEqualTo(new Asked(WEIGHTS, "bytes=" + from + "-", weights.etag(), 206, size - from));

        Path file = person.resolve("data/models").resolve(HubModels.CLIP).resolve(WEIGHTS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        press(robot, "#model-check-" + HubModels.CLIP);
        RealApp.until(() -> look(HubModels.CLIP).equals("damaged"));
        assertThat(app.text("#model-trouble-" + HubModels.CLIP)).contains(WEIGHTS, "SHA-256");
        app.shot("models-damaged");
        press(robot, "#model-download-" + HubModels.CLIP);
        RealApp.until(() -> look(HubModels.CLIP).equals("ready"));
        assertThat(app.shows("#model-trouble-" + HubModels.CLIP)).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo(models.content(HubModels.CLIP, WEIGHTS));
    }

    @Test
    void failuresSayWhatToDoAndTheConnectionCanBeCorrected(FxRobot robot) throws Exception {
        robot.interact(() -> app.composition().show("models"));
        RealApp.until(() -> look(HubModels.BERT).equals("not here"));
        models.serve(HubModels.BERT, "vocab.txt").status(403);
        press(robot, "#model-download-" + HubModels.BERT);
        RealApp.until(() -> app.text("#model-trouble-" + HubModels.BERT).contains("download.refused"));
        RealApp.until(() -> look(HubModels.BERT).equals("failed"));
        models.serve(HubModels.BERT, "vocab.txt");

        robot.interact(() -> ((TextField) app.find("#models-hub")).setText("nowhere"));
        RealApp.until(() -> app.text("#models-connection-trouble").contains("nowhere"));
        assertThat(app.find("#model-resume-" + HubModels.BERT).isDisabled()).isTrue();
        robot.interact(() -> ((TextField) app.find("#models-hub")).setText(server.address()));
        assertThat(app.shows("#models-connection-trouble")).isFalse();
        press(robot, "#model-resume-" + HubModels.BERT);
        RealApp.until(() -> look(HubModels.BERT).equals("ready"));
        RealApp.until(() -> app.text("#models-devices").contains("PyTorch"));
        robot.interact(() -> {
            ((TextField) app.find("#models-hub")).clear();
            ((ScrollPane) app.find("#models-view")).setVvalue(0);
        });
        app.shot("models-light");
    }
}
