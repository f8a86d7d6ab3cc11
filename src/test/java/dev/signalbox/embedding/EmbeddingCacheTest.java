package dev.signalbox.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.embedding.EmbeddingCache.Identity;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
    private static final Identity IDENTITY = new Identity("abc", "v1", "cls", 3);

    @TempDir
    private Path root;

    private static ContentHash content(int i) {
        return ContentHash.of("text " + i);
    }

    private static float[] vector(int i) {
        return new float[] {i, i + 0.5f, -i};
    }

    private void fill(int from, int to) throws IOException {
        try (EmbeddingCache cache = EmbeddingCache.open(root, IDENTITY)) {
            for (int i = from; i < to; i++) {
                cache.add(List.of(content(i)), vector(i));
            }
        }
    }

    private void holds(EmbeddingCache cache, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            assertThat(cache.contains(content(i))).isTrue();
            assertThat(cache.read(content(i))).containsExactly(vector(i));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(f -> f.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatWasKeptIsFoundAgainUnderTheSameIdentityOnly() throws IOException {
        fill(0, 10);
        try (EmbeddingCache again = EmbeddingCache.open(root, IDENTITY)) {
            assertThat(again.size()).isEqualTo(10);
            holds(again, 0, 10);
            assertThat(again.contains(content(10))).isFalse();
        }
        for (Identity other : List.of(
                new Identity("abd", "v1", "cls", 3),
                new Identity("abc", "v2", "cls", 3),
                new Identity("abc", "v1", "mean", 3))) {
            try (EmbeddingCache cache = EmbeddingCache.open(root, other)) {
                assertThat(cache.size()).as("%s", other).isZero();
            }
        }
    }

    @Test
    void onlyTheMissingRowsOfABatchAreKept() throws IOException {
        try (EmbeddingCache cache = EmbeddingCache.open(root, IDENTITY)) {
            cache.add(List.of(content(1)), vector(1));
            float[] batch = {9, 9, 9, 2, 2.5f, -2};
            assertThat(cache.addMissing(List.of(content(1), content(2)), batch)).isEqualTo(1);
            holds(cache, 1, 3);
            assertThat(cache.addMissing(List.of(content(1), content(2)), batch)).isZero();
        }
    }

    @Test
    void manySmallFilesBecomeOne() throws IOException {
        fill(0, 150);
        assertThat(files()).hasSize(150);
        try (EmbeddingCache merged = EmbeddingCache.open(root, IDENTITY)) {
            holds(merged, 0, 150);
            assertThat(files()).hasSize(1);
            merged.add(List.of(content(150)), vector(150));
        }
        try (EmbeddingCache again = EmbeddingCache.open(root, IDENTITY)) {
            holds(again, 0, 151);
        }
    }

    @Test
    void damagedAndHalfWrittenFilesAreComputedAnew() throws IOException {
        fill(0, 4);
        List<Path> files = files();
        Files.write(files.get(1), new byte[] {1, 2, 3});
        byte[] whole = Files.readAllBytes(files.get(2));
        Files.write(files.get(2), java.util.Arrays.copyOf(whole, whole.length - 5));
        Files.write(files.get(0).resolveSibling(".00000004.safetensors.part"), whole);
        try (EmbeddingCache cache = EmbeddingCache.open(root, IDENTITY)) {
            assertThat(cache.size()).isEqualTo(2);
            holds(cache, 0, 1);
            holds(cache, 3, 4);
            cache.add(List.of(content(1), content(2)), new float[] {1, 1.5f, -1, 2, 2.5f, -2});
        }
        try (EmbeddingCache cache = EmbeddingCache.open(root, IDENTITY)) {
            holds(cache, 0, 4);
        }
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(f -> f.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void oneFillsItAtATime() throws IOException {
        EmbeddingCache first = EmbeddingCache.open(root, IDENTITY);
        try (first) {
            assertThatThrownBy(() -> EmbeddingCache.open(root, IDENTITY))
                    .isInstanceOfSatisfying(
                            UserFacingException.class, e -> assertThat(e.code()).isEqualTo("encode.busy"));
        }
        fill(0, 1);
    }
}
