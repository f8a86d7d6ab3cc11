package dev.signalbox.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.download.Hub;
import dev.signalbox.download.HubServer;
import dev.signalbox.download.HubServer.Asked;
import dev.signalbox.encoders.EncoderStatus.State;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.engine.SmallCheckpoints;
import dev.signalbox.task.FolderLock;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders of a catalogue: fetched, checked, damaged, repaired, chosen, removed. */
@Timeout(120)
class EncodersTest {
    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    private Path folder;

    private HubServer server;
    private HubModels models;
    private Hub hub;

    @BeforeEach
    void serve() throws IOException {
        server = new HubServer();
        models = new HubModels(server, folder.resolve("origin"));
        hub = Hub.of(server.address(), "direct", Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EncoderLibrary library() throws IOException {
        return library(Map.of());
    }

    private EncoderLibrary library(Map<String, Path> chosen) throws IOException {
        return new EncoderLibrary(new Catalogue(models.entries()), folder.resolve("models"), chosen);
    }

    private Path place(String id) {
        return folder.resolve("models").resolve(id);
    }

    private EncoderStatus fetch(String id) throws IOException {
        return new FetchEncoder(library(), hub).run(id, Progress.NONE);
    }

    private void assertFails(String id, String code) {
        assertThatThrownBy(() -> fetch(id)).hasFieldOrPropertyWithValue("code", code);
    }

    @Test
    void nothingIsHereAtFirst() throws IOException {
        assertThat(library().list()).extracting(EncoderStatus::state).containsOnly(State.MISSING);
        assertThatThrownBy(() -> library().use(HubModels.CLIP, Progress.NONE))
                .hasFieldOrPropertyWithValue("code", "models.absent");
        assertThatThrownBy(() -> fetch("nobody")).hasFieldOrPropertyWithValue("code", "models.unknown");
        assertThat(server.asked()).isEmpty();
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void aFetchedEncoderIsTheOneOnTheHubAndIsNotFetchedTwice() throws IOException {
        for (String id : List.of(HubModels.CLIP, HubModels.BERT)) {
            EncoderStatus status = fetch(id);
            assertThat(status.state()).isEqualTo(State.READY);
            assertThat(status.pinned()).isEqualTo(id.equals(HubModels.CLIP));
            for (Path file : models.files(id)) {
                assertThat(Files.mismatch(file, place(id).resolve(file.getFileName())))
                        .isEqualTo(-1);
            }
            try (var left = Files.list(place(id))) {
                assertThat(left)
                        .as("no traces of the way here")
                        .noneMatch(file -> file.toString().contains(".part"));
            }
            assertThat(library().use(id, Progress.NONE)).isEqualTo(place(id));
            EncoderCheck check = CheckEncoder.run(library().get(id), Progress.NONE);
            assertThat(check.problems()).isEmpty();
            assertThat(check.kind()).isEqualTo(status.kind());
            assertThat(check.dimensions()).isEqualTo(status.dimensions());
            server.forget();
            assertThat(fetch(id).state()).isEqualTo(State.READY);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void whatIsDamagedOnTheDiskIsFoundNamedNotUsedAndRepaired() throws IOException {
        fetch(HubModels.CLIP);
        byte[] weights = Files.readAllBytes(place(HubModels.CLIP).resolve(WEIGHTS));
        weights[weights.length - 1] ^= 1;
        Files.write(place(HubModels.CLIP).resolve(WEIGHTS), weights);
        assertThat(library().get(HubModels.CLIP).state()).as("same size").isEqualTo(State.READY);
        assertThatThrownBy(() -> library().use(HubModels.CLIP, Progress.NONE))
                .hasFieldOrPropertyWithValue("code", "models.damaged")
                .hasMessageContaining(WEIGHTS);
        assertThat(library().get(HubModels.CLIP).state()).as("remembered").isEqualTo(State.DAMAGED);
        server.forget();
        assertThat(fetch(HubModels.CLIP).state()).isEqualTo(State.READY);
        assertThat(server.asked())
                .as("only what is wrong")
                .extracting(Asked::name)
                .containsExactly(WEIGHTS);
        Files.delete(place(HubModels.CLIP).resolve("config.json"));
        assertThat(library().get(HubModels.CLIP).problem()).contains("config.json");
        assertThat(fetch(HubModels.CLIP).state()).isEqualTo(State.READY);
    }

    @Test
    void hashesFromTheServerAreHeldToLater() throws IOException {
        fetch(HubModels.BERT);
        byte[] vocabulary = models.content(HubModels.BERT, "vocab.txt");
        vocabulary[0] ^= 1;
        Files.write(place(HubModels.BERT).resolve("vocab.txt"), vocabulary);
        assertThat(CheckEncoder.run(library().get(HubModels.BERT), Progress.NONE)
                        .good())
                .isFalse();
        server.forget();
        fetch(HubModels.BERT);
        assertThat(server.asked()).extracting(Asked::name).containsExactly("vocab.txt");
    }

    @Test
    void aWrongFileIsNeverUsed() throws IOException {
        byte[] other = models.content(HubModels.CLIP, WEIGHTS);
        other[500] ^= 1;
        server.serve("test/" + HubModels.CLIP, WEIGHTS, other);
        assertFails(HubModels.CLIP, "download.checksum");
        assertThat(place(HubModels.CLIP).resolve(WEIGHTS)).doesNotExist();
        assertThat(place(HubModels.CLIP).resolve(Manifest.FILE)).doesNotExist();
        EncoderStatus status = library().get(HubModels.CLIP);
        assertThat(status.state()).isEqualTo(State.PARTIAL);
        assertThatThrownBy(() -> library().use(HubModels.CLIP, Progress.NONE))
                .hasFieldOrPropertyWithValue("code", "models.absent");
    }

    @Test
    void wholeFilesThatAreNoEncoderTogetherAreNotUsedEither() throws IOException {
        Files.writeString(folder.resolve("odd"), "{\"model_type\": \"gpt2\"}");
        server.serve("test/" + HubModels.BERT, "config.json", Files.readAllBytes(folder.resolve("odd")));
        assertFails(HubModels.BERT, "encoder.config");
        assertThat(library().get(HubModels.BERT).state()).isNotEqualTo(State.READY);
        for (Path file : models.files(HubModels.CLIP)) {
            server.serve("test/" + HubModels.BERT, file.getFileName().toString(), Files.readAllBytes(file));
        }
        library().remove(HubModels.BERT);
        assertFails(HubModels.BERT, "models.kind");
    }

    @Test
    void stoppedBetweenFilesItGoesOnWithTheNext() throws IOException {
        AtomicLong seen = new AtomicLong();
        Progress stops = new Progress() {
            @Override
            public void update(double fraction, String message) {
                seen.incrementAndGet();
            }

            @Override
            public boolean cancelled() {
                return Files.exists(place(HubModels.BERT).resolve("config.json"));
            }
        };
        assertThatThrownBy(() -> new FetchEncoder(library(), hub).run(HubModels.BERT, stops))
                .isInstanceOf(CancellationException.class);
        assertThat(seen).hasPositiveValue();
        assertThat(library().get(HubModels.BERT).state()).isEqualTo(State.PARTIAL);
        assertThat(server.asked()).extracting(Asked::name).containsExactly("config.json");
        server.forget();
        assertThat(fetch(HubModels.BERT).state()).isEqualTo(State.READY);
        assertThat(server.asked()).extracting(Asked::name).doesNotContain("config.json");
    }

    @Test
    void onlyOneFetchesAtATime() throws IOException {
        Files.createDirectories(place(HubModels.CLIP));
        try (FolderLock held = Objects.requireNonNull(FolderLock.tryAcquire(place(HubModels.CLIP)))) {
            assertThat(held).isNotNull();
            assertFails(HubModels.CLIP, "models.busy");
            assertThatThrownBy(() -> library().remove(HubModels.CLIP))
                    .hasFieldOrPropertyWithValue("code", "models.busy");
        }
        assertThat(fetch(HubModels.CLIP).state()).isEqualTo(State.READY);
    }

    @Test
    void unknownHashesAreNotTakenUnencrypted() throws IOException {
        hub = Hub.of("http://hub.invalid", "direct", Map.of());
        assertFails(HubModels.BERT, "download.plain");
        assertFails(HubModels.CLIP, "download.network");
    }

    @Test
    void removingLeavesNothingOfOursAndEverythingElse() throws IOException {
        fetch(HubModels.CLIP);
        Path note = Files.writeString(place(HubModels.CLIP).resolve("note.txt"), "mine");
        library().remove(HubModels.CLIP);
        try (var left = Files.list(place(HubModels.CLIP))) {
            assertThat(left).containsExactly(note);
        }
        Files.delete(note);
        fetch(HubModels.CLIP);
        library().remove(HubModels.CLIP);
        assertThat(place(HubModels.CLIP)).doesNotExist();
        assertThat(library().get(HubModels.CLIP).state()).isEqualTo(State.MISSING);
    }

    @Test
    void aFolderOfAPersonsOwnIsUsedInPlaceAndLookedAt() throws IOException {
        Path own = folder.resolve("own");
        SmallCheckpoints.text(own, "", Safetensors.Type.F16);
        EncoderStatus status = library(Map.of("mine", own)).get("mine");
        assertThat(status.state()).isEqualTo(State.READY);
        assertThat(status.kind()).isEqualTo(EncoderKind.TEXT);
        assertThat(status.dimensions()).isEqualTo(12);
        assertThat(library(Map.of("mine", own)).use("mine", Progress.NONE)).isEqualTo(own);
        var tensors = new java.util.TreeMap<>(SmallCheckpoints.text(own, "", Safetensors.Type.F16));
        tensors.remove("embeddings.LayerNorm.bias");
        tensors.put("surplus", tensors.get("embeddings.LayerNorm.weight"));
        tensors.put("transformer.layer.0.attention.q_lin.bias", tensors.get("transformer.layer.0.ffn.lin1.bias"));
        Safetensors.write(own.resolve(WEIGHTS), tensors);
        EncoderCheck check = CheckEncoder.run(own, Progress.NONE);
        assertThat(check.good()).isFalse();
        assertThat(String.join(" ", check.problems()))
                .contains("embeddings.LayerNorm.bias", "surplus", "transformer.layer.0.attention.q_lin.bias");
        assertThat(library(Map.of("mine", own)).get("mine").state()).isEqualTo(State.DAMAGED);
    }

    @Test
    void aFolderStandsForAnEntryOnlyWithItsVeryFiles() throws IOException {
        Path same = folder.resolve("origin").resolve(HubModels.CLIP);
        EncoderStatus status = library().standIn(HubModels.CLIP, same);
        assertThat(CheckEncoder.run(status, Progress.NONE).good()).isTrue();
        Path other = folder.resolve("other");
        SmallCheckpoints.image(other, Safetensors.Type.F16);
        EncoderCheck check = CheckEncoder.run(library().standIn(HubModels.CLIP, other), Progress.NONE);
        assertThat(check.good()).isFalse();
        assertThat(check.problems()).anyMatch(problem -> problem.contains(WEIGHTS));
    }

    @Test
    void aDiskThatIsTooSmallIsFoundOutBeforehand() throws IOException {
        CatalogueEntry clip = models.entries().getFirst();
        long huge = 1L << 60;
        server.serve("test/huge", WEIGHTS, (byte) 1).pretend(huge);
        CatalogueEntry entry = new CatalogueEntry(
                "huge",
                "Huge",
                EncoderKind.IMAGE,
                "",
                "test/huge",
                "main",
                "",
                1,
                List.of(new CatalogueEntry.RemoteFile(
                        WEIGHTS, huge, clip.files().getFirst().sha256())));
        EncoderLibrary library = new EncoderLibrary(new Catalogue(List.of(entry)), folder.resolve("models"), Map.of());
        assertThatThrownBy(() -> new FetchEncoder(library, hub).run("huge", Progress.NONE))
                .hasFieldOrPropertyWithValue("code", "download.space");
    }

    @Test
    void theCatalogueThatComesWithItIsPinnedAndWellFormed() {
        Path home = Path.of(System.getProperty("signalbox.home", "."));
        Catalogue catalogue = Catalogue.read(home, folder);
        assertThat(catalogue.entries())
                .extracting(CatalogueEntry::id)
                .contains("clip-vit-base-patch32", "distilbert-base-uncased");
        for (CatalogueEntry entry : catalogue.entries()) {
            assertThat(entry.revision()).as(entry.id()).matches("[0-9a-f]{40}");
            assertThat(entry.files()).allMatch(file -> file.size() != null);
            assertThat(entry.files())
                    .extracting(CatalogueEntry.RemoteFile::name)
                    .contains("config.json", WEIGHTS);
            assertThat(entry.purpose()).isNotBlank();
            assertThat(entry.licence()).isNotBlank();
        }
        assertThat(catalogue.find("clip-vit-base-patch32").orElseThrow().pinned())
                .isTrue();
        assertThat(catalogue.find("distilbert-base-uncased").orElseThrow().pinned())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"models\":[{}]}",
                "[]",
                "{\"models\":[{\"id\":\"../x\",\"kind\":\"text\",\"repository\":\"a/b\",\"revision\":\"main\",\"files\":[{\"name\":\"config.json\"}]}]}",
                "{\"models\":[{\"id\":\"x\",\"kind\":\"text\",\"repository\":\"a/../b\",\"revision\":\"main\",\"files\":[{\"name\":\"config.json\"}]}]}",
                "{\"models\":[{\"id\":\"x\",\"kind\":\"text\",\"repository\":\"a/b\",\"revision\":\"../m\",\"files\":[{\"name\":\"config.json\"}]}]}",
                "{\"models\":[{\"id\":\"x\",\"kind\":\"text\",\"repository\":\"a/b\",\"revision\":\"main\",\"files\":[{\"name\":\"../../.bashrc.txt\"}]}]}",
                "{\"models\":[{\"id\":\"x\",\"kind\":\"text\",\"repository\":\"a/b\",\"revision\":\"main\",\"files\":[{\"name\":\"pytorch_model.bin\"}]}]}",
                "{\"models\":[{\"id\":\"x\",\"kind\":\"text\",\"repository\":\"a/b\",\"revision\":\"main\",\"files\":[{\"name\":\"config.json\",\"sha256\":\"abc\"}]}]}"
            })
    void aHostileListOfModelsIsRefused(String content) throws IOException {
        Files.writeString(folder.resolve(Catalogue.OWN), content);
        assertThatThrownBy(() -> Catalogue.read(folder, folder))
                .isInstanceOfSatisfying(
                        UserFacingException.class,
                        told -> assertThat(told.code()).isEqualTo("models.catalogue"));
    }

    @Test
    void rateAndTimeLeftComeFromTheLastSeconds() {
        AtomicLong now = new AtomicLong();
        Speed speed = new Speed(now::get);
        assertThat(speed.say(0, 100_000_000)).isEqualTo("0 B of 100.0 MB");
        for (int second = 1; second <= 20; second++) {
            now.addAndGet(1_000_000_000L);
            speed.say(second * 1_000_000L, 100_000_000);
        }
        now.addAndGet(1_000_000_000L);
        assertThat(speed.say(21_000_000, 100_000_000)).isEqualTo("21.0 MB of 100.0 MB, 1.0 MB/s, 1:19 left");
        assertThat(speed.rate()).isEqualTo(1e6);
    }
}
