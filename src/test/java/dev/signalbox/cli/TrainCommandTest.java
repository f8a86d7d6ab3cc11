package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final String[] SMALL = {
        "--set", "text.layers=1", "--set", "image.layers=1", "--set", "image.size=32", "--epochs", "1"
    };

    @TempDir
    Path folder;

    private String out = "";
    private String err = "";
    private String stopAt = "";

    @BeforeEach
    void fillTheWorkspace() {
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "q" + i;
            queries.add(new Query(
                    key, "How many dots? " + i % 3, "1", List.of(), Map.of("split", i % 4 == 0 ? "test" : "train")));
            for (int k = 0; k < 3; k++) {
                outputs.add(new Output(
                        key, "m" + k, "1", Correctness.of(i % 3 == k && i % 5 > 0), Double.NaN, Double.NaN, 1, 1));
            }
        }
        List<Vlm> vlms = List.of(
                new Vlm("m0", "counts", Pool.FREE, null),
                new Vlm("m1", "reads", Pool.FREE, null),
                new Vlm("m2", "compares", Pool.PAID, null));
        try (Workspace workspace = Workspace.open(folder.resolve("workspace"))) {
            workspace
                    .datasets()
                    .store(
                            new DatasetDraft(
                                    "small", folder, "m2", "a test", "MIT", true, vlms, queries, outputs, List.of()),
                            Progress.NONE);
        }
    }

    private int signalbox(String... args) {
        String[] all = Stream.of(
                        new String[] {
                            "train", "--workspace", folder.resolve("workspace").toString()
                        },
                        args)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        // Ctrl+C kills the process; an interrupt is how the window and other callers stop a command.
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int count) {
                super.write(bytes, from, count);
                if (!stopAt.isEmpty() && toString(StandardCharsets.UTF_8).contains(stopAt)) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        int code = Main.run(
                new Installation(folder, folder.resolve("workspace")),
                all,
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String[] with(String... more) {
        return Stream.of(new String[] {"--dataset", "small"}, SMALL, more)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
    }

    @Test
    void trainsAnOldPoolAndGoesOnWithANewVlm() throws IOException {
        Path free = folder.resolve("free");
        assertThat(signalbox(with("--vlms", "free", "--out", free.toString())))
                .as(err)
                .isZero();
        Path both = folder.resolve("both");
        assertThat(signalbox(with(
                        "--strategy",
                        "replay",
                        "--from",
                        "free",
                        "--json",
                        "--out",
                        both.toString(),
                        "--set",
                        "dropUnsolvable=true")))
                .as(err)
                .isZero();
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.path("strategy").asText()).isEqualTo("REPLAY");
        assertThat(report.path("parts").path("unsolvable").asInt()).isEqualTo(8);
        assertThat(report.path("parts").path("kept").asDouble()).isEqualTo(.8);
        assertThat(report.path("parts").path("replayed").asInt()).isPositive();
        assertThat(report.path("forgetting").path("vlms")).hasSize(2);
        JsonNode record =
                new ObjectMapper().readTree(both.resolve("training.json").toFile());
        assertThat(record.path("command").asText())
                .isEqualTo("signalbox train --dataset \"small\" --preset tiny --from \"free\" --seed 1 --epochs 1"
                        + " --strategy replay --set text.layers=1 --set image.layers=1 --set image.size=32"
                        + " --set dropUnsolvable=true");
        assertThat(record.path("options")
                        .path("config")
                        .path("image")
                        .path("size")
                        .asInt())
                .isEqualTo(32);

        // The options of one run are the settings of another.
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, record.path("options").toString());
        Path again = folder.resolve("again");
        assertThat(signalbox(
                        "--dataset",
                        "small",
                        "--config",
                        settings.toString(),
                        "--from",
                        "free",
                        "--out",
                        again.toString()))
                .as(err)
                .isZero();
        assertThat(again.resolve("model.safetensors")).hasSameBinaryContentAs(both.resolve("model.safetensors"));
        assertThat(out).contains("Forgetting").contains("0.8000 of all queries are kept");
    }

    @Test
    void wrongUseIsExplainedAndNothingIsStarted() {
        String target = folder.resolve("out").toString();
        assertThat(signalbox("--dataset", "small")).isEqualTo(2);
        assertThat(err).contains("--out");
        assertThat(signalbox(with("--out", target, "--set", "clipp=3"))).isEqualTo(1);
        assertThat(err).contains("clipp").contains("config.clip").contains("[training.setting.name]");
        assertThat(signalbox(with("--out", target, "--strategy", "head"))).isEqualTo(1);
        assertThat(err).contains("[router.training.from]");
        assertThat(signalbox(with("--out", target, "--vlms", "m7"))).isEqualTo(1);
        assertThat(err).contains("[router.training.vlm]");
        assertThat(signalbox("--resume", target)).isEqualTo(1);
        assertThat(err).contains("[router.training.noresume]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatWasStoppedIsResumed() {
        String target = folder.resolve("out").toString();
        String whole = folder.resolve("whole").toString();
        assertThat(signalbox(with("--out", whole, "--set", "batch=4"))).as(err).isZero();
        stopAt = "Preparing";
        assertThat(signalbox(with("--out", target, "--set", "batch=4"))).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(err).contains("before anything was learnt");
        assertThat(folder.resolve("out")).doesNotExist();
        stopAt = "batch 3 of";
        assertThat(signalbox(with("--out", target, "--set", "batch=4"))).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(err).contains("--resume");
        stopAt = "";
        assertThat(signalbox(with("--out", target))).isEqualTo(1);
        assertThat(err).contains("[router.training.unfinished]");
        assertThat(signalbox("--resume", target)).as(err).isZero();
        assertThat(folder.resolve("out").resolve("model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve("model.safetensors"));
    }
}
