package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.download.HubServer;
import dev.signalbox.download.HubServer.Asked;
import dev.signalbox.encoders.HubModels;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.engine.SmallCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code models list}, {@code fetch} and {@code check} against a hub on this machine, and {@code encode} by name. */
@Timeout(180)
class ModelsCommandTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();
    private HubServer server;
    private HubModels models;

    @BeforeEach
    void serve() throws IOException {
        server = new HubServer();
        models = new HubModels(server, folder.resolve("origin"));
        models.writeOwn(folder.resolve("config"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--workspace", folder.resolve("ws").toString()));
        return shell.run(new Installation(folder, folder.resolve("ws")), all);
    }

    private int fetch(String id) {
        return run("models", "fetch", id, "--from", server.address(), "--proxy", "direct", "--json");
    }

    private JsonNode json() throws IOException {
        return shell.json();
    }

    @Test
    void listsFetchesChecksAndEncodesByName() throws IOException {
        assertThat(run("models", "list", "--json")).isZero();
        assertThat(json().path("encoders").path(0).path("id").asText()).isEqualTo(HubModels.CLIP);
        assertThat(json().path("encoders").path(0).path("state").asText()).isEqualTo("MISSING");
        assertThat(json().path("encoders").path(0).path("folder").asText())
                .isEqualTo(folder.resolve("data/models").resolve(HubModels.CLIP).toString());
        assertThat(run("models")).as("list is the default").isZero();
        assertThat(shell.out()).contains(HubModels.CLIP, HubModels.BERT);
        assertThat(server.asked()).isEmpty();

        assertThat(fetch(HubModels.CLIP)).isZero();
        assertThat(json().path("state").asText()).isEqualTo("READY");
        assertThat(fetch(HubModels.BERT)).isZero();
        assertThat(run("models", "check")).isZero();
        assertThat(run("models", "check", HubModels.CLIP, "--json")).isZero();
        assertThat(json().path(0).path("files")).hasSize(3);
        assertThat(json().path(0).path("files").path(0).path("pinned").asBoolean())
                .isTrue();

        Files.writeString(folder.resolve("t.txt"), "what is the ?\n");
        Path byName = folder.resolve("name.safetensors");
        Path byFolder = folder.resolve("folder.safetensors");
        String texts = folder.resolve("t.txt").toString();
        assertThat(run("encode", "--text-encoder", HubModels.BERT, "--texts", texts, "--out", byName.toString()))
                .isZero();
        String origin = folder.resolve("origin").resolve(HubModels.BERT).toString();
        assertThat(run("encode", "--text-encoder", origin, "--texts", texts, "--out", byFolder.toString()))
                .isZero();
        assertThat(Safetensors.read(byName).get("embeddings").floats())
                .containsExactly(Safetensors.read(byFolder).get("embeddings").floats());
    }

    @Test
    void whatIsWrongIsSaidWithItsCodeAndTheNextStep() throws IOException {
        assertThat(fetch("nobody")).isEqualTo(1);
        assertThat(shell.err()).contains("models.unknown", HubModels.CLIP);
        assertThat(run("models", "fetch", HubModels.CLIP, "--from", "ftp://x")).isEqualTo(1);
        assertThat(shell.err()).contains("download.address");
        assertThat(run("models", "fetch", HubModels.CLIP, "--proxy", "no proxy"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("download.proxy");
        assertThat(run("encode", "--image-encoder", HubModels.CLIP, "--images", ".", "--out", "x.safetensors"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("models.absent");
        models.serve(HubModels.CLIP, "model.safetensors").status(404);
        assertThat(fetch(HubModels.CLIP)).isEqualTo(1);
        assertThat(shell.err()).contains("download.missing");
        models.serve(HubModels.CLIP, "model.safetensors");
        server.forget();
        assertThat(fetch(HubModels.CLIP)).isZero();
        assertThat(server.asked()).extracting(Asked::name).containsExactly("model.safetensors");
    }

    @Test
    void aFolderOfAPersonsOwnIsChecked() throws IOException {
        Path own = folder.resolve("own");
        SmallCheckpoints.image(own, Safetensors.Type.BF16);
        assertThat(run("models", "check", own.toString(), "--json")).isZero();
        assertThat(json().path(0).path("dimensions").asInt()).isEqualTo(10);
        byte[] weights = Files.readAllBytes(own.resolve("model.safetensors"));
        Files.write(own.resolve("model.safetensors"), Arrays.copyOf(weights, weights.length - 3));
        assertThat(run("models", "check", own.toString())).isEqualTo(1);
        assertThat(shell.out()).contains("model.safetensors", "wrong");
        assertThat(run("models", "check", "nothing-of-the-kind")).isEqualTo(1);
        assertThat(shell.err()).contains("models.unknown");
    }
}
