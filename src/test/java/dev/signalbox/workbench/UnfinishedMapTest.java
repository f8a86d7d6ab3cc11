package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.store.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedMapTest {
    @TempDir
    private Path folder;

    private static ScoreSet scored(String routerHash) {
        return new ScoreSet(1, 2, 3, List.of("vlm"), 0, 2, 2, routerHash, "data", Instant.EPOCH);
    }

    @Test
    void comesBackForTheSameScoresOnly() throws IOException {
        TsneState state =
                new TsneState(17, new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8}, new float[] {0.01f, 1, 1.2f, 3});
        MapOptions options = new MapOptions(MapOptions.Method.TSNE, 9, 12.5, 750);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(UnfinishedMap.read(workspace, scored("a"), MapSubject.Kind.QUERIES))
                    .isEmpty();
            new UnfinishedMap(MapSubject.QUERIES, options, state).write(workspace, scored("a"));
            UnfinishedMap back = UnfinishedMap.read(workspace, scored("a"), MapSubject.Kind.QUERIES)
                    .orElseThrow();
            assertThat(back.options()).isEqualTo(options);
            assertThat(back.state().iteration()).isEqualTo(17);
            assertThat(back.state().places()).isEqualTo(state.places());
            assertThat(back.state().velocity()).isEqualTo(state.velocity());
            assertThat(back.state().gains()).isEqualTo(state.gains());
            assertThat(UnfinishedMap.read(workspace, scored("another"), MapSubject.Kind.QUERIES))
                    .isEmpty();
            Path file = folder.resolve("projections").resolve("unfinished-2-3.safetensors");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] = (byte) 0xff; // a gain below zero
            Files.write(file, bytes);
            assertThat(UnfinishedMap.read(workspace, scored("a"), MapSubject.Kind.QUERIES))
                    .isEmpty();
            Files.writeString(file, "no tensors");
            assertThat(UnfinishedMap.read(workspace, scored("a"), MapSubject.Kind.QUERIES))
                    .isEmpty();
            UnfinishedMap.delete(workspace, scored("a"), MapSubject.Kind.QUERIES);
            assertThat(file).doesNotExist();
        }
    }
}
