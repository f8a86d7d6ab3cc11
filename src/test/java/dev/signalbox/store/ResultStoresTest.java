package dev.signalbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Projection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.SavedFilter;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routers, scores, vectors, maps, scenarios and filters. */
class ResultStoresTest {
    @TempDir
    Path folder;

    private Workspace workspace;
    private long dataset;
    private RouterInfo router;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        dataset = workspace
                .datasets()
                .store(Drafts.random("d", 50, 3, 1), Progress.NONE)
                .dataset()
                .id();
        router = workspace.routers().add(info("tiny", folder.resolve("routers/tiny"), "aa"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private static RouterInfo info(String name, Path checkpoint, String sha) {
        return new RouterInfo(0, name, "arms", checkpoint, sha, "{\"größe\":1}", true, Instant.EPOCH);
    }

    private void reopen() {
        workspace.close();
        workspace = Workspace.open(folder);
    }

    @Test
    void routersAreFoundAgain() {
        RouterInfo elsewhere =
                workspace.routers().add(info("other", Path.of("/models/other").toAbsolutePath(), "bb"));
        reopen();
        assertThat(workspace.routers().list()).containsExactly(router, elsewhere);
        assertThat(workspace.routers().get(router.id())).isEqualTo(router);
        assertThat(workspace.routers().byName("other")).contains(elsewhere);
        assertThat(workspace.routers().bySha("aa")).contains(router);
        assertThat(workspace.routers().bySha("cc")).isEmpty();
        assertThat(workspace.routers().add(info("tiny", router.checkpoint(), "aa")))
                .isEqualTo(router);
        assertThatThrownBy(() -> workspace.routers().add(info("tiny", router.checkpoint(), "zz")))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("router.name"));
        assertThat(workspace.routers().bySha("zz")).isEmpty();
    }

    @Test
    void aWorkspaceThatWasMovedFindsItsOwnCheckpoints() throws IOException {
        workspace.close();
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        try (Workspace there = Workspace.open(moved)) {
            assertThat(there.routers().byName("tiny").orElseThrow().checkpoint())
                    .isEqualTo(moved.resolve("routers/tiny"));
        } finally {
            Files.move(moved, folder);
        }
        workspace = Workspace.open(folder);
    }

    @Test
    void scoresGoOnWhereTheyStopped() {
        Random random = new Random(3);
        List<String> vlms = List.of("vlm-2", "vlm-0");
        ScoreSet set = workspace.scores().begin(dataset, router.id(), vlms, 4, 50, "r1", "d1");
        assertThat(set.rows()).isZero();
        float[] confidence = floats(random, 100);
        float[] gate = floats(random, 200);
        for (int[] part : new int[][] {{0, 7}, {7, 30}}) {
            workspace
                    .scores()
                    .append(
                            set.id(),
                            part[0],
                            Arrays.copyOfRange(confidence, 2 * part[0], 2 * part[1]),
                            Arrays.copyOfRange(gate, 4 * part[0], 4 * part[1]));
        }
        reopen();
        ScoreSet again = workspace.scores().begin(dataset, router.id(), vlms, 4, 50, "r1", "d1");
        assertThat(again.id()).isEqualTo(set.id());
        assertThat(again.rows()).isEqualTo(30);
        assertThat(again.complete()).isFalse();
        for (int wrong : new int[] {0, 29, 31}) {
            assertThatThrownBy(() -> workspace.scores().append(set.id(), wrong, new float[2], new float[4]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> workspace.scores().append(set.id(), 30, new float[2], new float[5]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workspace.scores().append(set.id(), 30, new float[42], new float[84]))
                .isInstanceOf(IllegalArgumentException.class);
        workspace
                .scores()
                .append(set.id(), 30, Arrays.copyOfRange(confidence, 60, 100), Arrays.copyOfRange(gate, 120, 200));
        Scores scores = workspace.scores().load(set.id());
        assertThat(scores.set().complete()).isTrue();
        assertThat(scores.confidence()).isEqualTo(confidence);
        assertThat(scores.gate()).isEqualTo(gate);
        assertThat(scores.confidence(49, 1)).isEqualTo(confidence[99]);
        ScoreSet other = workspace.scores().begin(dataset, router.id(), vlms, 4, 50, "r1", "d2");
        assertThat(other.id()).isNotEqualTo(set.id());
        assertThat(workspace
                        .scores()
                        .begin(dataset, router.id(), List.of("vlm-0", "vlm-2"), 4, 50, "r1", "d1")
                        .id())
                .isNotIn(set.id(), other.id());
        assertThat(workspace.scores().latest(dataset, router.id()).orElseThrow().id())
                .isEqualTo(set.id());
        assertThat(workspace.scores().list(dataset)).hasSize(3);
        workspace.scores().delete(set);
        assertThat(workspace.scores().list(dataset)).hasSize(2);
        assertThat(workspace.check()).isNotNull();
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    @Test
    void vectorsAreWrittenBlockByBlockAndResumed() {
        ScoreSet set = workspace.scores().begin(dataset, router.id(), List.of("vlm-0"), 0, 50, "r1", "d1");
        Path path = workspace.scores().vectors(set);
        float[] values = floats(new Random(4), 50 * 6);
        Map<String, String> metadata = Map.of("router", "r1", "data", "d1");
        try (VectorFile file = VectorFile.resume(path, 50, 6, "fused", metadata)) {
            file.write(10, Arrays.copyOfRange(values, 60, 240));
            file.force();
        }
        try (VectorFile file = VectorFile.resume(path, 50, 6, "fused", metadata)) {
            assertThat(file.read(10, 30)).isEqualTo(Arrays.copyOfRange(values, 60, 240));
            file.write(0, Arrays.copyOf(values, 60));
            file.write(40, Arrays.copyOfRange(values, 240, 300));
            assertThatThrownBy(() -> file.write(49, new float[12])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> file.write(0, new float[7])).isInstanceOf(IllegalArgumentException.class);
        }
        try (VectorFile file = VectorFile.open(path)) {
            assertThat(file.rows()).isEqualTo(50);
            assertThat(file.dim()).isEqualTo(6);
            assertThat(file.metadata()).isEqualTo(metadata);
            assertThat(file.readAll()).isEqualTo(values);
        }
        try (VectorFile file = VectorFile.resume(path, 50, 6, "fused", Map.of("router", "r2"))) {
            assertThat(file.readAll()).containsOnly(0f);
        }
    }

    @Test
    void aBrokenVectorFileIsRefused() throws IOException {
        Path path = folder.resolve("v.safetensors");
        VectorFile.create(path, 4, 3, "fused", Map.of()).close();
        byte[] sound = Files.readAllBytes(path);
        assertThat(ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
        for (int length = 0; length < sound.length; length++) {
            Files.write(path, Arrays.copyOf(sound, length));
            assertBroken(path);
        }
        Files.write(path, Arrays.copyOf(sound, sound.length + 4));
        assertBroken(path);
        for (String header : List.of(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[0,44]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4,-3],\"data_offsets\":[0,48]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[4,3],\"data_offsets\":[0,48]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[12],\"data_offsets\":[0,48]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,48]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[8,56]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4,3]}}",
                "{\"a\":7}",
                "[]",
                "{}",
                "{\"a\":",
                "nonsense")) {
            byte[] json = header.getBytes(StandardCharsets.UTF_8);
            ByteBuffer file = ByteBuffer.allocate(8 + json.length + 48).order(ByteOrder.LITTLE_ENDIAN);
            file.putLong(json.length).put(json);
            Files.write(path, file.array());
            assertBroken(path);
        }
        // A damaged file of vectors is begun anew.
        VectorFile.resume(path, 4, 3, "fused", Map.of()).close();
        assertThat(Files.readAllBytes(path)).isEqualTo(sound);
    }

    private static void assertBroken(Path path) {
        assertThatThrownBy(() -> VectorFile.open(path).close())
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("workspace.vectors"));
    }

    @Test
    void mapsAreKept() throws IOException {
        int[] ordinals = {4, 7, 49};
        float[] xy = {1, 2, 3.5f, -4, 0, 1e-9f};
        Projection first = workspace.projections().add(map("tsne", 1), ordinals, xy);
        Projection second = workspace.projections().add(map("tsne", 2), new int[0], new float[0]);
        Projection pca = workspace.projections().add(map("pca", 3), ordinals, xy);
        reopen();
        assertThat(workspace.projections().list(dataset)).containsExactly(first, second, pca);
        assertThat(workspace.projections().latest(dataset, router.id(), "tsne")).contains(second);
        assertThat(workspace.projections().latest(dataset, router.id(), "umap")).isEmpty();
        ProjectionStore.Points points = workspace.projections().load(first.id());
        assertThat(points.projection()).isEqualTo(first);
        assertThat(points.ordinals()).isEqualTo(ordinals);
        assertThat(points.xy()).isEqualTo(xy);
        assertThat(workspace.projections().load(second.id()).ordinals()).isEmpty();
        Files.createDirectories(router.checkpoint());
        assertThat(workspace.check()).isEmpty();
        Path file = folder.resolve(first.file());
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
        Files.delete(folder.resolve(pca.file()));
        assertThat(workspace.check()).hasSize(2);
        workspace.datasets().delete(dataset, false);
        assertThat(folder.resolve("projections")).isEmptyDirectory();
    }

    private Projection map(String method, long seed) {
        return new Projection(0, dataset, router.id(), method, seed, "{}", "", 0, Instant.EPOCH);
    }

    @Test
    void scenariosAndFiltersAreReplacedByName() {
        Scenario saved = workspace
                .scenarios()
                .save(new Scenario(0, dataset, "günstig", router.id(), null, 0.5, null, "{}", Instant.EPOCH));
        Scenario replaced = workspace
                .scenarios()
                .save(new Scenario(
                        0, dataset, "günstig", router.id(), router.id(), 0.625, "test", "{\"em\":1}", Instant.EPOCH));
        assertThat(replaced.id()).isEqualTo(saved.id());
        SavedFilter filter =
                workspace.filters().save(new SavedFilter(0, dataset, "f", "gpt-4o wrong and not \"x\"", Instant.EPOCH));
        SavedFilter better = workspace.filters().save(new SavedFilter(0, dataset, "f", "all wrong", Instant.EPOCH));
        SavedFilter other = workspace.filters().save(new SavedFilter(0, dataset, "a", "b", Instant.EPOCH));
        assertThat(better.id()).isEqualTo(filter.id());
        Scenario staged = workspace
                .scenarios()
                .save(new Scenario(
                        0, dataset, "z", router.id(), router.id(), .5, null, "{\"stages\":[]}", "{}", Instant.EPOCH));
        reopen();
        assertThat(workspace.scenarios().list(dataset)).containsExactly(replaced, staged);
        workspace.scenarios().delete(staged.id());
        assertThat(workspace.filters().list(dataset)).containsExactly(other, better);
        workspace.scenarios().delete(replaced.id());
        workspace.filters().delete(better.id());
        assertThat(workspace.scenarios().list(dataset)).isEmpty();
        assertThat(workspace.filters().list(dataset)).containsExactly(other);
    }
}
